"""Mark answers: one decision for all answers that are alike."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from autograder.errors import RequestError
from autograder.service.database.connect import Database
from autograder.service.database.tables import Answer, Attempt, Mark, Person, TickedItem
from autograder.service.marking.given import own_mark
from autograder.service.marking.rubric import GONE, Place, add_item, items_of, total
from autograder.service.marking.words import points_told
from autograder.service.moments import now
from autograder.service.queue.finish import touch_people

_MOST_CHARS = 5000


class Decision(msgspec.Struct, frozen=True):
    """What somebody gives for answers that are alike."""

    items: Collection[int]  # the ticked items of the rubric
    beside: float | None  # points beside the rubric
    comment: str = ""
    new_points: float | None = None  # of a new item, which is ticked too
    new_text: str = ""


def give(database: Database, place: Place, seen: Mapping[int, str], decision: Decision) -> None:
    """Mark the answers of attempts, all or none.

    `seen` is what `state_of` gave for each attempt when the page was made. Raises RequestError if
    a decision is not complete, or if somebody else has marked an answer since then.
    """
    comment = "\n".join(decision.comment.replace("\0", " ").splitlines()).strip()
    if len(comment) > _MOST_CHARS:
        raise RequestError(f"a comment may have at most {_MOST_CHARS} characters")
    most = place.question.points
    with database.writing() as session:
        rows = _chosen(session, place, seen)
        items = _ticked(session, place, decision)
        if not items and decision.beside is None:
            raise RequestError("tick an item of the rubric or give points (0 is allowed)")
        beside = decision.beside or 0.0
        points = total(place.question, items.values(), beside)
        told, marks = points_told(points, most), []
        for answer, person, mark in rows:
            before = f" (before: {points_told(mark.points, most)})" if mark else ""
            place.log(session, "answer marked", told + before, person.name)
            own = mark or _new(session, place, person.id, answer.key)
            own.points, own.beside, own.comment = points, beside, comment
            own.who, own.at = place.who, now()
            marks.append(own)
        session.flush()
        numbers = [mark.id for mark in marks]
        session.execute(sa.delete(TickedItem).where(TickedItem.mark_id.in_(numbers)))
        session.add_all(TickedItem(mark_id=n, item_id=item) for n in numbers for item in items)
        touch_people(session, [person.id for _, person, _ in rows], place.assignment)


def take_back(database: Database, place: Place, seen: Mapping[int, str]) -> None:
    """Remove the marks of attempts' answers; raises RequestError as `give` does."""
    most = place.question.points
    with database.writing() as session:
        rows = _chosen(session, place, seen)
        for _, person, mark in rows:
            if mark is not None:
                told = points_told(mark.points, most)
                place.log(session, "mark removed", told, person.name)
                session.delete(mark)
        touch_people(session, [person.id for _, person, _ in rows], place.assignment)


def state_of(mark: Mark | None) -> str:
    """Return a text that changes when somebody marks an answer."""
    told = f"{mark.id} {mark.at.isoformat()} {mark.points}" if mark is not None else ""
    return hashlib.sha256(told.encode()).hexdigest()[:16]


Row = tuple[Answer, Person, Mark | None]


def _chosen(session: Session, place: Place, seen: Mapping[int, str]) -> list[Row]:
    """Return the answers, in one order for everybody, and let nobody else mark them now."""
    attempts = (Attempt.id.in_(seen), Attempt.assignment == place.assignment)
    session.execute(sa.select(Attempt.id).where(*attempts).order_by(Attempt.id).with_for_update())
    chosen = (
        sa.select(Answer, Person, Mark)
        .join(Attempt, Attempt.id == Answer.attempt_id)
        .join(Person, Person.id == Attempt.person_id)
        .outerjoin(Mark, own_mark())
        .where(*attempts, Answer.question == place.question.id)
        .order_by(Attempt.id)
    )
    found = session.execute(chosen).all()
    rows: list[Row] = list({p.id: (answer, p, mark) for answer, p, mark in found}.values())
    if not rows:
        raise RequestError("choose at least one answer")
    if any(state_of(mark) != seen[answer.attempt_id] for answer, _, mark in rows):
        raise RequestError(
            "somebody else has just marked some of these answers, so nothing was changed; "
            "go back and load the page again to see their marks"
        )
    return rows


def _new(session: Session, place: Place, person: int, key: str) -> Mark:
    mark = Mark(**place.of(person), key=key)
    session.add(mark)
    return mark


def _ticked(session: Session, place: Place, decision: Decision) -> dict[int, float]:
    """Return the points of the ticked items, by number; a new one is made."""
    every = {item.id: item.points for item in items_of(session, place)}
    if not set(decision.items) <= every.keys():
        raise RequestError(GONE)
    ticked = {number: every[number] for number in decision.items}
    if decision.new_text or decision.new_points is not None:
        item = add_item(session, place, decision.new_points or 0.0, decision.new_text)
        ticked[item.id] = item.points
    return ticked
