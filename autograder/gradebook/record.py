"""From the results of a class to nbgrader's gradebook and the notebooks that it shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from nbgrader.api import Gradebook

from autograder.course import Assignment, CourseFolder
from autograder.engine import Graded
from autograder.errors import CourseError, StorageError, UnreadableSubmission
from autograder.gradebook.autograded import autograded_notebook, manual_answers
from autograder.gradebook.book import open_gradebook
from autograder.gradebook.cells import GradeCell, read_grade_cells
from autograder.gradebook.comments import comment_text, judged
from autograder.gradebook.enrol import enrol
from autograder.gradebook.files import hand_over, place, write_autograded
from autograder.gradebook.place import gradebook_url, shown
from autograder.gradebook.write import Assigned, Book, Entry, find_book, write_marks
from autograder.report.feedback import FeedbackView, feedback_view
from autograder.results import SubmissionOutcome, SubmissionResult
from autograder.submission import read_bytes, read_whole_cells, sha256

_BATCH = 50  # submissions in one transaction: others wait for no more than that
_MAX_ID = 128  # characters of a student's id in nbgrader's tables
_MAX_NAME = 255  # bytes of a folder's name


class Recorded(msgspec.Struct, frozen=True):
    """What became of a class in the gradebook."""

    gradebook: str
    written: int
    held: tuple[str, ...]  # not graded: there without marks, to be looked at
    left_out: tuple[str, ...]  # sentences about who is not there at all, or not whole


class Work(msgspec.Struct, frozen=True):
    """One submission on its way into the gradebook."""

    entry: Entry
    notebook: dict[str, Any] | None  # as formgrader shows it; None where it was not graded


class Recorder:
    """All that recording the submissions of an assignment needs, read once."""

    def __init__(self, folder: CourseFolder, assignment: Assignment) -> None:
        """Read source and release; raises CourseError where one is not there."""
        self.folder, self.assignment = folder, assignment
        cells = read_grade_cells(folder.source_notebook(assignment.name))
        self.assigned = Assigned(assignment.name, cells, assignment.late, assignment.due)
        self._release_path = folder.release_notebook(assignment.name)
        self._release = _read_release(self._release_path, assignment.name)

    def book(self, gradebook: Gradebook, url: str) -> Book:
        """Return the rows of the assignment, which is made known to the gradebook if need be."""
        enrol(gradebook, url, self.assignment.name, self._release_path)
        return find_book(gradebook, self.assigned)

    def work(self, graded: Graded) -> Work:
        """Return what is recorded of a result; raises UnreadableSubmission if its file is gone."""
        result = graded.result
        if result.outcome is not SubmissionOutcome.GRADED:
            return Work(_entry(result, {}, {}, graded.is_new, is_held=True), None)
        view = feedback_view(result, self.folder.course, self.assignment)
        path = Path(result.submission.path)
        data = read_bytes(path)
        if sha256(data) != result.submission.sha256:
            raise UnreadableSubmission("it has changed since it was graded; run again")
        cells = read_whole_cells(path, data)
        notebook = autograded_notebook(cells, self._release, judged(result, view))
        answers = manual_answers(notebook, self._release)
        comments = _comments(view, self.assigned.cells)
        return Work(_entry(result, comments, answers, graded.is_new), notebook)


def record(folder: CourseFolder, assignment: Assignment, graded: Sequence[Graded]) -> Recorded:
    """Write a class into its gradebook, and the notebooks that formgrader shows.

    A gradebook, and an assignment in it, that is not there yet is made. Raises
    GradebookError where it cannot be written, or does not fit the course; what was
    written before stays, and the same again completes it.
    """
    url = gradebook_url(folder)
    recorder = Recorder(folder, assignment)
    held: list[str] = []
    left_out: list[str] = []
    written = 0
    with open_gradebook(url, folder.course.course) as gradebook:
        book = recorder.book(gradebook, url)
        for start in range(0, len(graded), _BATCH):
            batch = graded[start : start + _BATCH]
            works = list(_works(recorder, batch, left_out.append))
            write_marks(gradebook, book, recorder.assigned, [work.entry for _, work in works])
            for result, work in works:
                if work.notebook is None:
                    held.append(result.student)
                    continue
                try:
                    _write_files(folder, result, work.notebook, left_out.append)
                    written += 1
                except StorageError as error:
                    left_out.append(f"{result.student}'s graded notebook: {error}")
    return Recorded(shown(url), written, tuple(held), tuple(left_out))


def _works(
    recorder: Recorder, graded: Iterable[Graded], complain: Callable[[str], None]
) -> Iterable[tuple[SubmissionResult, Work]]:
    for one in graded:
        student = one.result.student
        if why := _why_no_id(student):
            complain(f"{student[:20]}…: {why}" if len(student) > 20 else f"{student}: {why}")
            continue
        try:
            yield one.result, recorder.work(one)
        except UnreadableSubmission as error:
            complain(f"{student}: {error}")


def _why_no_id(student: str) -> str:
    """Return why nbgrader cannot keep a student of this id, "" if it can."""
    if len(student) > _MAX_ID or len(student.encode()) > _MAX_NAME:
        return f"a student's id may have {_MAX_ID} characters in nbgrader; give a shorter one"
    if "/" in student or "\0" in student or student in {"", ".", ".."}:
        return "no folder can be called so, as a student's is in nbgrader; give another id"
    return ""


def _write_files(
    folder: CourseFolder,
    result: SubmissionResult,
    notebook: dict[str, Any],
    complain: Callable[[str], None],
) -> None:
    source = Path(result.submission.path)
    write_autograded(
        place(folder.autograded(), result.student, result.assignment), notebook, source
    )
    submitted = folder.submitted()
    if submitted.resolve() not in source.resolve().parents and source.suffix.lower() == ".ipynb":
        target = place(submitted, result.student, result.assignment)
        if why := hand_over(source, read_bytes(source), target):
            complain(f"{result.student}: {why}")


def _entry(
    result: SubmissionResult,
    comments: dict[str, str | None],
    answers: dict[str, bool],
    is_new: bool,  # noqa: FBT001 - passed on as it came
    *,
    is_held: bool = False,
) -> Entry:
    scores = {exercise.name: exercise.score for exercise in result.exercises}
    moment = result.submission.submitted_at
    return Entry(result.student, moment, scores, comments, answers, is_new, is_held)


def _comments(view: FeedbackView, cells: Iterable[GradeCell]) -> dict[str, str | None]:
    """Return the comments by the cell that each is shown at; several may share one."""
    shown_at = {cell.name: cell.comment_cell for cell in cells}
    texts: dict[str, list[str]] = {}
    for exercise in view.exercises:
        text, cell = comment_text(exercise), shown_at.get(exercise.name)
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
