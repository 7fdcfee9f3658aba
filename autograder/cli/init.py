"""autograder init."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.console import announce
from autograder.course.folder import find_course
from autograder.course.new import Example, start_course
from autograder.errors import RequestError


def init(
    new: Annotated[
        Path | None,
        typer.Argument(
            metavar="FOLDER",
            help="Where the new course goes: an empty or a new folder. Default: "
            "no new course, but nbgrader_config.py for this one.",
        ),
    ] = None,
    example: Annotated[
        Example | None,
        typer.Option(
            help="What the new course begins with: a function of NumPy (integration), first steps "
            "in Python (basics), pandas (tables) or matplotlib (plots). Default: integration.",
        ),
    ] = None,
) -> None:
    """Start a course in a new folder, or configure nbgrader for the current course."""
    from autograder.plugins.config import CONFIG_FILE, write_config  # noqa: PLC0415

    if new is None:
        if example is not None:
            raise RequestError(
                f"--example is for a new course: autograder init my-course --example {example}"
            )
        folder = find_course(Path())
        is_new = write_config(folder)
        announce(
            f"{folder.root / CONFIG_FILE}: {'written' if is_new else 'there already, and right'}"
        )
        return
    example = example or Example.INTEGRATION
    folder = start_course(new, example)
    write_config(folder)
    announce(
        f"{new}: a course with the assignment {example}; its README.md says what is where. Try:"
    )
    sys.stdout.write(f"cd {shlex.quote(str(new))}\n")
    sys.stdout.write(
        f"autograder grade {example} tests/submissions/{example} --results results/examples\n"
    )
