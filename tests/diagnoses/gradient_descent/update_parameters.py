# %% of_dicts
# says: It is called as `update_parameters(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate)`, but the def of `update_parameters` takes
def update_parameters(parameters, grads, learning_rate=0.1):
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in parameters}

# %% in_place
# known: update_in_place
def update_parameters(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.1):
    W1 -= learning_rate * dW1
    b1 -= learning_rate * db1
    W2 -= learning_rate * dW2
    b2 -= learning_rate * db2
    return W1, b1, W2, b2

# %% default_of_a_hundredth
# says: It is right where the tests pass `learning_rate`, and wrong where they leave it out: the default of `learning_rate` is not the one that is
def update_parameters(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.03):
    return W1 - learning_rate * dW1, b1 - learning_rate * db1, W2 - learning_rate * dW2, b2 - learning_rate * db2
