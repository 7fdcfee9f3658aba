"""Write the pages of a class: one page for each student, from the result files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from autograder.course.settings import Assignment, Course
from autograder.errors import RequestError, UnreadableSubmission
from autograder.languages import Catalogue
from autograder.report.held import view_now
from autograder.report.html import write_page
from autograder.report.page import feedback_page, page_path
from autograder.results.format import SubmissionResult
from autograder.results.store import ResultStore
from autograder.submission.files import OF_THE_SYSTEM, folder_of, read_bytes
from autograder.text import not_found

_MOST_BYTES = 10_000  # the most bytes of a time or a secret


class PageSettings(msgspec.Struct, frozen=True):
    """The settings and the time that all pages of a class share."""

    course: Course
    assignment: Assignment
    folder: Path
    now: dt.datetime
    submitted: Path | None = None  # the folder into which nbgrader collects
    catalogue_in: Callable[[str], Catalogue | None] = lambda _: None  # by language


class Published(msgspec.Struct, frozen=True):
    """The outcome for a class: the pages that were written, and whose were not."""

    pages: tuple[Path, ...]
    missing: tuple[str, ...]  # requested students without a result
    unreadable: tuple[Path, ...]  # files that are not results of this assignment


def publish(store: ResultStore, students: Sequence[str], settings: PageSettings) -> Published:
    """Write a page for each of these students, or for everyone with a result.

    Raises RequestError if nobody has a result file, or if none of these students has one.
    """
    found = dict(store.every())
    if not found:
        raise store.none_yet()
    asked = [store.path(student) for student in students] if students else list(found)
    if found.keys().isdisjoint(asked):
        known = [result.student for result in found.values() if result is not None]
        raise RequestError(f"{store.folder} has no result of {not_found(students[0], known)}")
    pages, unreadable = [], []
    for path in dict.fromkeys(p for p in asked if p in found):
        result = found[path]
        if result is None or result.assignment != settings.assignment.name:
            unreadable.append(path)
        else:
            pages.append(_publish_one(result, settings))
    missing = [s for s in students if store.path(s) not in found]
    return Published(tuple(pages), tuple(missing), tuple(unreadable))


def page_of(result: SubmissionResult, settings: PageSettings) -> str:
    """Return a student's page as HTML; while feedback is held back, it says until when."""
    course, assignment = settings.course, settings.assignment
    catalogue = settings.catalogue_in(result.language)
    return feedback_page(view_now(result, course, assignment, settings.now, catalogue))


def _publish_one(result: SubmissionResult, settings: PageSettings) -> Path:
    assignment = settings.assignment
    path = page_path(settings.folder, result.student, assignment.name)
    write_page(path, page_of(result, settings))
    if settings.submitted is not None:
        source = settings.submitted / result.student / assignment.name
        if folder_of(Path(result.submission.path)).resolve() == source.resolve():
            _copy_marks_of_handing_in(source, path.parent)
    return path


def _copy_marks_of_handing_in(source: Path, target: Path) -> None:
    """Copy the files that nbgrader needs to give a page only to its own student.

    They are copied only from the course's submitted/: elsewhere, students may have written such
    files.
    """
    for name in sorted(OF_THE_SYSTEM):
        try:
            data = read_bytes(source / name, _MOST_BYTES)
        except UnreadableSubmission:
            continue
        write_page(target / name, data.decode("utf-8", "replace"))
