"""Type aliases, dataclasses, a `Generator` with a seed of its own, einsum and structural pattern
matching: modern Python, right answers.

exercises: passed
"""

# %%
from __future__ import annotations

from dataclasses import asdict, astuple, dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Parameters = dict[str, Matrix]

# %%
SCALE: Final[float] = 0.01
LEARNING_RATE: Final = 1.2
GENERATOR = np.random.default_rng(seed=20)

# %%
def sigmoid(z: float | Matrix) -> float | Matrix:
    """Logistic function without overflow: exp only ever sees numbers <= 0."""
    decay = np.exp(-np.abs(z))
    return np.where(z >= 0, 1.0, decay) / (1.0 + decay)

# %%
@dataclass(frozen=True)
class Layer:
    fan_in: int
    fan_out: int

    def weights(self) -> Matrix:
        return SCALE * GENERATOR.standard_normal((self.fan_out, self.fan_in))

    def biases(self) -> Matrix:
        return np.zeros((self.fan_out, 1))


def initialize_parameters(n_x: int, n_h: int, n_y: int) -> Parameters:
    hidden, output = Layer(n_x, n_h), Layer(n_h, n_y)
    return {
        "W1": hidden.weights(),
        "b1": hidden.biases(),
        "W2": output.weights(),
        "b2": output.biases(),
    }

# %%
@dataclass
class Cache:
    Z1: Matrix
    A1: Matrix
    Z2: Matrix
    A2: Matrix


def forward_propagation(X: Matrix, parameters: Parameters) -> tuple[Matrix, dict[str, Matrix]]:
    match parameters:
        case {"W1": W1, "b1": b1, "W2": W2, "b2": b2}:
            Z1 = np.einsum("hx,xm->hm", W1, X) + b1
            A1 = np.tanh(Z1)
            Z2 = np.einsum("yh,hm->ym", W2, A1) + b2
            A2 = sigmoid(Z2)
        case _:
            raise KeyError("parameters needs W1, b1, W2 and b2")
    return A2, asdict(Cache(Z1, A1, Z2, A2))

# %%
def compute_cost(A2: Matrix, Y: npt.ArrayLike) -> float:
    likelihood = np.where(np.asarray(Y, dtype=bool), A2, 1.0 - A2)
    return float(-np.log(likelihood).mean())

# %%
def backward_propagation(
    parameters: Parameters, cache: Parameters, X: Matrix, Y: Matrix
) -> Parameters:
    *_, samples = X.shape
    dZ2 = (cache["A2"] - Y) / samples
    dZ1 = np.einsum("yh,ym->hm", parameters["W2"], dZ2) * (1.0 - cache["A1"] ** 2)
    return {
        "dW1": np.einsum("hm,xm->hx", dZ1, X),
        "db1": np.einsum("hm->h", dZ1)[:, None],
        "dW2": np.einsum("ym,hm->yh", dZ2, cache["A1"]),
        "db2": np.einsum("ym->y", dZ2)[:, None],
    }

# %%
def update_parameters(
    parameters: Parameters, grads: Parameters, learning_rate: float = LEARNING_RATE
) -> Parameters:
    return {f"{name}": value - learning_rate * grads[f"d{name}"] for name, value in parameters.items()}

# %%
def check_gradients(h: float = 1e-6) -> float:
    """Return the largest distance between a slope and its finite difference."""
    X = GENERATOR.standard_normal((3, 11))
    Y = GENERATOR.integers(0, 2, (1, 11))
    parameters = {k: v * 40 for k, v in initialize_parameters(3, 4, 1).items()}
    _, cache = forward_propagation(X, parameters)
    grads = backward_propagation(parameters, cache, X, Y)
    worst = 0.0
    for name, value in parameters.items():
        for place in np.ndindex(value.shape):
            nudge = np.zeros_like(value)
            nudge[place] = h
            above, _ = forward_propagation(X, parameters | {name: value + nudge})
            below, _ = forward_propagation(X, parameters | {name: value - nudge})
            slope = (compute_cost(above, Y) - compute_cost(below, Y)) / (2 * h)
            worst = max(worst, abs(slope - grads[f"d{name}"][place]))
    return worst


check_gradients() < 1e-8
