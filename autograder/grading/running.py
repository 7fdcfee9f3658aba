"""Run a hidden test through pytest's hooks, and turn its end into a verdict.

A test that fails is judged once more, with the reference's functions in place of the exercises
that it builds on. So a mistake that already cost marks costs no more.
"""

from __future__ import annotations

import inspect
import time
from collections.abc import Sequence

import msgspec
import pytest

from autograder.checks import CheckFailed
from autograder.compare.closeness import closeness
from autograder.grading import rehearsal
from autograder.grading.evidence import common_questions
from autograder.grading.judgement import Grading
from autograder.grading.memory import Run, Transcript
from autograder.grading.phases import (
    CURRENT,
    exercise_of,
    leave_for,
    rehearsed,
    report,
    run_in_time,
)
from autograder.grading.trial import Footing, Trial
from autograder.grading.verdicts import Verdicts, chosen
from autograder.languages import from_course, plain, say
from autograder.results.format import Outcome, TestResult
from autograder.results.points import two_digits
from autograder.student.errors import (
    StudentCrashed,
    StudentMissing,
    StudentTimeout,
)
from autograder.student.functions import Exchange
from autograder.student.missing import is_empty, leaves_out
from autograder.student.own_time import OwnTimeout
from autograder.student.questions import Question
from autograder.student.raised import by_student

_OUTCOME_OF: tuple[tuple[type[BaseException], Outcome], ...] = (
    (StudentMissing, Outcome.MISSING),
    (StudentTimeout, Outcome.TIMEOUT),
    (OwnTimeout, Outcome.TIMEOUT),
    (StudentCrashed, Outcome.CRASHED),
    (AssertionError, Outcome.FAILED),
)
_INCOMPARABLE = say("the answer cannot be compared with the right one")
_INCOMPARABLE_HINT = say("Compare its type, its shape and its parts with what the text asks for.")
_MOST_SAID = 200  # characters of an exception's text
_REMEMBERED = (Outcome.PASSED, Outcome.FAILED, Outcome.MISSING)
# The second verdict is shown for an error of ours, because the first may be too low, and for
# a mistake of this exercise, because the first may be about an earlier exercise's mistake.
_SAID_OF_THE_SECOND = (Outcome.ERROR, Outcome.FAILED, Outcome.CRASHED)


