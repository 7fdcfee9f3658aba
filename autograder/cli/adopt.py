"""autograder adopt."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from autograder.cli.console import (
    AskedIsolation,
    SandboxLevel,
    announce,
    ensure_secret,
    level_of,
)
from autograder.course.folder import find_course
from autograder.course.settings import COURSE_FILE


def adopt(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER",
            help="The course: with nbgrader's source/<assignment>/, or with otter masters.",
        ),
    ] = Path(),
    isolation: SandboxLevel = AskedIsolation.AUTO,
) -> None:
    """Take over a course that was written for nbgrader or otter-grader, as it is.

    Writes course.yaml, and tries each test cell on the source's own solution.
    """
    from autograder.adoption.run import adopt as adopt_course  # noqa: PLC0415
    from autograder.adoption.run import unwritten_rules  # noqa: PLC0415
    from autograder.grading.examination import Where  # noqa: PLC0415

    start, console = time.perf_counter(), Console(soft_wrap=True)
    styles = {Where.OUTSIDE: "green", Where.INSIDE: "yellow", Where.ASIDE: "dim"}
    adopted = []
    for one in adopt_course(folder, level_of(isolation)):
        adopted.append(one)
        console.print(Text(one.name, "bold"))
        if one.problem:
            console.print(Text.assemble(("  no       ", "red"), one.problem))
        for cell in one.examined:
            console.print(
                Text.assemble(
                    (f"  {cell.where:<8} ", styles.get(cell.where, "red")),
                    f"{cell.notebook}: {cell.question}  {cell.title}",
                )
            )
            if cell.reason:
                console.print(Text(f"             {cell.reason}", "dim"))
    course = find_course(folder)
    ensure_secret(course)
    for one in adopted:
        if missing := unwritten_rules(course, one):
            announce("\n".join([f"write in {COURSE_FILE}, in {one.name}:", *missing]))
    cells = [cell.where for one in adopted for cell in one.examined]
    counts = ", ".join(f"{cells.count(where)} {where}" for where in Where if where in cells)
    amount = "1 assignment" if len(adopted) == 1 else f"{len(adopted)} assignments"
    announce(
        f"{course.root / COURSE_FILE}: {amount}, test cells: {counts or 'none'}; "
        f"{time.perf_counter() - start:.1f} s"
    )
    if not all(one.is_whole for one in adopted):
        announce(
            "what judges nowhere fails on the source's own solution: mend it, or set it aside in "
            f"{COURSE_FILE} (cells: <name>: {{runs: aside}}); until then its assignment is not "
            "graded"
        )
        raise typer.Exit(1)
