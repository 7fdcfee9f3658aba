"""Start a course: a copy of the one in `template/`, whose example can be graded at once.

Nothing is filled in or generated: the template's content is exactly what a teacher gets.
"""

from __future__ import annotations

from pathlib import Path

from autograder.course.folder import CourseFolder, find_course
from autograder.errors import RequestError, StorageError

TEMPLATE = Path(__file__).with_name("template")


def start_course(root: Path) -> CourseFolder:
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
        for name in template_files():
            target = root / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((TEMPLATE / name).read_bytes())
    except OSError as error:
        raise StorageError(f"{error.filename or root}: {error.strerror}") from None
    return find_course(root)


def template_files() -> list[Path]:
    """Return the files of a new course, without compiled ones that installers add."""
    names = (path.relative_to(TEMPLATE) for path in TEMPLATE.rglob("*") if path.is_file())
    return sorted(name for name in names if "__pycache__" not in name.parts)
