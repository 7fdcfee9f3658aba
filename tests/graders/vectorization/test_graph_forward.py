"""Hidden graders of the exercise graph_forward(a, b, c)."""

import pytest

from autograder.checks import check_close

pytestmark = pytest.mark.exercise("graph_forward")

NAMES = ("u", "v", "J")


@pytest.fixture
def check(student, reference, numbers):
    """Compare some steps of the graph, at some places."""

    def call(names, *places):
        for place, value in zip(places, student.graph_forward.many(places), strict=True):
            steps, expected = numbers(value, NAMES), reference.graph_forward(*place)
            for name in names:
                check_close(steps[name], float(expected[name]), name)

    return call


@pytest.mark.parametrize("name", NAMES)
def test_values(check, rng, name):
    """Each step of the graph is right"""
    check((name,), *rng.normal(0, 3, (3, 3)).tolist())


def test_zeros_and_integers(check, rng):
    """Right for integers, and where some numbers are 0"""
    a, b, c = rng.integers(2, 9, 3).tolist()
    check(NAMES, (a, b, c), (0, b, c), (a, 0, c), (a, b, 0), (-a, b, -c))
