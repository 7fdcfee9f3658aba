"""autograder release."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from autograder.cli.console import (
    AskedIsolation,
    AssignmentName,
    CoursePlace,
    announce,
    ensure_secret,
    level_of,
)
from autograder.course.folder import find_course
from autograder.course.settings import Graders
from autograder.errors import RequestError


def release(
    assignment: AssignmentName,
    course: CoursePlace = Path(),
    check: Annotated[
        bool,
        typer.Option("--check", help="Build nothing; verify the release that is in assignments/."),
    ] = False,
) -> None:
    """Build the student version with nbgrader, verify it, and publish it if every check passes."""
    try:
        from autograder.release import adopted, prove  # noqa: PLC0415 - Jupyter takes its time
    except ImportError as error:
        raise RequestError(f"{error}; release needs pip install 'backgrade[course]'") from None

    folder = find_course(course)
    chosen = folder.course.assignment(assignment)
    ensure_secret(folder)
    run = prove.check if check else prove.release
    if chosen.graders is Graders.CELLS:
        run = adopted.check_adopted if check else adopted.release_adopted
    console, is_fit = Console(soft_wrap=True), True
    start = time.perf_counter()
    for proof in run(folder, chosen, level_of(AskedIsolation.AUTO)):
        is_fit &= not proof.reasons
        mark = "[red]no[/]" if proof.reasons else "[green]ok[/]"
        console.print(f"{mark}  {proof.seconds:4.1f} s  {proof.title}", highlight=False)
        for reason in proof.reasons:
            console.print(f"    {reason}", markup=False, highlight=False)
    verdict = "fit for release" if is_fit else "not fit for release"
    place = folder.releases(assignment)
    if not is_fit and not check:
        verdict += "; what was released before is as it was"
    announce(f"{assignment}: {verdict}; {place}, {time.perf_counter() - start:.1f} s")
    raise typer.Exit(0 if is_fit else 1)
