"""Who somebody from elsewhere is here: a name of the roster, and a role."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import sqlalchemy as sa

from autograder.course.roster import ROSTER_FILE
from autograder.errors import RequestError
from autograder.languages import say
from autograder.service.database.connect import Database
from autograder.service.database.tables import Person, Role
from autograder.service.people.entering import Identity, enter
from autograder.service.people.hub import HubUser
from autograder.service.people.members import INSTRUCTOR, check_name
from autograder.service.people.settings import HubGroups, read_settings
from autograder.service.people.visits import Visitor, as_visitor

UNKNOWN = say("{name} is not on the roster of this course.")


class Stranger(Exception):
    """Somebody whom the course does not know."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Arrivals:
    """Lets those in whom a hub or a platform has sent, as far as the course knows them."""

    def __init__(self, database: Database, root: Path) -> None:
        self._database, self._root = database, root

    def enter_from_hub(self, user: HubUser, hub_session: str, now: dt.datetime) -> str:
        """Return the secret of a new visit; raises Stranger."""
        return self.enter(self._of_hub(user, hub_session), now)

    def enter(self, identity: Identity, now: dt.datetime) -> str:
        """Return the secret of a new visit of somebody known; raises Stranger."""
        secret = enter(self._database, self.known(identity), now)
        if secret is None:
            raise Stranger(identity.name)
        return secret

    def student_of_hub(self, user: HubUser, now: dt.datetime) -> Visitor:
        """Return who a user of the hub is, for one request of a program; raises Stranger."""
        name = self.known(Identity(user.name)).name
        with self._database.reading() as session:
            person = session.scalars(_by_name(name)).one_or_none()
        if person is None:
            self.enter(Identity(name), now)
            return self.student_of_hub(user, now)
        if person.is_removed:
            raise Stranger(user.name)
        return as_visitor(person, "")

    def _of_hub(self, user: HubUser, hub_session: str) -> Identity:
        groups = read_settings(self._root).hub
        return Identity(
            user.name,
            role=_role(user, groups),
            decides_role=groups.decide,
            hub_session=hub_session,
        )

    def known(self, identity: Identity) -> Identity:
        """Return an identity with its name as the course writes it; raises Stranger.

        A hub may change capitals to small letters. Without a roster, everybody is a student.
        """
        name = self._name_like(identity.name)
        is_open = not (self._root / ROSTER_FILE).is_file() or identity.role is not Role.STUDENT
        if identity.name == INSTRUCTOR or (name is None and not is_open):
            raise Stranger(identity.name)
        if name is None:
            _check(identity.name)
        return Identity(
            name or identity.name,
            identity.full_name,
            identity.role,
            identity.decides_role,
            identity.hub_session,
        )

    def _name_like(self, name: str) -> str | None:
        with self._database.reading() as session:
            names = session.scalars(sa.select(Person.name)).all()
        if name in names:
            return name
        alike = [one for one in names if one.casefold() == name.casefold()]
        return alike[0] if len(alike) == 1 and alike[0] != INSTRUCTOR else None


def _check(name: str) -> None:
    try:
        check_name(name)
    except RequestError:
        raise Stranger(name) from None


def _by_name(name: str) -> sa.Select[Person]:
    return sa.select(Person).where(Person.name == name)


def _role(user: HubUser, groups: HubGroups) -> Role:
    if user.groups & set(groups.instructors):
        return Role.INSTRUCTOR
    return Role.ASSISTANT if user.groups & set(groups.assistants) else Role.STUDENT
