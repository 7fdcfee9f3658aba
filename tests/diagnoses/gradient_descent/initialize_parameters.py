# %% dict
# says: A dict came back where four values are asked for.
def initialize_parameters(input_size, hidden_size, output_size):
    return {
        "W1": np.random.randn(input_size, hidden_size) / np.sqrt(input_size),
        "b1": np.zeros((1, hidden_size)),
        "W2": np.random.randn(hidden_size, output_size) / np.sqrt(hidden_size),
        "b2": np.zeros((1, output_size)),
    }

# %% columns
# known: parameters_transposed
def initialize_parameters(input_size, hidden_size, output_size):
    W1 = np.random.randn(hidden_size, input_size) / np.sqrt(input_size)
    W2 = np.random.randn(output_size, hidden_size) / np.sqrt(hidden_size)
    return W1, np.zeros((hidden_size, 1)), W2, np.zeros((output_size, 1))

# %% weights_only
# says: Two values came back where four are asked for.
def initialize_parameters(input_size, hidden_size, output_size):
    W1 = np.random.randn(input_size, hidden_size) / np.sqrt(input_size)
    W2 = np.random.randn(hidden_size, output_size) / np.sqrt(hidden_size)
    return W1, W2
