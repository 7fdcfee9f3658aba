"""Hidden graders of the exercise squared_distances(P, X)."""

import pytest

from autograder.checks import (
    check_array,
    check_close,
    check_cost,
    check_unchanged,
    check_vectorized,
)

pytestmark = pytest.mark.exercise("squared_distances")


@pytest.fixture
def check(student, reference, rng):
    """Have the distances computed for some sizes (n_x, k, m)."""

    def call(*sizes, told=""):
        calls = [(rng.normal(0, 2, (n, k)), rng.normal(0, 2, (n, m))) for n, k, m in sizes]
        values = student.squared_distances.many(calls)
        for (P, X), value in zip(calls, values, strict=True):
            actual = check_array(value, f"D{told}", (P.shape[1], X.shape[1]))
            check_close(actual, reference.squared_distances(P, X), f"D{told}", atol=1e-8)

    return call


@pytest.mark.weight(3)
def test_values(check):
    """The squared distance of each point to each sample, a row for each point"""
    check((3, 4, 7), (5, 2, 3), (2, 6, 4))


def test_ones(check):
    """Right for one point, for one sample, and for one feature"""
    check((3, 1, 7), (3, 4, 1), (1, 4, 7), (1, 1, 1), told=" for sizes of 1")


def test_as_many_points_as_samples(check):
    """Right for as many points as samples: all pairs, not only those of equal number"""
    check((3, 5, 5), (4, 4, 4), told=" for as many points as samples")


def test_point_on_sample(student, reference, rng):
    """The distance of a sample to itself is 0"""
    X = rng.normal(0, 2, (3, 6))
    actual = check_array(student.squared_distances(X[:, :4], X), "D", (4, 6))
    expected = reference.squared_distances(X[:, :4], X)
    check_close(actual, expected, "D where a point lies on a sample", atol=1e-8)


@pytest.mark.weight(3)
def test_no_loop_over_samples(student, reference, rng):
    """The Python lines that run do not grow with the number of samples"""
    P, lines = rng.normal(0, 2, (3, 2)), {}
    for m in (5, 80):
        X = rng.normal(0, 2, (3, m))
        counted = student.squared_distances.lines(P, X)
        actual = check_array(counted.value, "D", (2, m))
        check_close(actual, reference.squared_distances(P, X), "D", atol=1e-8)
        lines[m] = counted.lines
    check_vectorized(lines)
    many = rng.normal(0, 2, (3, 200_000))
    cost = student.squared_distances.cost((P, many[:, :5]), (P, many))
    check_close(cost.value, reference.squared_distances(P, many), "D", atol=1e-8)
    check_cost(cost.cpu_s, lambda: reference.squared_distances(P, many))


def test_inputs_stay(student, reference, rng):
    """P and X are as they were"""
    arguments = {"P": rng.normal(0, 2, (3, 4)), "X": rng.normal(0, 2, (3, 7))}
    seen = student.squared_distances.observe(**arguments)
    actual = check_array(seen.value, "D", (4, 7))
    check_close(actual, reference.squared_distances(**arguments), "D", atol=1e-8)
    check_unchanged(seen.arguments, arguments)
