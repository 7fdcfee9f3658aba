"""Who a platform's people are here; the first launch decides, and nobody takes another's place."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.orm import Session

from autograder.service.database.connect import Database
from autograder.service.database.tables import LtiPlace, LtiUser, Person, Role
from autograder.service.lti.launch import Launch
from autograder.service.moments import now
from autograder.service.people.arrivals import Arrivals, Stranger
from autograder.service.people.entering import Identity


def enter_by_launch(database: Database, arrivals: Arrivals, launch: Launch) -> str:
    """Return the secret of a new visit; raises Stranger."""
    bound = _bound_name(database, launch)
    if not bound and not launch.name:
        raise Stranger(launch.full_name or launch.sub)
    identity = Identity(bound or launch.name, launch.full_name, launch.role, decides_role=True)
    known = arrivals.known(identity)
    with database.reading() as session:
        person = _find(session, known.name)
        owner = None if person is None else _owner_of(session, launch, person.id)
    if owner not in {None, launch.sub} or (owner is None and is_staff_of(launch.role, person)):
        raise Stranger(launch.full_name or launch.sub)
    secret = arrivals.enter(identity, now())
    with database.writing() as session:
        person = _find(session, known.name)
        assert person is not None
        _remember(session, launch, person.id)
    return secret


def is_staff_of(role: Role, person: Person | None) -> bool:
    """Return whether a student there is named like staff of ours.

    On some platforms students choose their own email address, so the name proves nothing then.
    """
    return role is Role.STUDENT and person is not None and person.role != Role.STUDENT


def _bound_name(database: Database, launch: Launch) -> str:
    own = (LtiUser.platform == launch.platform.name, LtiUser.sub == launch.sub)
    with database.reading() as session:
        chosen = sa.select(Person.name).join(LtiUser, LtiUser.person_id == Person.id).where(*own)
        return session.scalars(chosen).one_or_none() or ""


def _find(session: Session, name: str) -> Person | None:
    return session.scalars(sa.select(Person).where(Person.name == name)).one_or_none()


def _owner_of(session: Session, launch: Launch, person: int) -> str | None:
    own = (LtiUser.platform == launch.platform.name, LtiUser.person_id == person)
    return session.scalars(sa.select(LtiUser.sub).where(*own)).one_or_none()


def _remember(session: Session, launch: Launch, person: int) -> None:
    platform, context = launch.platform.name, launch.context
    session.merge(LtiUser(platform=platform, sub=launch.sub, context=context, person_id=person))
    places = {launch.assignment: launch.grades} if launch.assignment else {}
    for assignment, url in {**places, "": launch.members}.items():
        if url:
            place = {"platform": platform, "context": context, "assignment": assignment}
            session.merge(LtiPlace(**place, url=url))
