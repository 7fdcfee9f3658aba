"""Hidden graders of the exercise decayed_rate(learning_rate, decay, step)."""

import pytest

from autograder.checks import check_close, check_number

pytestmark = pytest.mark.exercise("decayed_rate")


@pytest.fixture
def check(student):
    """Compare rates with the formula."""

    def call(*calls):
        for (rate, decay, step), value in zip(calls, student.decayed_rate.many(calls), strict=True):
            actual = check_number(value, f"the rate of step {step}")
            check_close(actual, rate / (1 + decay * step), f"the rate of step {step}")

    return call


@pytest.mark.weight(3)
def test_values(check, rng):
    """The rate of each of the first steps"""
    rate, decay = rng.uniform(0.2, 3.0, 2).tolist()
    check(*((rate, decay, step) for step in (1, 2, 3, 7, 1000)))


def test_first_step(check, rng):
    """Step 0 has the full rate"""
    check((float(rng.uniform(0.1, 5)), float(rng.uniform(0.1, 5)), 0))


def test_no_decay(check, rng):
    """With decay 0 every step has the full rate"""
    check(*((float(rng.uniform(0.1, 5)), 0, step) for step in (1, 9)))
