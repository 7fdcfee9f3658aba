"""Collect the marks of a class: everyone on the roster, with what the gradebook or a result says.

The gradebook comes first, because it has a human's marks and the penalty on them. A submission
that was not graded, or that a human has yet to mark, has no mark.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from autograder.course.folder import CourseFolder
from autograder.course.roster import ROSTER_FILE, Roster, Student, fold, read_roster
from autograder.course.settings import Assignment
from autograder.errors import RequestError
from autograder.grading.today import Today, today
from autograder.results.brief import Brief
from autograder.results.by_hand import is_waiting
from autograder.results.format import SubmissionOutcome, SubmissionResult
from autograder.results.points import exact
from autograder.results.store import ResultStore
from autograder.text import listed, printable

if TYPE_CHECKING:
    from autograder.gradebook.marks import BookMark, BookMarks  # its library may not be installed


_ROUNDING = Fraction(1, 1000)  # points


class Standing(enum.StrEnum):
    """How far a student's mark is."""

    MARKED = "marked"
    MISSING = "handed in nothing"
    WAITING = "a human has yet to mark it"
    UNREADABLE = "unreadable"
    ERROR = "not graded"


class Mark(msgspec.Struct, frozen=True):
    """One student's mark, and what it is made of; `points` is None if there is none."""

    student: Student
    standing: Standing
    points: Fraction | None = None  # the score minus the penalty
    score: Fraction = Fraction(0)
    penalty: Fraction = Fraction(0)
    exercises: Mapping[str, Fraction] = {}
    submitted_at: str = ""
    due: str = ""
    lateness: str = ""
    is_outdated: bool = False  # whether the gradebook's penalty is not that of today


class ClassMarks(msgspec.Struct, frozen=True):
    """The marks of a class, in the roster's order."""

    assignment: Assignment
    marks: tuple[Mark, ...]
    exercises: tuple[str, ...]
    most: float
    roster: Roster
    remarks: tuple[str, ...] = ()  # for the instructor

    def of(self, standing: Standing) -> list[str]:
        """Return who stands so."""
        return [mark.student.id for mark in self.marks if mark.standing is standing]


class Sources(NamedTuple):
    """Where the marks of an assignment come from."""

    folder: CourseFolder
    assignment: Assignment
    store: ResultStore
    book: BookMarks | None  # None if there is no gradebook that knows the assignment
    roster: Path | None = None
    may_be_mixed: bool = False  # whether results of several versions are taken together

    def students(self) -> Roster:
        """Return who is in the course; raises RequestError if the roster cannot be read."""
        path = self.roster or self.folder.root / ROSTER_FILE
        return read_roster(path) if self.roster or path.exists() else Roster([], [])


def class_marks(sources: Sources) -> ClassMarks:
    """Return the marks of a class.

    Raises RequestError if there are no results, if they are of several versions or of nobody on
    the roster, or if the roster cannot be read.
    """
    store = sources.store
    book: Mapping[str, BookMark] = sources.book.by_student if sources.book else {}
    briefs = {brief.student: brief for _, brief in store.briefs() if brief is not None}
    if not briefs and not book:
        raise store.none_yet()
    if not sources.may_be_mixed:
        _refuse_several_versions(sources.assignment.name, briefs.values())
    roster = sources.students()
    known = {*briefs, *(name for name, mark in book.items() if mark.cells)}
    others = sorted(known - {student.id for student in roster.students})
    if roster.problems:
        raise RequestError("; ".join(roster.problems))
    remarks = []
    if roster.students and others:
        if len(others) == len(known):
            raise RequestError(
                f"nobody who has a result is on the roster; results of {listed(others)}"
            )
        remarks.append(f"not on the roster: {listed(others)}")
    every = [*roster.students, *map(_by_id, others)]
    now = today(sources.folder, sources.assignment, store.folder.parent)
    marks = tuple(_mark(s, briefs.get(s.id), book.get(s.id), store, now) for s in every)
    if outdated := [mark.student.id for mark in marks if mark.is_outdated]:
        remarks.append(
            f"the gradebook's late penalty is not up to date: {listed(outdated)}; it is after "
            f"autograder grade {sources.assignment.name}"
        )
    return ClassMarks(
        sources.assignment,
        marks,
        _exercises(briefs.values(), book.values()),
        sources.book.most
        if sources.book
        else max((brief.max_score for brief in briefs.values()), default=0.0),
        Roster(every, []),
        tuple(remarks),
    )


