"""Hidden graders of the exercise scheduled_rate(step, total_steps, base_rate, warmup_steps)."""

import numpy as np
import pytest

from autograder.checks import check_also_right, check_number, check_values, say

pytestmark = pytest.mark.exercise("scheduled_rate")


def right(step, total, base, warmup=0):
    """Return the rate; half a cosine wave is the square of a quarter of one."""
    if step >= total:
        return 0.0
    if step < warmup:
        return base / warmup * (1 + step)
    return base * np.cos(np.pi / 2 * (step - warmup) / (total - warmup)) ** 2


@pytest.fixture
def rates(student):
    """Return a student's rates for some calls, and the right ones."""

    def call(*calls):
        values = student.scheduled_rate.many(calls)
        seen = [check_number(value, "the rate", wrapped=True) for value in values]
        return {"rate": seen}, {"rate": [right(*arguments) for arguments in calls]}

    return call


def compare(pair, told):
    """Compare rates, however small."""
    check_values(pair[0]["rate"], pair[1]["rate"], told, rtol=1e-6, atol=1e-12)


@pytest.mark.weight(3)
def test_descent(rates, rng):
    """Without a warm-up: half a cosine wave from the base rate to 0"""
    base = float(rng.uniform(0.1, 0.9))
    compare(rates(*((t, 30, base) for t in (1, 7, 13, 22, 29))), say("the rate of the descent"))


@pytest.mark.weight(2)
def test_warmup(rates, rng):
    """The warm-up grows evenly, and its last step has the full rate"""
    base = float(rng.uniform(0.1, 0.9))
    calls = [(t, 30, base, 7) for t in (0, 1, 3, 5)]
    compare(rates(*calls), say("the rate of the warm-up"))
    compare(
        rates((6, 30, base, 7), (0, 9, base, 1)), say("the rate of the last step of the warm-up")
    )


@pytest.mark.weight(2)
def test_descent_after_warmup(rates, rng):
    """After a warm-up the descent takes all the steps that are left"""
    base = float(rng.uniform(0.1, 0.9))
    usual = rates(*((t, 30, base) for t in (3, 8, 21)))
    others = rates(*((t, 40, base, 10) for t in (13, 18, 31)))
    check_also_right(usual, others, told=" after a warm-up", rtol=1e-6, atol=1e-12)


@pytest.mark.needs_value
@pytest.mark.weight(1)
def test_ends(rates):
    """The full rate right after the warm-up; 0 at the last step, and after it"""
    compare(rates((0, 5, 0.4), (3, 9, 0.4, 3)), say("the rate at the beginning of the descent"))
    compare(rates((5, 5, 0.4), (6, 5, 0.4), (25, 9, 0.4, 2)), say("the rate at and after the end"))


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_form(student):
    """The rate is one number, whichever part of the schedule the step is in"""
    for step in (0, 6, 20):
        check_number(student.scheduled_rate(step, 12, 0.3, 4), "the rate")
