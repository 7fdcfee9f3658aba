"""The ways in which hidden tests use a function or class that an exercise asks for.

A test may call a function. It may call a generator and take its items. It may make an object of a
class and call its methods. It may check that a call is refused, count the lines of a call, and read
what the call printed, drew, or wrote into a file. Each of these is one exchange with the sandbox.
Each is a pure function of what is passed, so the reference and known mistakes are used here in the
same way as students' code.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import sys
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np

from autograder.execution.arguments import bind, call
from autograder.execution.figures import drawn_by
from autograder.execution.printed import Page, plain_text
from autograder.wire.messages import ITSELF, MAX_PRINTED_CHARS, TAMPERED, Arguments, Manner, Step
from autograder.wire.values import Seed


def perform(  # noqa: PLR0911 - by manner
    function: Callable[[Arguments, Arguments], Any],
    arguments: Arguments,
    extras: Arguments,
    manner: Manner = Manner.CALL,
    details: Any = None,
) -> tuple[Any, Any]:
    """Call a function in a manner; return the answer, and what else is reported about the call.

    `details` is the number of items, the list of steps, or the path of the file. Raises what
    the call raises.
    """
    make = functools.partial(function, drawn(arguments), extras)
    match manner:
        case Manner.ITEMS:
            return [copied(item) for item in itertools.islice(_in_order(make()), details)], None
        case Manner.USE:
            return _use(make(), details), None
        case Manner.REFUSE:
            return _refused(make)
        case Manner.LINES:
            return _counted(make)
        case Manner.PRINTED:
            return _printed(make), None
        case Manner.WRITTEN:
            return _written(make, details), None
        case Manner.FIGURE:
            return drawn_by(make), None
    return make(), None


def drawn(arguments: Arguments) -> Arguments:
    """Return arguments with a fresh random number generator in place of each seed."""
    return {name: generator_of(value) for name, value in arguments.items()}


def generator_of(value: Any) -> Any:
    """Return the random number generator that a seed stands for; anything else as it is."""
    return np.random.default_rng(value.seed) if isinstance(value, Seed) else value


def copied(value: Any) -> Any:
    """Return a copy of plain data, which later writes into the data do not change.

    What holds itself, or is nested very deep, is returned as it is: it has no plain form.
    """
    try:
        return _copy(value)
    except RecursionError:
        return value


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copy(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_copy(item) for item in value]
    if isinstance(value, set):
        return set(value)
    if type(value) is tuple:
        return tuple(_copy(item) for item in value)
    return value.copy() if isinstance(value, np.ndarray) or is_table(value) else value


def is_table(value: Any) -> bool:
    """Return whether a value is a DataFrame or Series of pandas; those of polars never change."""
    pd = sys.modules.get("pandas")
    return pd is not None and isinstance(value, pd.DataFrame | pd.Series)


def _in_order(value: Any) -> Any:
    """Return an iterable, but a set's elements sorted, since a set's order varies between runs."""
    if not isinstance(value, set | frozenset):
        return value
    return sorted(value, key=lambda item: (type(item).__name__, repr(item)))


def _use(subject: Any, steps: Iterable[Step]) -> dict[str, Any]:
    """Take steps with an object; the answers are named after the steps: fit, predict, predict 2.

    The answers stop before the first step that the object does not know.
    """
    answers: dict[str, Any] = {}
    for name, arguments in steps:
        if not hasattr(subject, name):
            break
        value = getattr(subject, name)
        if callable(value):
            value = call(value, drawn(arguments), {})
        times = 1 + sum(label.split(" ")[0] == name for label in answers)
        answers[name if times == 1 else f"{name} {times}"] = (
            ITSELF if value is subject else copied(value)
        )
    return answers


def _refused(make: Callable[[], Any]) -> tuple[Any, Any]:
    """Return the type of the exception as the answer; a stub's exception counts as no refusal.

    If nothing was raised, the answer has the same key and says so. A key that only some answers
    have would not be compared.
    """
    try:
        value = make()
    except NotImplementedError:
        raise
    except Exception as error:  # noqa: BLE001 - any exception is an answer
        kinds = [kind.__name__ for kind in type(error).__mro__]
        return {"raised": kinds[0]}, [kinds, str(error)]
    return {"raised": None, "returned": value}, None


def _printed(make: Callable[[], Any]) -> dict[str, Any]:
    """Return the value and the printed text, each of which is part of the answer."""
    page = Page()
    with contextlib.redirect_stdout(page):
        value = make()
    return {"value": value, "printed": page.read_all()}


def _written(make: Callable[[], Any], file: str) -> dict[str, Any]:
    """Return the value, and the text of a file of the working folder: "" if there is none.

    What an earlier call wrote there is removed first.
    """
    path, text = Path(file), ""
    with contextlib.suppress(OSError):
        path.unlink()
    value = make()
    with contextlib.suppress(OSError), path.open("rb") as stream:
        text = stream.read(4 * MAX_PRINTED_CHARS).decode(errors="replace")[:MAX_PRINTED_CHARS]
    return {"value": value, "written": plain_text(text)}


def _counted(make: Callable[[], Any]) -> tuple[Any, int]:
    """Return the value, and how many lines of Python were executed, including NumPy's own.

    A loop on one line counts once for each iteration. Code that switches counting off is noticed,
    unless it takes great care to hide this.
    """
    count, is_inside = 0, False

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count, is_inside
        if not is_inside:  # the lines before it bind the arguments
            caller = frame.f_back.f_code if frame.f_back else None
            is_inside = caller is call.__code__ and frame.f_code is not bind.__code__
        count += is_inside and event == "line"
        return trace

    threading.settrace(trace)
    sys.settrace(trace)
    try:
        value = make()
    finally:
        is_whole = sys.gettrace() is trace
        sys.settrace(None)
        threading.settrace(None)
    return value, count if is_whole else TAMPERED
