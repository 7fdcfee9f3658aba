"""autograder collect."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.console import AssignmentName, CoursePlace, RosterPlace, announce, output
from autograder.course.folder import find_course
from autograder.text import printable


def collect(  # noqa: PLR0913, PLR0917 - options of a command
    assignment: AssignmentName,
    sources: Annotated[
        list[Path],
        typer.Argument(
            metavar="SOURCE",
            help="Exports of Moodle, Canvas or Blackboard, clones of repositories, plain folders "
            "and zips.",
        ),
    ],
    roster: RosterPlace = None,
    course: CoursePlace = Path(),
    timezone: Annotated[
        str | None,
        typer.Option(
            metavar="ZONE",
            help="Time zone of times without one, like Europe/Berlin. Default: the course's.",
        ),
    ] = None,
    received: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help="When all files came in, like '2026-11-20 23:59'. Default: as the sources say.",
        ),
    ] = None,
    commit_times: Annotated[
        bool,
        typer.Option(
            "--commit-times",
            help="Use the times of commits, which students can set. Default: the time of cloning.",
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen, and write nothing.")
    ] = False,
) -> None:
    """Collect submissions from exports and clones into submitted/."""
    from autograder.collect.run import Collection  # noqa: PLC0415
    from autograder.collect.run import collect as collect_from  # noqa: PLC0415
    from autograder.collect.table import collection_table, summary  # noqa: PLC0415
    from autograder.collect.times import Clock  # noqa: PLC0415
    from autograder.course.roster import ROSTER_FILE, read_roster  # noqa: PLC0415 - no other command needs it

    folder = find_course(course)
    chosen = folder.course.assignment(assignment)
    clock = Clock(timezone or folder.course.timezone)
    students = read_roster(roster or folder.root / ROSTER_FILE)
    came_in = None if received is None else clock.read(received)
    collection = Collection(folder, chosen, students, clock, dry_run, came_in, commit_times)
    report = collect_from(collection, sources)
    if report.rows:
        output().print(collection_table(report))
    for problem in report.problems:
        sys.stdout.write(f"left out: {printable(problem)}\n")
    for line in summary(report, clock.name, is_dry=dry_run):
        announce(line)
    raise typer.Exit(1 if report.problems else 0)
