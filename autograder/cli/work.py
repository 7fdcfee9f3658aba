"""autograder work."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.console import PROCESSORS, AskedIsolation, Jobs, announce, level_of
from autograder.cli.serving import DatabaseUrl, without_extra


def work(
    database: DatabaseUrl,
    jobs: Jobs = PROCESSORS,
    isolation: Annotated[
        AskedIsolation, typer.Option(help="Sandbox level, as for grade.")
    ] = AskedIsolation.AUTO,
) -> None:
    """Grade what a service's queue holds, on this machine too. AUTOGRADER_SECRET must be set."""
    with without_extra("work"):
        from autograder.service.database.connect import open_database  # noqa: PLC0415
        from autograder.service.work import work as grade_from  # noqa: PLC0415
    level = level_of(isolation)
    opened = open_database(Path(tempfile.gettempdir()), database)
    grade_from(opened, level, jobs, lambda name: announce(f"worker {name}: waiting for attempts"))
