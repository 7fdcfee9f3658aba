"""autograder report."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.cli.console import (
    AssignmentName,
    CoursePlace,
    ResultsPlace,
    announce,
    needing,
    output,
)
from autograder.course.folder import find_course
from autograder.files import json_bytes
from autograder.results.store import ResultStore

if TYPE_CHECKING:
    from autograder.insight.figures import ClassReport


def report(
    assignment: AssignmentName,
    course: CoursePlace = Path(),
    results: ResultsPlace = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print every number as JSON, with students' names.")
    ] = False,
    page: Annotated[
        Path | None,
        typer.Option(dir_okay=False, help="Write the report to this file, as a page of HTML."),
    ] = None,
) -> None:
    """Report how a class did: marks, exercises, tests, and which mistakes it made."""
    folder = find_course(course)
    chosen = folder.course.assignment(assignment)
    store = ResultStore(results or folder.results(), chosen.name)
    with needing("insight", "report"):
        from autograder.insight.read import read_classroom  # noqa: PLC0415
        from autograder.insight.report import make_report  # noqa: PLC0415 - pandas takes its time
        from autograder.insight.sources import read_solution  # noqa: PLC0415

        known = read_classroom(folder, chosen, store)
        made = make_report(known, folder.course.title, read_solution(folder, chosen).words)
        html = _html(made) if page is not None else ""
    if page is not None:
        from autograder.report.html import write_page  # noqa: PLC0415

        write_page(page, html, "--page")
    if as_json:
        sys.stdout.write(json_bytes(made).decode())
    else:
        _print(made)
    for sentence in (*made.doubts, *made.alarms):
        announce(sentence)
    if page is not None:
        announce(f"the report as a page: {page}")


def _html(made: ClassReport) -> str:
    from autograder.insight.page import report_page  # noqa: PLC0415

    return report_page(made)


def _print(made: ClassReport) -> None:
    from autograder.insight.terminal import report_tables  # noqa: PLC0415

    console = output()
    for part in report_tables(made):
        console.print(part, highlight=False, markup=False)
