"""Hidden graders of the exercise check_gradient(w, b, X, Y, dw, db, h).

Functions do not cross the wire, so the student's own cost is measured: that of `propagate`. With
wide steps a measured slope is no derivative, so a derived gradient in its place is noticed.
"""

import numpy as np
import pytest

from autograder.checks import (
    check_array,
    check_number,
    check_parts,
    check_that,
    check_unchanged,
    check_values,
    say,
)

pytestmark = pytest.mark.exercise("check_gradient")

NAMES = ("measured_dw", "measured_db", "error")
ROUNDED = {"rtol": 1e-4, "atol": 1e-7}  # the cost may be right to rounding only


@pytest.fixture
def checked(student, reference):
    """Return for each of some calls what the student's check says, and what is right."""

    def call(*calls):
        return [
            tuple(check_parts(answer, NAMES) for answer in both)
            for both in zip(
                student.check_gradient.many(calls),
                [reference.check_gradient(*call) for call in calls],
                strict=True,
            )
        ]

    return call


@pytest.fixture
def claim(reference, make_model):
    """Make the arguments: a place, the claim (right, but for a change) and the step h."""

    def make(h, change=lambda dw, db: (dw, db), n_x=3, m=6):
        model = make_model(n_x, m)
        w, b, X, Y = model.arguments.values()
        return w, b, X, Y, *change(*reference.propagate(w, b, X, Y)[1:]), h

    return make


def doubled(dw, db):
    """Return a gradient that is twice too large in one entry."""
    return dw * (1.0 + (np.arange(dw.size) == 0))[:, np.newaxis], db


@pytest.mark.weight(2)
@pytest.mark.parametrize("name", NAMES[:2])
def test_measured(checked, claim, name):
    """{name} is measured with the step h to both sides, however wide"""
    calls = claim(0.7), claim(0.3, doubled, 5, 4), claim(1.1, doubled, 1, 7)
    for actual, right in checked(*calls):
        check_values(actual[name], right[name], name, **ROUNDED)


@pytest.mark.weight(2)
def test_error(checked, claim):
    """The error compares the claim with what was measured, over all weights and the bias"""
    changes = (doubled, lambda dw, db: (dw, -db), lambda dw, db: (-dw, db))
    for actual, right in checked(*(claim(0.5, change) for change in changes)):
        check_values(actual["error"], right["error"], "error", **ROUNDED)


@pytest.mark.needs_value
def test_right_gradient(checked, claim):
    """With small steps a right gradient is passed: its error is below a millionth"""
    for actual, _ in checked(claim(1e-5), claim(1e-4, n_x=5, m=30), claim(1e-5, n_x=1)):
        error = check_number(actual["error"], "error", wrapped=True)
        check_that(0 <= error < 1e-6, "the error of a right gradient is not tiny")


@pytest.mark.weight(2)
def test_subtly_wrong_gradients(checked, claim):
    """With small steps a gradient that is wrong in one entry, or by 1 %, is noticed"""
    changes = (
        lambda dw, db: (dw + 0.01 * dw * np.eye(len(dw))[:, :1], db),
        lambda dw, db: (dw * 6 / 5, db * 6 / 5),  # divided by one sample too few
        lambda dw, db: (-dw, -db),
        lambda dw, db: (dw, 6 * db),  # added up, not averaged
    )
    for actual, right in checked(*(claim(1e-5, change) for change in changes)):
        told = say("the error of a gradient that is subtly wrong")
        check_values(actual["error"], right["error"], told, rtol=1e-3)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_default_step(student, reference, claim):
    """Without h a step is taken that is small, but not too small"""
    *arguments, _ = claim(None, doubled)
    answer = check_parts(student.check_gradient(*arguments), NAMES)
    right = dict(zip(NAMES, reference.check_gradient(*arguments), strict=True))
    for name in NAMES:
        check_values(answer[name], right[name], name, rtol=1e-4, atol=1e-5)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_shapes(student, claim):
    """The measured dw has the shape of w; the measured db and the error are numbers"""
    for n_x in (3, 1):
        answer = check_parts(student.check_gradient(*claim(0.2, n_x=n_x)), NAMES)
        check_array(answer["measured_dw"], "measured_dw", (n_x, 1))
        check_number(answer["measured_db"], "measured_db")
        check_number(answer["error"], "error")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, claim):
    """The arguments w, X, Y and dw are as they were"""
    names = ("w", "b", "X", "Y", "dw", "db", "h")
    before = dict(zip(names, claim(0.2), strict=True))
    seen = student.check_gradient.observe(**before)
    check_unchanged(seen.arguments, {name: before[name] for name in ("w", "X", "Y", "dw")})
