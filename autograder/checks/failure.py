"""What a check raises, and the simplest check."""

from __future__ import annotations


class CheckFailed(AssertionError):
    """A student's answer is wrong; the message says what was found and what was asked for."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def check_that(condition: object, message: str, hint: str = "") -> None:
    """Raise CheckFailed, with a sentence and a hint for the student, unless a condition is true."""
    if not condition:
        raise CheckFailed(message, hint)
