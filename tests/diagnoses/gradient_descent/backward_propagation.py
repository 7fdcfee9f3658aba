# %% dict
# known: gradients_in_a_dict
def backward_propagation(X, y_true, a1, a2, W2):
    dz2 = (a2 - y_true) / a2.size
    dz1 = dz2 @ W2.T * a1 * (1 - a1)
    return {
        "dW1": X.T @ dz1, "db1": dz1.sum(axis=0, keepdims=True),
        "dW2": a1.T @ dz2, "db2": dz2.sum(axis=0, keepdims=True),
    }

# %% other_order
# known: gradients_of_output_layer_first
def backward_propagation(X, y_true, a1, a2, W2):
    dz2 = (a2 - y_true) / a2.size
    dz1 = dz2 @ W2.T * a1 * (1 - a1)
    return a1.T @ dz2, dz2.sum(axis=0, keepdims=True), X.T @ dz1, dz1.sum(axis=0, keepdims=True)

# %% no_keepdims
# known: bias_gradients_with_one_axis
def backward_propagation(X, y_true, a1, a2, W2):
    dz2 = (a2 - y_true) / a2.size
    dz1 = dz2 @ W2.T * a1 * (1 - a1)
    return X.T @ dz1, dz1.sum(axis=0), a1.T @ dz2, dz2.sum(axis=0)

# %% tanh
# known: gradients_with_slope_of_tanh
def backward_propagation(X, y_true, a1, a2, W2):
    dz2 = (a2 - y_true) / a2.size
    dz1 = dz2 @ W2.T * (1 - a1 ** 2)
    return X.T @ dz1, dz1.sum(axis=0, keepdims=True), a1.T @ dz2, dz2.sum(axis=0, keepdims=True)
