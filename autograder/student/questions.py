"""A question to student code in the bytes that are sent, and the answer as it came.

The same question may go to many submissions, and is packed only once. An answer whose bytes are
known need not be unpacked.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from autograder.wire import messages as m
from autograder.wire.frames import Frame, arrived, decode, encode


class Question(NamedTuple):
    """Calls of one function that are made together."""

    request: m.Call
    frame: bytes
    size: int  # how many calls

    @classmethod
    def of(cls, request: m.Call, calls: list[Any]) -> Question:
        """Pack calls `[arguments, extras, details]`; raises TypeError for what cannot be sent."""
        return cls(request, encode(request, calls, strict=True), len(calls))

    @property
    def calls(self) -> list[Any]:
        """The calls as they arrive, made anew each time."""
        made: list[Any] = decode(arrived(self.frame), m.Call)[1]
        return made


class Answer(NamedTuple):
    """What came back: a value for each call."""

    digest: bytes
    frame: Frame
    unpacked: list[Any] | None = None  # None if the bytes were known

    @property
    def values(self) -> list[Any]:
        """The values, one for each call."""
        if self.unpacked is not None:
            return self.unpacked
        values: list[Any] = decode(self.frame, m.Returned)[1]
        return values
