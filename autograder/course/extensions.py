"""Read extensions.csv, the only place that says who has more time.

The engine uses it, and so do the result files, the pages, the table and nbgrader's gradebook. An
extension that was given only in the gradebook is copied here (gradebook.extensions).
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import msgspec

from autograder.course.deadlines import Deadline
from autograder.course.moments import days_after, read_due
from autograder.course.rows import Table, lacks, read_table
from autograder.errors import RequestError, StorageError
from autograder.files import write_or_explain
from autograder.text import not_found, printable

EXTENSIONS_FILE = "extensions.csv"
_HEADERS = {
    "id": ("id", "student", "studentid", "identifier"),
    "assignment": ("assignment",),
    "days": ("days", "extradays"),
    "hours": ("hours", "extrahours"),
    "until": ("until", "due", "duedate"),
}
_EXAMPLE = "days like 7, hours like 12, or until like 2026-12-08 23:59"
_MOST_DAYS = 3650


class Extension(msgspec.Struct, frozen=True):
    """More time for a student: calendar days and hours, or a new due date."""

    days: float = 0.0
    hours: float = 0.0
    until: dt.datetime | None = None

    def extended(self, due: dt.datetime) -> dt.datetime:
        """Return a due date with this much more time, in its zone."""
        if self.until is not None:
            return self.until
        later = days_after(due, self.days).astimezone(dt.UTC) + dt.timedelta(hours=self.hours)
        return later.astimezone(due.tzinfo)


class Extensions(msgspec.Struct, frozen=True):
    """The extensions of a course, by student and assignment ("" means every assignment)."""

    given: Mapping[tuple[str, str], Extension] = {}

    def of(self, student: str, assignment: str) -> Extension | None:
        """Return a student's extension for an assignment, if there is one."""
        return self.given.get((student, assignment)) or self.given.get((student, ""))

    def deadline(self, student: str, assignment: str, due: dt.datetime | None) -> Deadline | None:
        """Return when an assignment is due for a student; None if it has no due date."""
        if due is None:
            return None
        extension = self.of(student, assignment)
        extended = due if extension is None else extension.extended(due)
        return Deadline(extended, is_extended=extended != due)


def read_extensions(root: Path, assignments: Collection[str], zone: dt.tzinfo) -> Extensions:
    """Read a course's extensions.csv, which may be missing.

    A row that cannot be understood raises RequestError, because it would decide marks.
    """
    path = root / EXTENSIONS_FILE
    if not path.exists():
        return Extensions()
    table = read_table(path, "table of extensions")
    columns = table.columns(_HEADERS)
    if "id" not in columns:
        raise lacks(path, "id", table)
    given: dict[tuple[str, str], Extension] = {}
    for number, row in table.rows:
        values = {kind: row[at].strip() for kind, at in columns.items() if at < len(row)}
        key = values.get("id", ""), values.get("assignment", "")
        try:
            wrong = _what_is_wrong(key, given, assignments)
            extension = _extension(values, zone)
        except ValueError as error:
            wrong = str(error)
        if wrong:
            raise RequestError(f"{path}: row {number}: {printable(wrong)}")
        given[key] = extension
    return Extensions(given)


def _what_is_wrong(
    key: tuple[str, str], given: Collection[tuple[str, str]], assignments: Collection[str]
) -> str:
    student, assignment = key
    if not student:
        return "no id"
    if assignment and assignment not in assignments:
        return f"no assignment is called {not_found(assignment, assignments)}"
    return f"a second extension of {student}'s for the same assignment" if key in given else ""


def _extension(values: Mapping[str, str], zone: dt.tzinfo) -> Extension:
    until = values.get("until", "")
    days, hours = _number(values, "days"), _number(values, "hours")
    if bool(until) == (days is not None or hours is not None):
        raise ValueError(f"expected {_EXAMPLE}")
    if until:
        moment = read_due(until, zone)
        if moment is None:
            raise ValueError(f"until: not a date and time that can be read: {until!r}")
        return Extension(until=moment)
    return Extension(days or 0.0, hours or 0.0)


def _number(values: Mapping[str, str], kind: str) -> float | None:
    text = values.get(kind, "")
    if not text:
        return None
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        number = -1.0
    if not 0 <= number <= _MOST_DAYS * 24:
        raise ValueError(f"{kind}: expected a number from 0, got {text!r}")
    return number


def give_extension(root: Path, student: str, assignment: str, until: str) -> None:
    """Give a student until a moment, as a due date is written; "" takes an extension away.

    It replaces the student's row for this assignment in extensions.csv, and leaves all others as
    they are. Raises RequestError for a file that cannot be read, StorageError for one that cannot
    be written.
    """
    path = root / EXTENSIONS_FILE
    table = read_table(path, "table of extensions") if path.exists() else None
    table = table or Table(["id", "assignment", "until"], ",", [])
    columns, header = dict(table.columns(_HEADERS)), list(table.header)
    for kind in ("id", "assignment", "until"):
        if kind not in columns:
            columns[kind] = len(header)
            header.append(kind)
    rows = [row + [""] * (len(header) - len(row)) for _, row in table.rows]
    key = (student, assignment)
    kept = [r for r in rows if (r[columns["id"]].strip(), r[columns["assignment"]].strip()) != key]
    if until:
        new = [""] * len(header)
        new[columns["id"]], new[columns["assignment"]] = key
        new[columns["until"]] = until
        kept.append(new)
    out = io.StringIO()
    csv.writer(out, delimiter=table.delimiter, lineterminator="\n").writerows([header, *kept])
    write_or_explain(path, out.getvalue().encode())


def add_extensions(root: Path, more: Iterable[tuple[str, str, dt.timedelta]]) -> None:
    """Add rows for (student, assignment, extra time) to a course's extensions.csv.

    Existing rows stay as they are. Raises StorageError if the file cannot be written.
    """
    path = root / EXTENSIONS_FILE
    text = path.read_text(encoding="utf-8-sig") if path.exists() else "id,assignment,days,hours\n"
    table = read_table(path, "table of extensions") if path.exists() else None
    table = table or Table(["id", "assignment", "days", "hours"], ",", [])
    columns = table.columns(_HEADERS)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=table.delimiter, lineterminator="\n")
    for student, assignment, longer in more:
        days, rest = divmod(longer, dt.timedelta(days=1))
        values = {"id": student, "assignment": assignment, "days": f"{days}"}
        if rest:
            hours = f"{longer / dt.timedelta(hours=1):g}"
            values = {"id": student, "assignment": assignment, "hours": hours}
        if not values.keys() <= columns.keys():
            raise StorageError(f"{path}: needs the columns {', '.join(values)} for what is added")
        row = [""] * len(table.header)
        for kind, value in values.items():
            row[columns[kind]] = value
        writer.writerow(row)
    write_or_explain(path, (text.rstrip("\n") + "\n" + out.getvalue()).encode())
