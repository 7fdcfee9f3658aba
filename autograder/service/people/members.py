"""Add and remove people, and give them links; every change is in the log."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from autograder.errors import RequestError
from autograder.export.sheet import shown_as_text
from autograder.files import safe_name
from autograder.service.changes import record
from autograder.service.database.connect import Database
from autograder.service.database.tables import Person, Role
from autograder.service.people.links import Keys, Link
from autograder.service.people.visits import end_visits
from autograder.text import printable

INSTRUCTOR = "instructor"  # the person for whom `serve` prints a link
_MOST_CHARS = 100


def check_name(name: str) -> None:
    """Raise RequestError for a name that cannot be that of a folder."""
    if not name or len(name) > _MOST_CHARS or safe_name(name) != name or not name.isprintable():
        raise RequestError(
            f"{printable(name)[:60]!r} cannot be an id: it names a folder (1 to {_MOST_CHARS} "
            "characters, no slash, no dot in front, no control characters)"
        )


def find(session: Session, name: str) -> Person:
    """Return a person by name; raises RequestError."""
    person = session.scalars(sa.select(Person).where(Person.name == name)).one_or_none()
    if person is None:
        raise RequestError(f"nobody is called {printable(name)[:60]!r}")
    return person


def add(database: Database, who: str, name: str, full_name: str, role: Role) -> None:
    """Add a person, or let a removed one in again; raises RequestError if the name is taken."""
    check_name(name)
    with database.writing() as session:
        known = list(session.scalars(sa.select(Person)))
        same = [p for p in known if p.name.casefold() == name.casefold()]
        if any(not p.is_removed or p.name != name for p in same):
            raise RequestError(f"{name!r} is there already")
        person = same[0] if same else Person(name=name, link=1)
        person.full_name, person.role = printable(full_name)[:200], role
        person.is_removed = False
        session.add(person)
        record(session, who, "person added", about=name, detail=role)


def change_role(database: Database, who: str, name: str, role: Role) -> None:
    """Give a person another role; all visits end. Nobody changes their own."""
    if who == name:
        raise RequestError("nobody changes their own role")
    with database.writing() as session:
        person = find(session, name)
        person.role = role
        end_visits(session, person)
        record(session, who, "role changed", about=name, detail=role)


def revoke(database: Database, who: str, name: str) -> None:
    """Make a person's links invalid, and end all visits."""
    with database.writing() as session:
        person = find(session, name)
        person.link += 1
        end_visits(session, person)
        record(session, who, "link revoked", about=name)


def remove(database: Database, who: str, name: str) -> None:
    """Let a person in no more; what they handed in stays."""
    if who == name:
        raise RequestError("nobody removes themselves")
    with database.writing() as session:
        person = find(session, name)
        person.is_removed = True
        person.link += 1
        end_visits(session, person)
        record(session, who, "person removed", about=name)


def token_of(keys: Keys, person: Person) -> str:
    """Return the token of a person's present link."""
    return keys.token(Link(person.name, person.link))


def links_of(
    database: Database, keys: Keys, url: str, names: Collection[str] = (), *, is_new: bool = False
) -> list[tuple[str, str, str]]:
    """Return id, name and link of these people, or of all who enter by a link for more than once.

    With `is_new`, their earlier links become invalid.
    """
    chosen = [Person.is_removed.is_(False), Person.name != INSTRUCTOR]
    if names:
        chosen.append(Person.name.in_(names))
    with database.writing() as session:
        people = session.scalars(sa.select(Person).where(*chosen).order_by(Person.name)).all()
        for person in people if is_new else ():
            person.link += 1
            end_visits(session, person)
            record(session, "autograder links", "link revoked", about=person.name)
        return [(p.name, p.full_name, f"{url}/enter/{token_of(keys, p)}") for p in people]


def links_csv(rows: Iterable[tuple[str, str, str]]) -> str:
    """Return ids, names and links as a table in which a spreadsheet calculates nothing.

    A name may be chosen by its owner, and a formula could send everyone's links elsewhere.
    """
    out = io.StringIO()
    shown = [(shown_as_text(name), shown_as_text(full), link) for name, full, link in rows]
    csv.writer(out, lineterminator="\n").writerows([("id", "name", "link"), *shown])
    return out.getvalue()


def instructor_token(database: Database, keys: Keys) -> str:
    """Return a token with which the instructor enters once; earlier ones become invalid."""
    with database.writing() as session:
        chosen = sa.select(Person).where(Person.name == INSTRUCTOR)
        person = session.scalars(chosen).one_or_none()
        if person is None:
            person = Person(name=INSTRUCTOR, full_name="", role=Role.INSTRUCTOR, link=0)
            session.add(person)
        elif person.role == Role.STUDENT:
            raise RequestError(f"a student has the id {INSTRUCTOR!r}; give the student another one")
        person.link += 1
        person.is_removed, person.role = False, Role.INSTRUCTOR
        return keys.token(Link(person.name, person.link, is_once=True))
