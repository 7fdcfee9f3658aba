"""autograder export."""

from __future__ import annotations

import enum
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.console import (
    AssignmentName,
    CoursePlace,
    ResultsPlace,
    RosterPlace,
    announce,
    ensure_secret,
    needing,
)
from autograder.course.folder import find_course
from autograder.errors import RequestError
from autograder.export.systems import GRADERS, System
from autograder.text import printable

if TYPE_CHECKING:
    from autograder.export.run import Request


class Missing(enum.StrEnum):
    """What they get who handed in nothing."""

    BLANK = "blank"
    ZERO = "zero"


def export(  # noqa: PLR0913, PLR0917 - options of a command
    assignment: AssignmentName,
    to: Annotated[System, typer.Option(help="The system that imports the marks, or that grades.")],
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
    api: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="Compare with the grades in Canvas over its API, and write no file. The token is "
            "in the environment's CANVAS_TOKEN.",
        ),
    ] = None,
    course_id: Annotated[
        int | None, typer.Option(help="With --api: the course's number in Canvas.")
    ] = None,
    assignment_id: Annotated[
        int | None, typer.Option(help="With --api: the assignment's number in Canvas.")
    ] = None,
    send: Annotated[
        bool, typer.Option("--send", help="With --api: send the marks that differ.")
    ] = False,
    roster: RosterPlace = None,
    course: CoursePlace = Path(),
    results: ResultsPlace = None,
    mixed: Annotated[
        bool, typer.Option("--mixed", help="Take results of several versions together.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace files that are there already.")
    ] = False,
) -> None:
    """Write the marks of a class as the file that a learning management system imports.

    For Gradescope and PrairieLearn, write what they run to grade the assignment themselves.
    """
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
    if to in GRADERS:
        unused = (template, column, pages, exercises, api, course_id, assignment_id, send, mixed)
        _graders(request, has_others=any(unused) or missing is Missing.ZERO)
        return
    if api is not None or course_id is not None or assignment_id is not None or send:
        _over_the_api(request, api, course_id, assignment_id, is_sent=send)
        return
    done = export_to(request)
    announce(f"{done.marked} marked, from {done.source}")
    if done.missing:
        announce(f"handed in nothing: {', '.join(map(printable, done.missing))}")
    for remark in done.remarks:
        announce(remark)
    for path in done.files:
        typer.echo(path)


def _graders(request: Request, *, has_others: bool) -> None:
    """Write what Gradescope or PrairieLearn runs."""
    if has_others:
        raise RequestError(
            f"--to {request.system} writes graders and no marks; besides --output and --force, "
            "leave the other options out"
        )
    from autograder.export.bundles import export_graders  # noqa: PLC0415 - few ask for it

    ensure_secret(request.folder)
    suffix = ".zip" if request.system is System.GRADESCOPE else ""
    place = request.output or request.place.with_suffix(suffix)
    folder, assignment = request.folder, request.assignment
    export_graders(folder, assignment, request.system, place, force=request.force)
    announce(
        "it contains the hidden graders, the solutions and the course's secret: let no student "
        "read it"
    )
    typer.echo(place)


def _over_the_api(
    request: Request,
    url: str | None,
    course: int | None,
    assignment: int | None,
    *,
    is_sent: bool,
) -> None:
    """Print the grades that differ in Canvas, and send them if asked."""
    if request.system is not System.CANVAS or url is None or course is None or assignment is None:
        raise RequestError("--api needs --to canvas, --course-id and --assignment-id, all of them")
    if request.template or request.output or request.pages:
        raise RequestError("--api writes no file; leave --template, --output and --pages out")
    token = os.environ.get("CANVAS_TOKEN", "").strip()
    if not token:
        raise RequestError(
            "--api: put an access token of Canvas into the environment: CANVAS_TOKEN"
        )
    with needing("canvas", "--api"):
        import canvasapi  # noqa: F401, PLC0415 - few ask for it
    from autograder.export.canvas_api import CanvasGrades, Target  # noqa: PLC0415
    from autograder.export.run import collected, unmarked  # noqa: PLC0415

    marks, source = collected(request)
    grades = CanvasGrades(Target(url, token, course, assignment))
    plan = grades.plan(marks, zero=request.zero)
    for change in plan.changes:
        typer.echo(f"{printable(change.student)}: {change.before or 'nothing'} -> {change.after}")
    for remark in (*unmarked(marks), *marks.remarks, *plan.remarks):
        announce(remark)
    if is_sent:
        grades.send(plan)
    told = "sent" if is_sent else "would be sent; --send sends them"
    announce(f"{len(plan.changes)} grades {told}, {plan.unchanged} unchanged; from {source}")
