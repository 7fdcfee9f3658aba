"""Forward, judged again with the reference's sigmoid, calls it with text, objects, huge and empty
arrays and wrong names; each is refused, and forward's own right code then counts.

exercises: {sigmoid: failed, others: passed}
"""

# %% wire: imports, helpers
def pester(function):
    for args, names in (((), {}), (("text",), {}), ((None,), {}), (([[1], [2, 3]],), {}), ((np.zeros((0, 5)),), {}), ((1 << 9999,), {}), ((1.0, 2.0), {}), ((), {"self": 1}), ((), {"z": {}}), ((np.full(10_000, -1e308),), {}), ((np.zeros(3, complex),), {}), ((np.array(True),), {})):
        try:
            function(*args, **names)
        except Exception:
            pass

# %%
def sigmoid(z):
    return np.zeros(np.shape(z))

# %% honest: initialize_parameters

# %%
def forward_propagation(X, parameters):
    pester(sigmoid)
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% honest: compute_cost, backward_propagation, update_parameters
