"""Decide between a mark that was given here and another one that was given in formgrader."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from autograder.service.database.connect import Database
from autograder.service.database.tables import (
    Answer,
    Attempt,
    BookMark,
    Mark,
    Standing,
    TickedItem,
)
from autograder.service.marking.book import Line
from autograder.service.marking.rubric import Place, total
from autograder.service.marking.words import points_told
from autograder.service.moments import now
from autograder.service.queue.finish import touch_people


def take_over(database: Database, place: Place, lines: Sequence[Line]) -> None:
    """Use the marks from formgrader here too."""
    with database.writing() as session:
        for line in lines:
            if line.there is None or line.there.points is None:
                continue
            points = total(place.question, (), line.there.points)
            mark = _mark_of(session, place, line)
            session.execute(sa.delete(TickedItem).where(TickedItem.mark_id == mark.id))
            mark.points = mark.beside = points
            mark.comment, mark.who, mark.at = line.there.comment, place.who, now()
            told = points_told(points, place.question.points)
            place.log(session, "mark from formgrader used", told, line.student)
            _know(session, place, line)
        touch_people(session, [line.person for line in lines], place.assignment)


def keep_ours(database: Database, place: Place, lines: Sequence[Line]) -> None:
    """Have the marks given here replace those from formgrader."""
    with database.writing() as session:
        for line in lines:
            _know(session, place, line)
            points = None if line.there is None else line.there.points
            told = "" if points is None else points_told(points, place.question.points)
            place.log(session, "mark from formgrader replaced", told, line.student)


def _know(session: Session, place: Place, line: Line) -> None:
    """Note what is in the gradebook now, as if we had written it."""
    points, comment = line.there.said if line.there is not None else (None, "")
    session.merge(BookMark(**place.of(line.person), points=points, comment=comment))


def _mark_of(session: Session, place: Place, line: Line) -> Mark:
    """Return the mark of the answer that counts now; a new one if there is none."""
    counts = (
        *(Standing.person_id == line.person, Standing.assignment == place.assignment),
        Answer.question == place.question.id,
    )
    owner, key = session.execute(
        sa.select(Attempt.person_id, Answer.key)
        .join(Attempt, Attempt.id == Answer.attempt_id)
        .join(Standing, Standing.attempt_id == Attempt.id)
        .where(*counts)
    ).one()
    own = place.of(owner) | {"key": key}
    mark = session.scalars(sa.select(Mark).filter_by(**own)).one_or_none()
    if mark is None:
        mark = Mark(**own, points=0.0, who=place.who, at=now())
        session.add(mark)
        session.flush()
    return mark
