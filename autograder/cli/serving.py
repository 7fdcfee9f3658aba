"""What the commands of the service share."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Annotated

import typer

from autograder.errors import RequestError

DatabaseUrl = Annotated[
    str,
    typer.Option(
        envvar="AUTOGRADER_DATABASE",
        metavar="URL",
        help="The service's database, like postgresql://user@host/name. Default: a file in the "
        "course's .autograder.",
    ),
]


@contextlib.contextmanager
def without_extra(command: str, extra: str = "serve") -> Iterator[None]:
    """Turn the absence of an optional package into a sentence that says how to install it."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise RequestError(
            f"{command}: {error.name} is not installed; pip install 'backgrade[{extra}]'"
        ) from None
