"""Run a hidden test through pytest's hooks, and turn its end into a verdict.

A test that fails is judged once more, with the reference's functions in place of the exercises
that it builds on. So a mistake that already cost marks costs no more.
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
from autograder.grading import rehearsal
from autograder.grading.evidence import common_questions
from autograder.grading.judgement import Grading
from autograder.grading.memory import Run, Transcript
from autograder.grading.trial import Calls, Footing, Trial
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
from autograder.student.missing import leaves_out
from autograder.student.questions import Question
from autograder.student.raised import by_student

_OUTCOME_OF: tuple[tuple[type[BaseException], Outcome], ...] = (
    (StudentMissing, Outcome.MISSING),
    (StudentTimeout, Outcome.TIMEOUT),
    (StudentCrashed, Outcome.CRASHED),
    (AssertionError, Outcome.FAILED),
)
_INCOMPARABLE = say("the answer cannot be compared with the right one")
_INCOMPARABLE_HINT = say("Hold its type, its shape and its parts against what the text asks for.")
_MOST_SAID = 200  # characters of an exception's text
_REMEMBERED = (Outcome.PASSED, Outcome.FAILED, Outcome.MISSING)
# The second verdict is shown for an error of ours, because the first may be too low, and for
# a mistake of this exercise, because the first may be about an earlier exercise's mistake.
_SAID_OF_THE_SECOND = (Outcome.ERROR, Outcome.FAILED, Outcome.CRASHED)


class Current:
    """The hidden test that is running, for the fixtures that it asks for."""

    def __init__(self) -> None:
        self.item: pytest.Item | None = None
        self.footing = Footing.OWN
        self.record: list[Exchange] = []  # the calls that it makes
        self.transcript: Transcript | None = None  # writes them down, if they may be remembered
        self.items: list[pytest.Item] = []  # the tests so far of the judged exercise


GRADING = pytest.StashKey[Grading]()
CURRENT = pytest.StashKey[Current]()
PROBLEM = pytest.StashKey[str]()  # a problem with the hidden tests as a whole


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
            _report(item, calls)


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
            _rehearsed(item, following)
            records.append(item.config.stash[CURRENT].record)
    return common_questions(records)


def rehearse(grading: Grading, items: Sequence[pytest.Item]) -> None:
    """Run all hidden tests on the reference's own answers; see `Grading.broken`."""
    grading.begin_rehearsal()
    own = [item for item in items if item.get_closest_marker("exercise")]
    for item, following in zip(own, [*own[1:], None], strict=True):
        error = _rehearsed(item, following)
        if error is not None and _outcome(error) is Outcome.ERROR:
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
        item.session._setupstate.teardown_exact(nextitem)  # noqa: SLF001 - of tests before it
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
    calls = _phases(item, nextitem, footing)
    record = item.config.stash[CURRENT].record
    error = _first_error(calls)
    error = error and (by_student(error) or error)
    result = _result(item, error)
    if result.outcome is Outcome.ERROR and error is not None:
        how = _told(grading, error)
        if not rehearsal.may_be_theirs(error) or _rehearsed(item, nextitem) is not None:
            return Trial(footing, _error_of_ours(grading, item, how), calls, record)
        grading.tripped[result.id] = how
        result = _incomparable(result)
    if error is None and _leaves_something_out(record):
        _rehearsed(item, nextitem)
        if not _leaves_something_out(item.config.stash[CURRENT].record):  # of the reference
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


def _incomparable(result: TestResult) -> TestResult:
    """Return a result for an answer that the test cannot compare."""
    return msgspec.structs.replace(
        result, outcome=Outcome.FAILED, message=_INCOMPARABLE, hint=_INCOMPARABLE_HINT
    )


def _rehearsed(item: pytest.Item, nextitem: pytest.Item | None) -> BaseException | None:
    """Run a hidden test on the reference's answers to the same calls; return what it raised."""
    with rehearsal.same_random_numbers():
        return _first_error(_phases(item, nextitem, Footing.REHEARSED))


def _told(grading: Grading, error: BaseException) -> str:
    """Return which exception it was, and where in the hidden tests."""
    material = grading.material
    return rehearsal.told(error, material.folder.graders(material.assignment.name))


def _phases(item: pytest.Item, nextitem: pytest.Item | None, footing: Footing) -> Calls:
    """Run a hidden test through pytest's hooks; return how its phases ended."""
    current = item.config.stash[CURRENT]
    current.item, current.footing, current.record = item, footing, []
    item._initrequest()  # type: ignore[attr-defined] # noqa: SLF001 - fresh fixtures
    setup, run, tear_down = _steps(item, nextitem)
    calls = [_phase("setup", setup)]
    if calls[0].excinfo is None:
        calls.append(_phase("call", run))
    calls.append(_phase("teardown", tear_down))
    return calls


def _steps(
    item: pytest.Item, nextitem: pytest.Item | None
) -> tuple[Callable[[], None], Callable[[], None], Callable[[], None]]:
    """Return the functions that set a hidden test up, run it, and tear it down.

    If nobody listens to reports, these do what pytest's hooks do, but without the hooks. For many
    tests, the hooks take as long as the test itself.
    """
    if item.config.stash[GRADING].mode.reports:
        hook = item.ihook
        return (
            lambda: hook.pytest_runtest_setup(item=item),
            lambda: hook.pytest_runtest_call(item=item),
            lambda: hook.pytest_runtest_teardown(item=item, nextitem=nextitem),
        )
    state = item.session._setupstate  # noqa: SLF001 - there is no other way
    return lambda: state.setup(item), item.runtest, lambda: state.teardown_exact(nextitem)


def _first_error(calls: Sequence[pytest.CallInfo[None]]) -> BaseException | None:
    return next((call.excinfo.value for call in calls if call.excinfo is not None), None)


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


def _phase(
    when: Literal["setup", "call", "teardown"], call: Callable[[], None]
) -> pytest.CallInfo[None]:
    return pytest.CallInfo.from_call(call, when, reraise=(KeyboardInterrupt, pytest.exit.Exception))


def _report(item: pytest.Item, calls: Calls) -> None:
    """Report a test to pytest, as its own protocol does; in a class run nobody listens."""
    hook, where = item.ihook, {"nodeid": item.nodeid, "location": item.location}
    hook.pytest_runtest_logstart(**where)
    for call in calls:
        report = hook.pytest_runtest_makereport(item=item, call=call)
        hook.pytest_runtest_logreport(report=report)
    hook.pytest_runtest_logfinish(**where)


def exercise_of(item: pytest.Item) -> str:
    """Return the exercise that a hidden test judges; "" for any other test."""
    marker = item.get_closest_marker("exercise")
    return str(marker.args[0]) if marker else ""


def _error_of_ours(grading: Grading, item: pytest.Item, how: str) -> TestResult:
    grading.tripped[test_id(item)] = how
    message = say("the grader itself failed; this is not the student's fault")
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
            message = say("the answer is not what was asked for")  # an assert may show values
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
