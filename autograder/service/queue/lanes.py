"""Let a few attempts be graded at a time, and more while some of them take long.

An endless loop costs seconds. Without this, a few of them would hold up everybody else.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator

LONG_S = 1.0  # an attempt that takes longer leaves its lane to the next one


class Turn:
    """A worker's turn in one of the lanes, which ends once."""

    def __init__(self, lanes: threading.Semaphore) -> None:
        self._lanes, self._lock, self._has_ended = lanes, threading.Lock(), False

    def end(self) -> None:
        """Leave the lane, unless that was done."""
        with self._lock:
            if not self._has_ended:
                self._has_ended = True
                self._lanes.release()

    @contextlib.contextmanager
    def ends_soon(self, seconds: float = LONG_S) -> Iterator[None]:
        """Leave the lane after so many seconds, if what is done meanwhile takes longer."""
        timer = threading.Timer(seconds, self.end)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()


class Lanes:
    """As many lanes as attempts are to be graded at a time."""

    def __init__(self, number: int) -> None:
        self._free = threading.Semaphore(number)

    @contextlib.contextmanager
    def turn(self) -> Iterator[Turn]:
        """Wait for a free lane, and leave it at the end."""
        self._free.acquire()
        turn = Turn(self._free)
        try:
            yield turn
        finally:
            turn.end()
