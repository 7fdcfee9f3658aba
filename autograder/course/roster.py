"""Read the roster: who is in the course, and how each system names them.

The file is the instructor's, but the names in it come from elsewhere. A student's id becomes a
folder's name, so a row is refused if its id could lead out of that folder's place. An id that is
in two different rows belongs to nobody.
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
# The possible names of a column, as letters and digits; the first one that exists is used.
_HEADERS = {
    "id": (
        *("id", "studentid", "identifier", "student", "idnumber", "sisuserid", "matrikelnummer"),
        "orgdefinedid",
    ),
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
# Canvas's gradebook: its ID is Canvas's own number, and its first rows are not students.
_CANVAS_GRADEBOOK = {
    "id": ("sisloginid", "sisuserid", "integrationid", "id"),
    "name": ("student",),
    "canvas": ("id",),
    "username": ("sisloginid",),
    "sis": ("sisuserid",),
}
_NAMES = {"name", "first", "last"}
_NO_KEYS = {*_NAMES, "language"}  # columns by which nobody is found, or not in this form
_ROWS_OF_CANVAS = {"", "pointspossible", "studenttest"}  # the names in rows that are not students


_IDS = "with the students' ids"


class Student(msgspec.Struct, frozen=True):
    """One student of the roster; each key, a pair (kind, folded value), means this student."""

    id: str
    keys: frozenset[tuple[str, str]]
    names: frozenset[str] = frozenset()  # as written, to distinguish names that fold to the same
    first: str = ""
    last: str = ""
    email: str = ""
    lms: str = ""
    language: str = ""  # the language that the student reads, "" if the roster does not say
    said: tuple[tuple[str, str], ...] = ()  # each kind of value, as it is written

    def written(self, kind: str) -> str:
        """Return what the roster says of a kind, as it is written there; "" if nothing."""
        return dict(self.said).get(kind, "")

    @property
    def full_name(self) -> str:
        """The student's name as people write it, "" if the roster does not say."""
        return f"{self.first} {self.last}".strip()

    def values(self, kind: str) -> set[str]:
        """Return the known values of a kind, folded."""
        return {value for known, value in self.keys if known == kind}


class Claim(msgspec.Struct, frozen=True):
    """What an export says about whose a submission is; all of it must mean one student."""

    shown: str
    keys: tuple[tuple[str, str], ...]
    needs_name: bool = False  # whether the other keys count only if the name matches too
    group: str = ""  # a group that handed in together; then nothing else counts
    doubt: str = ""  # the reason why its name alone identifies nobody


class Roster:
    """The students of a course, and what was wrong with rows that were left out."""

    def __init__(self, students: list[Student], problems: list[str]) -> None:
        """Index the students by key, because a class has many files."""
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
        """Return the one student whom a claim means, or a sentence on why there is none."""
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
        """Return the students whom a claim means: one, or all members of a group."""
        if claim.group:
            return self._with_key("group", claim.group) or (
                "no student of the roster is in this group; say so in a column group"
            )
        found = self.find(claim)
        return found if isinstance(found, str) else [found]

    def is_a_name(self, text: str) -> bool:
        """Return whether a text is the name of a student."""
        return ("name", fold("name", text)) in self._by_key

    def _with_key(self, kind: str, text: str) -> list[Student]:
        found = self._by_key.get((kind, fold(kind, text)), [])
        if kind == "name" and len(found) > 1:  # for example, José and Jose
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
        """Return whether the claim has a Canvas user number that is someone else's."""
        own = student.values("canvas")
        said = {fold(kind, text) for kind, text in claim.keys if kind == "canvas"}
        return bool(own and said and not own & said)


def fold(kind: str, text: str) -> str:
    """Return a value in the form in which it is compared: names as letters and digits."""
    if kind != "name":
        return unicodedata.normalize("NFKC", text).strip().casefold()
    plain = unicodedata.normalize("NFKD", text)
    return letters("".join(c for c in plain if not unicodedata.combining(c)))


def read_roster(path: Path) -> Roster:
    """Read a roster CSV; raises RequestError, which says what the file lacks."""
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


def students_of_course(root: Path) -> list[Student]:
    """Return who is in a course; nobody without a roster that can be read.

    For what needs no roster: `collect` reports what is wrong with it.
    """
    path = root / ROSTER_FILE
    try:
        return read_roster(path).students if path.is_file() else []
    except RequestError:
        return []


def _values(
    table: Table, columns: Mapping[str, int], *, is_canvas: bool
) -> Iterator[tuple[int, dict[str, str]]]:
    is_brightspace = "orgdefinedid" in map(letters, table.header)
    for number, row in table.rows:
        values = {kind: row[at].strip() for kind, at in columns.items() if at < len(row)}
        if is_brightspace:  # it writes #123, so that spreadsheets keep zeros in front
            values = {kind: text.removeprefix("#") for kind, text in values.items()}
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
            "students, so it is nobody's; mend the roster"
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
        said=tuple((kind, text) for kind, text in values.items() if text),
    )


def _what_is_wrong(student_id: str) -> str:
    """Say why an id cannot name a folder in nbgrader's tree; "" if it can."""
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
    """Yield a student's name in the orders in which exports write it."""
    name = values.get("name", "")
    first, last = values.get("first", ""), values.get("last", "")
    if name:
        before, comma, after = name.partition(",")
        yield name
        if comma:  # as in "Lovelace, Ada"
            yield after + before
        else:  # Canvas puts the last word first
            *given, family = name.split()
            yield family + "".join(given)
    if first or last:  # some people have only one name
        yield first + last
        yield last + first
