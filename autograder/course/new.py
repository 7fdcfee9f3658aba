"""Start a course: a copy of an example in `template/`, whose assignment can be graded at once.

Nothing is filled in or generated: the files are exactly what a teacher gets. `template/shared` is
in every new course, and each of the other folders is one example, named like its assignment.
"""

from __future__ import annotations

import enum
from pathlib import Path

from autograder.course.folder import CourseFolder, find_course
from autograder.errors import RequestError, StorageError

TEMPLATE = Path(__file__).with_name("template")
_SHARED = "shared"


class Example(enum.StrEnum):
    """An example to start a course with."""

    INTEGRATION = "integration"  # a function of NumPy
    BASICS = "basics"  # first steps in Python
    TABLES = "tables"  # pandas
    PLOTS = "plots"  # matplotlib


def start_course(root: Path, example: Example = Example.INTEGRATION) -> CourseFolder:
    """Write a course with one example assignment into a new or empty folder, and return it.

    Raises RequestError, before writing anything, if the folder is not empty, and StorageError if
    it cannot be written.
    """
    try:
        if root.exists() and (not root.is_dir() or any(root.iterdir())):
            raise RequestError(
                f"{root} is not an empty folder: nothing was written. Name a new one; to set "
                "nbgrader up for a course that is there, run autograder init inside it"
            )
        for name, source in template_files(example).items():
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(source.read_bytes())
    except OSError as error:
        raise StorageError(f"{error.filename or root}: {error.strerror}") from None
    return find_course(root)


def template_files(example: Example) -> dict[Path, Path]:
    """Return the files of a new course by their paths in it, and where each is copied from.

    Compiled files, which installers add, are not among them.
    """
    folders = (TEMPLATE / _SHARED, TEMPLATE / example)
    found = {path.relative_to(top): path for top in folders for path in top.rglob("*")}
    return {
        name: path
        for name, path in sorted(found.items())
        if path.is_file() and "__pycache__" not in name.parts
    }
