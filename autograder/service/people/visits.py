"""Visits: the sessions of browsers. The database knows a secret's hash alone."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from autograder.service.database.connect import Database
from autograder.service.database.tables import Person, Role, Visit

_LASTS = {
    Role.STUDENT: dt.timedelta(days=30),
    Role.ASSISTANT: dt.timedelta(hours=16),
    Role.INSTRUCTOR: dt.timedelta(hours=16),
}


class Visitor(msgspec.Struct, frozen=True):
    """Who has sent a request."""

    id: int
    name: str
    full_name: str
    role: Role
    language: str
    visit: str  # the secret of the visit, in the browser's cookie

    @property
    def called(self) -> str:
        """Return the name for people."""
        return self.full_name or self.name


def start_visit(session: Session, person: Person, now: dt.datetime) -> str:
    """Return the secret of a new visit, made here: none that a browser brought is ever used."""
    secret = secrets.token_urlsafe(32)
    ends_at = now + _LASTS[Role(person.role)]
    session.execute(sa.delete(Visit).where(Visit.ends_at < now))
    session.add(Visit(token_sha256=_hash(secret), person_id=person.id, ends_at=ends_at))
    return secret


def find_visitor(database: Database, secret: str, now: dt.datetime) -> Visitor | None:
    """Return whose visit it is; None if there is none, or if it has ended."""
    with database.reading() as session:
        person = session.scalars(
            sa.select(Person)
            .join(Visit, Visit.person_id == Person.id)
            .where(
                Visit.token_sha256 == _hash(secret),
                Visit.ends_at > now,
                Person.is_removed.is_(False),
            )
        ).one_or_none()
    if person is None:
        return None
    return as_visitor(person, secret)


def as_visitor(person: Person, secret: str) -> Visitor:
    """Return a person as the visitor whose visit has this secret."""
    return Visitor(
        person.id, person.name, person.full_name, Role(person.role), person.language, secret
    )


def end_visit(database: Database, secret: str) -> None:
    """End one visit."""
    with database.writing() as session:
        session.execute(sa.delete(Visit).where(Visit.token_sha256 == _hash(secret)))


def end_visits(session: Session, person: Person) -> None:
    """End all visits of a person."""
    session.execute(sa.delete(Visit).where(Visit.person_id == person.id))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
