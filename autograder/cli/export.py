"""autograder export."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.console import AssignmentName, CoursePlace, announce
from autograder.course.folder import find_course
from autograder.export.systems import System
from autograder.text import printable


class Missing(enum.StrEnum):
    """What they get who handed in nothing."""

    BLANK = "blank"
    ZERO = "zero"


def export(  # noqa: PLR0913, PLR0917 - options of a command
    assignment: AssignmentName,
    to: Annotated[System, typer.Option(help="The system that imports the marks.")],
    template: Annotated[
        Path | None,
        typer.Option(help="The system's own export, in which one column is filled."),
    ] = None,
    column: Annotated[
        str, typer.Option(help="The template's column. Default: the one with the title.")
    ] = "",
    output: Annotated[
        Path | None, typer.Option(help="The file to write. Default: in the course's exports/.")
    ] = None,
    missing: Annotated[
        Missing, typer.Option(help="What students get who handed in nothing.")
    ] = Missing.BLANK,
    pages: Annotated[
        Path | None,
        typer.Option(metavar="ZIP", help="Write the feedback pages too, as Moodle takes them."),
    ] = None,
    exercises: Annotated[
        bool, typer.Option("--exercises", help="Add a column for each exercise.")
    ] = False,
    roster: Annotated[
        Path | None,
        typer.Option(help="The CSV that says who is who. Default: the course's roster.csv."),
    ] = None,
    course: CoursePlace = Path(),
    results: Annotated[
        Path | None, typer.Option(help="Where result files are. Default: the course's results/.")
    ] = None,
    mixed: Annotated[
        bool, typer.Option("--mixed", help="Take results of several versions together.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace files that are there already.")
    ] = False,
) -> None:
    """Write the marks of a class as the file that a learning management system imports."""
    from autograder.export.run import Request  # noqa: PLC0415 - no other command needs it
    from autograder.export.run import export as export_to  # noqa: PLC0415

    folder = find_course(course)
    request = Request(
        folder,
        folder.course.assignment(assignment),
        to,
        results,
        roster,
        template,
        column,
        output,
        pages,
        zero=missing is Missing.ZERO,
        with_exercises=exercises,
        may_be_mixed=mixed,
        force=force,
    )
    done = export_to(request)
    announce(f"{done.marked} marked, from {done.source}")
    if done.missing:
        announce(f"handed in nothing: {', '.join(map(printable, done.missing))}")
    for remark in done.remarks:
        announce(remark)
    for path in done.files:
        typer.echo(path)
