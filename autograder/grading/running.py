"""Run a hidden test through pytest's hooks, and turn how it ended into a verdict.

A test that fails is judged once more with the exercises that it builds on bound to
the reference's functions: an error that was paid for costs nothing more.
"""

from __future__ import annotations

import inspect
import time
from collections.abc import Callable, Sequence
from typing import Literal

import msgspec
import pytest

from autograder.checks import CheckFailed
from autograder.compare.closeness import closeness
from autograder.course.secret import submission_seed
from autograder.grading import rehearsal
from autograder.grading.judgement import Grading
from autograder.grading.verdicts import Calls, Verdicts, chosen
from autograder.results.format import Outcome, TestResult
from autograder.results.points import two_digits
from autograder.student.errors import (
    StudentCrashed,
    StudentMissing,
    StudentTimeout,
)

_OUTCOME_OF: tuple[tuple[type[BaseException], Outcome], ...] = (
    (StudentMissing, Outcome.MISSING),
    (StudentTimeout, Outcome.TIMEOUT),
    (StudentCrashed, Outcome.CRASHED),
    (AssertionError, Outcome.FAILED),
)
_INCOMPARABLE = "the answer cannot be compared with the right one"
_INCOMPARABLE_HINT = "Hold its type, its shape and its parts against what the text asks for."
# Where a test was judged again: an error of ours, as the first verdict may be too low, and
# what is this exercise's own mistake, as the first one may speak of an earlier exercise's.
_SAID_OF_THE_SECOND = (Outcome.ERROR, Outcome.FAILED, Outcome.CRASHED)


class Current:
    """The hidden test that runs, for the fixtures that it asks for."""

    item: pytest.Item | None = None


GRADING = pytest.StashKey[Grading]()
CURRENT = pytest.StashKey[Current]()


def end_exercise(grading: Grading, exercise: str, nextitem: pytest.Item | None) -> None:
    """Judge an exercise that lost marks again, diagnose it, and tell pytest of its tests."""
    items, grading.items = grading.items, []
    needed = grading.verdicts[exercise]
    if grading.may_judge_again(exercise):
        grading.verdicts[exercise] = Verdicts(is_whole=True)
        with grading.attempts.with_more():
            for item, following in zip(items, [*items[1:], nextitem], strict=True):
                judge(grading, item, following)
        grading.verdicts[exercise] = chosen(needed, grading.verdicts[exercise])
    verdicts = grading.verdicts[exercise]
    if verdicts.is_whole:
        with grading.attempts.with_more():
            grading.attempts.take(exercise)
            grading.diagnose(exercise)
    else:
        grading.diagnose(exercise)
    if grading.reports:
        for item, calls in zip(items, verdicts.calls, strict=True):
            _report(item, calls)


def rehearse(grading: Grading, items: Sequence[pytest.Item]) -> None:
    """Run all hidden tests on the reference's own answers; see `Grading.broken`."""
    grading.seed = submission_seed(
        grading.secret, grading.folder.course.course, grading.assignment.name, "rehearsal"
    )
    own = [item for item in items if item.get_closest_marker("exercise")]
    for item, following in zip(own, [*own[1:], None], strict=True):
        error = _rehearsed(grading, item, following)
        if error is not None and _outcome(error) is Outcome.ERROR:
            graders = grading.folder.graders(grading.assignment.name)
            grading.broken[test_id(item)] = rehearsal.told(error, graders)


