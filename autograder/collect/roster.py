"""Read the roster: who is in the course, and how each system calls them.

The file is the instructor's, but names in it come from elsewhere: a student's id becomes
a folder's name, so a row whose id could lead out of its place is refused.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from autograder.errors import RequestError
from autograder.results import safe_name
from autograder.text import listed, printable

MAX_BYTES = 16 << 20
UNKNOWN = "no student of the roster is called so"
# What a column may be called, by letters and digits alone; the first that is there is taken.
_HEADERS = {
    "id": ("id", "studentid", "identifier", "student", "idnumber", "sisuserid", "matrikelnummer"),
    "name": ("name", "fullname", "studentname", "sortablename"),
    "first": ("firstname", "first", "givenname", "vorname"),
    "last": ("lastname", "last", "surname", "familyname", "nachname"),
    "email": ("email", "emailaddress", "mail"),
    "moodle": ("moodleid", "moodle", "participant", "participantid"),
    "canvas": ("canvasid", "canvas", "canvasuserid"),
    "username": (
        "username",
        "blackboard",
        "blackboardid",
        "blackboardusername",
        "login",
        "loginid",
    ),
    "github": ("github", "githubusername", "githublogin", "githubuser"),
    "lms": ("lmsuserid",),
}


class Student(msgspec.Struct, frozen=True):
    """One student of the roster; keys are (kind, folded value) pairs that mean this one."""

    id: str
    keys: frozenset[tuple[str, str]]
    names: frozenset[str] = frozenset()  # as written, to tell apart what folds to the same


class Claim(msgspec.Struct, frozen=True):
    """What an export says of whose a submission is, all of which must mean one student."""

    shown: str
    keys: tuple[tuple[str, str], ...]
    needs_name: bool = False  # the other keys count only where the name is the student's too


class Roster(msgspec.Struct, frozen=True):
    """The students of a course, and what was wrong with rows that were left out."""

    students: list[Student]
    problems: list[str]

    def find(self, claim: Claim) -> Student | str:
        """Return the one student whom a claim means, or in words why there is none."""
        hits = [found for key in claim.keys if (found := self._with_key(*key))]
        if not hits:
            return UNKNOWN
        common = [s for s in hits[0] if all(s in found for found in hits)]
        if len(common) > 1:
            return f"{len(common)} students of the roster fit: {listed(s.id for s in common)}"
        if not common:
            ids = listed({s.id for found in hits for s in found})
            return f"its names and numbers are of different students: {ids}"
        if claim.needs_name and not self._bears_a_name(common[0], claim):
            return f"the number is that of {printable(common[0].id)}, the name is not"
        return common[0]

    def logins(self) -> dict[str, Student]:
        """Return who has which GitHub login, in small letters; a login of several is no one's."""
        every: dict[str, list[Student]] = {}
        for student in self.students:
            for kind, value in student.keys:
                if kind == "github":
                    every.setdefault(value, []).append(student)
        return {login: students[0] for login, students in every.items() if len(students) == 1}

    def usernames(self) -> set[str]:
        """Return what Blackboard may call students, folded."""
        kinds = {"username", "lms", "id"}
        return {value for s in self.students for kind, value in s.keys if kind in kinds}

    def _with_key(self, kind: str, text: str) -> list[Student]:
        found = [s for s in self.students if (kind, fold(kind, text)) in s.keys]
        if kind == "name" and len(found) > 1:  # José and Jose
            exact = [s for s in found if _letters(text) in s.names]
            return exact or found
        return found

    @staticmethod
    def _bears_a_name(student: Student, claim: Claim) -> bool:
        said = {(kind, fold(kind, text)) for kind, text in claim.keys if kind == "name"}
        return not student.names or bool(said & student.keys)


def fold(kind: str, text: str) -> str:
    """Return a value as it is compared: names by their letters and digits alone."""
    if kind != "name":
        return unicodedata.normalize("NFKC", text).strip().casefold()
    plain = unicodedata.normalize("NFKD", text)
    return _letters("".join(c for c in plain if not unicodedata.combining(c)))


