"""Hidden graders of the exercise standardize(X)."""

import numpy as np
import pytest

from autograder.checks import check_array, check_close, check_unchanged

pytestmark = pytest.mark.exercise("standardize")

# Something tiny may be added to the standard deviation.
TINY = {"rtol": 1e-4, "atol": 1e-6}


@pytest.fixture
def check(student, reference):
    """Have arrays standardized and compare them with the reference's."""

    def call(*arrays, told=""):
        for X, value in zip(arrays, student.standardize.many([[X] for X in arrays]), strict=True):
            actual = check_array(value, f"the result{told}", X.shape)
            check_close(actual, reference.standardize(X), f"the result{told}", **TINY)

    return call


@pytest.mark.weight(4)
def test_values(check, rng):
    """Each feature gets mean 0 and standard deviation 1, in the shape of X"""
    check(rng.normal(2, 3, (3, 7)), rng.normal(-1, 2, (5, 4)), rng.normal(0, 1, (1, 9)))


def test_as_many_samples_as_features(check, rng):
    """Right for as many samples as features, where a wrong axis gives the same shape"""
    check(rng.normal(2, 3, (4, 4)))


def test_scales(check, rng):
    """Right for features of very different scales"""
    spreads = np.array([[1e-3], [1.0], [1e3]])
    check(rng.normal(2, 1, (3, 12)) * spreads, told=" for features of different scales")


def test_integers(check, rng):
    """Integers are welcome, and are not rounded"""
    X = rng.integers(-9, 10, (3, 8))
    X[:, :2] = [[0, 1]] * 3  # no row is constant
    check(X, told=" for integers")


@pytest.mark.weight(2)
def test_constant_feature(check, rng):
    """A constant feature becomes zeros, and the others are right"""
    X = rng.normal(2, 3, (4, 8))
    X[1], X[3] = 0.5, 0.0
    check(X, told=" for a constant feature")


def test_constant_feature_of_fractions(check, rng):
    """Also where rounding makes its mean differ from its numbers, as three times 0.1"""
    X = np.repeat(np.array([[0.1], [0.7], [0.3], [0.0]]), 3, axis=1)
    X[3] = rng.normal(0, 1, 3)
    check(X, np.full((1, 7), 0.1), told=" for a constant feature")


def test_one_sample(check, rng):
    """With a single sample all is constant"""
    check(rng.normal(0, 1, (3, 1)), told=" for one sample")


def test_input_stays(student, reference, rng):
    """X is as it was"""
    X = rng.normal(2, 3, (3, 5))
    seen = student.standardize.observe(X)
    actual = check_array(seen.value, "the result", X.shape)
    check_close(actual, reference.standardize(X), "the result", **TINY)
    check_unchanged(seen.arguments, {"X": X})
