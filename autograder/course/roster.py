"""Read the roster: who is in the course, and how each system calls them.

The file is the instructor's, but names in it come from elsewhere: a student's id becomes
a folder's name, so a row whose id could lead out of its place is refused. An id that stands
in two different rows is nobody's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from autograder.course.rows import Table, lacks, letters, read_table
from autograder.errors import RequestError
from autograder.files import safe_name
from autograder.text import listed, printable

ROSTER_FILE = "roster.csv"
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
    "github": ("github", "githubusername", "githublogin", "githubuser", "gitlab", "gitusername"),
    "group": ("group", "groups", "groupname", "team", "teamname", "gruppe"),
    "lms": ("lmsuserid",),
    "language": ("language", "lang", "sprache"),
}
# Canvas's gradebook: its ID is Canvas's own number, and its first rows are no students.
_CANVAS_GRADEBOOK = {
    "id": ("sisloginid", "sisuserid", "integrationid", "id"),
    "name": ("student",),
    "canvas": ("id",),
    "username": ("sisloginid",),
}
_NAMES = {"name", "first", "last"}
_NO_KEYS = {*_NAMES, "language"}  # that nobody is found by, or not as they are written
_ROWS_OF_CANVAS = {"", "pointspossible", "studenttest"}  # the names of rows that are no student's


_IDS = "with the students' ids"


class Student(msgspec.Struct, frozen=True):
    """One student of the roster; keys are (kind, folded value) pairs that mean this one."""

    id: str
    keys: frozenset[tuple[str, str]]
    names: frozenset[str] = frozenset()  # as written, to tell apart what folds to the same
    first: str = ""
    last: str = ""
    email: str = ""
    lms: str = ""
    language: str = ""  # that the student wants to read, "" if the roster does not say

    def values(self, kind: str) -> set[str]:
        """Return what is known of a kind, folded."""
        return {value for known, value in self.keys if known == kind}


class Claim(msgspec.Struct, frozen=True):
    """What an export says of whose a submission is, all of which must mean one student."""

    shown: str
    keys: tuple[tuple[str, str], ...]
    needs_name: bool = False  # the other keys count only where the name is the student's too
    group: str = ""  # that handed in together; then nothing else counts
    doubt: str = ""  # why its name alone means nobody


class Roster:
    """The students of a course, and what was wrong with rows that were left out."""

    def __init__(self, students: list[Student], problems: list[str]) -> None:
        """Look up by key, as a class has many files."""
        self.students, self.problems = students, problems
        self._by_key: dict[tuple[str, str], list[Student]] = {}
        for student in students:
            for key in student.keys:
                self._by_key.setdefault(key, []).append(student)
        every = self._by_key.items()
        self.logins = {v: s[0] for (kind, v), s in every if kind == "github" and len(s) == 1}
        self.has_groups = any(kind == "group" for kind, _ in self._by_key)
        self.usernames = {v for kind, v in self._by_key if kind in {"username", "lms", "id"}}

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
        return self._what_contradicts(common[0], claim) or common[0]

    def _what_contradicts(self, student: Student, claim: Claim) -> str:
        if claim.doubt and not self._bears_a_number(student, claim):
            return claim.doubt
        if claim.needs_name and not self._bears_a_name(student, claim):
            return f"the number is that of {printable(student.id)}, the name is not"
        if self._has_another_number(student, claim):
            return f"the name is that of {printable(student.id)}, the number is not"
        return ""

    def members(self, claim: Claim) -> list[Student] | str:
        """Return whom a claim means: a student, or all of a group that hands in together."""
        if claim.group:
            return self._with_key("group", claim.group) or (
                "no student of the roster is in this group; say so in a column group"
            )
        found = self.find(claim)
        return found if isinstance(found, str) else [found]

    def is_a_name(self, text: str) -> bool:
        """Return whether a student bears a name."""
        return ("name", fold("name", text)) in self._by_key

    def _with_key(self, kind: str, text: str) -> list[Student]:
        found = self._by_key.get((kind, fold(kind, text)), [])
        if kind == "name" and len(found) > 1:  # José and Jose
            exact = [s for s in found if letters(text) in s.names]
            return exact or found
        return found

    @staticmethod
    def _bears_a_name(student: Student, claim: Claim) -> bool:
        said = {(kind, fold(kind, text)) for kind, text in claim.keys if kind == "name"}
        return not student.names or bool(said & student.keys)

    @staticmethod
    def _bears_a_number(student: Student, claim: Claim) -> bool:
        said = {(kind, fold(kind, text)) for kind, text in claim.keys if kind != "name"}
        return bool(said & student.keys)

    @staticmethod
    def _has_another_number(student: Student, claim: Claim) -> bool:
        """Return whether the claim has a number of Canvas's, which is a user's, of someone else."""
        own = student.values("canvas")
        said = {fold(kind, text) for kind, text in claim.keys if kind == "canvas"}
        return bool(own and said and not own & said)


def fold(kind: str, text: str) -> str:
    """Return a value as it is compared: names by their letters and digits alone."""
    if kind != "name":
        return unicodedata.normalize("NFKC", text).strip().casefold()
    plain = unicodedata.normalize("NFKD", text)
    return letters("".join(c for c in plain if not unicodedata.combining(c)))


def read_roster(path: Path) -> Roster:
    """Read a roster CSV; a RequestError says what the file lacks."""
    try:
        table = read_table(path, "roster")
    except RequestError as error:
        if path.exists():
            raise
        raise RequestError(f"{error}; name it with --roster") from None
    folded = {letters(cell) for cell in table.header}
    is_canvas = {"student", "id", "section"} <= folded
    columns = table.columns(_CANVAS_GRADEBOOK if is_canvas else _HEADERS)
    if "id" not in columns:
        raise RequestError(
            f"{lacks(path, _IDS, table)}; call it id (it names their folders in submitted/)"
        )
    return _students(path, _values(table, columns, is_canvas=is_canvas))


def _values(
    table: Table, columns: Mapping[str, int], *, is_canvas: bool
) -> Iterator[tuple[int, dict[str, str]]]:
    for number, row in table.rows:
        values = {kind: row[at].strip() for kind, at in columns.items() if at < len(row)}
        if not (is_canvas and letters(values.get("name", "")) in _ROWS_OF_CANVAS):
            yield number, values


def _students(path: Path, rows: Iterable[tuple[int, dict[str, str]]]) -> Roster:
    by_folder: dict[str, dict[Student, int]] = {}
    problems = []
    for number, values in rows:
        student = _student(values)
        if wrong := _what_is_wrong(student.id):
            problems.append(f"{path.name}: row {number}: {wrong}; left out, mend the roster")
        else:
            by_folder.setdefault(fold("id", safe_name(student.id)), {}).setdefault(student, number)
    students = []
    for same in by_folder.values():
        first = next(iter(same))
        if len(same) == 1:
            students.append(first)
            continue
        rows_told = ", ".join(map(str, same.values()))
        problems.append(
            f"{path.name}: rows {rows_told}: the id {printable(first.id)!r} is of different "
            "students, so nothing of it is collected; mend the roster"
        )
    return Roster(students, problems)


def _student(values: Mapping[str, str]) -> Student:
    name = values.get("name", "")
    last, _, first = name.partition(",") if "," in name else ("", "", "")
    return Student(
        id=values.get("id", ""),
        keys=_keys(values),
        names=frozenset(filter(None, (letters(text) for text in _written(values)))),
        first=values.get("first") or first.strip() or ("" if last else name),
        last=values.get("last") or last.strip(),
        email=values.get("email", ""),
        lms=values.get("lms", "") or values.get("canvas", ""),
        language=values.get("language", ""),
    )


def _what_is_wrong(student_id: str) -> str:
    """Say why an id cannot name a folder of nbgrader's tree, "" if it can."""
    shown = f"the id {printable(student_id)[:60]!r}"
    if not student_id:
        return "no id"
    if safe_name(student_id) != student_id or not student_id.isprintable():
        return f"{shown} cannot name a folder (a slash, a leading dot, a control character, or so)"
    return ""


def _keys(values: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    plain = {(k, fold(k, v)) for k, v in values.items() if v and k not in _NO_KEYS}
    names = {("name", fold("name", name)) for name in _written(values)}
    return frozenset((kind, value) for kind, value in plain | names if value)


def _written(values: Mapping[str, str]) -> Iterator[str]:
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
    if first or last:  # some have one name alone
        yield first + last
        yield last + first
