"""What the hidden graders of shallow_network share: random networks and their shapes."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from autograder.checks import CheckFailed, say, type_name

# Sizes that differ, so that no transposed or summed-away axis fits by luck.
N_X, N_H, M = 3, 5, 7


@dataclass(frozen=True)
class Network:
    """A random network with non-zero biases, a batch, and its labels."""

    parameters: dict[str, np.ndarray]
    X: np.ndarray  # (n_x, m)
    Y: np.ndarray  # (n_y, m), floats 0 and 1

    @property
    def shapes(self) -> dict[str, tuple[int, ...]]:
        """The shape of each parameter, which is also that of its gradient."""
        return {name: value.shape for name, value in self.parameters.items()}


@pytest.fixture
def make_network(rng):
    """Make a random network of given sizes."""

    def make(n_x: int = N_X, n_h: int = N_H, m: int = M, n_y: int = 1) -> Network:
        parameters = {
            "W1": rng.normal(0, 0.8, (n_h, n_x)),
            "b1": rng.normal(0, 0.8, (n_h, 1)),
            "W2": rng.normal(0, 0.8, (n_y, n_h)),
            "b2": rng.normal(0, 0.8, (n_y, 1)),
        }
        Y = (rng.random((n_y, m)) < 0.5).astype(float)
        Y[:, 0] = 1.0
        Y[:, -1] = 0.0
        return Network(parameters, rng.normal(0, 1.0, (n_x, m)), Y)

    return make


@pytest.fixture
def probabilities(rng):
    """Make outputs well inside (0, 1), with labels of both kinds."""

    def make(m: int) -> tuple[np.ndarray, np.ndarray]:
        Y = (rng.random((1, m)) < 0.5).astype(float)
        Y[0, 0] = 1.0
        Y[0, -1] = 0.0
        return rng.uniform(0.05, 0.95, (1, m)), Y

    return make


@pytest.fixture
def entries():
    """Return a dict, whatever its entries are; as many values in order will do as well."""

    def take(value: Any, told: str, names: tuple[str, ...]) -> dict[str, Any]:
        if isinstance(value, tuple | list) and len(value) == len(names):
            return dict(zip(names, value, strict=True))  # charged where the shapes are judged
        if not isinstance(value, dict):
            raise CheckFailed(
                say("{told} is {type}; expected a dict", told=told, type=type_name(value))
            )
        return value

    return take


@pytest.fixture
def entry():
    """Return an entry of a dict, which must have it."""

    def take(value: dict[str, Any], name: str, key: str) -> Any:
        if key not in value:
            raise CheckFailed(say("{name} has no key {key}", name=name, key=repr(key)))
        return value[key]

    return take
