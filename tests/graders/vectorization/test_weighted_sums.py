"""Hidden graders of the exercise weighted_sums(w, X, b)."""

import pytest

from autograder.checks import (
    check_array,
    check_close,
    check_cost,
    check_unchanged,
    check_vectorized,
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
            actual = check_array(value, f"Z{told}", (1, call[1].shape[1]))
            check_close(actual, reference.weighted_sums(*call), f"Z{told}")

    return call


@pytest.mark.weight(3)
def test_values(check):
    """The weighted sum of each sample, as a row"""
    check((3, 7), (6, 4), (5, 5))


def test_one_sample(check):
    """Right for a single sample"""
    check((4, 1), told=" for one sample")


def test_one_feature(check):
    """Right for a single feature"""
    check((1, 6), (1, 1), told=" for one feature")


def test_bias(student, case):
    """The bias shifts every sum by the same"""
    w, X, b = case(3, 7)
    values = student.weighted_sums.many([(w, X, 0.0), (w, X, b)])
    without, shifted = (check_array(value, "Z", (1, 7)) for value in values)
    check_close(shifted - without, 0 * without + b, "what the bias adds to Z")


@pytest.mark.weight(2)
@pytest.mark.parametrize("what", ["samples", "features"])
def test_no_loop(student, reference, case, what):
    """The Python lines that run do not grow with the size of X"""
    lines = {}
    for many in (5, 80):
        arguments = case(3, many) if what == "samples" else case(many, 3)
        counted = student.weighted_sums.lines(*arguments)
        actual = check_array(counted.value, "Z", (1, arguments[1].shape[1]))
        check_close(actual, reference.weighted_sums(*arguments), "Z")
        lines[many] = counted.lines
    check_vectorized(lines, what)
    few, many = case(3, 5), case(3, 300_000)
    cost = student.weighted_sums.cost(few, many)
    check_close(cost.value, reference.weighted_sums(*many), "Z")
    check_cost(cost.cpu_s, lambda: reference.weighted_sums(*many))


def test_inputs_stay(student, reference, case):
    """The arrays w and X are as they were"""
    arguments = case(3, 5)
    seen = student.weighted_sums.observe(*arguments)
    actual = check_array(seen.value, "Z", (1, 5))
    check_close(actual, reference.weighted_sums(*arguments), "Z")
    check_unchanged(seen.arguments, dict(zip("wX", arguments, strict=False)))
