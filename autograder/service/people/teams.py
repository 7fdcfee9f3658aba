"""The people who work together with a student at an assignment."""

from __future__ import annotations

import msgspec
import sqlalchemy as sa
from sqlalchemy.orm import Session

from autograder.service.database.tables import Person
from autograder.service.live import LiveCourse


class Team(msgspec.Struct, frozen=True):
    """A student with those who share the attempts."""

    name: str  # "" for somebody who works alone
    members: dict[int, str]  # their names in the roster by their numbers, the student's too


def team_of(
    session: Session, course: LiveCourse, assignment: str, person_id: int, student: str
) -> Team:
    """Return a student's team for an assignment: the student alone, if it is not for teams."""
    teams = course.teams(assignment)
    others = [mate for mate in teams.mates(student) if mate != student]
    chosen = sa.select(Person.id, Person.name).where(Person.name.in_(others))
    found = session.execute(chosen).all() if others else []
    members = {number: name for number, name in found}  # noqa: C416 - rows, not tuples
    return Team(teams.name(student), {person_id: student, **members})
