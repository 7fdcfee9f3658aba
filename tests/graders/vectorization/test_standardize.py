"""Hidden graders of the exercise standardize(X)."""

import numpy as np
import pytest

from autograder.checks import (
    check_array,
    check_close,
    check_numbers,
    check_unchanged,
    check_values,
    say,
)

pytestmark = pytest.mark.exercise("standardize")

# Something tiny may be added to the standard deviation.
TINY = {"rtol": 1e-4, "atol": 1e-6}


@pytest.fixture
def check(student, reference):
    """Have arrays standardized and compare them with the reference's."""

    def call(*arrays, told=""):
        for X, value in zip(arrays, student.standardize.many([[X] for X in arrays]), strict=True):
            check_values(
                value, reference.standardize(X), say("the result{told}", told=told), **TINY
            )

    return call


@pytest.fixture
def check_zeros(student):
    """Check the rows of features that never vary."""

    def call(X, rows):
        result = check_numbers(student.standardize(X), "the result", X.shape)
        told = say("the result for a constant feature")
        check_close(result[rows], np.zeros((len(rows), X.shape[1])), told, **TINY)

    return call


@pytest.mark.weight(3)
def test_values(check, rng):
    """Each feature gets the mean 0 and the standard deviation 1"""
    check(rng.normal(2, 3, (3, 7)), rng.normal(-1, 2, (5, 4)), rng.normal(0, 1, (1, 9)))


def test_as_many_samples_as_features(check, rng):
    """Right for as many samples as features, where a wrong axis gives the same shape"""
    check(rng.normal(2, 3, (4, 4)))


def test_scales(check, rng):
    """Right for features of very different scales"""
    scales = np.array([[1e-3], [1.0], [1e3]])
    check(rng.normal(2, 1, (3, 12)) * scales, told=say(" for features of different scales"))


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_integers(student, rng):
    """Integers are welcome: the result is that of the same floats"""
    X = rng.integers(-9, 10, (3, 8))
    X[:, :2] = [[0, 1]] * 3  # no row is constant
    of_integers, of_floats = student.standardize.many([[X], [X.astype(float)]])
    right = check_numbers(of_floats, "the result", X.shape)
    check_values(of_integers, right, "the result for integers")


@pytest.mark.needs_value
def test_constant_feature(check_zeros, rng):
    """A constant feature becomes zeros"""
    X = rng.normal(2, 3, (4, 8))
    X[1], X[3] = 0.5, 0.0
    check_zeros(X, [1, 3])


@pytest.mark.needs_value
def test_constant_feature_of_fractions(check_zeros, rng):
    """Also where rounding makes its mean differ from its numbers, as three times 0.1"""
    X = np.repeat(np.array([[0.1], [0.7], [0.3], [0.0]]), 3, axis=1)
    X[3] = rng.normal(0, 1, 3)
    check_zeros(X, [0, 1, 2])
    check_zeros(np.full((1, 7), 0.1), [0])


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_one_sample(check_zeros, rng):
    """With a single sample every feature becomes 0"""
    check_zeros(rng.normal(0, 1, (3, 1)), [0, 1, 2])


@pytest.mark.needs_value
def test_shape(student, rng):
    """The result is an array of floats, in the shape of X"""
    for X in (rng.normal(2, 3, (3, 5)), rng.integers(-9, 10, (2, 6)), rng.normal(0, 1, (1, 4))):
        check_array(student.standardize(X), "the result", X.shape)


@pytest.mark.needs_value
def test_input_stays(student, rng):
    """X is as it was"""
    X = rng.normal(2, 3, (3, 5))
    check_unchanged(student.standardize.observe(X).arguments, {"X": X})
