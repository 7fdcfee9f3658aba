"""How a call of student code can end without an answer."""

from __future__ import annotations

from typing import NamedTuple

from autograder.languages import say

BENEATH = "calls a function that is not written yet"


def broke_protocol(function: str) -> str:
    """Return what is said of a function whose process sent what none of ours would."""
    return say("{function} broke the grading protocol", function=function)


class StudentError(Exception):
    """A student's function gave no answer. Raised into the grader's test, and not for it.

    The plugin turns each kind into the outcome of its name.
    """


class StudentMissing(StudentError):
    """The function is not defined, or is still the stub."""


class Failure(NamedTuple):
    """How a call failed, as far as it may be told."""

    type_name: str = ""  # of the exception, as the worker says: compared, and never shown
    text: str = ""  # what is a sentence of Python's or NumPy's
    place: str = ""  # the last one in the notebook, in words; "" where it got to none
    line: str = ""  # what stands there


class StudentCrashed(StudentError):
    """The function raised, or its process died."""

    def __init__(self, message: str, failure: Failure = Failure()) -> None:  # noqa: B008 - frozen
        super().__init__(message)
        self.failure = failure


class StudentTimeout(StudentError):
    """The function did not return in time."""
