"""Hidden graders of the exercise graph_backward(a, b, c)."""

import numpy as np
import pytest

from autograder.checks import check_close, check_gradient

pytestmark = pytest.mark.exercise("graph_backward")

NAMES = ("da", "db", "dc", "du", "dv")


@pytest.fixture
def check(student, reference, numbers):
    """Compare some derivatives at some places."""

    def call(names, *places):
        for place, value in zip(places, student.graph_backward.many(places), strict=True):
            slopes, expected = numbers(value, NAMES), reference.graph_backward(*place)
            for name in names:
                check_close(slopes[name], float(expected[name]), name)

    return call


@pytest.mark.parametrize("name", NAMES)
def test_values(check, rng, name):
    """Each derivative is right"""
    check((name,), *rng.normal(0, 3, (3, 3)).tolist())


@pytest.mark.weight(3)
def test_measured_slopes(student, reference, numbers, rng):
    """The derivatives agree with how much J changes when an input is moved a little"""
    at = {name: np.asarray(rng.normal(0, 3)) for name in "abc"}
    value = student.graph_backward(*(float(number) for number in at.values()))
    analytic = {name: np.asarray(slope) for name, slope in numbers(value, NAMES).items()}
    check_gradient(
        lambda moved: float(reference.graph_forward(**moved)["J"]), at=at, analytic=analytic
    )


def test_zeros_and_integers(check, rng):
    """Right for integers, and where some numbers are 0"""
    a, b, c = rng.integers(2, 9, 3).tolist()
    check(NAMES, (a, b, c), (0, b, c), (a, 0, c), (a, b, 0), (-a, b, -c))