def _letters(text: str) -> str:
    folded = unicodedata.normalize("NFC", text).casefold()
    return "".join(c for c in folded if c.isalnum())


def read_roster(path: Path) -> Roster:
    """Read a roster CSV: comma, semicolon or tab; a RequestError says what the file lacks."""
    lines = _text(path).splitlines()
    if not lines:
        raise RequestError(f"{path}: the roster is empty; its first line must name the columns")
    delimiter = max(",;\t", key=lines[0].count)
    rows = csv.reader(lines, delimiter=delimiter)
    try:
        header = next(rows)
        columns = _columns(header)
        if "id" not in columns:
            raise RequestError(
                f"{path}: no column with the students' ids among {listed(header)}; "
                "call it id (it names their folders in submitted/)"
            )
        return _students(path, ((rows.line_num, row) for row in rows), columns)
    except csv.Error as error:
        raise RequestError(
            f"{path}: row {rows.line_num} is no CSV ({error}); save the roster as CSV again"
        ) from None


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise RequestError(f"{path}: larger than {MAX_BYTES >> 20} MiB; is it the roster?")
        return data.decode("utf-8-sig")
    except OSError as error:
        raise RequestError(
            f"{path}: the roster cannot be read: {error.strerror}; name it with --roster"
        ) from None
    except UnicodeDecodeError:
        raise RequestError(f"{path}: not in UTF-8; save the roster as CSV in UTF-8") from None


def _columns(header: list[str]) -> dict[str, int]:
    """Return where each kind of value stands."""
    folded = [_letters(cell) for cell in header]
    columns = {}
    for kind, names in _HEADERS.items():
        for name in names:
            if name in folded:
                columns[kind] = folded.index(name)
                break
    return columns


def _students(path: Path, rows: Iterable[tuple[int, list[str]]], columns: dict[str, int]) -> Roster:
    students: dict[str, Student] = {}
    problems = []
    for number, row in rows:
        if not any(cell.strip() for cell in row):
            continue
        values = {kind: row[at].strip() for kind, at in columns.items() if at < len(row)}
        student = Student(values.get("id", ""), _keys(values), _names(values))
        folder = fold("id", safe_name(student.id))
        wrong = _what_is_wrong(student.id)
        if not wrong and folder in students and students[folder] != student:
            wrong = f"the id {printable(student.id)!r} is another student's already"
        if wrong:
            problems.append(f"{path.name}: row {number}: {wrong}; left out, mend the roster")
        else:
            students.setdefault(folder, student)
    return Roster(list(students.values()), problems)


def _what_is_wrong(student_id: str) -> str:
    """Say why an id cannot name a folder of nbgrader's tree, "" if it can."""
    shown = f"the id {printable(student_id)[:60]!r}"
    if not student_id:
        return "no id"
    if safe_name(student_id) != student_id or not student_id.isprintable():
        return f"{shown} cannot name a folder (a slash, a leading dot, a control character, or so)"
    return ""


def _keys(values: dict[str, str]) -> frozenset[tuple[str, str]]:
    plain = {(k, fold(k, v)) for k, v in values.items() if v and k not in {"name", "first", "last"}}
    names = {("name", fold("name", name)) for name in _written(values)}
    return frozenset((kind, value) for kind, value in plain | names if value)


def _names(values: dict[str, str]) -> frozenset[str]:
    return frozenset(filter(None, (_letters(name) for name in _written(values))))


def _written(values: dict[str, str]) -> Iterator[str]:
    """Return a student's name in the orders in which exports write it."""
    name = values.get("name", "")
    first, last = values.get("first", ""), values.get("last", "")
    if name:
        before, comma, after = name.partition(",")
        yield name
        if comma:  # "Lovelace, Ada"
            yield after + before
        else:  # Canvas puts the last word first
            *given, family = name.split()
            yield family + "".join(given)
    if first and last:
        yield first + last
        yield last + first
