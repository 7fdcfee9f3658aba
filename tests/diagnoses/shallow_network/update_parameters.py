# %% default_of_two
def update_parameters(parameters, grads, learning_rate=2):
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in ("W1", "b1", "W2", "b2")}

# %% default_of_0_0001
def update_parameters(parameters, grads, learning_rate=0.0001):
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in ("W1", "b1", "W2", "b2")}

# %% of_another_exercise
def update_parameters(grads, w, b, lr):
    return w - lr * grads["dw"], b - lr * grads["db"]

# %% many_arguments
def update_parameters(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate):
    W1 = W1 - learning_rate * dW1
    b1 = b1 - learning_rate * db1
    W2 = W2 - learning_rate * dW2
    b2 = b2 - learning_rate * db2
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% plus
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] + learning_rate * grads["d" + k] for k in ("W1", "b1", "W2", "b2")}

# %% rate_left_out
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] - grads["d" + k] for k in ("W1", "b1", "W2", "b2")}

# %% not_returned
def update_parameters(parameters, grads, learning_rate=1.2):
    for k in ("W1", "b1", "W2", "b2"):
        parameters[k] = parameters[k] - learning_rate * grads["d" + k]

# %% local_names_only
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
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - learning_rate * grads["dW2"]
    b2 = parameters["b2"] - learning_rate * grads["db2"]
    return W1, b1, W2, b2

# %% misspelt_gradient
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"] - learning_rate * grads["dw1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - learning_rate * grads["dw2"]
    b2 = parameters["b2"] - learning_rate * grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% unfilled_rate
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = None
    b1 = None
    W2 = None
    b2 = None
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% unfilled_gradients
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"]
    dW1 = None
    W1 = W1 - learning_rate * dW1
    return {"W1": W1}

# %% w2_with_dw1
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - learning_rate * grads["dW1"]
    b2 = parameters["b2"] - learning_rate * grads["db1"]
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% biases_forgotten
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    W2 = parameters["W2"] - learning_rate * grads["dW2"]
    return {"W1": W1, "b1": parameters["b1"], "W2": W2, "b2": parameters["b2"]}

# %% old_dict
def update_parameters(parameters, grads, learning_rate=1.2):
    W1 = parameters["W1"] - learning_rate * grads["dW1"]
    b1 = parameters["b1"] - learning_rate * grads["db1"]
    W2 = parameters["W2"] - learning_rate * grads["dW2"]
    b2 = parameters["b2"] - learning_rate * grads["db2"]
    return {"W1": W1, "b1": b1, "W2": W2}

# %% reversed
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: learning_rate * grads["d" + k] - parameters[k] for k in ("W1", "b1", "W2", "b2")}

# %% matmul
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] - np.dot(learning_rate, parameters[k]) * grads["d" + k] for k in ("W1", "b1", "W2", "b2")}

# %% global_rate
def update_parameters(parameters, grads):
    learning_rate = 1.2
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in ("W1", "b1", "W2", "b2")}

# %% undefined_rate
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] - alpha * grads["d" + k] for k in ("W1", "b1", "W2", "b2")}

# %% iterates_over_grads
def update_parameters(parameters, grads, learning_rate=1.2):
    for key in grads:
        parameters[key] = parameters[key] - learning_rate * grads[key]
    return parameters

# %% rate_of_a_tenth_fixed
def update_parameters(parameters, grads, learning_rate=1.2):
    learning_rate = 0.1
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in ("W1", "b1", "W2", "b2")}
