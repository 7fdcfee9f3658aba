"""Write the results of a class into nbgrader's gradebook and the notebooks that it shows."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
from nbgrader.api import Gradebook

from autograder.course.adopted import Format, format_of
from autograder.course.exercises import Exercise, GradeCell, read_all_exercises, read_grade_cells
from autograder.course.folder import CourseFolder
from autograder.course.roster import students_of_course
from autograder.course.settings import Assignment, Graders
from autograder.errors import CourseError, StorageError, UnreadableSubmission
from autograder.gradebook.book import open_gradebook
from autograder.gradebook.comments import comment_text, judged
from autograder.gradebook.enrol import enrol, enrol_students
from autograder.gradebook.files import hand_over, notebook_path, write_autograded
from autograder.gradebook.graded_notebook import autograded_notebook, manual_answers
from autograder.gradebook.otter import grade_cells, named_cells
from autograder.gradebook.place import gradebook_url, shown
from autograder.gradebook.write import (
    Assigned,
    Book,
    Entry,
    Given,
    check_no_others,
    find_book,
    write_sheets,
)
from autograder.grading.due import read_deadlines
from autograder.grading.engine import Marked
from autograder.report.feedback import FeedbackView, feedback_view
from autograder.results.format import SubmissionOutcome, SubmissionResult
from autograder.submission.beside import read_beside
from autograder.submission.cells import read_whole_cells
from autograder.submission.editions import Editions
from autograder.submission.handed_in import HandedIn, digest_of, read_files

_BATCH = 50  # submissions in one transaction, so that other programs do not wait long
_MAX_ID = 128  # the most characters of a student's id in nbgrader's tables
_MAX_NAME = 255  # the most bytes of a folder's name


ClassGiven = Mapping[str, Mapping[tuple[str, str], Given]]  # by student, by notebook and cell


class Recorded(msgspec.Struct, frozen=True):
    """The outcome for a class in the gradebook."""

    gradebook: str
    written: int
    held: tuple[str, ...]  # not graded: there without marks, for a human to look at
    left_out: tuple[str, ...]  # sentences on students who are missing or incomplete there


class Page(msgspec.Struct, frozen=True):
    """A notebook of one submission that is about to be recorded."""

    entry: Entry
    notebook: dict[str, Any] | None = None  # as formgrader shows it, if there is one
    file: Path | None = None  # the file from which it was made


class Work(msgspec.Struct, frozen=True):
    """One submission that is about to be recorded: its pages, by notebook."""

    result: SubmissionResult
    pages: Mapping[str, Page]

    @property
    def is_held(self) -> bool:
        """Whether a human must look at a part of it that was not graded."""
        return any(page.entry.is_held for page in self.pages.values())


class Sheet(msgspec.Struct, frozen=True):
    """What is needed of one notebook of the assignment to record it."""

    assigned: Assigned
    release: dict[str, Any]
    questions: tuple[Exercise, ...] | None = None  # of otter's, whose cells have no names

    @property
    def exercises(self) -> frozenset[str]:
        """The names of its exercises."""
        return frozenset(cell.name for cell in self.assigned.cells if cell.is_exercise)


class Recorder:
    """Everything that is needed to record an assignment's submissions, read once."""

    def __init__(
        self, folder: CourseFolder, assignment: Assignment, given: ClassGiven | None = None
    ) -> None:
        """Read sources and releases; raises CourseError if one is missing."""
        self.folder, self.assignment, self._given = folder, assignment, given or {}
        self._releases = folder.release_notebooks(assignment)
        self._editions: dict[Path, dict[str, Any]] = {}  # other languages, read when needed
        sources = folder.source_notebooks(assignment)
        self._sheets = {name: self._sheet(name, path) for name, path in sources.items()}

    def _sheet(self, name: str, source: Path) -> Sheet:
        assignment, release = self.assignment, self._release(name)
        is_adopted, questions = assignment.graders is Graders.CELLS, None
        if is_adopted and format_of(source) is Format.OTTER:
            questions = read_all_exercises(self.folder, assignment)[name]
            release = {**release, "cells": named_cells(release["cells"], questions)}
        cells = read_grade_cells(source) if questions is None else grade_cells(release, questions)
        assigned = Assigned(assignment.name, cells, assignment.late, assignment.due, name)
        return Sheet(assigned, release, questions)

    def _release(self, name: str) -> dict[str, Any]:
        return _read_release(self._releases[name], self.assignment.name)

    def books(self, gradebook: Gradebook, url: str) -> dict[str, Book]:
        """Return the rows of each notebook, and make notebooks known to the gradebook if necessary.

        It does the same with the students of the course's roster.
        """
        releases = {name: sheet.release for name, sheet in self._sheets.items()}
        enrol(gradebook, url, self.assignment.name, releases)
        students = students_of_course(self.folder.root)
        enrol_students(gradebook, (s for s in students if not _why_no_id(s.id)))
        books = {name: find_book(gradebook, s.assigned) for name, s in self._sheets.items()}
        for book in books.values():
            check_no_others(book, self._sheets)
        return books

    def write(self, gradebook: Gradebook, books: Mapping[str, Book], works: Iterable[Work]) -> None:
        """Write the marks of these submissions into the gradebook, all of them or none."""
        every = list(works)
        entries = {name: [work.pages[name].entry for work in every] for name in books}
        write_sheets(gradebook, [(books[n], self._sheets[n].assigned, entries[n]) for n in entries])

    def work(self, graded: Marked) -> Work:
        """Return what is recorded for a result; raises UnreadableSubmission if its file is gone."""
        result = graded.result
        held = {name: self._is_held(result, sheet) for name, sheet in self._sheets.items()}
        files: dict[str, HandedIn] = {}
        if not all(held.values()):
            editions = Editions.of(self.folder, self.assignment)
            path, notebooks = Path(result.submission.path), self.assignment.notebooks
            files = read_files(path, notebooks, editions)
            folder = Path(result.submission.folder) if result.submission.folder else None
            others = read_beside(path, notebooks, folder, editions)
            if digest_of(files, others.files) != result.submission.sha256:
                problems = [one.problem for one in files.values() if one.problem]
                raise UnreadableSubmission(
                    problems[0] if problems else "it has changed since it was graded; run again"
                )
        catalogue = self.folder.catalogue_in(result.language)
        view = feedback_view(result, self.folder.course, self.assignment, catalogue)
        at = result.submission.submitted_at
        deadline = read_deadlines(self.folder).of(result.student, self.assignment, at)
        entry = Entry(result.student, at, deadline, {}, {}, {}, graded.is_new)
        entries = {name: self._with_hand_marks(entry, name, result) for name in self._sheets}
        pages = {
            name: Page(msgspec.structs.replace(entry, is_held=True))
            if held[name]
            else _page(entries[name], result, view, self._edition(sheet, name, result), files[name])
            for name, sheet in self._sheets.items()
        }
        return Work(result, pages)

    def _with_hand_marks(self, entry: Entry, notebook: str, result: SubmissionResult) -> Entry:
        """Return an entry with what people gave for the answers of a notebook."""
        own = [m for m in result.by_hand if m.notebook == notebook]
        kept = {m.cell: m.score for m in own if m.score is not None}
        every = self._given.get(result.student, {}).items()
        given = {cell: one for (name, cell), one in every if name == notebook}
        return msgspec.structs.replace(entry, kept=kept, given=given)

    def _edition(self, sheet: Sheet, notebook: str, result: SubmissionResult) -> Sheet:
        """Return a sheet with the release in the handed-in language, if there is one."""
        language = result.submission.language
        path = self.folder.release_notebook(self.assignment.name, notebook, language)
        if not language or not path.is_file():
            return sheet
        if path not in self._editions:
            self._editions[path] = _read_release(path, self.assignment.name)
        return msgspec.structs.replace(sheet, release=self._editions[path])

    @staticmethod
    def _is_held(result: SubmissionResult, sheet: Sheet) -> bool:
        """Return whether a notebook was not graded: unreadable, or an error of ours."""
        judged = sheet.exercises & {exercise.name for exercise in result.exercises}
        is_unread = result.outcome is SubmissionOutcome.UNREADABLE and not judged
        return is_unread or result.outcome is SubmissionOutcome.ERROR


