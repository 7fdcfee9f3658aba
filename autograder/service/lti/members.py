"""Names and roles: the members of a platform's course, as an instructor takes them over."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from autograder.service.changes import record
from autograder.service.database.connect import Database
from autograder.service.database.tables import LtiPlace, LtiUser, Person
from autograder.service.lti.keys import OwnKey
from autograder.service.lti.launch import name_of, role_of
from autograder.service.lti.people import is_staff_of
from autograder.service.lti.services import Services
from autograder.service.people.arrivals import Arrivals, Stranger
from autograder.service.people.entering import Identity
from autograder.service.people.settings import Platform


def take_over_members(
    database: Database, arrivals: Arrivals, platform: Platform, key: OwnKey, who: str
) -> int:
    """Take over the members of a platform's courses; return how many are known now.

    Nobody is removed, and nobody's role changes: that happens when they enter. Raises ServiceError.
    """
    services, known = Services(platform, key), 0
    for context, url in members_of(database, platform):
        for member in services.members(url):
            known += _take_over(database, arrivals, platform, context, member)
    with database.writing() as session:
        record(session, who, "members taken over", detail=f"{platform.name}: {known}")
    return known


def members_of(database: Database, platform: Platform) -> list[tuple[str, str]]:
    """Return the courses of a platform whose members can be listed, and where."""
    own = (LtiPlace.platform == platform.name, LtiPlace.assignment == "")
    with database.reading() as session:
        rows = session.execute(sa.select(LtiPlace.context, LtiPlace.url).where(*own)).all()
    return [(context, url) for context, url in rows if context in platform.contexts]


def _take_over(
    database: Database,
    arrivals: Arrivals,
    platform: Platform,
    context: str,
    member: dict[str, Any],
) -> bool:
    sub = str(member.get("user_id") or "")
    person = {**member, "sub": sub, "sourcedid": member.get("lis_person_sourcedid")}
    name, role = name_of(platform, person), role_of(list(member.get("roles") or []))
    if not sub or not name or member.get("status", "Active") != "Active":
        return False
    try:
        identity = arrivals.known(Identity(name, str(member.get("name") or ""), role))
    except Stranger:
        return False
    return _bind(database, platform, (sub, context), identity)


def _bind(
    database: Database, platform: Platform, there: tuple[str, str], identity: Identity
) -> bool:
    """Note who somebody of a platform is, unless one of the two is known already."""
    sub, context = there
    with database.writing() as session:
        named = sa.select(Person).where(Person.name == identity.name)
        person = session.scalars(named).one_or_none()
        if person is None:
            person = Person(name=identity.name, full_name=identity.shown_name, role=identity.role)
            session.add(person)
            session.flush()
        if is_staff_of(identity.role, person):
            return False
        same = sa.or_(LtiUser.sub == sub, LtiUser.person_id == person.id)
        chosen = sa.select(LtiUser).where(LtiUser.platform == platform.name, same)
        bound = session.scalars(chosen).all()
        if not bound:
            own = {"sub": sub, "context": context, "person_id": person.id}
            session.add(LtiUser(platform=platform.name, **own))
        return all((one.sub, one.person_id) == (sub, person.id) for one in bound)
