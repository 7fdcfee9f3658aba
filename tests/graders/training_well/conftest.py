"""What the hidden graders of training_well share: dicts of arrays, logits."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import pytest

from autograder.checks import (
    CheckFailed,
    say,
    type_name,
)

# Sizes that differ, so that no transposed or summed-away axis fits by luck.
SHAPES = {"W1": (3, 5), "b1": (1, 5), "W2": (5, 4), "b2": (1, 4)}


@pytest.fixture
def entries():
    """Take the entries of a dict by their names; others may stand beside them."""

    def take(value: Any, names: Iterable[str], told: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise CheckFailed(
                say("{name} is {kind}; expected a dict", name=told, kind=type_name(value))
            )
        missing = [name for name in names if name not in value]
        if missing:
            raise CheckFailed(
                say("{name} has no key {keys}", name=told, keys=", ".join(map(repr, missing)))
            )
        return {name: value[name] for name in names}

    return take


@pytest.fixture
def draw(rng):
    """Draw arrays of normal numbers, by names and shapes."""

    def make(shapes=SHAPES, scale=1.0):
        return {name: rng.normal(0, scale, shape) for name, shape in shapes.items()}

    return make


@pytest.fixture
def slopes(draw):
    """Draw gradients for parameters: large ones and small ones."""

    def make(parameters, scale=3.0):
        shapes = {f"d{name}": value.shape for name, value in parameters.items()}
        return draw(shapes, scale)

    return make


@pytest.fixture
def logits(rng):
    """Make logits (m, K), and one-hot labels of all classes as far as there are samples."""

    def make(m=7, n=4, scale=2.0):
        labels = rng.permutation(np.arange(m) % n)
        return rng.normal(0, scale, (m, n)), np.eye(n)[labels]

    return make
