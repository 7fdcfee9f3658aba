"""Exceptions of student code, as exceptions of this process with a closed set of types.

Trusted. A name from the sandbox chooses one of these types, and does nothing else.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterable
from typing import Any

import numpy as np

from autograder.student.errors import StudentError

_TYPES: dict[str, type[BaseException]] = {
    f"builtins.{name}": kind
    for name, kind in vars(builtins).items()
    if isinstance(kind, type) and issubclass(kind, Exception)
}
_TYPES |= {
    "builtins.SystemExit": SystemExit,
    "numpy.linalg.LinAlgError": np.linalg.LinAlgError,
    "numpy.exceptions.AxisError": np.exceptions.AxisError,
    "numpy.AxisError": np.exceptions.AxisError,
    "json.decoder.JSONDecodeError": ValueError,
    "decimal.InvalidOperation": ArithmeticError,
}


def exception_type(names: Iterable[str]) -> type[Exception] | None:
    """Return the first known exception type among names of classes; None if none is known."""
    for name in names:
        kind = _TYPES.get(name)
        if kind is not None and issubclass(kind, Exception):
            return kind
    return None


def made(names: Iterable[str], args: list[Any], text: str) -> BaseException:
    """Return an exception of the first known type; RuntimeError if none is known."""
    kind = next((_TYPES[name] for name in names if name in _TYPES), RuntimeError)
    plain = tuple(args) if args else ((text,) if text else ())
    try:
        error = kind.__new__(kind, *plain)
        error.__init__(*plain)  # type: ignore[misc]
    except Exception:  # noqa: BLE001 - of a type with other arguments
        return RuntimeError(text)
    return error


def note(error: BaseException, told: StudentError) -> BaseException:
    """Note on an exception that student code raised it, and what may be shown of it."""
    error.__dict__["_student"] = told
    return error


def by_student(error: BaseException) -> StudentError | None:
    """Return what may be shown of an exception of student code; None for any other exception."""
    if isinstance(error, StudentError):
        return error
    found: StudentError | None = error.__dict__.get("_student")
    return found
