"""Run a hidden test on the reference's own answers, to see whose fault an error is.

It is trusted code only. The reference's functions are called in this process as a worker calls a
student's, and their values cross the wire. A test that raises an error here as well is our fault.
If it does not, the student's answer was one that nobody expected, and it is wrong.
"""

from __future__ import annotations

import contextlib
import functools
import os
import random
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from _pytest import runner

from autograder.errors import AutograderError
from autograder.execution.arguments import call as call_by_name
from autograder.execution.manners import perform
from autograder.grading.answers import CHANGES, REFUSAL
from autograder.languages import say
from autograder.reference import Reference
from autograder.student.errors import Failure, StudentCrashed, StudentMissing
from autograder.student.figures import MalformedFigureError, figure_of
from autograder.student.forks import Context
from autograder.wire import messages as m
from autograder.wire.frames import crossed
from autograder.wire.messages import Manner

_EVERY_NUMBER = " ".join(map(str, range(100)))  # text for an exception that must name numbers
# An OSError from these files is the machine's fault.
_ENGINE = [Path(__file__).parents[1] / room for room in ("student", "sandbox")]


class Rehearsal:
    """The reference in a student's place; in an audit, with each of its answers changed.

    `posed` names the change, one of `answers.CHANGES`.
    """

    def __init__(self, reference: Reference, posed: str = "") -> None:
        self._reference = reference
        self._posed = posed

    def call(self, request: m.Call, calls: list[Any], context: Context) -> list[Any]:  # noqa: ARG002 - as an attempt's
        """Make calls of the reference's function; raises StudentError if there is no answer."""
        try:
            function = self._reference.callable_of(request.function)
        except AttributeError:
            raise StudentMissing(f"{request.function} is not defined") from None
        is_probe = request.manner is Manner.PROBE
        prober = self._reference.prober
        ask = prober(request.function) if is_probe else functools.partial(call_by_name, function)
        answers = []
        for arguments, extras, details in crossed(calls, strict=True):
            try:
                value, told = perform(ask, arguments, extras, request.manner, details)
            except Exception as error:
                if not self._posed:
                    failure = Failure(type(error).__name__)
                    raise StudentCrashed(f"{request.function} raised", failure) from error
                value, told = None, None
            if self._posed:
                value, told = self._changed(request, arguments, value, told)
            answers.append([value, told, *([arguments] if request.observe else [])])
        return crossed(answers)  # type: ignore[no-any-return] # a list arrives as one

    def measure(
        self, request: m.Call, calls: list[Any], context: Context
    ) -> tuple[list[Any], float]:
        """Make two calls, as an attempt does; the reference's time counts as zero."""
        return self.call(request, calls[1:], context), 0.0

    def live(self, function: str, context: Context) -> Any:  # noqa: ARG002 - as an attempt's
        """Return the reference's function itself, or one that returns changed answers."""
        try:
            own = self._reference.callable_of(function)
        except AttributeError:
            raise StudentMissing(f"{function} is not defined") from None
        if not self._posed:
            return own

        def posed(*args: Any, **kwargs: Any) -> Any:
            if self._posed == REFUSAL:
                raise StudentCrashed(f"{function} raised ValueError", Failure("ValueError"))
            return CHANGES[self._posed](crossed(own(*args, **kwargs)), {})

        return posed

    def _changed(  # noqa: PLR0911 - by manner
        self, request: m.Call, arguments: dict[str, Any], value: Any, told: Any
    ) -> tuple[Any, Any]:
        """Return a changed answer in the form that fits its manner of calling."""
        change, value = CHANGES[self._posed], crossed(value)
        if self._posed == REFUSAL:
            if request.manner is not Manner.REFUSE:
                failure = Failure("ValueError")
                raise StudentCrashed(f"{request.function} raised ValueError", failure)
            return {"raised": "ValueError"}, [["ValueError", "Exception"], _EVERY_NUMBER]
        match request.manner:
            case Manner.REFUSE:
                return {"raised": None, "returned": change(value, arguments)}, None
            case Manner.ITEMS:
                return [change(item, arguments) for item in value or []], None
            case Manner.PRINTED | Manner.WRITTEN as key:
                text = change(value[key] if value else "", arguments)
                changed = change(value["value"] if value else None, arguments)
                return {"value": changed, str(key): text if isinstance(text, str) else ""}, None
            case Manner.FIGURE:
                return _figure_or_none(change(value, arguments)), None
            case Manner.USE:
                return {label: change(one, arguments) for label, one in (value or {}).items()}, None
        return change(value, arguments), told


def _figure_or_none(value: Any) -> Any:
    """Return a changed figure if a sandbox could have sent it; None means that none was drawn."""
    try:
        figure_of(value)
    except MalformedFigureError:
        return None
    return value


@contextlib.contextmanager
def same_random_numbers() -> Iterator[None]:
    """Restore the global random number generators at the end."""
    python, numpy = random.getstate(), np.random.get_state()  # noqa: NPY002 - a reference may use it
    try:
        yield
    finally:
        random.setstate(python)
        np.random.set_state(numpy)  # noqa: NPY002


def may_be_theirs(error: BaseException) -> bool:
    """Return whether what a student sent may have caused an exception.

    What the machine refused, and our own errors, are never the student's fault.
    """
    if isinstance(error, AutograderError) or not isinstance(error, Exception):
        return _is_panic(error)
    if is_of_pytest(error):
        return False
    if not isinstance(error, OSError):
        return True
    return not any(Path(file).parent in _ENGINE for file, _ in _places(error))


def _is_panic(error: BaseException) -> bool:
    """Return whether a library in Rust, such as polars, gave up over a value."""
    kind = type(error)
    return (kind.__module__, kind.__name__) == ("pyo3_runtime", "PanicException")


def is_of_pytest(error: BaseException) -> bool:
    """Return whether pytest found itself in a wrong state, which no answer can cause.

    Other files of pytest look at answers, as `pytest.approx` does.
    """
    is_inside = [file for file, _ in _places(error)[-1:]] == [runner.__file__]
    return isinstance(error, AssertionError) and is_inside


def told(error: BaseException, graders: Path) -> str:
    """Return which exception it was, and its last place in the hidden tests."""
    name = type(error).__name__
    inside = f"{graders}{os.sep}"
    places = [(file, line) for file, line in _places(error) if file.startswith(inside)]
    if not places:
        return name
    file, line = places[-1]
    return say(
        "{exception} in {file}, line {line}", exception=name, file=Path(file).name, line=line
    )


def _places(error: BaseException) -> list[tuple[str, int]]:
    """Return where an exception passed: files and lines, without reading these."""
    walked = traceback.walk_tb(error.__traceback__)
    return [(frame.f_code.co_filename, line) for frame, line in walked]
