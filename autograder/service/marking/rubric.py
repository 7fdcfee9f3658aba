"""The rubric of a question: a change of an item's points changes every mark that uses it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from fractions import Fraction
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from autograder.errors import RequestError
from autograder.results.points import exact
from autograder.service.changes import record
from autograder.service.database.connect import Database
from autograder.service.database.tables import Mark, RubricItem, TickedItem
from autograder.service.marking.questions import Question
from autograder.service.marking.words import item_text
from autograder.service.queue.finish import touch_people
from autograder.text import counted

_MOST_POINTS, _MOST_CHARS, _MOST_ITEMS = 1000.0, 500, 100
GONE = "an item is no longer in the rubric; load the page again"


class Place(msgspec.Struct, frozen=True):
    """Where somebody marks, and who."""

    assignment: str
    question: Question
    who: str

    def of(self, person: int) -> dict[str, Any]:
        """Return what identifies a person's answers to the question in the database."""
        return {"person_id": person, "assignment": self.assignment, "question": self.question.id}

    def log(self, session: Session, what: str, detail: str, about: str = "") -> None:
        """Note a change."""
        told = f"{self.question.id}: {detail}"
        record(session, self.who, what, about=about, assignment=self.assignment, detail=told)


def read_points(text: str) -> float | None:
    """Return the points that somebody typed, None for none; raises RequestError."""
    plain = text.strip().replace(",", ".").replace("\N{MINUS SIGN}", "-")
    if not plain:
        return None
    try:
        points = float(plain)
    except ValueError:
        points = float("nan")
    if not abs(points) <= _MOST_POINTS:
        raise RequestError(f"not a number of points: {text[:20]!r}; write it like 2 or -0.5")
    return round(points, 2)


def items_of(session: Session, place: Place) -> list[RubricItem]:
    """Return the items of a question's rubric, the oldest first."""
    own = RubricItem.assignment == place.assignment, RubricItem.question == place.question.id
    return list(session.scalars(sa.select(RubricItem).where(*own).order_by(RubricItem.id)))


def add_item(session: Session, place: Place, points: float, text: str) -> RubricItem:
    """Add an item; raises RequestError."""
    if len(items_of(session, place)) >= _MOST_ITEMS:
        raise RequestError(f"a rubric has at most {_MOST_ITEMS} items; change one of them")
    item = RubricItem(
        assignment=place.assignment, question=place.question.id, points=points, text=_checked(text)
    )
    session.add(item)
    session.flush()
    place.log(session, "rubric item added", item_text(item))
    return item


def change_item(database: Database, place: Place, number: int, points: float, text: str) -> None:
    """Change an item, and with its points every mark that uses it; raises RequestError."""
    with database.writing() as session:
        item = _item(session, place, number)
        before = item_text(item)
        item.points, item.text = points, _checked(text)
        if item_text(item) == before:
            return
        session.flush()
        using = sa.select(TickedItem.mark_id).where(TickedItem.item_id == item.id)
        marks = session.scalars(sa.select(Mark).where(Mark.id.in_(using)).with_for_update()).all()
        ticked = points_of_items(session, [mark.id for mark in marks])
        for mark in marks:
            mark.points = total(place.question, ticked[mark.id], mark.beside)
        touch_people(session, [mark.person_id for mark in marks], place.assignment)
        told = f"{before} is now {item_text(item)}, in {counted(len(marks), 'mark')}"
        place.log(session, "rubric item changed", told)


def remove_item(database: Database, place: Place, number: int) -> None:
    """Remove an item that no mark uses; raises RequestError."""
    with database.writing() as session:
        item = _item(session, place, number)
        used = sa.select(sa.func.count()).where(TickedItem.item_id == item.id)
        if number_of_uses := session.scalars(used).one():
            raise RequestError(
                f"it is ticked in {counted(number_of_uses, 'mark')}; untick it there first, or "
                "change its points to 0"
            )
        session.delete(item)
        place.log(session, "rubric item removed", item_text(item))


def points_of_items(session: Session, marks: Collection[int]) -> dict[int, list[float]]:
    """Return the points of the ticked items, by mark."""
    found: dict[int, list[float]] = {mark: [] for mark in marks}
    rows = session.execute(
        sa.select(TickedItem.mark_id, RubricItem.points)
        .join(RubricItem, RubricItem.id == TickedItem.item_id)
        .where(TickedItem.mark_id.in_(found))
    )
    for mark, points in rows:
        found[mark].append(points)
    return found


def total(question: Question, ticked: Iterable[float], beside: float) -> float:
    """Return the points of a mark: neither below 0 nor above those of the question."""
    points = sum(map(exact, ticked), Fraction(0)) + exact(beside)
    return float(min(max(points, Fraction(0)), exact(question.points)))


def _item(session: Session, place: Place, number: int) -> RubricItem:
    item = session.get(RubricItem, number, with_for_update=True)
    own = place.assignment, place.question.id
    if item is None or (item.assignment, item.question) != own:
        raise RequestError(GONE)
    return item


def _checked(text: str) -> str:
    plain = " ".join(text.replace("\0", " ").split())
    if not plain or len(plain) > _MOST_CHARS:
        raise RequestError(f"write a text of 1 to {_MOST_CHARS} characters; the student reads it")
    return plain
