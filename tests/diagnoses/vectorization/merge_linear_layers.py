# %% wrong_order
# known: merge_in_wrong_order
def merge_linear_layers(W1, b1, W2, b2):
    return W1 @ W2, W2 @ b1 + b2

# %% bias_forgotten
# known: merge_adds_biases
def merge_linear_layers(W1, b1, W2, b2):
    return W2 @ W1, b1 + b2

# %% list
# known: merge_drops_second_bias
def merge_linear_layers(W1, b1, W2, b2):
    return [W2 @ W1, W2 @ b1]

# %% dict
# known: merge_returns_dict
def merge_linear_layers(W1, b1, W2, b2):
    return {"W": W2 @ W1, "b": W2 @ b1 + b2}
