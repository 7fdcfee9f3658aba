"""What a student may see of a result, in words. Only this module applies course.yaml's rules.

It is a pure function of a result and the assignment. The terminal and the page show the whole
view that it returns, and nothing else, so they cannot show what a rule hides. Every text is made
printable here, because names, notes and messages come from students.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import PurePath

import msgspec

from autograder.course.deadlines import read_submitted
from autograder.course.moments import moment_text
from autograder.course.settings import Assignment, Course, ShownTests
from autograder.languages import Catalogue, Sentence, listing, say, say_n
from autograder.report.words import tell
from autograder.results.format import (
    ExerciseResult,
    HandMark,
    Outcome,
    SubmissionOutcome,
    SubmissionResult,
    TestResult,
)
from autograder.results.languages import in_language
from autograder.results.points import points_text
from autograder.results.scoring import has_right_value, passed_tests
from autograder.student.syntax import UNPARSED
from autograder.text import printable

VERDICTS = {
    Outcome.PASSED: say("right"),
    Outcome.MISSING: say("not written yet"),
    Outcome.FAILED: say("not right yet"),
    Outcome.CRASHED: say("stopped with an error"),
    Outcome.TIMEOUT: say("ran too long"),
    Outcome.ERROR: say("our fault: not judged"),
}
_NOT_PARSED, _NOT_FOUND = say("does not parse"), say("not found")
_TODO = (Outcome.MISSING, Outcome.FAILED, Outcome.CRASHED, Outcome.TIMEOUT)

SAVE_AGAIN = say(
    "What to do: open your notebook in Jupyter, save it, and hand in the .ipynb file again. "
    "If it does not open there, ask your instructor."
)
_UNREADABLE = (say("Your file could not be read, so nothing in it was judged."), SAVE_AGAIN)
_PARTLY = (
    say("Not all of your files could be read; what is in the others was judged."),
    say(
        "What to do: the notes say which. Open it in Jupyter, save it, and hand in all files "
        "again. If it does not open there, ask your instructor."
    ),
)
_BY_HAND = say("Your answers are read and marked by your instructors.")
_MARKED, _NOT_MARKED = say("marked"), say("not marked yet")
_NO_ANSWER = say("no answer")
_OURS = say(
    "The grading failed, not your work. What you see here is not final. You need not do anything: "
    "your work will be graded again."
)
_WAITING = say(
    "The tests that passed look at how your function works, not at whether an answer is right. "
    "They earn points as soon as an answer is right too."
)


class Tests(msgspec.Struct, frozen=True):
    """Some tests by their titles, each title once; several tests may have the same title."""

    number: int
    titles: tuple[str, ...]


class Seen(msgspec.Struct, frozen=True):
    """Something that tests found, and the tests that found it."""

    message: str
    hint: str
    tests: Tests


class ExerciseView(msgspec.Struct, frozen=True):
    """One exercise as its student may see it. Fields that are hidden are empty."""

    name: str
    title: str  # "" if its name is for people
    outcome: Outcome
    verdict: str
    points: str
    place: str
    diagnosis: str
    seen: tuple[Seen, ...]
    passed: Tests
    carried: str
    waiting: str  # the reason why passed tests have earned nothing yet

    @property
    def called(self) -> str:
        """What people call the exercise."""
        return self.title or self.name


class HandView(msgspec.Struct, frozen=True):
    """An answer that a person marks, as its student may see it; hidden fields are empty."""

    name: str
    verdict: str
    points: str
    comments: tuple[str, ...]


class FeedbackView(msgspec.Struct, frozen=True):
    """One submission as its student may see it. Fields that are hidden are empty."""

    course: str
    assignment: str
    student: str
    file: str
    total: str  # the points that count
    sentences: tuple[str, ...]
    work_on: int | None  # the index of the exercise to work on first
    exercises: tuple[ExerciseView, ...]
    notes: tuple[str, ...]
    by_hand: tuple[HandView, ...] = ()
    earned: str = ""  # the points before the late penalty; "" if there is no penalty
    catalogue: Catalogue | None = None  # the catalogue of the view's language; None for English


def seen_lines(seen: Seen, catalogue: Catalogue | None) -> Iterator[str]:
    """Yield what tests found, and the hint, each as a line of text."""
    if seen.message:
        yield tell(say("Seen: {message}", message=seen.message), catalogue)
    if seen.hint:
        yield tell(say("Hint: {hint}", hint=seen.hint), catalogue)


# -- before the due date ---------------------------------------------------------------


def held_view(
    result: SubmissionResult,
    course: Course,
    assignment: Assignment,
    until: dt.datetime,
    catalogue: Catalogue | None = None,
) -> FeedbackView:
    """Return what a student may see while feedback is held back: when it will be there."""
    return _View(result, course, assignment, catalogue).held(until)


def held_sentence(until: dt.datetime) -> Sentence:
    """Return a sentence that says when held feedback will be there."""
    return say("Your feedback will be here after {moment}.", moment=moment_text(until))


# -- feedback --------------------------------------------------------------------------


def feedback_view(
    result: SubmissionResult,
    course: Course,
    assignment: Assignment,
    catalogue: Catalogue | None = None,
) -> FeedbackView:
    """Return what a student may see of a result, by the rules of the assignment.

    It is in the language of the catalogue, or in English without one.
    """
    return _View(result, course, assignment, catalogue).whole()


class _View:
    """Makes the view of one result."""

    def __init__(
        self,
        result: SubmissionResult,
        course: Course,
        assignment: Assignment,
        catalogue: Catalogue | None,
    ) -> None:
        self._result, self._course, self._assignment = result, course, assignment
        self._catalogue, self._rules = catalogue, assignment.feedback
        language = catalogue.language if catalogue else ""
        self._told = in_language(result, language)

    def _tell(self, text: str) -> str:
        """Return a sentence of ours, or a title of the course, in the view's language."""
        return tell(text, self._catalogue)

    def held(self, until: dt.datetime) -> FeedbackView:
        """Return a view that says when there will be more to see."""
        return self._view((held_sentence(until),))

    def whole(self) -> FeedbackView:
        """Return everything that the rules let a student see."""
        result, told = self._result, self._told
        pairs = zip(result.exercises, told.exercises, strict=True)
        exercises = tuple(self._exercise(*pair) for pair in pairs)
        todo = [i for i, exercise in enumerate(exercises) if exercise.outcome in _TODO]
        is_ours = result.outcome is SubmissionOutcome.ERROR
        is_graded = result.outcome is SubmissionOutcome.GRADED
        is_by_hand = is_graded and not exercises and not result.by_hand
        has_total = self._rules.marks and not is_ours and not is_by_hand
        has_earned = has_total and result.late_penalty
        return msgspec.structs.replace(
            self._view(_sentences(result)),
            total=self._points(result.counts, result.max_score) if has_total else "",
            earned=self._points(result.score, result.max_score) if has_earned else "",
            work_on=todo[0] if todo else None,
            exercises=exercises,
            by_hand=tuple(map(self._by_hand, result.by_hand)),
            notes=() if is_ours else _texts(told.notes),  # our errors are for the instructor
        )

    def _view(self, sentences: Iterable[str]) -> FeedbackView:
        return FeedbackView(
            course=printable(self._tell(self._course.title)),
            assignment=printable(self._tell(self._assignment.title)),
            student=printable(self._result.student),
            file=self._file(),
            total="",
            sentences=tuple(map(self._tell, sentences)),
            work_on=None,
            exercises=(),
            notes=(),
            catalogue=self._catalogue,
        )

    def _file(self) -> str:
        """Return which file was graded, without the machine's folders, and when it came in."""
        info = self._result.submission
        name = printable(PurePath(info.path).name) if info.sha256 else ""
        when = self._tell(_when(info.submitted_at, self._course.zone))
        if name and when:
            return self._tell(say("{file}, {when}", file=name, when=when))
        return name or when

    def _exercise(self, exercise: ExerciseResult, told: ExerciseResult) -> ExerciseView:
        rules = self._rules
        is_right = exercise.outcome is Outcome.PASSED
        is_ours = exercise.outcome is Outcome.ERROR
        passed = [t.title for t in passed_tests(told.tests)]
        shows_passed = rules.tests is ShownTests.ALL
        is_waiting = bool(passed) and not has_right_value(exercise.tests)
        shows_waiting = is_waiting and shows_passed and rules.marks and not is_ours
        return ExerciseView(
            name=printable(exercise.name),
            title=printable(told.title),
            outcome=exercise.outcome,
            verdict=self._tell(_verdict(exercise)),
            points=""
            if is_ours or not rules.marks
            else self._points(exercise.score, exercise.max_score, is_bonus=exercise.is_bonus),
            place="" if is_right or is_ours else printable(told.place),
            diagnosis=printable(told.diagnosis or "") if rules.diagnosis else "",
            seen=self._seen(told.tests),
            passed=self._tests(passed if shows_passed else ()),
            carried=self._tell(_carried(exercise.tests)),
            waiting=self._tell(_WAITING) if shows_waiting else "",
        )

    def _by_hand(self, mark: HandMark) -> HandView:
        rules, is_marked = self._rules, mark.score is not None
        return HandView(
            name=printable(mark.name),
            verdict=self._tell(_verdict_of(mark)),
            points=self._points(mark.score or 0.0, mark.max_score)
            if is_marked and rules.marks
            else "",
            comments=_lines(mark.comments) if rules.diagnosis else (),
        )

    def _seen(self, tests: Iterable[TestResult]) -> tuple[Seen, ...]:
        """Return what failed tests found, with each message and hint only once.

        Tests with an error of ours are left out, because their messages are for the instructor.
        """
        rules = self._rules
        titles: dict[tuple[str, str], list[str]] = {}
        for test in tests:
            if test.outcome in _TODO:
                message = printable(test.message) if rules.messages else ""
                hint = printable(test.hint) if rules.diagnosis else ""
                titles.setdefault((message, hint), []).append(test.title)
        seen, told = [], {""}
        for (message, hint), every in titles.items():
            shown = self._tests(() if rules.tests is ShownTests.NONE else every)
            if message or shown.number or hint not in told:
                seen.append(Seen(message, "" if hint in told else hint, shown))
            told.add(hint)
        return tuple(seen)

    def _tests(self, titles: Iterable[str]) -> Tests:
        every = _texts(titles)
        times = {title: every.count(title) for title in every}
        shown = (
            t
            if n == 1
            else self._tell(say_n("{title} ({n} time)", "{title} ({n} times)", n, title=t))
            for t, n in times.items()
        )
        return Tests(len(every), tuple(shown))

    def _points(self, score: float, most: float, *, is_bonus: bool = False) -> str:
        texts = {"score": points_text(score), "most": points_text(most)}
        if is_bonus:
            return self._tell(say("{score} of {most} extra", **texts))
        return self._tell(say("{score} of {most}", **texts))


