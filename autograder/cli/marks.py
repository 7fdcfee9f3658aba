"""Write the marks of a class into the gradebook, as `grade` does."""

from __future__ import annotations

from pathlib import Path

from autograder.cli.console import announce
from autograder.cli.rows import GradedClass
from autograder.course.settings import Graders
from autograder.errors import RequestError
from autograder.grading.engine import ClassRun
from autograder.text import printable


def record_marks(graded: GradedClass, *, is_asked: bool) -> bool:
    """Write a class into the gradebook; return whether everything that belongs there is in it.

    Unless requested, only collected submissions belong there, and only if there is a gradebook.
    """
    class_run = graded.run
    folder, name = class_run.folder, class_run.assignment.name
    rows = [row for row in graded.rows if row.student not in class_run.unkept]
    if not is_asked:
        collected = folder.submitted().resolve()
        rows = [row for row in rows if Path(row.path).is_relative_to(collected)]
    if not rows:
        return True
    if _is_for_otter(class_run):
        if is_asked:
            raise RequestError(f"--gradebook: {name} was written for otter, not for nbgrader")
        return True
    try:
        from autograder.gradebook.place import exists, gradebook_url  # noqa: PLC0415

        if not is_asked and not exists(gradebook_url(folder)):
            announce(
                f"no gradebook yet, so marks are in {folder.results().name} alone; "
                f"autograder release {name}, or --gradebook, makes it"
            )
            return True
        from autograder.gradebook.record import record  # noqa: PLC0415 - takes seconds
    except ModuleNotFoundError as error:
        if is_asked:
            raise RequestError(
                f"--gradebook: {error.name} is not installed; pip install 'backgrade[course]'"
            ) from None
        return True
    done = record(folder, class_run.assignment, graded.graded(rows))
    announce(f"{done.written} written to the gradebook {done.gradebook}")
    if done.held:
        names = ", ".join(map(printable, sorted(done.held)))
        announce(f"in the gradebook without marks, for a human to look at: {names}")
    for sentence in done.left_out:
        announce(f"not in the gradebook: {printable(sentence)}")
    return not done.left_out


def _is_for_otter(run: ClassRun) -> bool:
    """Return whether a source notebook of an adopted assignment is an otter master."""
    if run.assignment.graders is not Graders.CELLS:
        return False
    from autograder.course.adopted import Format, format_of  # noqa: PLC0415 - slow, and few need it

    sources = run.folder.source_notebooks(run.assignment).values()
    return any(format_of(path) is Format.OTTER for path in sources)
