"""Hidden graders of the exercise weighted_sums(w, X, b)."""

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

pytestmark = pytest.mark.exercise("weighted_sums")


@pytest.fixture
def case(rng):
    """Make random arguments for n_x features and m samples."""

    def make(n_x, m):
        return rng.normal(0, 1, (n_x, 1)), rng.normal(0, 1, (n_x, m)), float(rng.normal(2, 1))

    return make


@pytest.fixture
def check(student, reference, case):
    """Have the sums computed for some sizes (n_x, m)."""

    def call(*sizes, told=""):
        calls = [case(*size) for size in sizes]
        for call, value in zip(calls, student.weighted_sums.many(calls), strict=True):
            check_values(value, reference.weighted_sums(*call), say("Z{told}", told=told))

    return call


@pytest.mark.weight(3)
def test_values(check):
    """The weighted sum of each sample"""
    check((3, 7), (6, 4), (5, 5))


def test_one_sample(check):
    """Right for a single sample"""
    check((4, 1), told=" for one sample")


def test_one_feature(check):
    """Right for a single feature"""
    check((1, 6), (1, 1), told=say(" for one feature"))


@pytest.mark.needs_value
def test_bias(student, case):
    """The bias shifts every sum by the same"""
    w, X, b = case(3, 7)
    values = student.weighted_sums.many([(w, X, 0.0), (w, X, b)])
    without, shifted = (1.0 * check_numbers(value, "Z", (1, 7)) for value in values)
    check_close(shifted - without, 0 * without + b, "what the bias adds to Z")


@pytest.mark.needs_value
@pytest.mark.parametrize("what", ["samples", "features"])
def test_no_loop(student, reference, case, what):
    """No loop: many {what} take no more lines of Python, and are as right"""
    lines, cases = {}, []
    for many in (5, 80):
        arguments = case(3, many) if what == "samples" else case(many, 3)
        counted = student.weighted_sums.lines(*arguments)
        cases.append(({"Z": counted.value}, {"Z": reference.weighted_sums(*arguments)}))
        lines[many] = counted.lines
    check_vectorized(lines, what)
    check_also_right(*cases, told=say(" for many {what}", what=what), some=False)
    w, X, b = case(3, 5)
    many = (w, np.tile(X, (1, 60_000)), b)
    if what == "features":
        many = (np.tile(w, (60_000, 1)), np.tile(X, (60_000, 1)), b)
    cost = student.weighted_sums.cost((w, X, b), many)
    check_cost(cost.cpu_s, lambda: reference.weighted_sums(*many), what)


@pytest.mark.needs_value
def test_shape(student, case):
    """Z is an array of floats of the shape (1, m)"""
    for n_x, m in ((3, 7), (1, 1)):
        check_array(student.weighted_sums(*case(n_x, m)), "Z", (1, m))


@pytest.mark.needs_value
def test_inputs_stay(student, case):
    """The arrays w and X are as they were"""
    arguments = case(3, 5)
    seen = student.weighted_sums.observe(*arguments)
    check_unchanged(seen.arguments, dict(zip("wX", arguments, strict=False)))