def _when(submitted_at: str | None, zone: dt.tzinfo) -> str:
    """Return when a submission came, in the time zone of due dates."""
    moment = None if submitted_at is None else read_submitted(submitted_at, zone)
    if moment is None:
        return ""
    return say("handed in {moment}", moment=moment_text(moment.astimezone(zone)))


def _sentences(result: SubmissionResult) -> tuple[str, ...]:
    if result.outcome is SubmissionOutcome.UNREADABLE:
        return _PARTLY if result.exercises else _UNREADABLE
    right = sum(exercise.outcome is Outcome.PASSED for exercise in result.exercises)
    every = len(result.exercises)
    told = say("Every exercise is right.")
    if right < every:
        told = say_n(
            "{right} of {n} exercise is right.",
            "{right} of {n} exercises are right.",
            every,
            right=right,
        )
    if result.by_hand:
        return (*((told,) if every else ()), *_to_mark(result.by_hand))
    if not every and result.outcome is SubmissionOutcome.GRADED:
        return (_BY_HAND,)
    if result.outcome is SubmissionOutcome.ERROR:
        return (_OURS, told) if every else (_OURS,)
    return (told,)


def _to_mark(marks: Iterable[HandMark]) -> tuple[str, ...]:
    left = sum(mark.score is None for mark in marks)
    if not left:
        return ()
    told = say_n(
        "{n} answer is still to be marked by your instructors; its points are not included yet.",
        "{n} answers are still to be marked by your instructors; their points are not included "
        "yet.",
        left,
    )
    return (told,)


def _verdict_of(mark: HandMark) -> Sentence:
    if mark.score is None:
        return _NOT_MARKED
    return _MARKED if mark.is_answered or mark.score else _NO_ANSWER


def _verdict(exercise: ExerciseResult) -> str:
    """Return the outcome in words; a missing function may be there, but not defined for Python."""
    said = exercise.tests[0].message if exercise.tests else ""
    if exercise.outcome is Outcome.MISSING and said.startswith(f"{exercise.name} {UNPARSED}"):
        return _NOT_PARSED
    if exercise.outcome is Outcome.MISSING and said.startswith(f"{exercise.name} is not defined;"):
        return _NOT_FOUND
    return VERDICTS[exercise.outcome]


def _carried(tests: Iterable[TestResult]) -> str:
    names = dict.fromkeys(n for t in tests if t.carried_forward for n in _texts(t.carried_from))
    if not names:
        return ""
    right = listing(say("a right {name}", name=name) for name in names)
    return say_n(
        "Judged with {names} in place of yours: you paid for that error once.",
        "Judged with {names} in place of yours: you paid for those errors once.",
        len(names),
        names=right,
    )


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return _texts(line for text in texts for line in text.splitlines() if line.strip())


def _texts(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(filter(None, map(printable, texts)))
