"""What the pages of staff share."""

from __future__ import annotations

import sqlalchemy as sa
from starlette.exceptions import HTTPException
from starlette.responses import Response

from autograder.course.settings import Assignment
from autograder.errors import CourseError
from autograder.results.points import points_text
from autograder.service.database.tables import Person
from autograder.service.people.visits import Visitor, as_visitor
from autograder.service.web.door import Asked
from autograder.service.web.render import render


def staff_page(asked: Asked, template: str, *, refresh_s: int = 0, **values: object) -> Response:
    """Return a page in English, as everything for instructors is."""
    values["points"] = points_text
    return render(asked.site, asked.visitor, None, template, refresh_s=refresh_s, **values)  # type: ignore[arg-type]


def assignment_of(asked: Asked) -> Assignment:
    """Return the assignment in the address; raises HTTPException."""
    try:
        return asked.site.engine.course.folder.course.assignment(asked.path["assignment"])
    except CourseError:
        raise HTTPException(404) from None


def student_of(asked: Asked) -> Visitor:
    """Return the student in the address, as if they had asked; raises HTTPException."""
    with asked.site.engine.database.reading() as session:
        chosen = sa.select(Person).where(Person.name == asked.path["name"])
        person = session.scalars(chosen).one_or_none()
    if person is None:
        raise HTTPException(404)
    return as_visitor(person, "")
