"""autograder serve."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

import typer

from autograder.cli.console import (
    PROCESSORS,
    AskedIsolation,
    CoursePlace,
    DatabaseUrl,
    SandboxLevel,
    SchedulerAddress,
    announce,
    ensure_secret,
    level_of,
    needing,
)
from autograder.course.folder import find_course
from autograder.errors import RequestError


def serve(  # noqa: PLR0913, PLR0917 - options of a command
    course: CoursePlace = Path(),
    host: Annotated[
        str, typer.Option(help="The address to listen at; 0.0.0.0 for every network.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 for any free one.")] = 8000,
    url: Annotated[
        str,
        typer.Option(
            metavar="URL",
            help="What people type, like https://grading.example.edu, if a proxy on this machine "
            "passes it on. Default: the host and the port.",
        ),
    ] = "",
    database: DatabaseUrl = "",
    jobs: Annotated[
        int, typer.Option(min=0, help="Attempts graded at a time; 0 leaves all to work.")
    ] = PROCESSORS,
    scheduler: SchedulerAddress = None,
    isolation: SandboxLevel = AskedIsolation.AUTO,
) -> None:
    """Serve the course: students hand in and read their feedback, instructors see the class."""
    with needing("serve", "serve"):
        from autograder.service.engine import ServiceSettings  # noqa: PLC0415 - few need it
        from autograder.service.people.hub import is_started_by_hub  # noqa: PLC0415
        from autograder.service.serve import Where, where_of_hub  # noqa: PLC0415
        from autograder.service.serve import serve as start  # noqa: PLC0415
    _check_url(url)
    folder = find_course(course)
    ensure_secret(folder)
    settings = ServiceSettings(folder.root, level_of(isolation), database, jobs, scheduler)
    where = Where(host, port, url)
    start(settings, where_of_hub(where) if is_started_by_hub() else where, _tell)


def _check_url(url: str) -> None:
    """Raise RequestError unless an address is one of a whole host."""
    parts = urlsplit(url)
    if url and (parts.scheme not in {"http", "https"} or not parts.hostname):
        raise RequestError(f"--url: {url!r} is no address like https://grading.example.edu")
    if parts.path.strip("/") or parts.query or parts.fragment:
        raise RequestError(f"--url: {url!r}: a host of its own is needed, without a path")


def _tell(address: str, token: str) -> None:
    announce(f"serving at {address}; stop with Ctrl-C")
    announce(f"instructor, once: {address}/enter/{token}")
