"""Functions whose __signature__, __wrapped__ or __code__ break the binding of arguments.

exercises: {sigmoid: crashed, others: passed}
"""

# %%
import numpy as np

# %%
class Sigmoid:
    @property
    def __signature__(self):
        raise SystemExit(0)

    def __call__(self, z):
        return 1.0 / (1.0 + np.exp(-z))


sigmoid = Sigmoid()

# %% honest: initialize_parameters

# %%
def forward_propagation(X, parameters):
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.tanh(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = 1.0 / (1.0 + np.exp(-Z2))
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}

# %% honest: compute_cost, backward_propagation

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] - learning_rate * grads["d" + k] for k in parameters}


update_parameters.__wrapped__ = update_parameters
