"""Hidden graders of the class EarlyStopping(patience), with update(cost, parameters).

An object that only remembers, and one that only counts, each earn their part.
"""

import numpy as np
import pytest

from autograder.checks import check_close, check_number, check_that, check_values, say

pytestmark = pytest.mark.exercise("EarlyStopping")

# Validation costs that differ in their third digit only.
FALLING = (0.6137, 0.6128, 0.6119, 0.6111, 0.6102)
RISING = (0.6102, 0.6105, 0.6109, 0.6111, 0.6113)
ZIGZAG = (0.6125, 0.6113, 0.6118, 0.6106, 0.6106, 0.6114, 0.6104, 0.6109, 0.6107, 0.6105)


def right_stops(costs, patience):
    """Return the right answers: the lowest cost so far came first that many calls ago."""
    firsts = [int(np.argmin(costs[: n + 1])) for n in range(len(costs))]
    return [n - first >= patience for n, first in enumerate(firsts)]


@pytest.fixture
def watched(student, entries):
    """Let an object see costs; return its answers, its best cost and its best parameters."""

    def call(patience, costs):
        parameters = [epoch(number) for number in range(len(costs))]
        steps = [("update", *pair) for pair in zip(costs, parameters, strict=True)]
        asked = [("best_cost",), ("best_parameters",)]
        answers = student.EarlyStopping.use(patience, steps=[*steps, *asked])
        names = ["update", *(say("update {n}", n=n) for n in range(2, len(costs) + 1))]
        best = entries(answers["best_parameters"], epoch(0), "best_parameters")
        return [answers[name] for name in names], answers["best_cost"], best

    return call


def epoch(number):
    """Return the parameters of an epoch; they tell which one it is."""
    return {"W1": np.full((2, 3), number + 0.125), "b1": np.full((1, 3), -1.0 - number)}


def as_bools(answers):
    """Return the answers as True and False, whatever stands for them."""
    # NumPy has truth values of its own, also as arrays without an axis.
    plain = [
        a.item() if isinstance(a, np.ndarray | np.generic) and a.ndim == 0 else a for a in answers
    ]
    for answer in plain:
        check_that(isinstance(answer, bool | int), "update does not return True or False")
    return [bool(answer) for answer in plain]


@pytest.mark.weight(2)
def test_stops(watched):
    """It says stop after `patience` calls in a row without a lower cost, and not before"""
    for costs in (ZIGZAG, RISING):
        for patience in (1, 2, 3):
            answers = as_bools(watched(patience, costs)[0])
            right = right_stops(costs, patience)
            last = right.index(True) + 1
            check_that(answers[:last] == right[:last], "it stops too early, or too late")


@pytest.mark.weight(1)
def test_goes_on(watched):
    """It never stops while the cost falls, and the count begins again with each lower cost"""
    answers = as_bools(watched(1, FALLING)[0])
    check_that(not any(answers), "it stops although the cost falls")
    answers = as_bools(watched(4, ZIGZAG)[0])
    check_that(not any(answers), "it stops although the cost has become lower in between")
    answers = as_bools(watched(2, RISING)[0])
    check_that(all(answers[2:]), "it goes on although the patience is at its end")


@pytest.mark.weight(1.5)
def test_best_parameters(watched):
    """The best parameters are those of the lowest cost, the first one of several"""
    for costs in (ZIGZAG, ZIGZAG[:6], RISING, FALLING):
        best = watched(9, costs)[2]
        for name, value in epoch(int(np.argmin(costs))).items():
            check_values(best[name], value, say("the best {name}", name=name), rtol=1e-9, atol=1e-9)


@pytest.mark.weight(0.5)
def test_best_cost(watched):
    """The best cost is the lowest one"""
    for costs in (ZIGZAG[:6], RISING, FALLING):
        best = check_number(watched(9, costs)[1], "best_cost", wrapped=True)
        check_close(best, min(costs), "best_cost", rtol=1e-9)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_two_objects(student):
    """A new object knows nothing of others"""
    first, second = (
        student.EarlyStopping.use(
            3, steps=[("update", cost, epoch(number)), ("best_cost",), ("best_parameters",)]
        )
        for number, cost in ((0, 0.2), (4, 0.9))
    )
    for number, cost, seen in ((0, 0.2, first), (4, 0.9, second)):
        best = check_number(seen["best_cost"], "best_cost", wrapped=True)
        check_close(best, cost, "best_cost", rtol=1e-9)
        check_values(seen["best_parameters"]["W1"], epoch(number)["W1"], "the best W1")
