"""Hidden graders of the exercise graph_forward(a, b, c).

A step is right if it follows from the student's own step before it, so that a wrong product
does not make the sum wrong.
"""

import math

import pytest

from autograder.checks import CheckFailed, check_also_right, check_number, check_values

pytestmark = pytest.mark.exercise("graph_forward")

NAMES = ("u", "v", "J")


@pytest.fixture
def answers(student, reference, entries):
    """Return for each of some places the student's steps, and the right ones."""

    def call(*places):
        every = [entries(value, NAMES) for value in student.graph_forward.many(places)]
        own = [numbers(steps) for steps in every]
        varies = len({tuple(steps.values()) for steps in own}) > 1  # a constant is no step
        return [
            (steps, followed(reference.graph_forward(*place), place[0], own[k] if varies else {}))
            for k, (steps, place) in enumerate(zip(every, places, strict=True))
        ]

    return call


def numbers(steps):
    """Return those of some steps that are numbers."""
    found = {}
    for name, step in steps.items():
        try:
            found[name] = check_number(step, name, wrapped=True)
        except CheckFailed:
            continue
    return found


def followed(right, a, own):
    """Return the right steps, or those that follow from the student's own."""
    right = dict(right)
    if "u" in own and math.isclose(own.get("v", math.nan), a + own["u"], abs_tol=1e-9):
        right["v"] = own["v"]
    if "v" in own and math.isclose(own.get("J", math.nan), 3 * own["v"], abs_tol=1e-9):
        right["J"] = own["J"]
    return right


@pytest.mark.weight(1.5)
@pytest.mark.parametrize("name", ["u", "J"])
def test_values(answers, rng, name):
    """{name} is right, or follows from the step before it"""
    for actual, right in answers(*rng.normal(0, 3, (3, 3)).tolist()):
        check_values(actual[name], float(right[name]), name)


def test_sum(answers, rng):
    """V is right, or follows from the step before it"""
    for actual, right in answers(*rng.normal(0, 3, (3, 3)).tolist()):
        check_values(actual["v"], float(right["v"]), "v")


def test_zeros_and_integers(answers, rng):
    """Right for integers too, and where some numbers are 0"""
    a, b, c = rng.integers(2, 9, 3).tolist()
    places = (a + 0.5, b, c), (a, b, c), (0, b, c), (a, 0, c), (a, b, 0), (-a, b, -c)
    check_also_right(*answers(*places), told=" of integers and zeros")