def _page(
    entry: Entry, result: SubmissionResult, view: FeedbackView, sheet: Sheet, file: HandedIn
) -> Page:
    """Return what is recorded for a notebook that was graded or not handed in."""
    own = sheet.exercises
    notebook, answers = None, dict[str, bool]()
    if file.file is not None:
        texts = {name: text for name, text in judged(result, view).items() if name in own}
        cells = read_whole_cells(file.file, file.data, file.member)
        if sheet.questions is not None:
            cells = named_cells(cells, sheet.questions)
        notebook = autograded_notebook(cells, sheet.release, texts)
        answers = manual_answers(notebook, sheet.release)
    whole = msgspec.structs.replace(
        entry,
        scores={e.name: e.score for e in result.exercises if e.name in own},
        comments=_comments(view, sheet.assigned.cells),
        answers=answers,
    )
    return Page(whole, notebook, file.file)


def record(
    folder: CourseFolder,
    assignment: Assignment,
    graded: Iterable[Marked],
    given: ClassGiven | None = None,
) -> Recorded:
    """Write a class into its gradebook, and the notebooks that formgrader shows.

    `given` is what people have given for answers on the pages of the service.
    A missing gradebook is made, and so is a missing assignment in it. Raises GradebookError if it
    cannot be written or does not fit the course. What was written before stays, and a repeated
    call completes it.
    """
    url = gradebook_url(folder)
    recorder = Recorder(folder, assignment, given)
    editions = Editions.of(folder, assignment)
    held: list[str] = []
    left_out: list[str] = []
    written = 0
    with open_gradebook(url, folder.course.course) as gradebook:
        books = recorder.books(gradebook, url)
        coming = iter(graded)
        while batch := list(itertools.islice(coming, _BATCH)):
            works = list(_works(recorder, batch, left_out.append))
            recorder.write(gradebook, books, works)
            for work in works:
                student = work.result.student
                if work.is_held:
                    held.append(student)
                if all(page.entry.is_held for page in work.pages.values()):
                    continue
                try:
                    _write_files(folder, work, editions, left_out.append)
                    written += 1
                except StorageError as error:
                    left_out.append(f"{student}'s graded notebook: {error}")
    return Recorded(shown(url), written, tuple(held), tuple(left_out))


