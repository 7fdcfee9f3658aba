"""Hidden graders of gradient_descent(X, Y, w, b, learning_rate, num_iterations)."""

import numpy as np
import pytest

from autograder.checks import (
    check_array,
    check_close,
    check_number,
    check_that,
    check_unchanged,
)

pytestmark = pytest.mark.exercise("gradient_descent")


@pytest.fixture
def ended(take_three):
    """Take the parameters at the end of a walk, of which shapes and types must be right."""

    def take(value, n_x):
        w, b, _ = take_three(value, "w, b, costs")
        return check_array(w, "w", (n_x, 1)), check_number(b, "b")

    return take


@pytest.fixture
def check(student, reference, ended):
    """Compare where the student's walks end with the reference's."""

    def walk(*walks, told=""):
        calls = [(model.X, model.Y, model.w, model.b, *how) for model, *how in walks]
        for call, value in zip(calls, student.gradient_descent.many(calls), strict=True):
            (w, b), right = ended(value, len(call[2])), reference.gradient_descent(*call)
            check_close(w, right[0], f"w{told}", rtol=1e-5)
            check_close(b, right[1], f"b{told}", rtol=1e-5)

    return walk


@pytest.mark.weight(3)
def test_one_step(check, make_model):
    """One step against the gradient"""
    check((make_model(), 0.7, 1), (make_model(5, 4), 2.5, 1), told=" after one step")


@pytest.mark.weight(4)
def test_several_steps(check, make_model):
    """Every step starts where the last one ended"""
    check((make_model(), 0.4, 6), (make_model(2, 9), 1.3, 3), told=" after several steps")


@pytest.mark.weight(4)
def test_costs(student, reference, make_model, take_three, take_costs):
    """The list holds the cost before each step, and falls at a small rate"""
    walks = [(make_model(3, 20), 0.1, 60), (make_model(5, 4), 1.3, 3), (make_model(), 0.4, 0)]
    calls = [(model.X, model.Y, model.w, model.b, *how) for model, *how in walks]
    every = []
    for call, value in zip(calls, student.gradient_descent.many(calls), strict=True):
        *_, costs = take_three(value, "w, b, costs")
        every.append(take_costs(costs, call[-1]))
        check_close(every[-1], reference.gradient_descent(*call)[2], "costs", rtol=1e-5)
    check_that((np.diff(every[0]) < 0).all(), "the costs do not fall at a small rate")


def test_no_steps(check, make_model):
    """With 0 iterations w and b are those of the start"""
    check((make_model(), 0.4, 0), told=" after no step")


def test_long_steps(check, make_model):
    """A rate that is too large is taken as it is"""
    check((make_model(), 5.0, 4), told=" at a large rate")


@pytest.mark.weight(2)
def test_start_stays(student, make_model, ended):
    """The w to start from is as it was, and so are X and Y"""
    model = make_model()
    seen = student.gradient_descent.observe(model.X, model.Y, model.w, model.b, 0.5, 3)
    ended(seen.value, 3)
    check_unchanged(seen.arguments, {"w": model.w, "X": model.X, "Y": model.Y})
