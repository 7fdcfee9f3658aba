# %% layer_sizes_of_data
# says: It is called as `initialize_parameters(n_x, n_h, n_y)`, but the def of `initialize_parameters` takes (X, Y). Take just the arguments that
def initialize_parameters(X, Y):
    return {
        "W1": np.random.randn(4, X.shape[0]) * 0.01, "b1": np.zeros((4, 1)),
        "W2": np.random.randn(Y.shape[0], 4) * 0.01, "b2": np.zeros((Y.shape[0], 1)),
    }

# %% list_of_layer_dims
# says: It is called as `initialize_parameters(n_x, n_h, n_y)`, but the def of `initialize_parameters` takes (layer_dims). Take just the arguments
def initialize_parameters(layer_dims):
    parameters = {}
    for l in range(1, len(layer_dims)):
        parameters["W" + str(l)] = np.random.randn(layer_dims[l], layer_dims[l - 1]) * 0.01
        parameters["b" + str(l)] = np.zeros((layer_dims[l], 1))
    return parameters

# %% for_logistic_regression
# says: It is called as `initialize_parameters(n_x, n_h, n_y)`, but the def of `initialize_parameters` takes (dim). Take just the arguments that
def initialize_parameters(dim):
    w = np.zeros((dim, 1))
    b = 0
    return w, b

# %% tuple_of_four
# says: A tuple came back where a dict is asked for.
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    return W1, b1, W2, b2

# %% small_keys
# says: What should be called `W1` and `W2` are there, but under another name.
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    return {"w1": W1, "b1": b1, "w2": W2, "b2": b2}

# %% unfilled
# says: `W1` is still None: the line `W1 = None` waits for your answer.
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
# says: `b1` and `b2` are None: nothing was put there.
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = None
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = None
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% square_bias_with_assert
# says: It stops at an assert in the notebook, and without it the answer is wrong too. `b2` has the shape (n_y, n_y); it should be (n_y,
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
# says: A function there takes the lengths one by one, not as one tuple: look up how its arguments are written. np.zeros takes a tuple,
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn((n_h, n_x)) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.randn((n_y, n_h)) * 0.01
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% zeros_without_tuple
# says: The shape of a new array is one argument, a tuple: it needs brackets of its own. What stands second is taken for a type.
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros(n_h, 1)
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros(n_y, 1)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% rand
# known: weights_uniform
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.rand(n_h, n_x) * 0.01
    b1 = np.zeros((n_h, 1))
    W2 = np.random.rand(n_y, n_h) * 0.01
    b2 = np.zeros((n_y, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% random_biases
# says: `b1` and `b2` are not zero, and should be.
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.random.randn(n_h, 1)
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.random.randn(n_y, 1)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% fixed_sizes
# says: `b2` has the shape (1, 1); it should be (n_y, 1).
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(4, 2) * 0.01
    b1 = np.zeros((4, 1))
    W2 = np.random.randn(1, 4) * 0.01
    b2 = np.zeros((1, 1))
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% flat_biases
# known: biases_with_one_axis
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    b1 = np.zeros(n_h)
    W2 = np.random.randn(n_y, n_h) * 0.01
    b2 = np.zeros(n_y)
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}

# %% transposed_weights
# known: weights_transposed biases_as_rows
def initialize_parameters(n_x, n_h, n_y):
    return {
        "W1": np.random.randn(n_x, n_h) * 0.01, "b1": np.zeros((1, n_h)),
        "W2": np.random.randn(n_h, n_y) * 0.01, "b2": np.zeros((1, n_y)),
    }

# %% w2_of_inputs
# says: `W2` has the shape (n_y, n_x); it should be (n_y, n_h).
def initialize_parameters(n_x, n_h, n_y):
    return {
        "W1": np.random.randn(n_h, n_x) * 0.01, "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_y, n_x) * 0.01, "b2": np.zeros((n_y, 1)),
    }

# %% he
# says: `W1` and `W2` are spread too widely: the numbers are too large on the whole.
def initialize_parameters(n_x, n_h, n_y):
    return {
        "W1": np.random.randn(n_h, n_x) * np.sqrt(2 / n_x), "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_y, n_h) * np.sqrt(2 / n_h), "b2": np.zeros((n_y, 1)),
    }

# %% returns_only_weights
# says: `b1` and `b2` are missing in the returned dict.
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    W2 = np.random.randn(n_y, n_h) * 0.01
    return {"W1": W1, "W2": W2}

# %% parameters_not_returned
# says: The function returns None. That happens where it ends without a return line, and where it returns what print, or a method that works in
def initialize_parameters(n_x, n_h, n_y):
    parameters = {
        "W1": np.random.randn(n_h, n_x) * 0.01, "b1": np.zeros((n_h, 1)),
        "W2": np.random.randn(n_y, n_h) * 0.01, "b2": np.zeros((n_y, 1)),
    }

# %% matrix_times_zero
# known: weights_zero
def initialize_parameters(n_x, n_h, n_y):
    return {
        "W1": np.zeros((n_h, n_x)), "b1": np.zeros((n_h, 1)),
        "W2": np.zeros((n_y, n_h)), "b2": np.zeros((n_y, 1)),
    }

# %% set_not_dict
# says: A set came back where a dict is asked for.
def initialize_parameters(n_x, n_h, n_y):
    W1 = np.random.randn(n_h, n_x) * 0.01
    return {"W1", "b1", "W2", "b2"}

# %% numbered_keys
# says: The keys of the returned dict are numbers where texts are asked for.
def initialize_parameters(n_x, n_h, n_y):
    return {
        1: (np.random.randn(n_h, n_x) * 0.01, np.zeros((n_h, 1))),
        2: (np.random.randn(n_y, n_h) * 0.01, np.zeros((n_y, 1))),
    }
