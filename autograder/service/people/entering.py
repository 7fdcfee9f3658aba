"""Entering: from what proves who somebody is to a visit.

Every way to sign in ends in `enter`: personal links here, and others, such as a hub or a learning
platform, which prove an `Identity` in their own way.
"""

from __future__ import annotations

import datetime as dt

import msgspec
import sqlalchemy as sa

from autograder.service.changes import record
from autograder.service.database.connect import Database
from autograder.service.database.tables import Person, Role
from autograder.service.people.links import Keys, Link
from autograder.service.people.visits import end_visits, start_visit
from autograder.text import printable

MAX_NAME_CHARS = 200


class Identity(msgspec.Struct, frozen=True):
    """Who somebody is, as proved by something that we trust."""

    name: str  # as in the roster
    full_name: str = ""
    role: Role = Role.STUDENT  # for somebody who is not known yet
    decides_role: bool = False  # whether the role also holds for somebody who is known
    hub_session: str | None = None  # of the hub that has proved it

    @property
    def shown_name(self) -> str:
        """The full name as pages and files show it: people choose it themselves elsewhere."""
        return printable(self.full_name)[:MAX_NAME_CHARS]


def enter(database: Database, identity: Identity, now: dt.datetime) -> str | None:
    """Return the secret of a new visit; None for somebody who was removed.

    Somebody new is added. The role of somebody known changes only if the identity decides it.
    """
    with database.writing() as session:
        person = session.scalars(
            sa.select(Person).where(Person.name == identity.name)
        ).one_or_none()
        if person is None:
            person = Person(name=identity.name, full_name=identity.shown_name, role=identity.role)
            session.add(person)
            session.flush()
        if person.is_removed:
            return None
        if identity.decides_role and person.role != identity.role:
            person.role = identity.role
            end_visits(session, person)
            record(session, "sign-in", "role changed", about=person.name, detail=person.role)
        return start_visit(session, person, now, identity.hub_session)


def of_link(database: Database, keys: Keys, token: str) -> Person | None:
    """Return whose link it is, without using it; None if it is not valid."""
    link = keys.read(token)
    with database.reading() as session:
        return None if link is None else session.scalars(_owner(link)).one_or_none()


def enter_by_link(database: Database, keys: Keys, token: str, now: dt.datetime) -> str | None:
    """Return the secret of a new visit; None if the link is not valid. One for once is used up."""
    link = keys.read(token)
    if link is None:
        return None
    with database.writing() as session:
        person = session.scalars(_owner(link).with_for_update()).one_or_none()
        if person is None:
            return None
        if link.is_once:
            person.link += 1
        return start_visit(session, person, now)


def _owner(link: Link) -> sa.Select[Person]:
    return sa.select(Person).where(
        Person.name == link.person, Person.link == link.number, Person.is_removed.is_(False)
    )
