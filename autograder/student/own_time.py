"""Limit the time that this process itself spends on a student's answers.

Trusted. An answer may be a number that a test counts to, or sleeps for. The student's own time is
not counted here: see `budget`.
"""

from __future__ import annotations

import contextlib
import signal
import time
import types
from collections.abc import Iterator

_TICK_S = 0.5  # between two looks at whether this process sleeps
_SLEEPY_S = 0.001  # CPU seconds; who uses less in a tick sleeps


class OwnTimeout(BaseException):
    """A test used up its own time on the given values."""


class _Place:
    """Where this process is: in a test, in an exchange with student code, waiting for it."""

    is_limited = False
    exchanges = 0
    waits = 0


@contextlib.contextmanager
def undisturbed() -> Iterator[None]:
    """Raise no OwnTimeout inside, where it would cut an exchange off."""
    _Place.exchanges += 1
    try:
        yield
    finally:
        _Place.exchanges -= 1


@contextlib.contextmanager
def waiting() -> Iterator[None]:
    """Count no sleep inside: student code is being waited for."""
    _Place.waits += 1
    try:
        yield
    finally:
        _Place.waits -= 1


class own_time:
    """Raise OwnTimeout in code that computes or sleeps for more than `limit_s` seconds.

    It is raised again and again, in case somebody catches it. If `is_final`, a half more ends the
    process by SIGVTALRM, even if no Python is executed then, as in the sum of a very long range.
    """

    def __init__(self, limit_s: float, *, is_final: bool = False) -> None:
        self._limit_s = limit_s
        self._is_final = is_final
        self._slept_s, self._last_s = 0.0, 0.0

    def __enter__(self) -> None:
        """Start to count."""
        self._last_s = time.process_time()
        _Place.is_limited = True
        signal.signal(signal.SIGPROF, _end)
        signal.signal(signal.SIGALRM, self._look)
        signal.setitimer(signal.ITIMER_PROF, self._limit_s, 1.0)
        signal.setitimer(signal.ITIMER_REAL, _TICK_S, _TICK_S)
        if self._is_final:
            signal.setitimer(signal.ITIMER_VIRTUAL, 1.5 * self._limit_s)  # it has no handler

    def __exit__(self, *_: object) -> None:
        """Stop."""
        for timer in (signal.ITIMER_REAL, signal.ITIMER_PROF, signal.ITIMER_VIRTUAL):
            signal.setitimer(timer, 0)
        _Place.is_limited = False  # a signal may still be on its way

    def _look(self, _: int, __: types.FrameType | None) -> None:
        now_s = time.process_time()
        is_asleep = now_s - self._last_s < _SLEEPY_S and not (_Place.waits or _Place.exchanges)
        self._slept_s += _TICK_S * is_asleep
        self._last_s = now_s
        if _Place.is_limited and is_asleep and self._slept_s >= self._limit_s:
            raise OwnTimeout


def _end(_: int, __: types.FrameType | None) -> None:
    if _Place.is_limited and not _Place.exchanges:
        raise OwnTimeout
