"""Who may enter, and the log of what was changed."""

from __future__ import annotations

from urllib.parse import quote

import sqlalchemy as sa
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import BaseRoute

from autograder.errors import RequestError
from autograder.service.database.tables import Change, Person, Role
from autograder.service.people.members import (
    INSTRUCTOR,
    add,
    change_role,
    links_csv,
    links_of,
    remove,
    revoke,
)
from autograder.service.web.door import INSTRUCTORS, STAFF, Asked, door
from autograder.service.web.downloads import download
from autograder.service.web.render import go_to, when
from autograder.service.web.staff.pages import staff_page, student_of

_ROWS = 200


def doors() -> list[BaseRoute]:
    """Return the doors to people and to the log."""
    one = "/people/{name}"
    return [
        door("/people", people_page, STAFF),
        door("/people", add_person, INSTRUCTORS, "POST"),
        door("/people-links.csv", all_links, INSTRUCTORS),
        door(one, person_page, INSTRUCTORS),
        door(f"{one}/role", set_role, INSTRUCTORS, "POST"),
        door(f"{one}/link", new_link, INSTRUCTORS, "POST"),
        door(f"{one}/remove", remove_person, INSTRUCTORS, "POST"),
        door("/log", log_page, STAFF),
    ]


def people_page(asked: Asked) -> Response:
    """List people, searched by name."""
    search = asked.query.get("q", "")[:100]
    chosen = sa.select(Person).where(Person.is_removed.is_(False))
    if search:
        names = (Person.name, Person.full_name)
        chosen = chosen.where(sa.or_(*(one.icontains(search, autoescape=True) for one in names)))
    with asked.site.engine.database.reading() as session:
        found = session.scalars(sa.select(sa.func.count()).select_from(chosen.subquery())).one()
        by_role = (Person.role != Role.INSTRUCTOR, Person.role != Role.ASSISTANT, Person.name)
        people = session.scalars(chosen.order_by(*by_role).limit(_ROWS)).all()
    return staff_page(
        asked, "staff/people.html.j2", people=people, search=search, found=found, roles=list(Role)
    )


def add_person(asked: Asked) -> Response:
    """Add somebody, and show the link."""
    name = asked.field("name")
    add(
        asked.site.engine.database,
        asked.member.name,
        name,
        asked.field("full_name"),
        _role(asked),
    )
    return go_to(f"/people/{quote(name, safe='')}")


def _role(asked: Asked) -> Role:
    try:
        return Role(asked.field("role"))
    except ValueError:
        raise RequestError("choose a role") from None


def person_page(asked: Asked) -> Response:
    """Show a person's link, and what can be changed."""
    person, site = student_of(asked), asked.site
    links = links_of(site.engine.database, site.keys, site.address.url, [person.name])
    return staff_page(
        asked,
        "staff/person.html.j2",
        person=person,
        link=links[0][2] if links else "",
        is_printed=person.name == INSTRUCTOR,
        roles=list(Role),
    )


def set_role(asked: Asked) -> Response:
    """Give a person another role."""
    name = asked.path["name"]
    change_role(asked.site.engine.database, asked.member.name, name, _role(asked))
    return go_to(f"/people/{quote(name, safe='')}")


def new_link(asked: Asked) -> Response:
    """Make a new link; the earlier ones become invalid."""
    name = asked.path["name"]
    revoke(asked.site.engine.database, asked.member.name, name)
    return go_to(f"/people/{quote(name, safe='')}")


def remove_person(asked: Asked) -> Response:
    """Let a person in no more."""
    remove(asked.site.engine.database, asked.member.name, asked.path["name"])
    return go_to("/people")


def all_links(asked: Asked) -> Response:
    """Download everyone's personal link."""
    site = asked.site
    rows = links_of(site.engine.database, site.keys, site.address.url)
    if not rows:
        raise HTTPException(404)
    return download("links.csv", links_csv(rows).encode(), "text/csv; charset=utf-8")


def log_page(asked: Asked) -> Response:
    """List the last changes."""
    with asked.site.engine.database.reading() as session:
        changes = session.scalars(sa.select(Change).order_by(Change.id.desc()).limit(_ROWS)).all()
    rows = [(when(one.at, asked.site, None), one) for one in changes]
    return staff_page(asked, "staff/log.html.j2", rows=rows)
