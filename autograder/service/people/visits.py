"""Visits: the sessions of browsers. The database knows a secret's hash alone."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from collections.abc import Mapping

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from autograder.service.database.connect import Database
from autograder.service.database.tables import Person, Role, Visit

HUB_SESSION = "jupyterhub-session-id"  # a cookie of the hub, which it deletes at logout
_BY_HUB = "hub."  # how the secrets of visits begin that a hub has let in
_BY_HUB_LASTS = dt.timedelta(hours=16)  # after that, the hub lets in again by itself
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


def start_visit(
    session: Session, person: Person, now: dt.datetime, hub_session: str | None = None
) -> str:
    """Return the secret of a new visit, made here: none that a browser brought is ever used.

    A visit that a hub has let in ends with the session at the hub, whoever uses the browser next.
    """
    secret, lasts = secrets.token_urlsafe(32), _LASTS[Role(person.role)]
    full = secret
    if hub_session is not None:
        secret, lasts = _BY_HUB + secret, min(lasts, _BY_HUB_LASTS)
        full = secret + hub_session
    session.execute(sa.delete(Visit).where(Visit.ends_at < now))
    session.add(Visit(token_sha256=_hash(full), person_id=person.id, ends_at=now + lasts))
    return secret


def with_hub_session(secret: str, cookies: Mapping[str, str]) -> str:
    """Return a visit's whole secret, with the session at the hub if a hub has let it in."""
    return secret + cookies.get(HUB_SESSION, "") if secret.startswith(_BY_HUB) else secret


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
