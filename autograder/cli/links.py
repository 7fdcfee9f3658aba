"""autograder links."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.console import CoursePlace, DatabaseUrl, announce, ensure_secret, needing
from autograder.course import secret
from autograder.course.folder import find_course
from autograder.course.roster import ROSTER_FILE
from autograder.errors import RequestError
from autograder.text import not_found


def links(
    students: Annotated[
        list[str] | None,
        typer.Argument(metavar="STUDENT", help="Ids of the roster. Default: everyone."),
    ] = None,
    course: CoursePlace = Path(),
    url: Annotated[
        str, typer.Option(metavar="URL", help="Where people find the service, as for serve.")
    ] = "http://127.0.0.1:8000",
    database: DatabaseUrl = "",
    new: Annotated[
        bool, typer.Option("--new", help="Make new links; the earlier ones become invalid.")
    ] = False,
) -> None:
    """Print the personal link of each student as CSV, to send or to print."""
    with needing("serve", "links"):
        from autograder.service.database.connect import open_database  # noqa: PLC0415
        from autograder.service.people.links import Keys  # noqa: PLC0415
        from autograder.service.people.members import links_csv, links_of  # noqa: PLC0415
        from autograder.service.people.roster import take_over_roster  # noqa: PLC0415
    folder = find_course(course)
    ensure_secret(folder)
    opened = open_database(folder.root, database)
    take_over_roster(opened, folder.root)
    keys = Keys(secret.course_secret(folder.root))
    rows = links_of(opened, keys, url.rstrip("/"), students or (), is_new=new)
    known = {row[0] for row in rows}
    for student in students or ():
        if student not in known:
            raise RequestError(f"nobody is called {not_found(student, known)}")
    if not rows:
        announce(f"no links: nobody is in {folder.root / ROSTER_FILE} or was added under People")
    sys.stdout.write(links_csv(rows))