def _works(
    recorder: Recorder, graded: Iterable[Marked], complain: Callable[[str], None]
) -> Iterable[Work]:
    for one in graded:
        student = one.result.student
        if why := _why_no_id(student):
            complain(f"{student[:20]}…: {why}" if len(student) > 20 else f"{student}: {why}")
            continue
        try:
            yield recorder.work(one)
        except UnreadableSubmission as error:
            complain(f"{student}: {error}")


def _why_no_id(student: str) -> str:
    """Return why nbgrader cannot keep a student with this id; "" if it can."""
    if len(student) > _MAX_ID or len(student.encode()) > _MAX_NAME:
        return f"a student's id may have {_MAX_ID} characters in nbgrader; give a shorter one"
    if "/" in student or "\0" in student or student in {"", ".", ".."}:
        return "no folder can be called so, as a student's is in nbgrader; give another id"
    return ""


def _write_files(
    folder: CourseFolder, work: Work, editions: Editions, complain: Callable[[str], None]
) -> None:
    """Write the pages of a submission, and copy what was graded elsewhere into `submitted/`."""
    result = work.result
    for name, page in work.pages.items():
        if page.notebook is not None and page.file is not None:
            path = notebook_path(folder.autograded(), result.student, result.assignment, name)
            write_autograded(path, page.notebook, page.file)
    source, submitted = Path(result.submission.path), folder.submitted()
    if submitted.resolve() in source.resolve().parents:
        return
    files = read_files(source, list(work.pages), editions)
    read = {name: one for name, one in files.items() if one.file is not None and not one.problem}
    if all(one.file.suffix.lower() == ".ipynb" for one in read.values() if one.file is not None):
        notebooks = {name: one.data for name, one in read.items()}
        target = notebook_path(submitted, result.student, result.assignment).parent
        if why := hand_over(notebooks, target):
            complain(f"{result.student}: {why}")


def _comments(view: FeedbackView, cells: Iterable[GradeCell]) -> dict[str, str | None]:
    """Return the comments, by the cell at which each is shown; several may share one cell."""
    shown_at = {cell.name: cell.comment_cell for cell in cells if cell.is_exercise}
    texts: dict[str, list[str]] = {}
    for exercise in view.exercises:
        text, cell = comment_text(exercise, view.catalogue), shown_at.get(exercise.name)
        if text and cell:
            texts.setdefault(cell, []).append(text)
    return {cell: "\n\n".join(every) for cell, every in texts.items()}


def _read_release(path: Path, assignment: str) -> dict[str, Any]:
    try:
        release: dict[str, Any] = msgspec.json.decode(path.read_bytes())
        if isinstance(release["cells"], list) and isinstance(release["metadata"], dict):
            return release
    except (OSError, msgspec.DecodeError, KeyError, TypeError):
        pass
    raise CourseError(
        f"no released notebook at {path}; make it with autograder release {assignment}"
    )
