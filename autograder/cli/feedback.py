"""autograder feedback."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.console import AssignmentName, CoursePlace, ResultsPlace, announce
from autograder.course.folder import find_course
from autograder.course.moments import moment_text
from autograder.grading.today import refresh
from autograder.report.held import held_until
from autograder.results.store import ResultStore
from autograder.text import counted, printable


def feedback(
    assignment: AssignmentName,
    students: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="STUDENT", help="Whose pages to write. Default: all that have a result."
        ),
    ] = None,
    course: CoursePlace = Path(),
    results: ResultsPlace = None,
    output: Annotated[
        Path | None, typer.Option(help="Where pages go. Default: the course's feedback/.")
    ] = None,
) -> None:
    """Write a page of feedback for each student, from the result files."""
    from autograder.report.publish import PageSettings, publish  # noqa: PLC0415 - jinja2 takes its time

    folder = find_course(course)
    chosen = folder.course.assignment(assignment)
    store = ResultStore(results or folder.results(), chosen.name)
    now = dt.datetime.now(dt.UTC)
    refresh(folder, chosen, store)
    place = output or folder.feedback()
    settings = PageSettings(
        folder.course, chosen, place, now, folder.submitted(), folder.catalogue_in
    )
    done = publish(store, students or [], settings)
    announce(f"{counted(len(done.pages), 'page')} of feedback in {settings.folder}")
    until = held_until(chosen, now)
    if until is not None:
        announce(f"they hold no feedback yet, only that it comes after {moment_text(until)}")
    if done.missing:
        announce(f"no result, so no page: {', '.join(map(printable, done.missing))}")
    if done.unreadable:
        names = ", ".join(printable(path.name) for path in done.unreadable)
        announce(f"not a result file of {chosen.name}, so no page: {names}")
    raise typer.Exit(1 if done.missing or done.unreadable else 0)
