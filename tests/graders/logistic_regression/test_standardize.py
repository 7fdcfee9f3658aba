"""Hidden graders of the exercise standardize(X_train, X_new)."""

import numpy as np
import pytest

from autograder.checks import check_array, check_close, check_pair, check_unchanged

pytestmark = pytest.mark.exercise("standardize")


@pytest.fixture
def samples(rng):
    """Make samples whose features have different means and scales."""

    def make(m, n_x=4):
        scales, means = 10.0 ** np.arange(n_x)[:, None] / 10, np.arange(n_x)[:, None] - 1.5
        return scales * (rng.normal(0, 1, (n_x, m)) + means)

    return make


def taken(value, old, new):
    """Return both arrays of an answer, shapes and types checked."""
    parts = check_pair(value, ("X_train", "X_new"))
    return (
        check_array(parts[0], "the training samples", old.shape),
        check_array(parts[1], "the new samples", new.shape),
    )


@pytest.fixture
def check(student, reference):
    """Compare both arrays with the reference's."""

    def call(old, new, told=""):
        actual, right = (
            taken(student.standardize(old, new), old, new),
            reference.standardize(old, new),
        )
        check_close(actual[0], right[0], "the training samples" + told)
        check_close(actual[1], right[1], "the new samples" + told)

    return call


@pytest.mark.weight(3)
def test_training_samples(student, samples):
    """Every feature of the training samples has the mean 0 and the deviation 1"""
    old, new = samples(9), samples(5)
    scaled, _ = taken(student.standardize(old, new), old, new)
    check_close(scaled.mean(axis=1), np.zeros(4), "the means", atol=1e-6)
    check_close(scaled.std(axis=1), np.ones(4), "the deviations", rtol=1e-6)


@pytest.mark.weight(3)
def test_new_samples(check, samples):
    """The new samples are shifted and scaled as the training samples are"""
    check(samples(9), samples(5))


def test_one_new_sample(check, samples):
    """Right for a single new sample"""
    check(samples(6, 3), samples(1, 3), told=", with one new sample")


@pytest.mark.weight(2)
def test_constant_features(check, samples):
    """A feature that never varies is shifted, not divided"""
    old, new = samples(7, 5), samples(4, 5)
    old[1], old[3] = 0.0, 4.0
    check(old, new, told=", with features that never vary")


def test_integers(check, rng):
    """Integers are welcome, and the results are floats"""
    old, new = rng.integers(-9, 10, (3, 8)), rng.integers(-9, 10, (3, 2))
    old[:, 0], old[:, 1] = -9, 9
    check(old, new, told=" of integers")


def test_inputs_stay(student, samples):
    """Both arrays are as they were"""
    old, new = samples(6), samples(2)
    seen = student.standardize.observe(old, new)
    taken(seen.value, old, new)
    check_unchanged(seen.arguments, {"X_train": old, "X_new": new})
