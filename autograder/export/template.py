"""Fill the marks of a class into a table that the system itself exported.

Only the cells of one column change. A row belongs to the student whom its identifiers mean, or,
if the roster has none of them, its name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from autograder.course.roster import UNKNOWN, Claim, Roster, Student
from autograder.course.rows import letters
from autograder.errors import RequestError
from autograder.export.marks import ClassMarks, Mark, Standing
from autograder.export.sheet import Sheet, is_formula
from autograder.export.systems import Form, find_column, possible_points
from autograder.results.points import points_text
from autograder.text import listed, printable

_NO_STUDENTS = {"pointspossible", "studenttest", "teststudent"}  # names in rows of no student
_PARTICIPANT = re.compile(r"\D+?(\d+)")  # as in "Participant 123"


class Filled(msgspec.Struct, frozen=True):
    """A table with marks, and what an instructor should know of it."""

    data: bytes
    written: int
    numbers: Mapping[str, str]  # Moodle's number of each student in this assignment
    remarks: tuple[str, ...]


def fill(sheet: Sheet, form: Form, marks: ClassMarks, wanted: str, *, zero: bool) -> Filled:
    """Return a system's table with the marks of a class.

    Raises RequestError if the table is of another system or course, if it has no column of the
    assignment, or if it cannot be said whose a row is.
    """
    column = find_column(sheet, form, marks.assignment, wanted)
    rows = _Rows(sheet, form, marks)
    found, strangers = rows.students()
    by_id = {mark.student.id: mark for mark in marks.marks}
    texts = {}
    for row, student in found.items():
        text = _text(by_id[student.id], sheet.said(row, column.index), zero=zero)
        if text is not None:
            texts[row] = text
    remarks = []
    absent = by_id.keys() - {student.id for student in found.values()}
    if absent:
        remarks.append(f"not in the template, so not in the output: {listed(absent)}")
    if strangers:
        remarks.append(
            f"in the template and not in the course, left as they are: {listed(strangers)}"
        )
    most = possible_points(sheet, form, column)
    if most is not None and marks.most and most != marks.most:
        remarks.append(
            f"{printable(column.header)} has {points_text(most)} points, the assignment "
            f"{points_text(marks.most)}; marks are written as they are, not scaled"
        )
    formulas = [cell.text for row in sheet.rows for cell in row if is_formula(cell.text)]
    if formulas:
        remarks.append(
            "the template itself has cells that a spreadsheet would calculate, so do not open it "
            f"in one: {listed(formulas)}"
        )
    return Filled(sheet.with_column(column.index, texts), len(texts), rows.numbers, tuple(remarks))


def _text(mark: Mark, there: str, *, zero: bool) -> str | None:
    """Return what a cell must say; None if it stays as it is, as for who handed in nothing."""
    if mark.points is not None:
        return points_text(mark.points)
    if mark.standing is not Standing.MISSING:
        return ""
    is_said = there and not there[0].isdigit() and there != "-"  # as Canvas's EX, for excused
    return "0" if zero and not is_said else None


def whose(roster: Roster, keys: list[tuple[str, str]], name: str) -> Student | str:
    """Return whom identifiers mean, or, if the roster has none of them, the name.

    If it cannot be said, it is a sentence on why; UNKNOWN if nobody is meant.
    """
    student = roster.find(Claim(name, tuple(keys)))
    if student == UNKNOWN and name:
        return roster.find(Claim(name, (("name", name),)))
    return student


class _Rows:
    """Whose the rows of a table are."""

    def __init__(self, sheet: Sheet, form: Form, marks: ClassMarks) -> None:
        self._sheet, self._form, self._roster = sheet, form, marks.roster
        folded = [letters(name) for name in sheet.header]
        self._at = {name: folded.index(name) for name in folded}
        self.numbers: dict[str, str] = {}

    def students(self) -> tuple[dict[int, Student], list[str]]:
        """Return the student of each row, and the names in rows of nobody in the class."""
        found: dict[int, Student] = {}
        strangers, unclear = [], []
        for row in range(1, len(self._sheet.rows)):
            keys, name = self._keys(row), self._name(row)
            if letters(name) in _NO_STUDENTS or not (keys or name):
                continue
            student = self._whose(keys, name)
            if isinstance(student, Student):
                found[row] = student
            elif student == UNKNOWN:
                strangers.append(name or keys[0][1])
            else:
                unclear.append(f"row {row + 1} ({printable(name or keys[0][1])}): {student}")
        self._check(found, unclear, strangers)
        return found, strangers

    def _check(
        self, found: Mapping[int, Student], unclear: list[str], strangers: list[str]
    ) -> None:
        path = self._sheet.path
        rows: dict[str, list[int]] = {}
        for row, student in found.items():
            rows.setdefault(student.id, []).append(row + 1)
        unclear = unclear + [
            f"rows {', '.join(map(str, every))} are all {printable(student)}'s"
            for student, every in rows.items()
            if len(every) > 1
        ]
        if unclear:
            raise RequestError(
                f"{path}: whose is it? {'; '.join(unclear[:5])}; give the roster the identifiers "
                "that this system has"
            )
        if not found:
            raise RequestError(
                f"{path}: nobody in it is in this course, so it is of another course, or the "
                f"roster lacks this system's identifiers; in it: {listed(strangers) or 'nobody'}"
            )

    def _whose(self, keys: list[tuple[str, str]], name: str) -> Student | str:
        student = whose(self._roster, keys, name)
        if isinstance(student, Student):
            number = next((text for kind, text in keys if kind == "moodle"), "")
            if number:
                self.numbers[student.id] = number
        return student

    def _keys(self, row: int) -> list[tuple[str, str]]:
        keys = []
        for column, kinds in self._form.identifiers.items():
            text = self._sheet.said(row, self._at[column]) if column in self._at else ""
            text = text.removeprefix("#").strip()  # Brightspace writes #123
            if "moodle" in kinds:
                number = _PARTICIPANT.fullmatch(text or self._unnamed(row))
                text = number[1] if number else ""
            keys += [(kind, text) for kind in kinds if text]
        return keys

    def _unnamed(self, row: int) -> str:
        """Return a row's first cell, if its column has no name that is known in any language."""
        first = letters(self._sheet.header[0])
        is_known = first in {*self._form.identifiers, *self._form.first, *self._form.last}
        return "" if is_known else self._sheet.said(row, 0)

    def _name(self, row: int) -> str:
        parts = (
            next((self._sheet.said(row, self._at[n]) for n in names if n in self._at), "")
            for names in (self._form.first, self._form.last)
        )
        return " ".join(filter(None, parts))
