"""What a student may see of a result, in words: the one place where course.yaml's rules hold.

A pure function of a result and the assignment. The terminal and the page show what is
in the view that it returns, all of it and nothing else: what a rule hides is not there.
Every text is made printable here, as names, notes and messages come from students.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import PurePath

import msgspec

from autograder.course.deadlines import read_submitted
from autograder.course.moments import moment_text
from autograder.course.settings import Assignment, Course, Feedback, ShownTests
from autograder.results.format import (
    ExerciseResult,
    Outcome,
    SubmissionOutcome,
    SubmissionResult,
    TestResult,
)
from autograder.results.points import points_text
from autograder.results.scoring import has_right_value, passed_tests
from autograder.student.syntax import UNPARSED
from autograder.text import printable

VERDICTS = {
    Outcome.PASSED: "right",
    Outcome.MISSING: "not written yet",
    Outcome.FAILED: "not right yet",
    Outcome.CRASHED: "stopped with an error",
    Outcome.TIMEOUT: "ran too long",
    Outcome.ERROR: "our fault: not judged",
}
_TODO = (Outcome.MISSING, Outcome.FAILED, Outcome.CRASHED, Outcome.TIMEOUT)

_UNREADABLE = """\
Your file could not be read, so nothing in it was judged.
What to do: open your notebook in Jupyter, save it, and hand in the .ipynb file again. \
If it does not open there, ask your instructor."""
_PARTLY = """\
Not all of your files could be read; what is in the others was judged.
What to do: the notes say which. Open it in Jupyter, save it, and hand in all files again. \
If it does not open there, ask your instructor."""
_BY_HAND = "Your answers are read and marked by your instructors."
_OURS = """\
Something of ours failed: the grading, not your work. What you see here is not final, \
and there is nothing that you have to do. It will be graded again."""

_WAITING = """\
What passed so far says how your function works, not that an answer is right. \
It earns its points as soon as an answer is right too."""


class Tests(msgspec.Struct, frozen=True):
    """Some tests by their titles, each title once; several tests may bear the same."""

    number: int
    titles: tuple[str, ...]


class Seen(msgspec.Struct, frozen=True):
    """Something that tests saw, and the tests that saw it."""

    message: str
    hint: str
    tests: Tests


class ExerciseView(msgspec.Struct, frozen=True):
    """One exercise, as its student may see it. What is hidden is empty."""

    name: str
    outcome: Outcome
    verdict: str
    points: str
    place: str
    diagnosis: str
    seen: tuple[Seen, ...]
    passed: Tests
    carried: str
    waiting: str  # why what passed earned nothing yet


class FeedbackView(msgspec.Struct, frozen=True):
    """One submission, as its student may see it. What is hidden is empty."""

    course: str
    assignment: str
    student: str
    file: str
    total: str  # what counts
    sentences: tuple[str, ...]
    work_on: int | None  # which of the exercises is the first to mend
    exercises: tuple[ExerciseView, ...]
    notes: tuple[str, ...]
    earned: str = ""  # before what lateness takes off; "" where it takes off nothing


# -- before the due date ---------------------------------------------------------------


def held_until(
    assignment: Assignment, now: dt.datetime, result: SubmissionResult | None = None
) -> dt.datetime | None:
    """Return when students may see their feedback, or None if they may see it now.

    Of a result's student it is their own due date, with an extension.
    """
    due = assignment.due
    if not assignment.feedback.after_due or due is None:
        return None
    if result is not None and result.due is not None:
        due = max(due, dt.datetime.fromisoformat(result.due).astimezone(due.tzinfo))
    return due if now < due else None


def held_view(
    result: SubmissionResult, course: Course, assignment: Assignment, until: dt.datetime
) -> FeedbackView:
    """Return what a student may see while feedback is held: when it will be there."""
    sentence = f"Your feedback will be here after {moment_text(until)}."
    return _view(result, course, assignment, (sentence,))


# -- feedback --------------------------------------------------------------------------


def feedback_view(result: SubmissionResult, course: Course, assignment: Assignment) -> FeedbackView:
    """Return what a student may see of a result, by the rules of the assignment."""
    rules = assignment.feedback
    exercises = tuple(_exercise(exercise, rules) for exercise in result.exercises)
    todo = [i for i, exercise in enumerate(exercises) if exercise.outcome in _TODO]
    is_ours = result.outcome is SubmissionOutcome.ERROR
    view = _view(result, course, assignment, _sentences(result))
    is_by_hand = result.outcome is SubmissionOutcome.GRADED and not exercises
    has_total = rules.marks and not is_ours and not is_by_hand
    return msgspec.structs.replace(
        view,
        total=_points(result.counts, result.max_score) if has_total else "",
        earned=_points(result.score, result.max_score) if has_total and result.late_penalty else "",
        work_on=todo[0] if todo else None,
        exercises=exercises,
        notes=() if is_ours else _texts(result.notes),  # those of an error are for the instructor
    )


def _view(
    result: SubmissionResult, course: Course, assignment: Assignment, sentences: tuple[str, ...]
) -> FeedbackView:
    return FeedbackView(
        course=printable(course.title),
        assignment=printable(assignment.title),
        student=printable(result.student),
        file=_file(result, course),
        total="",
        sentences=sentences,
        work_on=None,
        exercises=(),
        notes=(),
    )


def _file(result: SubmissionResult, course: Course) -> str:
    """Return which file was looked at, without the folders of the machine."""
    name = printable(PurePath(result.submission.path).name) if result.submission.sha256 else ""
    return ", ".join(filter(None, (name, _when(result.submission.submitted_at, course.zone))))


def _when(submitted_at: str | None, zone: dt.tzinfo) -> str:
    """Return when a submission came, by the clock that due dates are told by."""
    moment = None if submitted_at is None else read_submitted(submitted_at, zone)
    return f"handed in {moment_text(moment.astimezone(zone))}" if moment else ""


def _sentences(result: SubmissionResult) -> tuple[str, ...]:
    if result.outcome is SubmissionOutcome.UNREADABLE:
        return tuple((_PARTLY if result.exercises else _UNREADABLE).splitlines())
    right = sum(exercise.outcome is Outcome.PASSED for exercise in result.exercises)
    every = len(result.exercises)
    told = (
        f"{right} of {every} exercises are right." if right < every else "Every exercise is right."
    )
    if not every and result.outcome is SubmissionOutcome.GRADED:
        return (_BY_HAND,)
    if result.outcome is SubmissionOutcome.ERROR:
        return (_OURS, told) if every else (_OURS,)
    return (told,)


def _exercise(exercise: ExerciseResult, rules: Feedback) -> ExerciseView:
    is_right = exercise.outcome is Outcome.PASSED
    is_ours = exercise.outcome is Outcome.ERROR
    points = _points(exercise.score, exercise.max_score)
    passed = [t.title for t in passed_tests(exercise.tests)]
    is_waiting = bool(passed) and not has_right_value(exercise.tests)
    shows_passed = rules.tests is ShownTests.ALL
    return ExerciseView(
        name=printable(exercise.name),
        outcome=exercise.outcome,
        verdict=_verdict(exercise),
        points=points if rules.marks and not is_ours else "",
        place="" if is_right or is_ours else printable(exercise.place),
        diagnosis=printable(exercise.diagnosis or "") if rules.diagnosis else "",
        seen=_seen(exercise.tests, rules),
        passed=_tests(passed if shows_passed else ()),
        carried=_carried(exercise.tests),
        waiting=_WAITING if is_waiting and shows_passed and rules.marks and not is_ours else "",
    )


def _verdict(exercise: ExerciseResult) -> str:
    """Return the outcome in words; what is missing may be there, and not be what Python finds."""
    said = exercise.tests[0].message if exercise.tests else ""
    if exercise.outcome is Outcome.MISSING and said.startswith(f"{exercise.name} {UNPARSED}"):
        return UNPARSED
    if exercise.outcome is Outcome.MISSING and said.startswith(f"{exercise.name} is not defined;"):
        return "not found"
    return VERDICTS[exercise.outcome]


def _seen(tests: Iterable[TestResult], rules: Feedback) -> tuple[Seen, ...]:
    """Return what the tests saw that did not pass, the same message and the same hint once.

    Tests that are our error are left out: their messages are for the instructor.
    """
    titles: dict[tuple[str, str], list[str]] = {}
    for test in tests:
        if test.outcome in _TODO:
            message = printable(test.message) if rules.messages else ""
            hint = printable(test.hint) if rules.diagnosis else ""
            titles.setdefault((message, hint), []).append(test.title)
    seen, told = [], {""}
    for (message, hint), every in titles.items():
        shown = _tests(() if rules.tests is ShownTests.NONE else every)
        if message or shown.number or hint not in told:
            seen.append(Seen(message, "" if hint in told else hint, shown))
        told.add(hint)
    return tuple(seen)


def _tests(titles: Iterable[str]) -> Tests:
    every = _texts(titles)
    times = {title: every.count(title) for title in every}
    shown = (t if n == 1 else f"{t} ({n} times)" for t, n in times.items())
    return Tests(len(every), tuple(shown))


def _carried(tests: Iterable[TestResult]) -> str:
    names = dict.fromkeys(n for t in tests if t.carried_forward for n in _texts(t.carried_from))
    if not names:
        return ""
    right, that = " and ".join(f"a right {name}" for name in names), "that error"
    if len(names) > 1:
        that = "those errors"
    return f"Judged with {right} in place of yours: you paid for {that} once."


def _points(score: float, most: float) -> str:
    return f"{points_text(score)} of {points_text(most)}"


def _texts(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(printable, texts)))
