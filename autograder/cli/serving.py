"""What the commands of the service share."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from autograder.errors import RequestError


@contextlib.contextmanager
def without_extra(command: str) -> Iterator[None]:
    """Turn the absence of an optional package into a sentence that says how to install it."""
    try:
        yield
    except ModuleNotFoundError as error:
        raise RequestError(
            f"{command}: {error.name} is not installed; pip install 'backgrade[serve]'"
        ) from None
