"""End a statement that takes too long, so that the rest of its notebook is still loaded.

It is meant for honest notebooks, since student code can switch it off. The limits that hold are
enforced by the grader, from outside.
"""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Iterator

GIVE_UP = signal.SIGXCPU  # the grader sends it when little of the time to load is left
_HURRY_S = 0.1  # seconds of CPU time
_PATIENCE = 10  # the wall-clock limit is this many times larger
_SIGNALS = {signal.ITIMER_PROF: signal.SIGPROF, signal.ITIMER_REAL: signal.SIGALRM}


class StatementTimeout(Exception):
    """A top-level statement ran longer than allowed."""


class Heed:
    """Gives up the statement that is slow, when the grader says so."""

    def __init__(self) -> None:
        self._since = time.monotonic()
        self._began: float | None = None  # when the present statement began
        signal.signal(GIVE_UP, self._hear)

    @contextlib.contextmanager
    def statement(self) -> Iterator[None]:
        """Execute a statement."""
        self._began = time.monotonic()
        try:
            yield
        finally:
            self._began = None

    def _hear(self, *_: object) -> None:
        now = time.monotonic()
        if self._began is None or now - self._began < (now - self._since) / 2:
            return
        self._since = now
        raise StatementTimeout(_SAID)


_SAID = "the statement ran longer than it may"


@contextlib.contextmanager
def hurry() -> Iterator[None]:
    """Allow the code inside a tenth of a second of CPU time."""

    def interrupt(*_: object) -> None:
        raise StatementTimeout(_SAID)

    for timer, number in _SIGNALS.items():
        signal.signal(number, interrupt)
        signal.setitimer(timer, _HURRY_S * (_PATIENCE if timer == signal.ITIMER_REAL else 1))
    try:
        yield
    finally:
        for timer in _SIGNALS:
            signal.setitimer(timer, 0)
