# %% default_of_two
# says: It is right where the tests pass `learning_rate`, and wrong where they leave it out: the default of `learning_rate` is not the one that is
def update_parameters(parameters, grads, learning_rate=2):
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in ("W1", "b1", "W2", "b2")}

# %% default_of_0_0001
# says: It is right where the tests pass `learning_rate`, and wrong where they leave it out: the default of `learning_rate` is not the one that is
def update_parameters(parameters, grads, learning_rate=0.0001):
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in ("W1", "b1", "W2", "b2")}

# %% of_another_exercise
# says: It is called as `update_parameters(parameters, grads, learning_rate)`, but the def of `update_parameters` takes (grads, w, b, lr). Take
def update_parameters(grads, w, b, lr):
    return w - lr * grads["dw"], b - lr * grads["db"]

# %% many_arguments
# says: It is called as `update_parameters(parameters, grads, learning_rate)`, but the def of `update_parameters` takes (W1, b1, W2, b2, dW1, db1,
def update_parameters(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate):
    W1 = W1 - learning_rate * dW1
    b1 = b1 - learning_rate * db1
    W2 = W2 - learning_rate * dW2
    b2 = b2 - learning_rate * db2
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% plus
# known: update_uphill
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] + learning_rate * grads["d" + k] for k in ("W1", "b1", "W2", "b2")}

# %% rate_left_out
# known: update_without_rate
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] - grads["d" + k] for k in ("W1", "b1", "W2", "b2")}

# %% not_returned
# says: The function returns None. That happens where it ends without a return line, and where it returns what print, or a method that works in
def update_parameters(parameters, grads, learning_rate=1.2):
    for k in ("W1", "b1", "W2", "b2"):
        parameters[k] = parameters[k] - learning_rate * grads["d" + k]

# %% local_names_only
# known: update_returns_old_values
import copy
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = copy.deepcopy(parameters["W1"])
    b1 = parameters["b1"]
    W2 = copy.deepcopy(parameters["W2"])
    b2 = parameters["b2"]
    W1 = W1 - learning_rate * grads["dW1"]
    b1 = b1 - learning_rate * grads["db1"]
    W2 = W2 - learning_rate * grads["dW2"]
    b2 = b2 - learning_rate * grads["db2"]
    return parameters

# %% tuple
# says: A tuple came back where a dict is asked for. Everything that is asked for is in it and right; only return it as asked.
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - learning_rate * grads["dW2"]
    b2 = parameters["b2"] - learning_rate * grads["db2"]
    return W1, b1, W2, b2

# %% misspelt_gradient
# says: There is no key `dw1`, but there is one that differs in capitals only.
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"] - learning_rate * grads["dw1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - learning_rate * grads["dw2"]
    b2 = parameters["b2"] - learning_rate * grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% unfilled_rate
# says: `W1`, `b1`, `W2` and `b2` are None, not a value. `W1`, `b1`, `W2` and `b2` are still None: the lines that set them to None wait for your
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = None
    b1 = None
    W2 = None
    b2 = None
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% unfilled_gradients
# says: `dW1` is still None: the line `dW1 = None` waits for your answer.
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"]
    dW1 = None
    W1 = W1 - learning_rate * dW1
    return {"W1": W1}

# %% w2_with_dw1
# says: Two arrays that are combined entry by entry in that line have shapes that do not go together. Print both shapes just before it. `*` goes
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - learning_rate * grads["dW1"]
    b2 = parameters["b2"] - learning_rate * grads["db1"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% biases_forgotten
# known: update_of_weights_only
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    W2 = parameters["W2"] - learning_rate * grads["dW2"]
    return {"W1": W1, "b1": parameters["b1"], "W2": W2, "b2": parameters["b2"]}

# %% old_dict
# says: `b2` is missing in the returned dict.
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - learning_rate * grads["dW2"]
    b2 = parameters["b2"] - learning_rate * grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2}

# %% reversed
# says: `W1`, `b1`, `W2` and `b2` are right except for the sign.
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: learning_rate * grads["d" + k] - parameters[k] for k in ("W1", "b1", "W2", "b2")}

# %% matmul
# vague
# says: `W1`, `b1`, `W2` and `b2` are wrong in all calls of the tests.
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] - np.dot(learning_rate, parameters[k]) * grads["d" + k] for k in ("W1", "b1", "W2", "b2")}

# %% global_rate
# says: It is called as `update_parameters(parameters, grads, learning_rate)`, but the def of `update_parameters` takes (parameters, grads). Take
def update_parameters(parameters, grads):
    learning_rate = 1.2
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in ("W1", "b1", "W2", "b2")}

# %% undefined_rate
# says: `alpha` is not defined: no argument of the function and no line of it gives a value to that name, nor does a cell that was run. It is
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] - alpha * grads["d" + k] for k in ("W1", "b1", "W2", "b2")}

# %% iterates_over_grads
# says: `dW1` is a key of `grads`; another dict is asked for it there.
def update_parameters(parameters, grads, learning_rate=1.2):
    for key in grads:
        parameters[key] = parameters[key] - learning_rate * grads[key]
    return parameters

# %% rate_of_a_tenth_fixed
# says: The result does not depend on `learning_rate`, and it should.
def update_parameters(parameters, grads, learning_rate=1.2):
    learning_rate = 0.1
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in ("W1", "b1", "W2", "b2")}
