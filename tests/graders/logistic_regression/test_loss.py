"""Hidden graders of the exercise loss(a, y).

Clipping and a small number inside the logarithms are both right, so certain answers are
judged to 1 %, and all others to the four digits that the text promises.
"""

import numpy as np
import pytest

from autograder.checks import (
    check_also_right,
    check_array,
    check_number,
    check_numbers,
    check_unchanged,
    check_values,
    check_vectorized,
    say,
)

pytestmark = pytest.mark.exercise("loss")

PROMISED = {"rtol": 1e-4}


@pytest.fixture
def answers(rng):
    """Make probabilities and labels of a shape, with labels of both kinds."""

    def make(*shape):
        y = (rng.random(shape) < 0.5).astype(float)
        y.flat[0], y.flat[-1] = 1.0, 0.0
        return rng.uniform(0.02, 0.98, shape), y

    return make


@pytest.mark.weight(2)
def test_values_on_arrays(student, reference, answers):
    """One loss for each answer, right to four digits"""
    calls = [answers(6), answers(1, 9), answers(2, 3)]
    for call, value in zip(calls, student.loss.many(calls), strict=True):
        check_values(value, reference.loss(*call), "the losses", **PROMISED)


def test_values_on_numbers(student, reference, rng):
    """Right for a single answer to either class"""
    calls = [(float(rng.uniform(0.1, 0.9)), y) for y in (0, 1, 0.0, 1.0)]
    for call, value in zip(calls, student.loss.many(calls), strict=True):
        check_values(value, float(reference.loss(*call)), "the loss of one answer", **PROMISED)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_shape(student, answers):
    """The losses have the shape of a, and of one answer it is one number"""
    calls = [answers(6), answers(1, 9), answers(2, 3)]
    *values, of_number = student.loss.many([*calls, (0.25, 1)])
    for call, value in zip(calls, values, strict=True):
        check_array(value, "the losses", call[0].shape)
    check_number(of_number, "the loss of one answer")


@pytest.mark.needs_value
def test_types_of_labels(student, answers):
    """Labels may be integers or booleans: the losses are those of the same floats"""
    a, y = answers(1, 8)
    as_floats, *typed = student.loss.many([(a, y), (a, y.astype(int)), (a, y.astype(bool))])
    right = check_numbers(as_floats, "the losses", a.shape)
    for value in typed:
        check_values(value, right, "the losses for integer or boolean labels", **PROMISED)


def test_certain_answers(student, reference):
    """At a = 0 and a = 1 the loss is finite: nothing for the right answer, 34.5 for the wrong"""
    a, y = np.array([0.0, 1.0, 0.0, 1.0]), np.array([0.0, 1.0, 1.0, 0.0])
    told = say("the losses at a = 0 and a = 1")
    check_values(student.loss(a, y), reference.loss(a, y), told, rtol=1e-2)


def test_nearly_certain_answers(student, reference):
    """Right to four digits for answers as close to 0 and 1 as 1e-9"""
    a = np.array([1e-9, 1 - 1e-9, 1e-9, 1 - 1e-9, 1e-6, 1 - 1e-6])
    y = np.array([0.0, 1.0, 1.0, 0.0, 1.0, 0.0])
    told = say("the losses of nearly certain answers")
    check_values(student.loss(a, y), reference.loss(a, y), told, rtol=1e-4, atol=0)


@pytest.mark.needs_value
def test_no_loop(student, reference, answers):
    """No loop: many answers take no more lines of Python, and are as right"""
    lines, cases = {}, []
    for m in (5, 105):
        a, y = answers(1, m)
        counted = student.loss.lines(a, y)
        cases.append(({"losses": counted.value}, {"losses": reference.loss(a, y)}))
        lines[m] = counted.lines
    check_vectorized(lines, "answers")
    check_also_right(*cases, told=" for many answers", some=False, **PROMISED)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, answers):
    """The arguments a and y are as they were"""
    a, y = answers(1, 4)
    a[0, :2] = 0.0, 1.0
    check_unchanged(student.loss.observe(a, y).arguments, {"a": a, "y": y})
