"""Hidden graders of the exercise standardize(X_train, X_new)."""

import numpy as np
import pytest

from autograder.checks import (
    CheckFailed,
    check_also_right,
    check_array,
    check_close,
    check_numbers,
    check_pair,
    check_unchanged,
    check_values,
    say,
)

pytestmark = pytest.mark.exercise("standardize")

OLD, NEW = say("the training samples"), say("the new samples")


@pytest.fixture
def samples(rng):
    """Make samples whose features have different means and scales."""

    def make(m, n_x=4):
        scales, means = 10.0 ** np.arange(n_x)[:, None] / 10, np.arange(n_x)[:, None] - 1.5
        return scales * (rng.normal(0, 1, (n_x, m)) + means)

    return make


@pytest.fixture
def scaled(student):
    """Have samples standardized; return both arrays, whatever they come in."""

    def call(old, new):
        parts = check_pair(student.standardize(old, new), ("X_train", "X_new"))
        return check_numbers(parts[0], OLD, old.shape), check_numbers(parts[1], NEW, new.shape)

    return call


@pytest.mark.weight(2)
def test_training_samples(scaled, samples):
    """Every feature of the training samples gets the mean 0 and the standard deviation 1"""
    old, _ = scaled(samples(9), samples(5))
    check_close(old.mean(axis=1), np.zeros(4), "the means", atol=1e-6)
    check_close(old.std(axis=1), np.ones(4), "the standard deviations", rtol=1e-6)


@pytest.mark.needs_value
@pytest.mark.weight(2)
def test_new_samples(scaled, samples):
    """The new samples are shifted and scaled as the training samples are"""
    old, new = samples(9), samples(5)
    old_out, new_out = scaled(old, new)
    for before, after, fresh, seen in zip(old, old_out, new, new_out, strict=True):
        scale, shift = np.polyfit(before, after, 1)  # what was done to this feature
        told = say("the training samples are not shifted and scaled feature by feature")
        try:
            check_close(after, scale * before + shift, OLD, atol=1e-7)
        except CheckFailed:
            raise CheckFailed(told) from None
        check_close(seen, scale * fresh + shift, NEW, rtol=1e-5, atol=1e-7)


@pytest.mark.weight(0.5)
def test_one_new_sample(scaled, reference, samples):
    """Right for a single new sample too"""
    old, cases = samples(6, 3), []
    for new in (samples(4, 3), samples(1, 3)):
        actual, right = scaled(old, new), reference.standardize(old, new)
        cases.append(tuple(dict(zip((OLD, NEW), both, strict=True)) for both in (actual, right)))
    check_also_right(*cases, told=", with one new sample")


def check_constant(scaled, old, new, constant):
    """Check the features that never vary in the training samples.

    In the new samples they are 0, or keep their distance from the mean: both are in use.
    """
    old_out, new_out = scaled(old, new)
    told = say(", in a feature that never varies")
    for j, value in constant.items():
        check_close(old_out[j], np.zeros(old.shape[1]), OLD + told, atol=1e-9)
        is_zero = np.abs(new_out[j]).max() < 1e-9
        right = np.zeros(new.shape[1]) if is_zero else new[j] - value
        check_close(new_out[j], right, NEW + told, atol=1e-9)


@pytest.mark.needs_value
def test_constant_features(scaled, samples):
    """A feature that never varies becomes 0: nothing is divided by its standard deviation"""
    old, new = samples(7, 5), samples(4, 5)
    old[1], old[3] = 0.0, 4.0
    check_constant(scaled, old, new, {1: 0.0, 3: 4.0})


@pytest.mark.needs_value
def test_constant_features_of_fractions(scaled, samples):
    """Also where rounding makes its standard deviation differ from 0, as for three times 0.1"""
    old, new = samples(3, 4), samples(4, 4)
    old[0], old[2] = 0.1, 0.7
    check_constant(scaled, old, new, {0: 0.1, 2: 0.7})


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_integers(scaled, rng):
    """Integers are welcome: the results are those of the same floats"""
    old, new = rng.integers(-9, 10, (3, 8)), rng.integers(-9, 10, (3, 2))
    old[:, 0], old[:, 1] = -9, 9
    for of_integers, right in zip(
        scaled(old, new), scaled(old.astype(float), new.astype(float)), strict=True
    ):
        check_values(of_integers, right, "what is made of integers")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_shapes(student, samples):
    """Both arrays are floats, in the shapes that they had"""
    old, new = samples(6), samples(2)
    for given in ((old, new), (old.astype(int), new.astype(int))):
        parts = check_pair(student.standardize(*given), ("X_train", "X_new"))
        check_array(parts[0], OLD, old.shape)
        check_array(parts[1], NEW, new.shape)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, samples):
    """Both arrays are as they were"""
    old, new = samples(6), samples(2)
    seen = student.standardize.observe(old, new)
    check_unchanged(seen.arguments, {"X_train": old, "X_new": new})