def judge_next(grading: Grading, item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Judge a hidden test; after an exercise's last one, judge again with skipped statements."""
    exercise, current = exercise_of(item), item.config.stash[CURRENT]
    current.items.append(item)
    judge(grading, item, nextitem)
    if nextitem is None or exercise_of(nextitem) != exercise:
        items, current.items = current.items, []
        _end_exercise(grading, exercise, items, nextitem)


def _end_exercise(
    grading: Grading, exercise: str, items: list[pytest.Item], nextitem: pytest.Item | None
) -> None:
    """Judge an exercise that lost marks again, diagnose it, and report its tests to pytest."""
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
            _look_into(grading, exercise, items, nextitem)
    else:
        _look_into(grading, exercise, items, nextitem)
    if grading.mode.reports:
        for item, calls in zip(items, verdicts.calls, strict=True):
            report(item, calls)


def _look_into(
    grading: Grading, exercise: str, items: list[pytest.Item], nextitem: pytest.Item | None
) -> None:
    """Find out which mistake it was, and keep what a teacher may learn of it."""
    grading.diagnose(exercise)
    grading.keep_answers(exercise, lambda: _common_questions(grading, items, nextitem))


def _common_questions(
    grading: Grading, items: list[pytest.Item], nextitem: pytest.Item | None
) -> tuple[Question, ...]:
    """Return calls of an exercise's hidden tests with inputs that are the same for everybody."""
    records = []
    with grading.common_inputs():
        for item, following in zip(items, [*items[1:], nextitem], strict=True):
            rehearsed(item, following)
            records.append(item.config.stash[CURRENT].record)
    return common_questions(records, grading.material.reference.is_variable)


def rehearse(grading: Grading, items: Sequence[pytest.Item]) -> None:
    """Run all hidden tests on the reference's own answers; see `Grading.broken`."""
    grading.begin_rehearsal()
    own = [item for item in items if item.get_closest_marker("exercise")]
    for item, following in zip(own, [*own[1:], None], strict=True):
        error = rehearsed(item, following)
        is_ours = _outcome(error) is Outcome.ERROR or isinstance(error, OwnTimeout)
        if error is not None and is_ours:
            grading.broken[test_id(item)] = _told(grading, error)


def judge(grading: Grading, item: pytest.Item, nextitem: pytest.Item | None) -> None:
    """Judge a hidden test, and once more without the mistakes that already cost marks."""
    exercise = exercise_of(item)
    closeness.begin(measure=grading.mode.measure)
    start = time.perf_counter()
    if grading.starts_carried(exercise):
        last = _run_again(grading, item, nextitem)
        counts = _that_counts(last, last, grading.paid_for(exercise))
    else:
        counts = last = _run(grading, item, nextitem, Footing.OWN)
        if grading.may_carry_forward(exercise, counts.result):
            last = _run_again(grading, item, nextitem)
            counts = _that_counts(counts, last, grading.paid_for(exercise))
    duration = two_digits(time.perf_counter() - start)
    result = grading.cut_short(exercise, counts.result)
    measured = msgspec.structs.replace(result, duration_s=duration, closeness=closeness.largest)
    grading.end_test(exercise, counts._replace(result=measured), last)


def _that_counts(first: Trial, second: Trial, paid: list[str]) -> Trial:
    """Return the run that counts; the second one had no mistakes that already cost marks."""
    if second.result.outcome is Outcome.PASSED:
        result = msgspec.structs.replace(second.result, carried_forward=True, carried_from=paid)
        return second._replace(result=result)
    return second if second.result.outcome in _SAID_OF_THE_SECOND else first


def _run(
    grading: Grading, item: pytest.Item, nextitem: pytest.Item | None, footing: Footing
) -> Trial:
    """Return the verdict of a hidden test, and its calls."""
    if how := grading.broken.get(test_id(item)):
        leave_for(item, nextitem)
        return Trial(footing, _error_of_ours(grading, item, how), [], [])
    if "student" in item.fixturenames and grading.may_remember:  # type: ignore[attr-defined]
        return _run_or_recall(grading, item, nextitem, footing)
    return _run_now(grading, item, nextitem, footing)


def _run_or_recall(
    grading: Grading, item: pytest.Item, nextitem: pytest.Item | None, footing: Footing
) -> Trial:
    """Return the verdict of a hidden test; it does not run if all its answers are known."""
    current, exercise = item.config.stash[CURRENT], exercise_of(item)
    key = grading.subject.seed, test_id(item)
    grading.attempts.of(exercise)  # loading is not charged to a call
    context = grading.context(exercise, footing)
    known = grading.memory.recall(*key, grading.attempts, context)
    if isinstance(known, Run):
        leave_for(item, nextitem)
        return Trial(footing, known.result, [], known.record, known.reason)
    current.transcript = transcript = Transcript(grading.attempts, known)
    try:
        trial = _run_now(grading, item, nextitem, footing)
    finally:
        current.transcript = None
    is_plain = trial.result.outcome in _REMEMBERED and trial.result.id not in grading.tripped
    if is_plain and transcript.is_complete:
        steps = tuple(transcript.steps)
        run = Run(steps, trial.record, trial.result, transcript.size, trial.reason)
        grading.memory.keep(*key, run)
    return trial


def _run_now(
    grading: Grading, item: pytest.Item, nextitem: pytest.Item | None, footing: Footing
) -> Trial:
    """Run a hidden test through pytest's hooks; return its verdict, and its calls."""
    calls, record, error, is_ours = run_in_time(grading, item, nextitem, footing)
    if error is not None and is_ours:
        return Trial(footing, _error_of_ours(grading, item, _told(grading, error)), calls, record)
    error = error and (by_student(error) or error)
    result = _result(item, error)
    if result.outcome is Outcome.ERROR and error is not None:
        how = _told(grading, error)
        if not rehearsal.may_be_theirs(error) or rehearsed(item, nextitem) is not None:
            return Trial(footing, _error_of_ours(grading, item, how), calls, record)
        grading.tripped[result.id] = how
        result = _incomparable(result)
    if error is None and _leaves_something_out(record):
        rehearsed(item, nextitem)
        right = item.config.stash[CURRENT].record  # of the reference
        if not (_leaves_something_out(right) or _has_empty(right)):
            result = _incomparable(result)
    return Trial(footing, result, calls, record, _reason(grading, error))


def _reason(grading: Grading, error: BaseException | None) -> str:
    """Return how a hidden test failed, as a teacher reads it; "" if it passed."""
    if error is None:
        return ""
    said = next(iter(str(error).splitlines()), "")[:_MOST_SAID]
    return ": ".join(filter(None, [plain(_told(grading, error)), said]))


def _leaves_something_out(record: Sequence[Exchange]) -> bool:
    """Return whether an answer has values that comparisons count as right, such as masked ones."""
    return any(leaves_out(reply.value) for one in record for reply in one.replies or ())


def _has_empty(record: Sequence[Exchange]) -> bool:
    values = (reply.value for one in record for reply in one.replies or ())
    return any(is_empty(value, or_a_container=True) for value in values)


def _incomparable(result: TestResult) -> TestResult:
    """Return a result for an answer that the test cannot compare."""
    return msgspec.structs.replace(
        result, outcome=Outcome.FAILED, message=_INCOMPARABLE, hint=_INCOMPARABLE_HINT
    )


def _told(grading: Grading, error: BaseException) -> str:
    """Return which exception it was, and where in the hidden tests."""
    material = grading.material
    return rehearsal.told(error, material.folder.graders(material.assignment.name))


def _run_again(grading: Grading, item: pytest.Item, nextitem: pytest.Item | None) -> Trial:
    """Run a hidden test without the mistakes that already cost marks.

    If it passes with answers to questions that the reference does not ask itself, it must also
    pass without them. Differences of such answers may be what the exercise asks for.
    """
    attempt = grading.attempts.opened(exercise_of(item))
    assert attempt is not None
    attempt.asked_elsewhere = False
    trial = _run(grading, item, nextitem, Footing.CARRIED)
    if trial.result.outcome is Outcome.PASSED and attempt.asked_elsewhere:
        trial = _run(grading, item, nextitem, Footing.STRICT)
    return trial


def _error_of_ours(grading: Grading, item: pytest.Item, how: str) -> TestResult:
    grading.tripped[test_id(item)] = how
    message = say("the grader itself failed; this is not the student's fault")
    return msgspec.structs.replace(_result(item, None), outcome=Outcome.ERROR, message=message)


def _outcome(error: BaseException | None) -> Outcome:
    if error is None:
        return Outcome.PASSED
    if rehearsal.is_of_pytest(error):
        return Outcome.ERROR
    return next((o for kind, o in _OUTCOME_OF if isinstance(error, kind)), Outcome.ERROR)


def _result(item: pytest.Item, error: BaseException | None) -> TestResult:
    weight = item.get_closest_marker("weight")
    outcome, message, hint = _outcome(error), "", ""
    if error is not None and outcome is not Outcome.ERROR:
        hint = getattr(error, "hint", "")
        if isinstance(error, AssertionError) and not isinstance(error, CheckFailed):
            message = say("the answer is not what was asked for")  # an assert may show values
        elif isinstance(error, OwnTimeout):
            message = say("the test could not be finished with this answer")
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
    """Return the first line of a test's docstring; `{name}` becomes the value of its parameter."""
    text = inspect.getdoc(getattr(item, "function", None)) or item.name
    params = getattr(getattr(item, "callspec", None), "params", {})
    return from_course(text.strip().splitlines()[0], **params)
