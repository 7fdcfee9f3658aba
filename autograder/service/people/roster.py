"""Bring the students of roster.csv into the service, whenever the file has changed."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path

import sqlalchemy as sa

from autograder.course.roster import ROSTER_FILE, Student, read_roster
from autograder.errors import RequestError
from autograder.service.database.connect import Database
from autograder.service.database.tables import Person, Role
from autograder.service.live import LiveCourse, Version

log = logging.getLogger(__name__)


class RosterReader:
    """Reads the roster again when it has changed."""

    def __init__(self, database: Database, course: LiveCourse) -> None:
        self._database, self._course = database, course
        self._seen: Version = ()

    def look(self) -> None:
        """Take over what the roster says now; nobody is removed because a row is gone."""
        version = self._course.version
        if version == self._seen:
            return
        self._seen = version
        try:
            take_over_roster(self._database, self._course.root)
        except RequestError as error:
            log.error("%s; the students known so far still hold", error)  # noqa: TRY400 - one line


def take_over_roster(database: Database, root: Path) -> None:
    """Take over a course's roster, if it has one; raises RequestError."""
    path = root / ROSTER_FILE
    if path.is_file():
        roster = read_roster(path)
        for problem in roster.problems:
            log.warning("%s", problem)
        take_over(database, roster.students)


def take_over(database: Database, students: Iterable[Student]) -> None:
    """Add students, and update the names and languages of those who are known."""
    with database.writing() as session:
        known = {person.name: person for person in session.scalars(sa.select(Person))}
        for student in students:
            person = known.get(student.id)
            if person is None:
                session.add(
                    Person(
                        name=student.id,
                        full_name=student.full_name,
                        role=Role.STUDENT,
                        language=student.language,
                    )
                )
            elif (person.full_name, person.language) != (student.full_name, student.language):
                person.full_name, person.language = student.full_name, student.language
