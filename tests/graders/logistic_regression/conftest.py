"""What the hidden graders of logistic_regression share: random models, and parts of answers."""

from dataclasses import dataclass

import numpy as np
import pytest

from autograder.checks import CheckFailed, check_array, check_close, check_number, type_name

# Sizes that differ, so that no transposed or summed-away axis fits by luck.
N_X, M = 3, 7


@dataclass(frozen=True)
class Model:
    """Random parameters with a non-zero bias, a batch, and its labels."""

    w: np.ndarray  # (n_x, 1)
    b: float
    X: np.ndarray  # (n_x, m)
    Y: np.ndarray  # (1, m), floats 0 and 1

    @property
    def arguments(self) -> dict:
        """What propagate and its loop are called with."""
        return {"w": self.w, "b": self.b, "X": self.X, "Y": self.Y}


@pytest.fixture
def make_model(rng):
    """Make a random model of given sizes; steep ones are sure of what they say."""

    def make(n_x: int = N_X, m: int = M, steepness: float = 1.0) -> Model:
        Y = (rng.random((1, m)) < 0.5).astype(float)
        if m > 1:
            Y[0, 0], Y[0, -1] = 1.0, 0.0
        w = steepness * rng.normal(0, 0.8, (n_x, 1))
        b = steepness * float(rng.uniform(0.3, 0.9) * rng.choice([-1, 1]))
        return Model(w, b, rng.normal(0, 1.0, (n_x, m)), Y)

    return make


@pytest.fixture
def sure_model(rng):
    """Make a model whose probabilities are rounded to exactly 0 and 1, right and wrong ones."""
    z = rng.uniform(800, 900, (1, 4)) * [[1, 1, -1, -1]]
    return Model(np.array([[1.0]]), 0.0, z, np.array([[1.0, 0.0, 1.0, 0.0]]))


@pytest.fixture
def take_three():
    """Take an answer of three parts apart."""

    def take(value, names: str):
        if not isinstance(value, tuple | list) or len(value) != 3:
            raise CheckFailed(f"got {type_name(value)}; expected the three values {names}")
        return value

    return take


def as_number(value, name: str) -> float:
    """Return a number, also one in an array of one entry: its shape is one test's affair."""
    if isinstance(value, np.ndarray) and value.size == 1:
        value = value.reshape(())
    return check_number(value, name)


@pytest.fixture
def take_number():
    """Take a number that may come in an array of one entry."""
    return as_number


@pytest.fixture
def take_gradient(take_three):
    """Take cost and gradient apart; J and db may come in arrays of one entry."""

    def take(value, n_x: int):
        J, dw, db = take_three(value, "J, dw, db")
        J, db = as_number(J, "the cost J"), as_number(db, "db")
        return J, check_array(dw, "dw", (n_x, 1)), db

    return take


@pytest.fixture
def check_part(reference, take_three):
    """Compare one of J, dw and db with the reference's; its shape and type must be right."""

    def check(name: str, value, model: Model):
        found = dict(zip(("J", "dw", "db"), take_three(value, "J, dw, db"), strict=True))
        if name == "dw":
            check_array(found[name], name, model.w.shape)
        else:
            check_number(found[name], "the cost J" if name == "J" else name)
        right = dict(zip(found, reference.propagate(**model.arguments), strict=True))
        check_close(found[name], right[name], name)

    return check


@pytest.fixture
def take_costs():
    """Take the costs of a walk, of which there must be one for every step."""

    def take(value, steps: int):
        expected = "expected a list with one number for every step"
        if not isinstance(value, list | tuple | np.ndarray):
            raise CheckFailed(f"costs is {type_name(value)}; {expected}")
        if isinstance(value, np.ndarray) and value.ndim != 1:
            raise CheckFailed(f"costs is {type_name(value)}; {expected}")
        if len(value) != steps:
            raise CheckFailed(f"costs does not have {steps} entries", "Every step has one cost.")
        return [check_number(cost, "a cost") for cost in value]

    return take


@pytest.fixture
def take_labels():
    """Take predicted labels, of any numeric type or boolean, as an array of floats."""

    def take(value, shape, name="the labels"):
        if isinstance(value, np.ndarray) and value.dtype.kind in "biu":
            value = value.astype(float)
        labels = check_array(value, name, shape)
        if not np.isin(labels, (0, 1)).all():
            raise CheckFailed(f"{name} are not all 0 or 1")
        return labels

    return take
