"""Knows neither sigmoid nor loss, and measures the gradients on the reference.

title: none
assignment: logistic_regression
exercises:
  sigmoid: failed
  loss: failed
  gradients_of_one: crashed
  propagate_loop: crashed
  propagate: crashed
  others: missing
"""

# %%
import numpy as np

# %%
def sigmoid(z):
    return None


def loss(a, y):
    return None


# %%
def measured(cost, w, b):
    h, dw = 1e-5, np.zeros_like(w)
    for i in range(len(w)):
        step = np.zeros_like(w)
        step[i] = h
        dw[i] = (cost(w + step, b) - cost(w - step, b)) / (2 * h)
    return float(cost(w, b)), dw, float((cost(w, b + h) - cost(w, b - h)) / (2 * h))

# %%
def gradients_of_one(w, b, x, y):
    def cost(w, b):
        a = float(sigmoid(w.T @ x + b).item())
        return -np.log(a if y else 1 - a)

    return measured(cost, w, b)[1:]

# %%
def propagate_loop(w, b, X, Y):
    return measured(
        lambda w, b: np.mean([loss(sigmoid(w.T @ X[:, i] + b).item(), Y[0, i]) for i in range(X.shape[1])]),
        w, b,
    )

# %%
def propagate(w, b, X, Y):
    return measured(lambda w, b: np.mean(loss(sigmoid(w.T @ X + b), Y)), w, b)
