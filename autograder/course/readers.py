"""Which language a student reads: the roster's, else the notebook's, else the course's first."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from autograder.course.folder import CourseFolder
from autograder.course.roster import ROSTER_FILE, read_roster
from autograder.errors import RequestError


class Readers(msgspec.Struct, frozen=True):
    """The language of each student for whom the roster gives one, and the one for all others."""

    first: str
    chosen: Mapping[str, str] = {}

    def language(self, student: str, notebook: str) -> str:
        """Return the language that a student reads, given the handed-in notebook's language."""
        return self.chosen.get(student) or notebook or self.first


def read_readers(folder: CourseFolder) -> Readers:
    """Read who reads which language; a language that the course does not have is ignored."""
    languages, path = folder.course.languages, folder.root / ROSTER_FILE
    if len(languages) < 2 or not path.is_file():
        return Readers(folder.course.language)
    by_name = {language.casefold(): language for language in languages}
    try:
        students = read_roster(path).students
    except RequestError:  # `collect` reports what is wrong; grading needs no roster
        students = []
    said = ((student.id, by_name.get(student.language.casefold())) for student in students)
    return Readers(folder.course.language, {name: one for name, one in said if one})
