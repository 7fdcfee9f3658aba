"""Copy extensions that were given only in nbgrader's gradebook into extensions.csv.

Everything reads that file, including the gradebook. If both contain an extension and differ, the
file's one counts, and this is reported.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import sqlalchemy as sa

from autograder.course.extensions import EXTENSIONS_FILE, add_extensions, read_extensions
from autograder.course.folder import CourseFolder
from autograder.course.moments import moment_text
from autograder.course.settings import Assignment
from autograder.gradebook.place import exists

_GIVEN = sa.table(
    "submitted_assignment",
    sa.column("student_id"),
    sa.column("assignment_id"),
    sa.column("extension", sa.Interval()),
)
_ASSIGNMENTS = sa.table("assignment", sa.column("id"), sa.column("name"))


def bring_extensions(url: str, folder: CourseFolder, assignment: Assignment) -> Iterator[str]:
    """Add the gradebook's extensions that are missing in extensions.csv; yield a sentence for each.

    An assignment without a due date in course.yaml has no extensions. Raises StorageError if the
    file cannot be written.
    """
    due = assignment.due
    if due is None or not exists(url):
        return
    names = [known.name for known in folder.course.assignments]
    extensions = read_extensions(folder.root, names, folder.course.zone)
    new = []
    for student, longer in _given(url, assignment.name):
        deadline = extensions.deadline(student, assignment.name, due)
        if deadline is None or not longer:
            continue
        if extensions.of(student, assignment.name) is None:
            new.append((student, assignment.name, longer))
            yield f"{student}: the gradebook's extension was added to {EXTENSIONS_FILE}"
        elif deadline.due.astimezone(dt.UTC) - due.astimezone(dt.UTC) != longer:
            there = moment_text((due.astimezone(dt.UTC) + longer).astimezone(due.tzinfo))
            yield (
                f"{student}: due {moment_text(deadline.due)}, as {EXTENSIONS_FILE} says; the "
                f"gradebook had {there}"
            )
    if new:
        add_extensions(folder.root, new)


def _given(url: str, assignment: str) -> list[tuple[str, dt.timedelta]]:
    """Return who has an extension in the gradebook; nobody if `book` cannot read it."""
    is_it = _GIVEN.c.assignment_id == _ASSIGNMENTS.c.id
    wanted = sa.select(_GIVEN.c.student_id, _GIVEN.c.extension).where(
        is_it, _ASSIGNMENTS.c.name == assignment, _GIVEN.c.extension.is_not(None)
    )
    engine = None
    try:
        engine = sa.create_engine(url)
        with engine.connect() as connection:
            return [(str(student), longer) for student, longer in connection.execute(wanted)]
    except (sa.exc.SQLAlchemyError, ImportError, ValueError):
        return []
    finally:
        if engine is not None:
            engine.dispose()
