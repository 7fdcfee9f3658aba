"""Code that puts other answers in the place of a notebook's own ones.

An audit of test cells hands it in as the first cell of a notebook, so it runs in the sandbox and
imports nothing of ours.
"""

import contextlib
import functools
import types
from collections.abc import Callable
from typing import Any

import numpy as np

Change = Callable[[Any, tuple[Any, ...]], Any]  # of a right answer and the call's arguments


def replaced(value: Any, change: Change) -> Any:
    """Return a name's value with other answers: of a function, of methods, or the value itself."""
    if isinstance(value, types.ModuleType):
        return value
    if isinstance(value, type):
        methods = [(name, m) for name, m in vars(value).items() if name != "__init__"]
        for name, method in methods:
            if isinstance(method, types.FunctionType):
                setattr(value, name, answering(method, change))
        return value
    if callable(value):
        return answering(value, change)
    with contextlib.suppress(Exception):
        return change(value, ())
    return None


def answering(function: Callable[..., Any], change: Change) -> Callable[..., Any]:
    """Return a function that answers with the changed answers of another one."""

    @functools.wraps(function)
    def answer(*args: Any, **kwargs: Any) -> Any:
        right = None
        with contextlib.suppress(Exception):
            right = function(*args, **kwargs)
        return change(right, (*args, *kwargs.values()))

    return answer


def filled(value: Any, number: float) -> Any:
    """Return a value of the same form in which all numbers are the same, and all texts empty."""
    if isinstance(value, dict):
        return {key: filled(part, number) for key, part in value.items()}
    if isinstance(value, list | tuple):
        parts = [filled(part, number) for part in value]
        return parts if isinstance(value, list) else tuple(parts)
    if isinstance(value, np.ndarray) and value.dtype.kind in "biufc":
        return np.full(value.shape, number)
    if isinstance(value, bool | int):
        return type(value)(number) if number == number else number  # noqa: PLR0124 - not NaN
    if isinstance(value, float | np.number):
        return float(number)
    return value[:0] if isinstance(value, str | bytes) else None


def first_like(value: Any, given: tuple[Any, ...]) -> Any:
    """Return the first argument of the value's type; None if there is none."""
    return next((one for one in given if type(one) is type(value)), None)


def refuse() -> Any:
    """Raise an exception instead of an answer."""
    raise ValueError("no answer")


class Anything:
    """Says that it is equal to everything."""

    def __eq__(self, _: object) -> bool:
        """Return True."""
        return True

    def __hash__(self) -> int:
        """Return the same for all."""
        return 0
