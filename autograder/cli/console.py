"""What commands share: options, lines on standard error, a progress bar, the isolation level."""

from __future__ import annotations

import contextlib
import enum
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, TypeVar

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from autograder.course import secret
from autograder.course.folder import CourseFolder
from autograder.errors import RequestError
from autograder.sandbox.levels import choose_isolation
from autograder.sandbox.policy import AUTO, Isolation
from autograder.text import printable

T = TypeVar("T")
_err = Console(stderr=True)


AssignmentName = Annotated[
    str, typer.Argument(metavar="ASSIGNMENT", help="The assignment's name in course.yaml.")
]
CoursePlace = Annotated[Path, typer.Option(help="The course's folder, or one inside it.")]
ResultsPlace = Annotated[
    Path | None, typer.Option(help="Where result files are. Default: the course's results/.")
]
RosterPlace = Annotated[
    Path | None,
    typer.Option(help="The CSV that says who is who. Default: the course's roster.csv."),
]
DatabaseUrl = Annotated[
    str,
    typer.Option(
        envvar="AUTOGRADER_DATABASE",
        metavar="URL",
        help="The service's database, like postgresql://user@host/name. Default: a file in the "
        "course's .autograder.",
    ),
]
SchedulerAddress = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Grade on the workers of a Dask scheduler, tcp://HOST:8786, or on local:N, N workers "
        "that are started here. --jobs is then ignored.",
    ),
]
Jobs = Annotated[int, typer.Option(min=1, help="Submissions graded at a time.")]
PROCESSORS = os.cpu_count() or 1


class AskedIsolation(enum.StrEnum):
    """A level of isolation, or the choice of the best one."""

    AUTO = AUTO
    NAMESPACES = Isolation.NAMESPACES
    LANDLOCK = Isolation.LANDLOCK
    NONE = Isolation.NONE


SandboxLevel = Annotated[AskedIsolation, typer.Option(help="Sandbox level, as for grade.")]


def level_of(asked: AskedIsolation) -> Isolation:
    """Return the level that was asked for; for AUTO the best one, and say why no better one."""
    if asked is not AskedIsolation.AUTO:
        return Isolation(asked)
    level, why_not_better = choose_isolation()
    if why_not_better:
        announce(f"isolation {level}: {why_not_better.removeprefix('sandbox: ')}")
    return level


def ensure_secret(folder: CourseFolder) -> None:
    """Make the course's secret if there is none yet, and say so."""
    if secret.make_secret(folder.root):
        path = folder.root / secret.SECRET_FILE
        announce(f"made the course secret {path}; keep it, and keep it out of git")


def watched(coming: Iterable[T], total: int) -> list[T]:
    """Return all results as they come, with a progress bar."""
    columns = (TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    if not _err.is_terminal:
        return list(coming)
    come = []
    with Progress(*columns, console=_err, transient=True) as bar:
        task = bar.add_task("grade", total=total)
        for one in coming:
            come.append(one)
            bar.advance(task)
    return come


@contextlib.contextmanager
def needing(extra: str, what: str) -> Iterator[None]:
    """Turn the absence of an optional package into a sentence that says how to install it."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise RequestError(
            f"{what}: {error.name} is not installed; pip install 'backgrade[{extra}]'"
        ) from None


def output(width: int = 180) -> Console:
    """Return standard output; it has this width where it is no terminal."""
    return Console(width=None if sys.stdout.isatty() else width)


def announce(text: str) -> None:
    """Print a line to standard error; names in it may come from students."""
    text = "\n".join(map(printable, text.split("\n")))
    _err.print(text, markup=False, highlight=False, soft_wrap=True)
