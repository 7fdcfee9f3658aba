"""What the hidden graders of gradient_descent share: random networks, samples in rows."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from autograder.checks import check_array, check_parts

# Sizes that differ, so that no transposed or summed-away axis fits by luck.
N_X, N_H, N_OUT, M = 3, 5, 4, 7


@dataclass(frozen=True)
class Network:
    """A random network with non-zero biases, a batch in rows, and its labels."""

    parameters: dict[str, np.ndarray]  # W1, b1, W2, b2, in this order
    X: np.ndarray  # (m, n_x)
    Y: np.ndarray  # (m, n_out), floats 0 and 1

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The shape of each parameter, which is also that of its gradient."""
        return {name: value.shape for name, value in self.parameters.items()}


@pytest.fixture
def make_network(rng):
    """Make a random network of given sizes."""

    def make(n_x: int = N_X, n_h: int = N_H, n_out: int = N_OUT, m: int = M) -> Network:
        shapes = {"W1": (n_x, n_h), "b1": (1, n_h), "W2": (n_h, n_out), "b2": (1, n_out)}
        parameters = {name: rng.normal(0, 0.9, shape) for name, shape in shapes.items()}
        Y = (rng.random((m, n_out)) < 0.5).astype(float)
        Y[0, 0] = 1.0
        Y[-1, -1] = 0.0
        return Network(parameters, rng.normal(0, 1.0, (m, n_x)), Y)

    return make


@pytest.fixture
def check_shapes():
    """Check that the parts of an answer are arrays of floats in their shapes."""

    def check(value: Any, shapes: dict[str, tuple[int, ...]]) -> None:
        for name, part in check_parts(value, shapes).items():
            check_array(part, name, shapes[name])

    return check


@pytest.fixture
def gradients():
    """Return for each of some batches a student's dw and db, and the right ones."""

    def call(function, right, *batches):
        values = [check_parts(value, ("dw", "db")) for value in function.many(batches)]
        return [
            (value, dict(zip(("dw", "db"), right(*batch), strict=True)))
            for value, batch in zip(values, batches, strict=True)
        ]

    return call


@pytest.fixture
def linear_data(rng):
    """Make X (m, n_x), y (m, 1), w (n_x, 1) and b, where y need not be near to X w + b."""

    def make(m: int = M, n_x: int = N_X):
        X, w = rng.normal(0.5, 1.0, (m, n_x)), rng.normal(0, 1, (n_x, 1))
        return X, rng.normal(1.0, 2.0, (m, 1)), w, float(rng.uniform(0.5, 2.0))

    return make


@pytest.fixture
def logistic_data(linear_data, rng):
    """Make X (m, n_x), labels y (m, 1) of both kinds, w (n_x, 1) and b."""

    def make(m: int = M, n_x: int = N_X):
        X, _, w, b = linear_data(m, n_x)
        y = (rng.random((m, 1)) < 0.5).astype(float)
        y[0], y[-1] = 1.0, 0.0
        return X, y, w, b

    return make


@pytest.fixture
def probabilities(rng):
    """Make labels of both kinds and outputs well inside (0, 1), of a shape."""

    def make(*shape: int):
        labels = (rng.random(shape) < 0.5).astype(float)
        labels.flat[0], labels.flat[-1] = 1.0, 0.0
        return labels, rng.uniform(0.05, 0.95, shape)

    return make
