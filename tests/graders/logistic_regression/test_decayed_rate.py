"""Hidden graders of the exercise decayed_rate(learning_rate, decay, step)."""

import pytest

from autograder.checks import check_values

pytestmark = pytest.mark.exercise("decayed_rate")


@pytest.fixture
def check(student):
    """Compare rates with the formula."""

    def call(*calls):
        for (rate, decay, step), value in zip(calls, student.decayed_rate.many(calls), strict=True):
            check_values(value, rate / (1 + decay * step), f"the rate of step {step}")

    return call


@pytest.mark.weight(2)
def test_values(check, rng):
    """The rates of the steps after step 0"""
    rate, decay = rng.uniform(0.2, 3.0, 2).tolist()
    check(*((rate, decay, step) for step in (1, 2, 3, 7, 1000)))


@pytest.mark.needs_value
def test_first_step(check, rng):
    """Step 0 has the full rate"""
    check((float(rng.uniform(0.1, 5)), float(rng.uniform(0.1, 5)), 0))


@pytest.mark.needs_value
def test_no_decay(check, rng):
    """With decay 0 every step has the full rate"""
    check(*((float(rng.uniform(0.1, 5)), 0, step) for step in (1, 9)))
