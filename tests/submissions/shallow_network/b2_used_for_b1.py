"""The hidden layer adds b2 where it should add b1; broadcasting gives it the right shape, and with
zero biases nobody sees it.

exercises: {forward_propagation: failed, others: passed}
"""

# %% [markdown]
# ## Neuronales Netz mit einer verdeckten Schicht

# %%
import numpy as np

rng = np.random.default_rng()

# %%
def sigmoid(z):
    """Logistische Funktion."""
    return 1 / (1 + np.exp(-z))


def initialize_parameters(n_x, n_h, n_y):
    """Kleine Gewichte, Schwellen null."""
    return dict(
        W1=0.01 * rng.standard_normal((n_h, n_x)),
        b1=np.zeros((n_h, 1)),
        W2=0.01 * rng.standard_normal((n_y, n_h)),
        b2=np.zeros((n_y, 1)),
    )

# %%
def forward_propagation(X, parameters):
    """Vorwärts durch beide Schichten."""
    W1, b1 = parameters["W1"], parameters["b2"]
    W2, b2 = parameters["W2"], parameters["b2"]

    Z1 = W1 @ X + b1
    A1 = np.tanh(Z1)
    Z2 = W2 @ A1 + b2
    A2 = sigmoid(Z2)

    assert A2.shape == (1, X.shape[1])
    return A2, dict(Z1=Z1, A1=A1, Z2=Z2, A2=A2)

# %%
def compute_cost(A2, Y):
    """Mittlere Kreuzentropie."""
    return float(np.mean(-np.log(np.where(Y, A2, 1 - A2))))

# %%
def backward_propagation(parameters, cache, X, Y):
    """Rückwärts: Kettenregel."""
    m = X.shape[1]
    fehler = cache["A2"] - Y
    rueck = (parameters["W2"].T @ fehler) * (1 - cache["A1"] ** 2)
    return dict(
        dW1=rueck @ X.T / m,
        db1=rueck.mean(axis=1, keepdims=True),
        dW2=fehler @ cache["A1"].T / m,
        db2=fehler.mean(axis=1, keepdims=True),
    )

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    """Ein Schritt bergab."""
    return {
        schluessel: wert - learning_rate * grads["d" + schluessel]
        for schluessel, wert in parameters.items()
    }

# %%
# Test
p = initialize_parameters(2, 4, 1)
A2, cache = forward_propagation(np.array([[1.0, 2.0], [3.0, 4.0]]), p)
A2.round(3)
