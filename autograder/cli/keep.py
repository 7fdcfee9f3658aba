"""autograder backup and autograder forget."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.console import CoursePlace, DatabaseUrl, announce, needing
from autograder.course.folder import find_course


def backup(
    target: Annotated[
        Path,
        typer.Argument(metavar="FILE", dir_okay=False, help="The file to write, a .tar.gz."),
    ],
    course: CoursePlace = Path(),
    database: DatabaseUrl = "",
) -> None:
    """Back up a served course: database, secret, roster, extensions and results, in one file."""
    with needing("serve", "backup"):
        from autograder.service.backup import back_up  # noqa: PLC0415
        from autograder.service.database.connect import open_database  # noqa: PLC0415
    folder = find_course(course)
    size = back_up(folder.root, open_database(folder.root, database), target)
    announce(f"{target}: {size / (1 << 20):.1f} MiB; it holds the course secret, so keep it safe")


def forget(
    student: Annotated[str, typer.Argument(metavar="STUDENT", help="The student's id.")],
    course: CoursePlace = Path(),
    database: DatabaseUrl = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Delete everything that a served course has of a student. It cannot be undone."""
    with needing("serve", "forget"):
        from autograder.service.database.connect import open_database  # noqa: PLC0415
        from autograder.service.forget import forget as forget_all  # noqa: PLC0415
    folder = find_course(course)
    if not yes:
        typer.confirm(f"Delete everything of {student!r}?", abort=True)
    forget_all(folder, open_database(folder.root, database), student)
    announce(f"{student}: deleted; backups, and nbgrader's gradebook, may still hold something")
