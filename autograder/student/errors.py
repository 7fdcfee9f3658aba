"""The ways in which a call of student code can end without an answer."""

from __future__ import annotations

from typing import NamedTuple

from autograder.languages import say

BENEATH = "calls a function that is not written yet"


def broke_protocol(function: str) -> str:
    """Return the sentence on a function whose process sent what our code would never send."""
    return say("{function} broke the grading protocol", function=function)


def call_ended(function: str, why: str) -> str:
    """Return the sentence on a function whose process ended, and why if the kernel ended it."""
    if not why:
        return say("{function} ended the Python process", function=function)
    return say("{function} was ended: {why}", function=function, why=why)


def code_ended(why: str) -> str:
    """Return the sentence on a notebook whose process ended while it was loaded, and why."""
    if not why:
        return say("the notebook's own code ended the interpreter")
    return say("the notebook's own code was ended: {why}", why=why)


class StudentError(Exception):
    """A student's function gave no answer. It passes through the grader's test.

    The plugin turns each kind into the outcome with the same name. A test must not catch it.
    """


class StudentMissing(StudentError):
    """The function is not defined, or is still the stub.

    `is_known` is set if the code alone shows that it is the stub, so that it was not called.
    """

    def __init__(self, message: str, *, is_known: bool = False) -> None:
        super().__init__(message)
        self.is_known = is_known


class Failure(NamedTuple):
    """How a call failed, as far as this may be shown."""

    type_name: str = ""  # the exception's type, as the worker says: compared, and never shown
    text: str = ""  # the part of its text that is a sentence of Python or NumPy
    place: str = ""  # its last place in the notebook, in words; "" if there is none
    line: str = ""  # the line of code there


class StudentCrashed(StudentError):
    """The function raised an exception, or its process died."""

    def __init__(self, message: str, failure: Failure = Failure()) -> None:  # noqa: B008 - frozen
        super().__init__(message)
        self.failure = failure


class StudentTimeout(StudentError):
    """The function did not return in time."""
