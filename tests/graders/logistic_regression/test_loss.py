"""Hidden graders of the exercise loss(a, y).

Clipping and a small number inside the logarithms are both right, so certain answers
are judged to 1 %.
"""

import numpy as np
import pytest

from autograder.checks import (
    check_array,
    check_close,
    check_number,
    check_unchanged,
    check_vectorized,
)

pytestmark = pytest.mark.exercise("loss")


@pytest.fixture
def answers(rng):
    """Make probabilities and labels of a shape, with labels of both kinds."""

    def make(*shape):
        y = (rng.random(shape) < 0.5).astype(float)
        y.flat[0], y.flat[-1] = 1.0, 0.0
        return rng.uniform(0.02, 0.98, shape), y

    return make


@pytest.mark.weight(3)
def test_values_on_arrays(student, reference, answers):
    """One loss for each answer, in the shape of a"""
    calls = [answers(6), answers(1, 9), answers(2, 3)]
    for call, value in zip(calls, student.loss.many(calls), strict=True):
        actual = check_array(value, "the losses", call[0].shape)
        check_close(actual, reference.loss(*call), "the losses")


@pytest.mark.weight(2)
def test_values_on_numbers(student, reference, rng):
    """Right for a single answer to either class"""
    calls = [(float(rng.uniform(0.1, 0.9)), y) for y in (0, 1, 0.0, 1.0)]
    for call, value in zip(calls, student.loss.many(calls), strict=True):
        actual = check_number(value, "the loss of one answer")
        check_close(actual, float(reference.loss(*call)), "the loss of one answer")


def test_types_of_labels(student, reference, answers):
    """Labels may be integers or booleans"""
    a, y = answers(1, 8)
    calls = [(a, y.astype(int)), (a, y.astype(bool))]
    for value in student.loss.many(calls):
        actual = check_array(value, "the losses", a.shape)
        check_close(actual, reference.loss(a, y), "the losses")


@pytest.mark.weight(2)
def test_certain_answers(student, reference):
    """At a = 0 and a = 1 the loss is finite: nothing for the right answer, 34.5 for the wrong"""
    a, y = np.array([0.0, 1.0, 0.0, 1.0]), np.array([0.0, 1.0, 1.0, 0.0])
    actual = check_array(student.loss(a, y), "the losses at a = 0 and a = 1", a.shape)
    check_close(actual, reference.loss(a, y), "the losses at a = 0 and a = 1", rtol=1e-2)


def test_nearly_certain_answers(student, reference):
    """Right to four digits for answers as close to 0 and 1 as 1e-9"""
    a = np.array([1e-9, 1 - 1e-9, 1e-9, 1 - 1e-9, 1e-6, 1 - 1e-6])
    y = np.array([0.0, 1.0, 1.0, 0.0, 1.0, 0.0])
    actual = check_array(student.loss(a, y), "the losses of nearly certain answers", a.shape)
    expected = reference.loss(a, y)
    check_close(actual, expected, "the losses of nearly certain answers", rtol=1e-4, atol=0)


def test_no_loop(student, answers):
    """No loop: more answers do not take more lines of Python"""
    lines = {}
    for m in (5, 105):
        counted = student.loss.lines(*answers(1, m))
        check_array(counted.value, "the losses", (1, m))
        lines[m] = counted.lines
    check_vectorized(lines, "answers")


def test_inputs_stay(student, answers):
    """The arguments a and y are as they were"""
    a, y = answers(1, 4)
    a[0, :2] = 0.0, 1.0
    seen = student.loss.observe(a, y)
    check_array(seen.value, "the losses", a.shape)
    check_unchanged(seen.arguments, {"a": a, "y": y})
