"""nbgrader's autograding through our engine: preprocessors in place of its own.

nbgrader would execute a submission in a kernel and read points from outputs. Here the
file as it was handed in is graded in the sandbox, exercise by exercise, and what
`autograder grade` would write is written.
"""

from __future__ import annotations

import atexit
import concurrent.futures
import contextlib
import functools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets.config import Application

from autograder.course import find_course
from autograder.engine import ClassRun, Graded, grade_class
from autograder.errors import AutograderError
from autograder.gradebook.book import open_gradebook
from autograder.gradebook.place import gradebook_url
from autograder.gradebook.record import Recorder
from autograder.gradebook.write import Entry, write_marks
from autograder.plugins import unfinished
from autograder.results import SubmissionOutcome
from autograder.sandbox.levels import choose_isolation
from autograder.submission import SubmissionFile

_ENTRY = "autograder"  # what one preprocessor leaves for the next, in nbgrader's resources


class NotGradedError(AutograderError):
    """A submission was not graded: nbgrader reports it and goes on with the class."""


def begin(*, assignment: str, notebooks: Sequence[str], **_: Any) -> None:
    """Look whether marks can be recorded at all, then mark the submission as begun.

    Where they cannot, no one's can: that ends the command, with one sentence and before
    anything is written.
    """
    try:
        recorder = _recorder(Path.cwd(), assignment)
        url = _chosen_url() or gradebook_url(recorder.folder)
        with open_gradebook(url, recorder.folder.course.course) as gradebook:
            recorder.book(gradebook, url)
    except AutograderError as error:
        raise SystemExit(f"autograder: {error}") from None
    unfinished.begin(notebooks=notebooks)


def _chosen_url() -> str | None:
    """Return the gradebook of the nbgrader command that runs, which may have been given --db."""
    application = Application.instance() if Application.initialized() else None
    folder = getattr(application, "coursedir", None)
    return None if folder is None else str(folder.db_url)


class GradeInSandbox(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """Grade a submission; return it as the notebook that formgrader shows."""

    def preprocess(self, nb: Any, resources: dict[str, Any]) -> tuple[Any, dict[str, Any]]:  # noqa: ARG002
        """Return the graded notebook, and the entry for the gradebook in the resources.

        Raises NotGradedError where grading failed, so that nothing counts as done.
        """
        told = resources["nbgrader"]
        root = Path.cwd()  # nbgrader converts in the course's folder
        with _in_a_sentence(self.log, told["student"]):
            recorder = _recorder(root, told["assignment"])
            graded = _grade(recorder, told["student"], told["notebook"])
            result = graded.result
            if result.outcome is not SubmissionOutcome.GRADED:
                raise NotGradedError("; ".join(result.notes))
            work = recorder.work(graded)
        resources[_ENTRY] = work.entry
        self.log.info("%s: %s of %s points", result.student, result.score, result.max_score)
        return nbformat.from_dict(work.notebook), resources  # type: ignore[no-untyped-call]


class SaveMarks(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """Write the marks of the submission that was just graded into the gradebook."""

    def preprocess(self, nb: Any, resources: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        """Return the notebook as it is."""
        told = resources["nbgrader"]
        recorder = _recorder(Path.cwd(), told["assignment"])
        entry: Entry = resources[_ENTRY]
        course = recorder.folder.course.course
        with (
            _in_a_sentence(self.log, told["student"]),
            open_gradebook(told["db_url"], course) as gradebook,
        ):
            book = recorder.book(gradebook, told["db_url"])
            write_marks(gradebook, book, recorder.assigned, [entry])
        return nb, resources


@contextlib.contextmanager
def _in_a_sentence(log: Any, student: str) -> Iterator[None]:
    """Log an error of ours in one sentence, beside the traceback that nbgrader makes of it."""
    try:
        yield
    except AutograderError as error:
        log.error("%s: %s", student, error)  # noqa: TRY400 - nbgrader logs the traceback
        raise


@functools.cache
def _recorder(root: Path, assignment: str) -> Recorder:
    folder = find_course(root)
    return Recorder(folder, folder.course.assignment(assignment))


@functools.cache
def _executor() -> concurrent.futures.Executor:
    """One thread with one grader process, for all submissions of this command."""
    executor = concurrent.futures.ThreadPoolExecutor(1)
    atexit.register(executor.shutdown)
    return executor


def _grade(recorder: Recorder, student: str, notebook: str) -> Graded:
    folder, assignment = recorder.folder, recorder.assignment
    path = folder.submitted() / student / assignment.name / f"{notebook}.ipynb"
    level, _ = choose_isolation()
    run = ClassRun(folder, assignment, [SubmissionFile(student, path)], folder.results(), level)
    (graded,) = grade_class(run, _executor())
    return graded
