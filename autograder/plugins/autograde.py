"""Let nbgrader's autograding use our engine, through preprocessors that replace its own.

nbgrader would execute a submission in a kernel and read points from outputs. These preprocessors
grade the handed-in file in the sandbox, exercise by exercise, and write what `autograder grade`
would write.
"""

from __future__ import annotations

import atexit
import concurrent.futures
import contextlib
import functools
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets.config import Application

from autograder.course.folder import find_course
from autograder.errors import AutograderError
from autograder.gradebook.book import open_gradebook
from autograder.gradebook.extensions import bring_extensions
from autograder.gradebook.files import write_if_new
from autograder.gradebook.graded_notebook import autograded_notebook
from autograder.gradebook.place import gradebook_url
from autograder.gradebook.record import Recorder, Work
from autograder.grading.engine import ClassRun, grade_class
from autograder.plugins import unfinished
from autograder.sandbox.levels import choose_isolation
from autograder.submission.editions import Editions
from autograder.submission.files import read_bytes
from autograder.submission.find import submission_in
from autograder.submission.teams import with_teams
from autograder.text import printable

_WORK = "autograder"  # key in nbgrader's resources, for the next preprocessor
_UNKNOWN: dict[str, Any] = {"cells": [], "metadata": {}}  # in place of a missing release


class NotGradedError(AutograderError):
    """A submission was not graded; nbgrader reports it and continues with the class."""


def begin(*, assignment: str, notebooks: list[str], **_: Any) -> None:
    """Check whether marks can be recorded at all, then mark the submission as begun.

    If they cannot, nobody's can: the command ends with one sentence before anything is written.
    If one of several notebooks cannot be read, the marks of the others are written at once,
    because nbgrader may fail on that file and then ask for no other.
    """
    try:
        recorder = _recorder(Path.cwd(), assignment)
        url = _chosen_url() or gradebook_url(recorder.folder)
        for sentence in bring_extensions(url, recorder.folder, recorder.assignment):
            logging.getLogger(__name__).warning("%s", printable(sentence))
        with open_gradebook(url, recorder.folder.course.course) as gradebook:
            recorder.books(gradebook, url)
    except AutograderError as error:
        raise SystemExit(f"autograder: {error}") from None
    _name_editions(recorder, notebooks)
    _work.cache_clear()  # a server may grade the same submission again
    unfinished.begin(notebooks=notebooks)
    if len(recorder.assignment.notebooks) == 1:
        return
    with contextlib.suppress(AutograderError):  # reported when nbgrader asks for a notebook
        work = _work(Path.cwd(), assignment, Path(notebooks[0]).absolute().parents[1].name)
        if work.is_held:
            _save(work, url)


def _name_editions(recorder: Recorder, notebooks: list[str]) -> None:
    """Give a notebook that came only in another language the name that nbgrader asks for.

    nbgrader reads its list of notebooks later, so a notebook that is added here is graded.
    """
    editions = Editions.of(recorder.folder, recorder.assignment)
    place = Path(notebooks[0]).parent
    for name in recorder.assignment.notebooks:
        own = [Path(path) for path in notebooks if editions.is_called(Path(path), name)]
        asked = place / f"{name}.ipynb"
        if own and asked not in own:
            with contextlib.suppress(AutograderError):  # reported when it is read for grading
                write_if_new(asked, read_bytes(editions.counts(own, name)))
                notebooks.append(str(asked))


def _chosen_url() -> str | None:
    """Return the gradebook of the running nbgrader command, which may have been given --db."""
    application = Application.instance() if Application.initialized() else None
    folder = getattr(application, "coursedir", None)
    return None if folder is None else str(folder.db_url)


class GradeInSandbox(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """Grade a submission, once for all its notebooks; return one as formgrader shows it."""

    def preprocess(self, nb: Any, resources: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        """Return the graded notebook; the resources contain what the gradebook needs.

        Raises NotGradedError if a part of the submission was not graded, so that it does not
        count as done. The marks of the other parts are already in the gradebook.
        """
        told = resources["nbgrader"]
        root = Path.cwd()  # nbgrader works in the course's folder
        with _in_a_sentence(self.log, told["student"]):
            work = _work(root, told["assignment"], told["student"])
            if work.is_held:
                raise NotGradedError("; ".join(work.result.notes))
        resources[_WORK] = work
        result, page = work.result, work.pages.get(told["notebook"])
        self.log.info("%s: %s of %s points", result.student, result.score, result.max_score)
        notebook = page.notebook if page else autograded_notebook(nb.cells, _UNKNOWN, {})
        return nbformat.from_dict(notebook), resources  # type: ignore[no-untyped-call]


class SaveMarks(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader has no types
    """Write the marks of the submission that was just graded into the gradebook."""

    def preprocess(self, nb: Any, resources: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        """Return the notebook unchanged."""
        told = resources["nbgrader"]
        with _in_a_sentence(self.log, told["student"]):
            _save(resources[_WORK], told["db_url"])
        return nb, resources


def _save(work: Work, url: str) -> None:
    recorder = _recorder(Path.cwd(), work.result.assignment)
    with open_gradebook(url, recorder.folder.course.course) as gradebook:
        recorder.write(gradebook, recorder.books(gradebook, url), [work])


@contextlib.contextmanager
def _in_a_sentence(log: Any, student: str) -> Iterator[None]:
    """Log an error of ours in one sentence, besides nbgrader's traceback."""
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
    """Return one thread with one grader process, for all submissions of this command."""
    executor = concurrent.futures.ThreadPoolExecutor(1)
    atexit.register(executor.shutdown)
    return executor


@functools.lru_cache(maxsize=1)
def _work(root: Path, assignment: str, student: str) -> Work:
    """Grade a submission; the last one is cached, for its other notebooks."""
    recorder = _recorder(root, assignment)
    folder, chosen = recorder.folder, recorder.assignment
    place = folder.submitted() / student / assignment
    submission = submission_in(student, place, chosen.notebooks, Editions.of(folder, chosen))
    own = [one for one in with_teams(folder, chosen, [submission]) if one.student == student]
    level, _ = choose_isolation()
    (graded,) = grade_class(ClassRun(folder, chosen, own, folder.results(), level), _executor())
    return recorder.work(graded)
