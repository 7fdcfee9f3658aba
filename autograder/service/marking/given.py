"""What people have given for the answers of attempts, as it stands in results."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from autograder.results.format import HandMark
from autograder.service.database.connect import Database
from autograder.service.database.tables import Answer, Attempt, Mark, RubricItem, TickedItem
from autograder.service.marking.questions import Question
from autograder.service.marking.words import item_text


def hand_marks(
    database: Database, questions: Sequence[Question], attempts: Iterable[int]
) -> dict[int, list[HandMark]]:
    """Return the marks of attempts, one for each question.

    An answer that nobody has marked has no points; one that is empty has 0.
    """
    every = list(attempts)
    if not questions or not every:
        return {}
    with database.reading() as session:
        rows = session.execute(_marks_of(every)).all()
        told = comments_of(session, [mark for _, _, mark in rows if mark is not None])
    found = {(attempt, answer.question): (answer, mark) for attempt, answer, mark in rows}
    nothing = None, None
    return {
        one: [_hand_mark(q, found.get((one, q.id), nothing), told) for q in questions]
        for one in every
    }


def _marks_of(attempts: Sequence[int]) -> sa.Select[int, Answer, Mark]:
    return (
        sa.select(Attempt.id, Answer, Mark)
        .join(Answer, Answer.attempt_id == Attempt.id)
        .outerjoin(Mark, own_mark())
        .where(Attempt.id.in_(attempts))
    )


def own_mark() -> sa.ColumnElement[bool]:
    """Return the condition by which a mark is that of an attempt's answer."""
    return sa.and_(
        Mark.person_id == Attempt.person_id,
        Mark.assignment == Attempt.assignment,
        Mark.question == Answer.question,
        Mark.key == Answer.key,
    )


def _hand_mark(
    question: Question,
    found: tuple[Answer | None, Mark | None],
    told: Mapping[int, list[str]],
) -> HandMark:
    answer, mark = found
    is_empty = answer is not None and answer.is_empty
    nothing = 0.0 if is_empty else None
    return HandMark(
        name=question.id,
        max_score=question.points,
        score=nothing if mark is None else mark.points,
        is_answered=not is_empty,
        comments=[] if mark is None else told[mark.id],
        notebook=question.notebook,
        cell=question.name,
    )


def comments_of(session: Session, marks: Iterable[Mark]) -> dict[int, list[str]]:
    """Return what students read, by mark: the ticked items with their points, and the comment."""
    every = list(marks)
    told: dict[int, list[str]] = {mark.id: [] for mark in every}
    ticked = (
        sa.select(TickedItem.mark_id, RubricItem)
        .join(RubricItem, RubricItem.id == TickedItem.item_id)
        .where(TickedItem.mark_id.in_(told))
        .order_by(RubricItem.id)
    )
    for number, item in session.execute(ticked).all():
        told[number].append(item_text(item))
    for mark in every:
        told[mark.id] += [mark.comment] if mark.comment else []
    return told
