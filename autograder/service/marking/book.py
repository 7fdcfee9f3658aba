"""What people marked here, and what nbgrader's gradebook has of it.

Whatever the gradebook has that was not written from here was given in formgrader. It is never
overwritten unless somebody decides so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.gradebook.marks import ByHand, read_by_hand
from autograder.gradebook.place import exists, gradebook_url
from autograder.service.database.connect import Database
from autograder.service.database.tables import (
    Answer,
    Attempt,
    BookMark,
    Mark,
    Person,
    Standing,
)
from autograder.service.marking.given import comments_of, own_mark
from autograder.service.marking.questions import Question

Said = tuple[float | None, str]  # points and comment
NOTHING: Said = (None, "")


class Line(msgspec.Struct, frozen=True):
    """One student's answer: what it has here, and in the gradebook."""

    person: int
    student: str
    question: Question
    ours: Said
    before: Said | None  # what we had written there when we last looked
    waits: bool  # whether it is still to be marked
    there: ByHand | None  # None if the gradebook knows no such submission

    @property
    def is_elsewhere(self) -> bool:
        """Whether it has another mark from formgrader than here."""
        there = NOTHING if self.there is None else self.there.said
        return there not in {NOTHING, self.before, self.ours}

    @property
    def is_pending(self) -> bool:
        """Whether the gradebook has yet to get what was given here."""
        is_of_us = self.ours != NOTHING or self.before is not None
        return is_of_us and not self.is_elsewhere and not self.is_there

    @property
    def is_there(self) -> bool:
        """Whether the gradebook has what was given here."""
        there = self.there or ByHand()
        return (there.said, there.waits) == (self.ours, self.waits)


class Book(msgspec.Struct, frozen=True):
    """The lines of an assignment, if the course has a gradebook."""

    lines: tuple[Line, ...] = ()

    @property
    def pending(self) -> list[Line]:
        """The lines that have yet to be written."""
        return [line for line in self.lines if line.is_pending]

    def elsewhere(self, question: str = "") -> dict[int, Line]:
        """Return, by person, what was given in formgrader for the answers to a question."""
        lines = (line for line in self.lines if line.is_elsewhere)
        return {one.person: one for one in lines if question in {"", one.question.id}}


def read_book(
    database: Database,
    folder: CourseFolder,
    assignment: Assignment,
    questions: Sequence[Question],
) -> Book:
    """Compare what was given with the gradebook; raises GradebookError if it cannot be read."""
    url = gradebook_url(folder)
    if not questions or not exists(url):
        return Book()
    there = read_by_hand(url, assignment.name)
    with database.reading() as session:
        lines = [line for one in questions for line in _lines(session, assignment.name, one, there)]
    return Book(tuple(lines))


def _lines(
    session: Session,
    assignment: str,
    question: Question,
    there: Mapping[tuple[str, str, str], ByHand],
) -> Iterable[Line]:
    rows = session.execute(_rows(assignment, question.id)).all()
    told = comments_of(session, [mark for *_, mark, _ in rows if mark is not None])
    own = Mark.assignment == assignment, Mark.question == question.id
    marked = set(session.scalars(sa.select(Mark.person_id).where(*own)))
    for person, student, is_empty, mark, known in rows:
        before = None if known is None else (known.points, known.comment)
        ours, waits = NOTHING, not is_empty
        if mark is not None:
            ours, waits = (mark.points, "\n\n".join(told[mark.id])), False
        elif before is not None and person in marked:  # the mark of another answer
            ours = before
        found = there.get((student, question.notebook, question.name))
        yield Line(person, student, question, ours, before, waits, found)


def _rows(assignment: str, question: str) -> sa.Select[int, str, bool, Mark, BookMark]:
    known = sa.and_(
        BookMark.person_id == Standing.person_id,
        BookMark.assignment == Standing.assignment,
        BookMark.question == Answer.question,
    )
    return (
        sa.select(Person.id, Person.name, Answer.is_empty, Mark, BookMark)
        .select_from(Standing)
        .join(Attempt, Attempt.id == Standing.attempt_id)
        .join(Answer, Answer.attempt_id == Attempt.id)
        .join(Person, Person.id == Standing.person_id)
        .outerjoin(Mark, own_mark())
        .outerjoin(BookMark, known)
        .where(Standing.assignment == assignment, Answer.question == question)
    )
