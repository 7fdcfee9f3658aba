"""Which language a student reads: the roster's, else the notebook's, else the course's first."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from autograder.course.folder import CourseFolder
from autograder.course.roster import students_of_course


class Readers(msgspec.Struct, frozen=True):
    """The language of each student for whom the roster gives one, and the one for all others."""

    first: str
    chosen: Mapping[str, str] = {}

    def language(self, student: str, notebook: str) -> str:
        """Return the language that a student reads, given the handed-in notebook's language."""
        return self.chosen.get(student) or notebook or self.first


def read_readers(folder: CourseFolder) -> Readers:
    """Read who reads which language; a language that the course does not have is ignored."""
    languages = folder.course.languages
    if len(languages) < 2:
        return Readers(folder.course.language)
    by_name = {language.casefold(): language for language in languages}
    students = students_of_course(folder.root)
    said = ((student.id, by_name.get(student.language.casefold())) for student in students)
    return Readers(folder.course.language, {name: one for name, one in said if one})
