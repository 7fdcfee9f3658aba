"""End a statement that takes too long, so that the rest of its notebook is still loaded.

It is meant for honest notebooks, since student code can switch it off. The limits that hold are
enforced by the grader, from outside.
"""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator

GIVE_UP = signal.SIGXCPU  # the grader sends it when a part of a statement's time has been used
CALLS = 6  # a statement that has heard it so often is given up
_TRIES = 2  # how often it is given up again, if it catches the exception
HURRY_S = 0.1  # seconds of CPU time; the wall-clock limit is ten times larger
LEAST_HURRY_S = 0.01
_SIGNALS = {signal.ITIMER_PROF: signal.SIGPROF, signal.ITIMER_REAL: signal.SIGALRM}


class StatementTimeout(Exception):
    """A top-level statement ran longer than allowed."""


class Heed:
    """Gives up the statement that runs, when the grader has called often enough."""

    def __init__(self, never_ends: Callable[[], None]) -> None:
        """`never_ends` is called if a statement catches the exception that should end it."""
        self._left: int | None = None  # how many calls the present statement may still hear
        self._never_ends = never_ends
        signal.signal(GIVE_UP, self._hear)

    @contextlib.contextmanager
    def statement(self, times: int = 1) -> Iterator[None]:
        """Execute a statement, which may take so many times as long as others."""
        self._left = times * CALLS
        try:
            yield
        finally:
            self._left = None

    def _hear(self, *_: object) -> None:
        if self._left is None:
            return
        self._left -= 1
        if self._left <= -_TRIES:
            self._never_ends()
        if self._left <= 0:
            raise StatementTimeout(_SAID)


_SAID = "the statement ran longer than it may"


@contextlib.contextmanager
def hurry(limit_s: float = HURRY_S) -> Iterator[None]:
    """Allow the code inside so much CPU time, in seconds."""

    def interrupt(*_: object) -> None:
        raise StatementTimeout(_SAID)

    for timer, number in _SIGNALS.items():
        signal.signal(number, interrupt)
        signal.setitimer(timer, 10 * HURRY_S if timer == signal.ITIMER_REAL else limit_s)
    try:
        yield
    finally:
        for timer in _SIGNALS:
            signal.setitimer(timer, 0)
