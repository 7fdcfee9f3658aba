"""autograder audit."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.console import (
    PROCESSORS,
    AskedIsolation,
    AssignmentName,
    CoursePlace,
    Jobs,
    SandboxLevel,
    announce,
    ensure_secret,
    level_of,
    output,
    watched,
)
from autograder.course.folder import find_course
from autograder.files import json_bytes, write_or_explain
from autograder.grading.engine import Marked


def audit(  # noqa: PLR0913, PLR0917 - options of a command
    assignment: AssignmentName,
    course: CoursePlace = Path(),
    jobs: Jobs = PROCESSORS,
    isolation: SandboxLevel = AskedIsolation.AUTO,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the whole report as JSON, not as tables.")
    ] = False,
    page: Annotated[
        Path | None,
        typer.Option(dir_okay=False, help="Write the report to this file, as Markdown."),
    ] = None,
) -> None:
    """Report which mistakes the hidden tests catch and which they miss."""
    from autograder.audit.page import audit_page  # noqa: PLC0415
    from autograder.audit.run import audit as audit_graders  # noqa: PLC0415 - no other command needs it
    from autograder.audit.table import audit_tables  # noqa: PLC0415

    folder = find_course(course)
    chosen = folder.course.assignment(assignment)
    ensure_secret(folder)
    start = time.perf_counter()
    graded = 0

    def watch(coming: Iterable[Marked], total: int) -> list[Marked]:
        nonlocal graded
        graded += total
        return watched(coming, total)

    report = audit_graders(folder, chosen, level_of(isolation), jobs, watch)
    if page is not None:
        write_or_explain(page, audit_page(report).encode())
    if as_json:
        sys.stdout.write(json_bytes(report).decode())
    else:
        console = output()
        for part in audit_tables(report):
            console.print(part, highlight=False)
    verdict = "clean" if report.is_clean else "not clean"
    announce(f"{graded} graded in {time.perf_counter() - start:.1f} s; {assignment}: {verdict}")
    raise typer.Exit(3 if report.errors else 0 if report.is_clean else 1)
