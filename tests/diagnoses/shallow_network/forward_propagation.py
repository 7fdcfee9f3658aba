# %% one_argument_more
# says: It is called as `forward_propagation(X, parameters)`, but the def of `forward_propagation` takes (X, parameters, activation). Take just the
def forward_propagation(X, parameters, activation):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1) if activation == "tanh" else sigmoid(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% weights_as_arguments
# says: It is called as `forward_propagation(X, parameters)`, but the def of `forward_propagation` takes (X, W1, b1, W2, b2). Take just the
def forward_propagation(X, W1, b1, W2, b2):
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(W2, A1) + b2
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% wrong_order_of_product
# known: forward_products_do_not_fit
def forward_propagation(X, parameters):
    W1, b1, W2, b2 = [parameters[k] for k in ("W1", "b1", "W2", "b2")]
    Z1 = np.dot(X, W1) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(A1, W2) + b2
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% samples_in_rows
# says: `A2` has the shape (columns of X, 1); it should be (1, columns of X). `Z1` in `cache` has the shape (columns of X, rows of W1); it should
def forward_propagation(X, parameters):
    W1, b1, W2, b2 = [parameters[k] for k in ("W1", "b1", "W2", "b2")]
    Z1 = np.dot(X.T, W1.T) + b1.T
    A1 = np.tanh(Z1)
    Z2 = np.dot(A1, W2.T) + b2.T
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% elementwise_product
# known: forward_products_do_not_fit
def forward_propagation(X, parameters):
    W1, b1, W2, b2 = [parameters[k] for k in ("W1", "b1", "W2", "b2")]
    Z1 = W1 * X + b1
    A1 = np.tanh(Z1)
    Z2 = W2 * A1 + b2
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% only_a2
# known: forward_returns_no_cache
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2

# %% only_cache
# says: A dict came back where two values are asked for. Everything that is asked for is in it and right; only return it as asked: `A2` and `cache`,
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% cache_is_a_tuple
# says: `cache` is a tuple, where a dict is asked for.
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, (Z1, A1, Z2, A2)

# %% five_values
# says: Four values came back where two are asked for. Everything that is asked for is in it and right; only return it as asked: `A2` and `cache`, in
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return Z1, A1, Z2, A2

# %% unfilled_a2
# says: `A2` is still None: the line `A2 = None` waits for your answer.
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = None
    A2 = None
    assert (A2.shape == (1, X.shape[1]))
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% unfilled_parameters
# says: `W1` and `b1` are still None: the lines that set them to None wait for your answers.
def forward_propagation(X, parameters):
    W1 = None
    b1 = None
    Z1 = np.dot(W1, X) + b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% tan_not_tanh
# says: `Z1` in `cache` is right; `A2`, and `A1`, `Z2` and `A2` in `cache` are not.
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tan(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% x_in_second_layer
# known: forward_products_do_not_fit
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], X) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% z1_in_second_layer
# known: forward_output_layer_skips_tanh
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], Z1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% tanh_output_asserted
# known: forward_tanh_on_output
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = np.tanh(Z2)
    assert A2.shape == (1, X.shape[1])
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% wrong_key_w1
# says: There is no key `w1`, but there is one that differs in capitals only.
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["w1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["w2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% attributes_not_keys
# says: The entries of a dict are had by square brackets and a key, not by a dot.
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters.W1, X) + parameters.b1
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters.W2, A1) + parameters.b2
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% called_parameters
# says: Round brackets after a name call it as a function. Entries of a dict, a list or an array are had by square brackets.
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters("W1"), X) + parameters("b1")
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters("W2"), A1) + parameters("b2")
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% wrong_assert
# says: It stops at an assert in the notebook. Without that assert every answer in the tests is right: it asks for more than the exercise does.
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    assert A2.shape == (1, 400)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% misspelt_variable
# says: `z1` is not defined, but `Z1` is written there too: capitals count.
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% helper_of_a_missing_module
# says: `tanh` is not defined: no argument of the function and no line of it gives a value to that name, nor does a cell that was run. It is
from my_activations import sigmoid, tanh
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% cache_without_z
# says: `A1` and `A2` in `cache` are missing.
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "Z2": Z2}

# %% cache_of_numbers
# says: `Z1`, `A1`, `Z2` and `A2` in `cache` are each a text, where an array is asked for.
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": "Z1", "A1": "A1", "Z2": "Z2", "A2": "A2"}

# %% softmax
# says: `A2` and `A2` in `cache` are too large in every entry. Only that is wrong: `Z1`, `A1` and `Z2` in `cache` are right.
def forward_propagation(X, parameters):
    Z1 = np.dot(parameters["W1"], X) + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = np.dot(parameters["W2"], A1) + parameters["b2"]
    A2 = np.exp(Z2) / np.exp(Z2).sum(axis=0)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}
