"""Where a course's gradebook is, and the programs that nbgrader starts for it.

This works without nbgrader itself, which takes seconds to import.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import URL, make_url

from autograder.course.folder import CourseFolder
from autograder.errors import GradebookError

ENVIRONMENT = "AUTOGRADER_GRADEBOOK"


def gradebook_url(folder: CourseFolder) -> str:
    """Return the SQLAlchemy URL of a course's gradebook.

    The environment's AUTOGRADER_GRADEBOOK, which may contain a password, has priority over
    course.yaml's `gradebook`. The path of an SQLite file is relative to the course. Raises
    GradebookError if it is not a URL.
    """
    text = os.environ.get(ENVIRONMENT) or folder.course.gradebook
    try:
        url = make_url(text)
    except (sa.exc.ArgumentError, ValueError):  # ValueError if a port is not a number
        raise GradebookError(
            "gradebook: not an SQLAlchemy URL, like sqlite:///gradebook.db or "
            "postgresql://user@host/name; mend it in course.yaml or in "
            f"{ENVIRONMENT}"
        ) from None
    if (file := _sqlite_file(url)) is not None:
        url = url.set(database=str(folder.root / file))
    return url.render_as_string(hide_password=False)


def absolute(url: str) -> str:
    """Return a URL that has the same meaning in every folder."""
    file = _sqlite_file(make_url(url))
    if file is None or file.is_absolute():
        return url
    return make_url(url).set(database=str(file.absolute())).render_as_string(hide_password=False)


def exists(url: str) -> bool:
    """Return whether a gradebook is there, as far as this shows without a connection."""
    file = _sqlite_file(make_url(url))
    return file is None or file.is_file()


def is_empty_file(url: str) -> bool:
    """Return whether it is an empty file: nbgrader makes none, so a gradebook was lost."""
    file = _sqlite_file(make_url(url))
    return file is not None and file.is_file() and file.stat().st_size == 0


def shown(url: str) -> str:
    """Return a URL without passwords, also in its options; for SQLite, only the file's name."""
    parsed = make_url(url).set(query={})
    file = _sqlite_file(parsed)
    return file.name if file is not None else parsed.render_as_string(hide_password=True)


def _sqlite_file(url: URL) -> Path | None:
    is_file = url.get_backend_name() == "sqlite" and url.database not in {None, "", ":memory:"}
    return Path(url.database or "") if is_file else None


def find_own_programs() -> None:
    """Put this interpreter's programs on PATH, because nbgrader starts alembic by name."""
    folder = str(Path(sys.executable).parent)
    path = os.environ.get("PATH", os.defpath)
    if folder not in path.split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join((folder, path))
