"""Hidden graders of the exercise gradient_check(f, x, gradient).

Each test has right and wrong gradients: a check that always says the same finds no mistake.
"""

import numpy as np
import pytest

from autograder.checks import check_that, check_unchanged

pytestmark = pytest.mark.exercise("gradient_check")


@pytest.fixture
def judge(student, take_verdict):
    """Hand in right gradients, and wrong ones, of a function at x."""

    def call(name, x, right, wrong):
        answers = student.gradient_check.many([(name, x, g) for g in (*right, *wrong)])
        verdicts = [take_verdict(answer) for answer in answers]
        check_that(all(verdicts[: len(right)]), "a right gradient is refused")
        check_that(not any(verdicts[len(right) :]), "a wrong gradient is accepted")

    return call


def spoilt(gradient, rng, share):
    """Return a gradient with one entry off by a share of the largest one."""
    wrong = gradient.copy()
    wrong.flat[rng.integers(gradient.size)] += share * np.abs(gradient).max()
    return wrong


@pytest.mark.weight(3)
def test_one_entry(judge, away, rng):
    """One entry that is slightly too large or too small is found, among many"""
    x = away(8, 10)
    right = 2 * x
    judge("squares", x, [right], [spoilt(right, rng, 0.003), spoilt(right, rng, -0.003)])


@pytest.mark.weight(2)
def test_everywhere(judge, away):
    """A gradient that is wrong everywhere is found: its sign, a factor, another formula"""
    x = away(3, 4)
    right = np.cos(x)
    judge("waves", x, [right], [-right, 2 * right, 1.003 * right, np.sin(x)])


@pytest.mark.weight(1.5)
def test_one_number(judge, away, rng):
    """Right at a single number too, whatever the sign of the gradient"""
    x, far = away(), rng.uniform(1.8, 2.8)
    judge("cubes", x, [3 * x**2], [3 * x**2 * 1.004, -3 * x**2])
    judge("waves", far, [np.cos(far)], [np.cos(far) * 0.996, -np.cos(far)])


@pytest.mark.weight(2)
@pytest.mark.parametrize(("name", "size"), [("tiny", 1e-7), ("huge", 1e7)], ids=["tiny", "huge"])
def test_scale(judge, rng, name, size):
    """A gradient of the size {size} is judged as well as others"""
    x = rng.uniform(-0.7, 0.7, (2, 3))
    right = size * np.cos(x)
    judge(name, x, [right], [spoilt(right, rng, 0.004), 0.996 * right, 0 * x])


@pytest.mark.weight(1.5)
def test_zero(judge, away):
    """A gradient that is zero everywhere is right for a constant, and no other one is"""
    x = away(4)
    judge("flat", x, [np.zeros(4)], [np.full(4, 1e-3), np.array([0.0, 0.0, -1e-4, 0.0])])


@pytest.mark.needs_value
@pytest.mark.weight(1.5)
def test_shape(judge, rng):
    """A gradient in another shape is wrong, even if broadcasting would hide it"""
    x = np.full((3, 1), rng.uniform(0.5, 2.0))
    right = 2 * x
    judge("squares", x, [right], [right.T, right[:1], right[0, 0], np.tile(right, 2)])


@pytest.mark.needs_value
def test_not_numbers(judge, away):
    """NaN and infinity are never right"""
    x = away(3)
    wrong = [np.where(np.arange(3) == k, bad, 2 * x) for k, bad in ((1, np.nan), (2, np.inf))]
    judge("squares", x, [2 * x], wrong)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, away):
    """The arrays x and gradient are as they were"""
    x, gradient = away(3), away(3)
    seen = student.gradient_check.observe("squares", x, gradient)
    check_unchanged(seen.arguments, {"x": x, "gradient": gradient})
