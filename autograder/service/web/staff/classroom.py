"""The class live: who has handed in, with which marks, and what still waits."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session
from starlette.responses import Response
from starlette.routing import BaseRoute

from autograder.service.database.tables import Attempt, Person, Role, Standing, State
from autograder.service.web.door import STAFF, Asked, door
from autograder.service.web.render import LATER_S, when
from autograder.service.web.staff.pages import assignment_of, staff_page

_ROWS = 100  # of a page
_WAITS = (State.QUEUED, State.RUNNING)
_ORDERS: dict[str, tuple[sa.ColumnElement[Any], ...]] = {
    "name": (),
    "points": (Standing.points.desc().nulls_last(),),
    "last": (Standing.last_at.desc().nulls_last(),),
}


class Overview(msgspec.Struct, frozen=True):
    """One assignment of the class."""

    name: str
    title: str
    due: str
    handed_in: int
    graded: int
    waiting: int
    errors: int
    mean: float | None


class ClassRow(msgspec.Struct, frozen=True):
    """One student in one assignment."""

    name: str
    full_name: str
    attempts: int
    last_at: str
    points: float | None
    max_score: float
    outcome: str
    is_waiting: bool


def doors() -> list[BaseRoute]:
    """Return the doors to the class."""
    return [door("/class/{assignment}", class_page, STAFF)]


def overview(asked: Asked) -> Response:
    """List the assignments with what the class has done."""
    with asked.site.engine.database.reading() as session:
        students = _students(session)
        rows = [
            _overview(session, asked, one.name)
            for one in asked.site.engine.course.folder.course.assignments
        ]
    page = "staff/overview.html.j2"
    return staff_page(asked, page, refresh_s=LATER_S, rows=rows, students=students)


def _students(session: Session) -> int:
    chosen = Person.role == Role.STUDENT, Person.is_removed.is_(False)
    return session.scalars(sa.select(sa.func.count(Person.id)).where(*chosen)).one()


def _overview(session: Session, asked: Asked, name: str) -> Overview:
    assignment = asked.site.engine.course.folder.course.assignment(name)
    is_graded = Standing.outcome != ""
    handed_in, graded, errors, mean = session.execute(
        sa.select(
            sa.func.count(),
            sa.func.count().filter(is_graded),
            sa.func.count().filter(Standing.outcome == "error"),
            sa.func.avg(Standing.points).filter(is_graded),
        ).where(Standing.assignment == name)
    ).one()
    waiting = session.scalars(
        sa.select(sa.func.count()).where(Attempt.state.in_(_WAITS), Attempt.assignment == name)
    ).one()
    due = when(assignment.due, asked.site, None)
    return Overview(name, assignment.title, due, handed_in, graded, waiting, errors, mean)


def class_page(asked: Asked) -> Response:
    """List the students with their marks, a part at a time, searched and ordered."""
    assignment = assignment_of(asked)
    search, order = asked.query.get("q", "")[:100], asked.query.get("order", "name")
    part = _number(asked.query.get("part", "1"))
    with asked.site.engine.database.reading() as session:
        chosen = _rows(assignment.name, search)
        found = session.scalars(sa.select(sa.func.count()).select_from(chosen.subquery())).one()
        ordered = chosen.order_by(*_ORDERS.get(order, ()), Person.name)
        rows = session.execute(ordered.limit(_ROWS).offset((part - 1) * _ROWS)).all()
        view = _overview(session, asked, assignment.name)
        students = _students(session)
    return staff_page(
        asked,
        "staff/class.html.j2",
        refresh_s=LATER_S if view.waiting else 0,
        assignment=assignment,
        view=view,
        students=students,
        rows=[_row(asked, *row) for row in rows],
        search=search,
        order=order if order in _ORDERS else "name",
        part=part,
        parts=max(1, -(-found // _ROWS)),
        found=found,
    )


def _rows(assignment: str, search: str) -> sa.Select[Person, Standing, bool]:
    is_waiting = sa.exists().where(
        Attempt.person_id == Person.id,
        Attempt.assignment == assignment,
        Attempt.state.in_(_WAITS),
    )
    own = sa.and_(Standing.person_id == Person.id, Standing.assignment == assignment)
    chosen = (
        sa.select(Person, Standing, is_waiting)
        .outerjoin(Standing, own)
        .where(Person.role == Role.STUDENT, Person.is_removed.is_(False))
    )
    if search:
        names = (Person.name, Person.full_name)
        chosen = chosen.where(sa.or_(*(one.icontains(search, autoescape=True) for one in names)))
    return chosen


def _row(asked: Asked, person: Person, standing: Standing | None, is_waiting: bool) -> ClassRow:  # noqa: FBT001 - a column
    if standing is None:
        return ClassRow(person.name, person.full_name, 0, "", None, 0.0, "", is_waiting)
    last: dt.datetime | None = standing.last_at
    return ClassRow(
        person.name,
        person.full_name,
        standing.attempts,
        when(last, asked.site, None),
        standing.points if standing.outcome else None,
        standing.max_score,
        standing.outcome,
        is_waiting,
    )


def _number(text: str) -> int:
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1
