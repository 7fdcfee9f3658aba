"""The answers of a class to a question, in groups of those that are alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from autograder.service.database.connect import Database
from autograder.service.database.tables import Answer, Attempt, Mark, Person, Standing, TickedItem
from autograder.service.marking.given import own_mark
from autograder.service.marking.questions import Question
from autograder.service.marking.rubric import Place


class Member(msgspec.Struct, frozen=True):
    """One student's answer."""

    attempt: int
    number: int  # of the attempt
    person: Person
    mark: Mark | None


class Group(msgspec.Struct, frozen=True):
    """Answers that are alike."""

    key: str
    text: str
    is_empty: bool
    given: Mapping[int, float | None]  # the points by attempt; None if not marked

    @property
    def left(self) -> int:
        """How many of them nobody has marked; those that are empty need no marking."""
        return 0 if self.is_empty else sum(points is None for points in self.given.values())

    @property
    def marks(self) -> tuple[float, ...]:
        """The different points that they got, the highest first."""
        every = {points for points in self.given.values() if points is not None}
        return tuple(sorted(every, reverse=True))


class Progress(NamedTuple):
    """How far a question is."""

    answers: int  # that are not empty
    marked: int
    empty: int

    @property
    def left(self) -> int:
        """How many answers nobody has marked."""
        return self.answers - self.marked


def groups_of(database: Database, assignment: str, question: Question) -> list[Group]:
    """Return the groups of a question: the largest first, then by their text, empty ones last."""
    with database.reading() as session:
        rows = session.execute(
            _counting(assignment, question.id).with_only_columns(
                Answer.key, Answer.is_empty, Attempt.id, Mark.points
            )
        ).all()
        given: dict[tuple[str, bool], dict[int, float | None]] = {}
        for key, is_empty, attempt, points in rows:
            given.setdefault((key, is_empty), {})[attempt] = points
        firsts = {group: next(iter(own)) for group, own in given.items()}
        texts = _texts(session, question.id, list(firsts.values()))
    groups = [Group(group[0], texts[firsts[group]], group[1], given[group]) for group in given]
    return sorted(groups, key=lambda one: (one.is_empty, -len(one.given), one.text, one.key))


def members_of(
    database: Database, assignment: str, question: Question, group: Group
) -> list[Member]:
    """Return whose answers are in a group; those that nobody has marked come first."""
    chosen = (
        _counting(assignment, question.id)
        .with_only_columns(Attempt.id, Attempt.number, Person, Mark)
        .where(Attempt.id.in_(group.given))
    )
    with database.reading() as session:
        members = [Member(*row) for row in session.execute(chosen)]
    return sorted(members, key=lambda one: one.mark is not None)


def progress_of(database: Database, assignment: str, question: Question) -> Progress:
    """Return how many answers of a question are marked."""
    is_answer = Answer.is_empty.is_(False)
    chosen = _counting(assignment, question.id).with_only_columns(
        sa.func.count().filter(is_answer),
        sa.func.count(Mark.id).filter(is_answer),
        sa.func.count().filter(Answer.is_empty),
    )
    with database.reading() as session:
        return Progress(*session.execute(chosen.order_by(None)).one())


def next_of(groups: Sequence[Group], after: str) -> Group | None:
    """Return the next group with answers that nobody has marked; None if there is none."""
    place = next((n for n, group in enumerate(groups) if group.key == after), -1)
    return next((one for one in (*groups[place + 1 :], *groups[: place + 1]) if one.left), None)


def earlier_marks(
    database: Database, place: Place, key: str, members: Iterable[Member]
) -> dict[int, Mark]:
    """Return, by person, the last mark of another answer than the one that now counts."""
    people = [one.person.id for one in members if one.mark is None]
    chosen = (
        sa.select(Mark)
        .where(
            *(Mark.assignment == place.assignment, Mark.question == place.question.id),
            *(Mark.key != key, Mark.person_id.in_(people)),
        )
        .order_by(Mark.at, Mark.id)
    )
    with database.reading() as session:
        return {mark.person_id: mark for mark in session.scalars(chosen)}


def ticked_in(database: Database, marks: Iterable[Mark]) -> dict[int, frozenset[int]]:
    """Return the numbers of the ticked items, by mark."""
    found: dict[int, frozenset[int]] = {mark.id: frozenset() for mark in marks}
    chosen = sa.select(TickedItem).where(TickedItem.mark_id.in_(found))
    with database.reading() as session:
        for one in session.scalars(chosen):
            found[one.mark_id] |= {one.item_id}
    return found


def _counting(assignment: str, question: str) -> sa.Select[Answer]:
    counts = sa.select(Standing.attempt_id).where(Standing.assignment == assignment)
    return (
        sa.select(Answer)
        .select_from(Attempt)
        .join(Answer, Answer.attempt_id == Attempt.id)
        .join(Person, Person.id == Attempt.person_id)
        .outerjoin(Mark, own_mark())
        .where(
            Attempt.id.in_(counts),  # the members of a team have the same one
            Answer.question == question,
            Person.is_removed.is_(False),
        )
        .order_by(Attempt.id)
    )


def _texts(session: Session, question: str, attempts: Sequence[int]) -> dict[int, str]:
    """Return one text for each group: the others differ only in spaces."""
    chosen = sa.select(Answer.attempt_id, Answer.text).where(
        Answer.question == question, Answer.attempt_id.in_(attempts)
    )
    return dict(session.execute(chosen).all())
