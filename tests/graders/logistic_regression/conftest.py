"""What the hidden graders of logistic_regression share: random models, and parts of answers."""

from dataclasses import dataclass

import numpy as np
import pytest

from autograder.checks import (
    CheckFailed,
    check_also_right,
    check_array,
    check_number,
    check_numbers,
    check_parts,
    check_vectorized,
    say,
    type_name,
)

PROPAGATED = ("J", "dw", "db")
LABELS = say("the labels")

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
def propagated(reference):
    """Return for each of some models what a student's function makes of it, and what is right."""

    def call(function, *models):
        values = function.many([tuple(model.arguments.values()) for model in models])
        return [
            (check_parts(value, PROPAGATED), right_for(reference, model))
            for model, value in zip(models, values, strict=True)
        ]

    return call


def right_for(reference, model):
    """Return the right cost and gradient."""
    return dict(zip(PROPAGATED, reference.propagate(**model.arguments), strict=True))


@pytest.fixture
def check_shapes():
    """Check that J and db are numbers and that dw has the shape of w."""

    def check(value, model):
        parts = check_parts(value, PROPAGATED)
        check_number(parts["J"], "the cost J")
        check_array(parts["dw"], "dw", model.w.shape)
        check_number(parts["db"], "db")

    return check


@pytest.fixture
def check_lines(reference):
    """Check that a larger model takes no more lines of Python, and is answered as well."""

    def check(function, sizes, what):
        lines, cases = {}, []
        for size, model in sizes.items():
            counted = function.lines(**model.arguments)
            is_whole = isinstance(counted.value, tuple | list) and len(counted.value) == 3
            parts = check_parts(counted.value, PROPAGATED) if is_whole else {}
            cases.append((parts, right_for(reference, model)))
            lines[size] = counted.lines
        check_vectorized(lines, what)
        # With many features answers are very sure: a small number in the logarithm shows.
        told = say(" for many {what}", what=what)
        check_also_right(*cases, told=told, some=False, rtol=1e-2)

    return check


@pytest.fixture
def take_costs():
    """Take the costs of a walk, of which there must be one for every step."""

    def take(value, steps: int):
        is_list = isinstance(value, list | tuple) or (
            isinstance(value, np.ndarray) and value.ndim == 1
        )
        if not is_list:
            expected = say("expected a list with one number for every step")
            raise CheckFailed(
                say("costs is {type}; {expected}", type=type_name(value), expected=expected)
            )
        if len(value) != steps:
            raise CheckFailed(
                say("costs does not have {steps} entries", steps=steps), "Every step has one cost."
            )
        return [check_number(cost, "a cost", wrapped=True) for cost in value]

    return take


@pytest.fixture
def take_labels():
    """Take predicted labels, whatever they come in, as an array of floats."""

    def take(value, shape, name=LABELS):
        labels = check_numbers(value, name, shape)
        if not np.isin(labels, (0, 1)).all():
            raise CheckFailed(say("{name} are not all 0 or 1", name=name))
        return labels

    return take
