"""Which language a student reads: as the roster says, else that of the notebook, else the first."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from autograder.course.folder import CourseFolder
from autograder.course.roster import ROSTER_FILE, read_roster
from autograder.errors import RequestError


class Readers(msgspec.Struct, frozen=True):
    """The language of each student of whom the roster says one, and that of all others."""

    first: str
    chosen: Mapping[str, str] = {}

    def language(self, student: str, notebook: str) -> str:
        """Return the language that a student reads, given that of the notebook handed in."""
        return self.chosen.get(student) or notebook or self.first


def read_readers(folder: CourseFolder) -> Readers:
    """Read who reads which language; a language that the course has not is no choice."""
    languages, path = folder.course.languages, folder.root / ROSTER_FILE
    if len(languages) < 2 or not path.is_file():
        return Readers(folder.course.language)
    by_name = {language.casefold(): language for language in languages}
    try:
        students = read_roster(path).students
    except RequestError:  # `collect` tells what is wrong with it; marks wait for no roster
        students = []
    said = ((student.id, by_name.get(student.language.casefold())) for student in students)
    return Readers(folder.course.language, {name: one for name, one in said if one})
