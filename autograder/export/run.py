"""Export an assignment: collect the marks, make all files, and only then write them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.errors import RequestError
from autograder.export.fresh import fresh
from autograder.export.marks import ClassMarks, Sources, Standing, class_marks
from autograder.export.sheet import read_sheet
from autograder.export.systems import FORMS, System
from autograder.export.template import fill
from autograder.files import write_or_explain
from autograder.grading.today import today
from autograder.results.store import ResultStore
from autograder.text import printable

if TYPE_CHECKING:
    from autograder.gradebook.marks import BookMarks

FOLDER = "exports"
_UNMARKED = {
    Standing.ERROR: "not graded, so left blank; grade again",
    Standing.UNREADABLE: "unreadable, so left blank; ask for the file again",
    Standing.WAITING: "left blank until a human has marked it",
}


class Request(msgspec.Struct, frozen=True):
    """What to export, for whom, and where to."""

    folder: CourseFolder
    assignment: Assignment
    system: System
    results: Path | None = None
    roster: Path | None = None
    template: Path | None = None
    column: str = ""
    output: Path | None = None
    pages: Path | None = None
    zero: bool = False  # whether who handed in nothing gets 0 points
    with_exercises: bool = False
    may_be_mixed: bool = False
    force: bool = False  # whether files that are there may be replaced

    @property
    def store(self) -> ResultStore:
        """The results."""
        return ResultStore(self.results or self.folder.results(), self.assignment.name)

    @property
    def place(self) -> Path:
        """Where the file goes."""
        suffix = self.template.suffix if self.template else ".csv"
        name = f"{self.assignment.name}-{self.system}{suffix}"
        return self.output or self.folder.root / FOLDER / name


class Exported(msgspec.Struct, frozen=True):
    """What was written."""

    files: tuple[Path, ...]
    source: str  # where marks come from, for people
    marked: int
    missing: tuple[str, ...]
    remarks: tuple[str, ...]


def export(request: Request) -> Exported:
    """Write the file that a system imports, and the zip of pages if there is one.

    Raises RequestError if something does not fit; then nothing is written.
    """
    _check(request)
    marks, source = collected(request)
    numbers = {s.id: n for s in marks.roster.students if (n := s.written("moodle"))}
    if request.template is None:
        data, remarks = fresh(
            request.system, marks, zero=request.zero, with_exercises=request.with_exercises
        )
    else:
        sheet = read_sheet(request.template)
        form = FORMS[request.system]
        filled = fill(sheet, form, marks, request.column, zero=request.zero)
        data, remarks = filled.data, filled.remarks
        numbers |= filled.numbers
    files = {request.place: data}
    if request.pages is not None:
        files[request.pages] = _pages(request, marks, numbers)
    for path, content in files.items():
        write_or_explain(path, content)
    return Exported(
        tuple(files),
        source,
        len(marks.of(Standing.MARKED)),
        tuple(marks.of(Standing.MISSING)),
        (*unmarked(marks), *marks.remarks, *remarks),
    )


def collected(request: Request) -> tuple[ClassMarks, str]:
    """Return the marks of a class, and where they come from."""
    book, source = _book(request.folder, request.assignment.name)
    mixed = request.may_be_mixed
    marks = class_marks(
        Sources(request.folder, request.assignment, request.store, book, request.roster, mixed)
    )
    return marks, source or f"the results in {request.store.folder}"


def unmarked(marks: ClassMarks) -> list[str]:
    """Return sentences on those who handed something in and have no mark."""
    each = ((marks.of(standing), told) for standing, told in _UNMARKED.items())
    return [f"{', '.join(map(printable, names))}: {told}" for names, told in each if names]


def _book(folder: CourseFolder, assignment: str) -> tuple[BookMarks | None, str]:
    try:
        from autograder.gradebook.marks import read_marks  # noqa: PLC0415 - takes its time
        from autograder.gradebook.place import exists, gradebook_url, shown  # noqa: PLC0415
    except ModuleNotFoundError:
        return None, ""
    url = gradebook_url(folder)
    book = read_marks(url, assignment) if exists(url) else None
    if book is None or not book.by_student:
        return None, ""
    return book, f"the gradebook {shown(url)}"


def _pages(request: Request, marks: ClassMarks, numbers: dict[str, str]) -> bytes:
    from autograder.export.pages import pages_zip  # noqa: PLC0415 - jinja2 takes its time
    from autograder.report.publish import PageSettings  # noqa: PLC0415

    folder, now = request.folder, dt.datetime.now(dt.UTC)
    settings = PageSettings(
        folder.course,
        request.assignment,
        folder.feedback(),
        now,
        catalogue_in=folder.catalogue_in,
    )
    known = today(folder, request.assignment, request.results)
    return pages_zip(marks.roster.students, numbers, request.store, known, settings)


def _check(request: Request) -> None:
    """Raise RequestError for options that do not go together, and for files that are there."""
    system = request.system
    if request.template is not None and system is System.CSV:
        raise RequestError("--template: a plain CSV has none; say whose it is with --to")
    if request.template is not None and request.with_exercises:
        raise RequestError("--exercises: a template has its own columns; leave one of both out")
    if request.column and request.template is None:
        raise RequestError("--column: names a column of the template; pass --template")
    if request.pages is not None and system is not System.MOODLE:
        raise RequestError("--pages: only Moodle takes a zip of pages")
    places = [request.place, *([request.pages] if request.pages else [])]
    for place in places:
        if place.exists() and not request.force:
            raise RequestError(f"{place} is there already; pass --force to replace it")
        if request.template and place.resolve() == request.template.resolve():
            raise RequestError(f"{place} is the template; give the output another name")