def judge(grading: Grading, item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Judge a hidden test, and once more with errors that were paid for taken away."""
    exercise = exercise_of(item)
    closeness.begin(measure=grading.measure)
    start = time.perf_counter()
    grading.record, grading.carried = [], False
    calls, result = _run(item, nextitem)
    if grading.may_carry_forward(exercise, result):
        again, second = _run_again(item, nextitem, grading)
        if second.outcome is Outcome.PASSED:
            origin = grading.paid_for(exercise)
            calls = again
            result = msgspec.structs.replace(second, carried_forward=True, carried_from=origin)
        elif second.outcome in _SAID_OF_THE_SECOND:  # what is recorded is of that run too
            calls, result = again, second
    duration = two_digits(time.perf_counter() - start)
    result = grading.cut_short(exercise, result)
    measured = msgspec.structs.replace(result, duration_s=duration, closeness=closeness.largest)
    grading.end_test(exercise, measured, calls)


def _run(item: pytest.Item, nextitem: pytest.Item | None) -> tuple[Calls, TestResult]:
    """Run a hidden test through pytest's hooks; return how its phases ended, and the verdict."""
    grading = item.config.stash[GRADING]
    if how := grading.broken.get(test_id(item)):
        return [], _error_of_ours(item, how)
    calls = _phases(item, nextitem)
    error = _first_error(calls)
    result = _result(item, error)
    if result.outcome is not Outcome.ERROR or error is None:
        return calls, result
    how = rehearsal.told(error, grading.folder.graders(grading.assignment.name))
    if not rehearsal.may_be_theirs(error) or _rehearsed(grading, item, nextitem) is not None:
        return calls, _error_of_ours(item, how)
    grading.tripped[result.id] = how
    return calls, msgspec.structs.replace(
        result, outcome=Outcome.FAILED, message=_INCOMPARABLE, hint=_INCOMPARABLE_HINT
    )


def _rehearsed(
    grading: Grading, item: pytest.Item, nextitem: pytest.Item | None
) -> BaseException | None:
    """Run a hidden test on the reference's own answers to the same calls; return what it raised."""
    with rehearsal.same_random_numbers():
        grading.rehearses = True
        try:
            return _first_error(_phases(item, nextitem))
        finally:
            grading.rehearses = False


def _phases(item: pytest.Item, nextitem: pytest.Item | None) -> list[pytest.CallInfo[None]]:
    """Run a hidden test through pytest's hooks; return how its phases ended."""
    item.config.stash[CURRENT].item = item
    item._initrequest()  # type: ignore[attr-defined] # noqa: SLF001 - fresh fixtures
    hook = item.ihook
    calls = [_phase("setup", lambda: hook.pytest_runtest_setup(item=item))]
    if calls[0].excinfo is None:
        calls.append(_phase("call", lambda: hook.pytest_runtest_call(item=item)))
    calls.append(
        _phase("teardown", lambda: hook.pytest_runtest_teardown(item=item, nextitem=nextitem))
    )
    return calls


def _first_error(calls: Sequence[pytest.CallInfo[None]]) -> BaseException | None:
    return next((call.excinfo.value for call in calls if call.excinfo is not None), None)


def _run_again(
    item: pytest.Item, nextitem: pytest.Item | None, grading: Grading
) -> tuple[list[pytest.CallInfo[None]], TestResult]:
    """Run a hidden test with errors that were paid for taken away.

    If it passes with answers to questions that the reference does not ask itself, it has to
    pass once more without: differences of such answers may be what the exercise asks for.
    """
    attempt = grading.attempts.opened(exercise_of(item))
    assert attempt is not None
    grading.carrying, grading.carried, grading.record = True, True, []
    attempt.asked_elsewhere = False
    try:
        calls, result = _run(item, nextitem)
        if result.outcome is Outcome.PASSED and attempt.asked_elsewhere:
            grading.is_strict, grading.record = True, []
            calls, result = _run(item, nextitem)
    finally:
        grading.carrying = grading.is_strict = False
    return calls, result


def _phase(
    when: Literal["setup", "call", "teardown"], call: Callable[[], None]
) -> pytest.CallInfo[None]:
    return pytest.CallInfo.from_call(call, when, reraise=(KeyboardInterrupt, pytest.exit.Exception))


def _report(item: pytest.Item, calls: Calls) -> None:
    """Tell pytest of a test that ran, as its own protocol does; a class has nobody to tell."""
    hook, where = item.ihook, {"nodeid": item.nodeid, "location": item.location}
    hook.pytest_runtest_logstart(**where)
    for call in calls:
        report = hook.pytest_runtest_makereport(item=item, call=call)
        hook.pytest_runtest_logreport(report=report)
    hook.pytest_runtest_logfinish(**where)


def exercise_of(item: pytest.Item) -> str:
    """Return the exercise that a hidden test judges, "" of another test."""
    marker = item.get_closest_marker("exercise")
    return str(marker.args[0]) if marker else ""


def _error_of_ours(item: pytest.Item, how: str) -> TestResult:
    item.config.stash[GRADING].tripped[test_id(item)] = how
    message = "the grader itself failed; this is not the student's fault"
    return msgspec.structs.replace(_result(item, None), outcome=Outcome.ERROR, message=message)


def _outcome(error: BaseException | None) -> Outcome:
    if error is None:
        return Outcome.PASSED
    return next((o for kind, o in _OUTCOME_OF if isinstance(error, kind)), Outcome.ERROR)


def _result(item: pytest.Item, error: BaseException | None) -> TestResult:
    weight = item.get_closest_marker("weight")
    outcome, message, hint = _outcome(error), "", ""
    if error is not None and outcome is not Outcome.ERROR:
        hint = getattr(error, "hint", "")
        if isinstance(error, AssertionError) and not isinstance(error, CheckFailed):
            message = "the answer is not what was asked for"  # an assert may show its values
        else:
            message = str(error)
    return TestResult(
        id=test_id(item),
        title=_title(item),
        outcome=outcome,
        weight=float(weight.args[0]) if weight else 1.0,
        message=message,
        hint=hint,
        needs_value=item.get_closest_marker("needs_value") is not None,
    )


def test_id(item: pytest.Item) -> str:
    """Return a hidden test's name in results: its file and its function."""
    return f"{item.path.name}::{item.name}"


def _title(item: pytest.Item) -> str:
    """Return the first line of a test's docstring, `{name}` being its parameter `name`."""
    text = inspect.getdoc(getattr(item, "function", None)) or item.name
    title = text.strip().splitlines()[0]
    for name, value in getattr(getattr(item, "callspec", None), "params", {}).items():
        title = title.replace(f"{{{name}}}", str(value))
    return title
