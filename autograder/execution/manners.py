"""The ways in which hidden tests use what an exercise asks for.

A function is called. A generator is called and its items are taken; an object is made of
a class, and then its methods are called; a call may have to be refused; and its lines may
be counted. Each is one exchange with the sandbox, and a pure function of what is passed,
so that the reference and known mistakes are used here in the same way as students' code.
"""

from __future__ import annotations

import functools
import itertools
import sys
import threading
from collections.abc import Callable, Iterable
from types import FrameType
from typing import Any

import numpy as np

from autograder.execution.arguments import bind, call
from autograder.wire.messages import ITSELF, TAMPERED, Arguments, Manner, Step
from autograder.wire.values import Seed


def perform(
    function: Callable[[Arguments, Arguments], Any],
    arguments: Arguments,
    extras: Arguments,
    manner: Manner = Manner.CALL,
    details: Any = None,
) -> tuple[Any, Any]:
    """Call a function in a manner; return the answer, and what is told beside it.

    `details` are the number of items, or the steps. Raises what the call raises.
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
    return make(), None


def drawn(arguments: Arguments) -> Arguments:
    """Return arguments with a fresh generator of random numbers for each seed."""
    return {name: generator_of(value) for name, value in arguments.items()}


def generator_of(value: Any) -> Any:
    """Return the generator of random numbers that a seed stands for, anything else as it is."""
    return np.random.default_rng(value.seed) if isinstance(value, Seed) else value


def copied(value: Any) -> Any:
    """Return plain data as it is now, whatever is written into it later."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    if isinstance(value, list):
        return [copied(item) for item in value]
    if isinstance(value, set):
        return set(value)
    if type(value) is tuple:
        return tuple(copied(item) for item in value)
    return value.copy() if isinstance(value, np.ndarray) else value


def _in_order(value: Any) -> Any:
    """Return an iterable, a set's elements sorted: their own order changes from run to run."""
    if not isinstance(value, set | frozenset):
        return value
    return sorted(value, key=lambda item: (type(item).__name__, repr(item)))


def _use(subject: Any, steps: Iterable[Step]) -> dict[str, Any]:
    """Take steps with an object; the answers are named by them: fit, predict, predict 2.

    They end before the first step that the object does not know.
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
    """Return the exception's type as the answer; a stub's exception refuses nothing.

    Where nothing was raised the answer says so under the same key: a key that only some
    answers have is not compared.
    """
    try:
        value = make()
    except NotImplementedError:
        raise
    except Exception as error:  # noqa: BLE001 - any exception is an answer
        kinds = [kind.__name__ for kind in type(error).__mro__]
        return {"raised": kinds[0]}, [kinds, str(error)]
    return {"raised": None, "returned": value}, None


def _counted(make: Callable[[], Any]) -> tuple[Any, int]:
    """Return the value, and how many lines of Python were executed, NumPy's included.

    A loop on one line counts once for each time around. Code that switches the count off
    is found out, as long as it does not take great care.
    """
    count, is_inside = 0, False

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count, is_inside
        if not is_inside:  # arguments are bound first
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
