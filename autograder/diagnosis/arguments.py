"""The arguments of a call by name, also those inside dicts, and how to change some of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from autograder.diagnosis.values import as_numbers

Arguments = dict[str, Any]
Change = Callable[[np.ndarray], Any]


def flat(arguments: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """Return the numbers and arrays of a call by name; those inside dicts come last."""
    found: dict[str, np.ndarray] = {}
    for name, value in arguments.items():
        if (array := as_numbers(value)) is not None:
            found[name] = array
    for value in arguments.values():
        if isinstance(value, dict):
            found |= {k: v for k, v in flat(value).items() if k not in found}
    return found


def changed(arguments: Arguments, names: Sequence[str], change: Change) -> Arguments:
    """Return a copy of a call's arguments with some of them changed."""
    made: Arguments = {}
    for name, value in arguments.items():
        if isinstance(value, dict):
            made[name] = changed(value, names, change)
        else:
            made[name] = change(np.asarray(value)) if name in names else value
    return made


def as_it_was(made: Any, value: np.ndarray) -> Any:
    """Return a number as a number again, and an array as it is."""
    return made if value.ndim else float(made)
