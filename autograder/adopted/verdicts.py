"""Turn the end of a check into a test's result, in words that reveal nothing hidden.

Trusted. The words of a visible check may be repeated only if no hidden check has run before it.
They may come from the student's code, which would have seen what hidden checks ask.
"""

from __future__ import annotations

import ast
from typing import NamedTuple

from autograder.adopted.names import Names
from autograder.course.plan import Check, Question
from autograder.languages import say
from autograder.results.format import Outcome, TestResult
from autograder.student.errors import (
    StudentCrashed,
    StudentError,
    StudentMissing,
    StudentTimeout,
)
from autograder.student.handles import HandleRefusal
from autograder.student.own_time import OwnTimeout
from autograder.student.raised import by_student
from autograder.text import printable

_WORDS = 400
_OUTCOMES: tuple[tuple[type[StudentError], Outcome], ...] = (
    (StudentMissing, Outcome.MISSING),
    (StudentTimeout, Outcome.TIMEOUT),
    (StudentCrashed, Outcome.CRASHED),
)


class ShownError(AssertionError):
    """A statement showed something different from what it must show."""


class UnwrittenError(Exception):
    """A check passed although a name that it used is still `...`."""


class Verdict(NamedTuple):
    """How a check ended."""

    outcome: Outcome
    message: str = ""


PASSED = Verdict(Outcome.PASSED)


def unfinished() -> Verdict:
    """Return the verdict on a check that does not end with a student's answer."""
    return Verdict(Outcome.TIMEOUT, say("the test could not be finished with this answer"))


def verdict_of(error: BaseException, check: Check, names: Names, *, may_quote: bool) -> Verdict:
    """Return what an exception says about the student's work."""
    student = by_student(error)
    if student is not None:
        outcome = next(o for kind, o in _OUTCOMES if isinstance(student, kind))
        return Verdict(outcome, str(student))
    if isinstance(error, OwnTimeout):
        return unfinished()
    if isinstance(error, NameError) and names.absent:
        return Verdict(Outcome.MISSING, names.why_absent(min(names.absent)))
    if names.unwritten:
        told = say("{name} is not written yet", name=min(names.unwritten))
        return Verdict(Outcome.MISSING, told)
    return Verdict(Outcome.FAILED, _message(error, check, may_quote=may_quote))


def _message(error: BaseException, check: Check, *, may_quote: bool) -> str:
    """Return the text about a failed check for its student."""
    if isinstance(error, HandleRefusal):
        return str(error)
    if check.is_hidden:
        return say("the answer is not what was asked for")
    if check.failed:
        return check.failed
    return _said(error, check, may_quote=may_quote)


def _said(error: BaseException, check: Check, *, may_quote: bool) -> str:
    """Return what a visible check said as it failed, as far as that may be repeated."""
    last = check.statements[-1].tree
    line = _line(last, check.code)
    if isinstance(error, ShownError):
        if check.shows and len(check.shows) < _WORDS:
            value = printable(check.shows)
            return say("this does not show {value}: {line}", value=value, line=line)
    elif isinstance(error, AssertionError):
        said = printable(str(error))[:_WORDS] if error.args else ""
        if said and (may_quote or _is_constant(last)):
            return said
    elif may_quote:
        return say("{line}: {error}", line=line, error=described(error))
    return say("this is not true: {line}", line=line)


def described(error: BaseException) -> str:
    """Return an exception's type and words on one line."""
    return f"{type(error).__name__}: {printable(str(error))[:_WORDS]}"


def _is_constant(tree: ast.stmt) -> bool:
    return isinstance(tree, ast.Assert) and isinstance(tree.msg, ast.Constant)


def _line(tree: ast.stmt, code: str) -> str:
    """Return the first line of a statement as it is written."""
    lines = code.split("\n")[tree.lineno - 1 : tree.lineno]
    return printable(lines[0])[:_WORDS] if lines else ""


def test_result(question: Question, number: int, verdict: Verdict) -> TestResult:
    """Return the result of one check, counted from 0, of a question."""
    check = question.checks[number]
    title = check.title or numbered(question, number, is_hidden=check.is_hidden)
    message = verdict.message
    if verdict.outcome is Outcome.PASSED:
        message = check.passed
    return TestResult(
        id=f"{question.name}::{number + 1}",
        title=title,
        outcome=verdict.outcome,
        weight=check.weight,
        message=message,
    )


def numbered(question: Question, number: int, *, is_hidden: bool = False) -> str:
    """Return the title of a check that has none of its own."""
    if is_hidden:
        return say("{question}: hidden test {number}", question=question.title, number=number + 1)
    return say("{question}: test {number}", question=question.title, number=number + 1)