def _by_id(name: str) -> Student:
    return Student(name, frozenset({("id", fold("id", name))}))


def _refuse_several_versions(assignment: str, briefs: Iterable[Brief]) -> None:
    """Raise RequestError if results were made by different graders or versions of ours."""
    made: dict[tuple[str, str], list[str]] = {}
    for brief in briefs:
        if brief.outcome is not SubmissionOutcome.ERROR:
            by = brief.engine.version, brief.engine.graders_sha256
            made.setdefault(by, []).append(brief.student)
    if len(made) > 1:
        each = sorted(made.items(), key=lambda one: -len(one[1]))
        told = "; ".join(
            f"{len(names)} by version {printable(version)} and graders {printable(graders)[:8]} "
            f"({listed(names)})"
            for (version, graders), names in each
        )
        raise RequestError(
            f"the results are of several versions: {told}; grade all of them again with "
            f"autograder grade {assignment}, or pass --mixed"
        )


def _mark(
    student: Student, brief: Brief | None, book: BookMark | None, store: ResultStore, now: Today
) -> Mark:
    result: Brief | SubmissionResult | None = brief
    if brief is not None and not now.stands(brief):
        result = now.late(store.read(student.id))
    if result is None:
        if book is None or not book.cells:
            return Mark(student, Standing.MISSING)
        return _from_book(Mark(student, Standing.MARKED), book)
    mark = Mark(
        student,
        _standing(result.outcome),
        score=exact(result.score),
        penalty=exact(result.late_penalty),
        exercises={e.name: exact(e.score) for e in result.exercises}
        | {m.name: exact(m.score or 0.0) for m in result.by_hand},
        submitted_at=result.submission.submitted_at or "",
        due=result.due or "",
        lateness=result.lateness,
    )
    if mark.standing is not Standing.MARKED:
        return mark
    if book is not None and book.cells and brief is not None:
        marked = _from_book(mark, book)
        differs = abs(now.penalty(brief, marked.score) - book.penalty) > _ROUNDING
        is_outdated = differs and not book.waits
        return msgspec.structs.replace(marked, is_outdated=is_outdated)
    if is_waiting(result):
        return msgspec.structs.replace(mark, standing=Standing.WAITING)
    return msgspec.structs.replace(mark, points=exact(result.counts))


def _standing(outcome: SubmissionOutcome) -> Standing:
    return {
        SubmissionOutcome.GRADED: Standing.MARKED,
        SubmissionOutcome.UNREADABLE: Standing.UNREADABLE,
        SubmissionOutcome.ERROR: Standing.ERROR,
    }[outcome]


def _from_book(mark: Mark, book: BookMark) -> Mark:
    """Return a mark as the gradebook has it."""
    score = sum(book.cells.values(), Fraction(0))
    return msgspec.structs.replace(
        mark,
        standing=Standing.WAITING if book.waits else Standing.MARKED,
        points=None if book.waits else max(score - book.penalty, Fraction(0)),
        score=score,
        penalty=book.penalty,
        exercises=book.cells,
    )


def _exercises(briefs: Iterable[Brief], books: Iterable[BookMark]) -> tuple[str, ...]:
    """Return the names of everything that earns points, in the order of the notebook."""

    def names() -> Iterator[str]:
        for brief in briefs:
            yield from (exercise.name for exercise in brief.exercises)
            yield from (mark.name for mark in brief.by_hand)
        for book in books:
            yield from book.cells

    return tuple(dict.fromkeys(names()))
