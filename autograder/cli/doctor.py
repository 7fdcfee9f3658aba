"""autograder doctor."""

from __future__ import annotations

import typer
from rich.console import Console


def doctor() -> None:
    """Report what this machine offers for grading, and what to install."""
    from autograder.sandbox.doctor import examine  # noqa: PLC0415 - starts sandboxes

    console, all_ok = Console(), True
    for finding in examine():
        all_ok &= finding.ok or not finding.is_needed
        mark = "[green]ok[/]" if finding.ok else "[red]no[/]"
        console.print(f"{mark}  {finding.what:<22}", end="")
        console.print(finding.told, markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(0 if all_ok else 1)
