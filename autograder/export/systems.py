"""How learning management systems name students and columns in what they export and import.

Canvas: the gradebook. Moodle: the offline grading worksheet, or the grader report. Blackboard:
the Grade Center's download. Brightspace: the grades' export. Each names a student by identifiers
of its own, and the column of an assignment by its title and a number or word of its own.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator

import msgspec

from autograder.course.rows import letters
from autograder.course.settings import Assignment
from autograder.errors import RequestError
from autograder.export.sheet import Sheet
from autograder.text import printable

_MOST_COLUMNS = 40  # that an error lists
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


# In Moodle, columns have the language of the person who exports.
_EMAILS = (
    *("emailaddress", "email", "emailadresse", "adressedecourriel", "direccióndecorreo"),
    *("correoelectrónico", "indirizzoemail", "emailadres"),
)


class System(enum.StrEnum):
    """For whom a class is exported."""

    CANVAS = "canvas"
    MOODLE = "moodle"
    BLACKBOARD = "blackboard"
    BRIGHTSPACE = "brightspace"
    CSV = "csv"
    GRADESCOPE = "gradescope-autograder"
    PRAIRIELEARN = "prairielearn"


GRADERS = (System.GRADESCOPE, System.PRAIRIELEARN)  # they grade, and import no marks


class Form(msgspec.Struct, frozen=True):
    """What a system's own table looks like; columns are named by their letters and digits."""

    title: str  # of the system's table, for people
    needs: frozenset[str]  # one of these columns is in every table of the system
    identifiers: dict[str, tuple[str, ...]]  # by column, the roster's kinds of key it may be
    first: tuple[str, ...]  # columns with a first or a full name
    last: tuple[str, ...]
    column: re.Pattern[str]  # the name of a column with grades
    grades: frozenset[str] = frozenset()  # names of the only column with grades
    most: str = ""  # the column, or the row, that says how many points are possible


FORMS = {
    System.CANVAS: Form(
        "Canvas's gradebook",
        frozenset({"student"}),
        {
            "id": ("canvas", "lms"),
            "sisuserid": ("sis", "id"),
            "sisloginid": ("username", "id", "email"),
        },
        ("student",),
        (),
        re.compile(r"(?P<title>.*\S) \((?P<id>\d+)\)"),
        most="pointspossible",
    ),
    System.MOODLE: Form(
        "Moodle's grading worksheet",
        frozenset({"identifier", "fullname", "idnumber", "username", *_EMAILS}),
        {
            "identifier": ("moodle",),
            "idnumber": ("id",),
            "username": ("username", "id"),
            **dict.fromkeys(_EMAILS, ("email",)),
        },
        ("fullname", "vollständigername", "nomcomplet", "nombrecompleto", "firstname"),
        ("lastname", "surname"),
        re.compile(r"(?:Assignment: )?(?P<title>.*\S) \(Real\)"),
        frozenset({"grade"}),
        most="maximumgrade",
    ),
    System.BLACKBOARD: Form(
        "Blackboard's Grade Center",
        frozenset({"username", "studentid"}),
        {"username": ("username", "id"), "studentid": ("id",)},
        ("firstname",),
        ("lastname",),
        re.compile(r"(?P<title>.*\S) \[Total Pts: (?P<most>[^\]]*)\](?: ?\|(?P<id>\d+))?"),
    ),
    System.BRIGHTSPACE: Form(
        "Brightspace's grades",
        frozenset({"orgdefinedid", "username"}),
        {"orgdefinedid": ("id",), "username": ("username", "id"), "email": ("email",)},
        ("firstname",),
        ("lastname",),
        re.compile(r"(?P<title>.*\S) Points Grade(?: <(?P<most>.*)>)?"),
    ),
}


class GradeColumn(msgspec.Struct, frozen=True):
    """A column in which a system keeps grades."""

    index: int
    header: str
    title: str
    most: str = ""  # what its name says of the possible points


def grade_columns(sheet: Sheet, form: Form) -> Iterator[GradeColumn]:
    """Yield the columns of a table that have grades of one piece of work."""
    for index, header in enumerate(sheet.header):
        if letters(header) in form.grades:
            yield GradeColumn(index, header, "")
        elif found := form.column.fullmatch(header):
            said = found.groupdict()
            yield GradeColumn(index, header, said["title"], said.get("most") or "")


def find_column(sheet: Sheet, form: Form, assignment: Assignment, wanted: str) -> GradeColumn:
    """Return the one column of an assignment, or the one that is wanted.

    Raises RequestError, with the columns that there are, if there is no such column or several.
    """
    if not form.needs & set(map(letters, sheet.header)) and not wanted:
        raise RequestError(
            f"{sheet.path}: not {form.title}: it has the columns {_all(sheet.header)}"
        )
    columns = list(grade_columns(sheet, form))
    if wanted:
        fitting = [
            GradeColumn(index, header, header)
            for index, header in enumerate(sheet.header)
            if wanted == header
        ] or [c for c in columns if letters(c.title) == letters(wanted)]
    else:
        titles = {letters(assignment.title), letters(assignment.name)}
        fitting = [c for c in columns if not c.title or letters(c.title) in titles]
    if len(fitting) == 1:
        return fitting[0]
    named = _all([c.header for c in columns] or sheet.header)
    what = wanted or assignment.title
    if fitting:
        raise RequestError(
            f"{sheet.path}: {len(fitting)} columns are called {printable(what)!r}; name one of "
            f"them in full with --column: {named}"
        )
    raise RequestError(
        f"{sheet.path}: no column of {printable(what)!r}; its columns are: {named}; name the "
        "right one with --column, or export the right course"
    )


def possible_points(sheet: Sheet, form: Form, column: GradeColumn) -> float | None:
    """Return how many points are possible in a column, if the table says so."""
    text = column.most
    folded = [letters(name) for name in sheet.header]
    if form.most in folded:
        text = sheet.said(1, folded.index(form.most)) if len(sheet.rows) > 1 else ""
    elif form.most:
        rows = range(1, len(sheet.rows))
        row = next((r for r in rows if letters(sheet.said(r, 0)) == form.most), None)
        text = "" if row is None else sheet.said(row, column.index)
    number = _NUMBER.search(text)
    return float(number[0].replace(",", ".")) if number else None


def _all(names: list[str]) -> str:
    shown = ", ".join(map(printable, names[:_MOST_COLUMNS]))
    more = len(names) - _MOST_COLUMNS
    return f"{shown} and {more} more" if more > 0 else shown
