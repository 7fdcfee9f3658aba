"""autograder submit."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.console import needing


def submit(
    assignment: Annotated[str, typer.Argument(help="The assignment's name.")],
    notebooks: Annotated[list[Path], typer.Argument(help="Your notebook, or all of them.")],
    to: Annotated[
        str,
        typer.Option(
            envvar="AUTOGRADER_SERVICE",
            metavar="URL",
            help="The course's address on your hub, or your personal link.",
        ),
    ] = "",
) -> None:
    """Hand in from a terminal, and print the receipt and where to read the feedback."""
    with needing("hub", "submit"):
        from autograder.handing_in.client import read_files, service_at  # noqa: PLC0415
    files = read_files(notebooks)
    receipt = service_at(to, _language()).hand_in(assignment, files)
    sys.stdout.write(
        f"handed in: {assignment}, attempt {receipt.number}\n"
        f"received:  {receipt.received}\n"
        f"SHA-256:   {receipt.sha256}\n"
        f"feedback:  {receipt.page}\n"
    )


def _language() -> str:
    """Return the language of the terminal as browsers write it; "" for none."""
    return os.environ.get("LANG", "").partition(".")[0].replace("_", "-").removeprefix("C")
