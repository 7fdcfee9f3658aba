"""Hidden graders of the exercise squared_distances(P, X)."""

import numpy as np
import pytest

from autograder.checks import (
    check_also_right,
    check_array,
    check_close,
    check_cost,
    check_numbers,
    check_unchanged,
    check_values,
    check_vectorized,
    say,
)

pytestmark = pytest.mark.exercise("squared_distances")


@pytest.fixture
def check(student, reference, rng):
    """Have the distances computed for some sizes (n_x, k, m)."""

    def call(*sizes, told=""):
        calls = [(rng.normal(0, 2, (n, k)), rng.normal(0, 2, (n, m))) for n, k, m in sizes]
        for call, value in zip(calls, student.squared_distances.many(calls), strict=True):
            check_values(
                value, reference.squared_distances(*call), say("D{told}", told=told), atol=1e-8
            )

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
    check((3, 5, 5), (4, 4, 4), told=say(" for as many points as samples"))


@pytest.mark.needs_value
def test_point_on_sample(student, rng):
    """The distance of a sample to itself is 0"""
    X = rng.normal(0, 2, (3, 6))
    D = check_numbers(student.squared_distances(X[:, :4], X), "D", (4, 6))
    told = say("D where a point lies on a sample")
    check_close(np.diagonal(D), np.zeros(4), told, atol=1e-8)


@pytest.mark.needs_value
@pytest.mark.weight(2)
def test_no_loop_over_samples(student, reference, rng):
    """No loop: many samples take no more lines of Python, and are as right"""
    P, lines, cases = rng.normal(0, 2, (3, 2)), {}, []
    for m in (5, 80):
        X = rng.normal(0, 2, (3, m))
        counted = student.squared_distances.lines(P, X)
        cases.append(({"D": counted.value}, {"D": reference.squared_distances(P, X)}))
        lines[m] = counted.lines
    check_vectorized(lines)
    many = np.tile(rng.normal(0, 2, (3, 5)), 40_000)
    cost = student.squared_distances.cost((P, many[:, :5]), (P, many))
    cases.append(({"D": cost.value}, {"D": reference.squared_distances(P, many)}))
    check_also_right(*cases, told=" for many samples", some=False, rtol=1e-6, atol=1e-8)
    check_cost(cost.cpu_s, lambda: reference.squared_distances(P, many))


@pytest.mark.needs_value
def test_shape(student, rng):
    """D is an array of floats of the shape (k, m)"""
    for k, m in ((4, 7), (1, 1)):
        D = student.squared_distances(rng.normal(0, 2, (3, k)), rng.normal(0, 2, (3, m)))
        check_array(D, "D", (k, m))


@pytest.mark.needs_value
def test_inputs_stay(student, rng):
    """P and X are as they were"""
    arguments = {"P": rng.normal(0, 2, (3, 4)), "X": rng.normal(0, 2, (3, 7))}
    check_unchanged(student.squared_distances.observe(**arguments).arguments, arguments)
