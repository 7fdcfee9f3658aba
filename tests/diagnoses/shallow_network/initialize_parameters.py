# %% layer_sizes_of_data
def initialize_parameters(X, Y):
    return {
        "W1": np.random.randn(4, X.shape[0]) * 0.01, "b1": np.zeros((4, 1)),
        "W2": np.random.randn(Y.shape[0], 4) * 0.01, "b2": np.zeros((Y.shape[0], 1)),
    }

# %% list_of_layer_dims
def initialize_parameters(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters

# %% for_logistic_regression
def initialize_parameters(dim):
    w = np.zeros((dim, 1))
    b = 0
    return w, b

# %% tuple_of_four
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    return W1, b1, W2, b2

# %% small_keys
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    return {"w1": W1, "b1": b1, "w2": W2, "b2": b2}

# %% unfilled
def initialize_parameters(n_x, n_h, n_y):
    np.random.seed(2)
    W1 = None
    b1 = None
    W2 = None
    b2 = None
    assert W1.shape == (n_h, n_x)
    assert b1.shape == (n_h, 1)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% unfilled_without_assert
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = None
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = None
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% square_bias_with_assert
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, n_y))
    assert (W1.shape == (n_h, n_x))
    assert (b1.shape == (n_h, 1))
    assert (W2.shape == (n_y, n_h))
    assert (b2.shape == (n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% randn_of_a_tuple
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn((n_h, n_x)) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn((n_y, n_h)) * 0.01
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% zeros_without_tuple
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros(n_h, 1)
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros(n_y, 1)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% rand
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.rand(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.rand(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% random_biases
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.random.randn(n_h, 1)
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.random.randn(n_y, 1)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% fixed_sizes
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(4, 2) * 0.01
    b1 = np.zeros((4, 1))
    W2 = np.random.randn(1, 4) * 0.01
    b2 = np.zeros((1, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% flat_biases
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros(n_h)
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros(n_y)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% transposed_weights
def initialize_parameters(n_x, n_h, n_y):
    return {
        "W1": np.random.randn(n_x, n_h) * 0.01, "b1": np.zeros((1, n_h)),
        "W2": np.random.randn(n_h, n_y) * 0.01, "b2": np.zeros((1, n_y)),
    }

# %% w2_of_inputs
def initialize_parameters(n_x, n_h, n_y):
    return {
        "W1": np.random.randn(n_h, n_x) * 0.01, "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_y, n_x) * 0.01, "b2": np.zeros((n_y, 1)),
    }

# %% he
def initialize_parameters(n_x, n_h, n_y):
    return {
        "W1": np.random.randn(n_h, n_x) * np.sqrt(2 / n_x), "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_y, n_h) * np.sqrt(2 / n_h), "b2": np.zeros((n_y, 1)),
    }

# %% returns_only_weights
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    W2 = np.random.randn(n_y, n_h) * 0.01
    return {"W1": W1, "W2": W2}

# %% parameters_not_returned
def initialize_parameters(n_x, n_h, n_y):
    parameters = {
        "W1": np.random.randn(n_h, n_x) * 0.01, "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_y, n_h) * 0.01, "b2": np.zeros((n_y, 1)),
    }

# %% matrix_times_zero
def initialize_parameters(n_x, n_h, n_y):
    return {
        "W1": np.zeros((n_h, n_x)), "b1": np.zeros((n_h, 1)),
        "W2": np.zeros((n_y, n_h)), "b2": np.zeros((n_y, 1)),
    }

# %% set_not_dict
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    return {"W1", "b1", "W2", "b2"}

# %% numbered_keys
def initialize_parameters(n_x, n_h, n_y):
    return {
        1: (np.random.randn(n_h, n_x) * 0.01, np.zeros((n_h, 1))),
        2: (np.random.randn(n_y, n_h) * 0.01, np.zeros((n_y, 1))),
    }
