"""autograder translate."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.console import CoursePlace, announce
from autograder.course.folder import find_course


def translate(
    language: Annotated[str, typer.Argument(help="One of the languages in course.yaml.")],
    assignments: Annotated[
        list[str] | None,
        typer.Argument(metavar="ASSIGNMENT", help="Default: all of the course."),
    ] = None,
    course: CoursePlace = Path(),
    check: Annotated[
        bool,
        typer.Option(
            "--check", help="Write nothing; list what is left to translate, and exit with 1."
        ),
    ] = False,
    done: Annotated[
        bool,
        typer.Option(
            "--done",
            help="Count every translation as up to date with its source.",
        ),
    ] = False,
) -> None:
    """Bring the course's sentences and notebooks in a language up to date with their sources."""
    from autograder.translation import run  # noqa: PLC0415 - Babel takes its time

    folder = find_course(course)
    names = assignments or [a.name for a in folder.course.assignments]
    chosen = [folder.course.assignment(name) for name in names]
    if not check:
        for path in run.translate(folder, language, chosen, done=done):
            announce(f"wrote {path.relative_to(folder.root)}")
    left = list(run.left(folder, language, chosen))
    for one in left if check else ():
        sys.stdout.write(": ".join(filter(None, (one.file, one.place, one.why))) + "\n")
    announce(
        f"{language}: {len(left)} left to translate" if left else f"{language}: all is translated"
    )
    raise typer.Exit(1 if check and left else 0)
