"""Wake what waits for work or for a result; whoever misses a ring looks again soon by itself."""

from __future__ import annotations

import asyncio
import threading


class Bell:
    """Wakes threads: workers when something is handed in, the keeper when something is graded."""

    def __init__(self) -> None:
        self._rung = threading.Condition()
        self._rings = 0

    @property
    def rings(self) -> int:
        """How often it has rung."""
        return self._rings

    def ring(self) -> None:
        """Wake all who wait."""
        with self._rung:
            self._rings += 1
            self._rung.notify_all()

    def wait(self, heard: int, seconds: float) -> int:
        """Wait until it has rung more often than was heard, or for so long; return how often."""
        with self._rung:
            self._rung.wait_for(lambda: self._rings != heard, seconds)
            return self._rings


class Board:
    """Tells the pages that wait for an attempt that its result is there."""

    def __init__(self) -> None:
        self._waiting: dict[int, set[tuple[asyncio.AbstractEventLoop, asyncio.Event]]] = {}
        self._lock = threading.Lock()

    def tell(self, attempt: int) -> None:
        """Wake the pages of an attempt; any thread may call this."""
        with self._lock:
            waiting = tuple(self._waiting.get(attempt, ()))
        for loop, event in waiting:
            loop.call_soon_threadsafe(event.set)

    async def wait(self, attempt: int, seconds: float) -> None:
        """Wait until the attempt is told of, or for so long."""
        own = asyncio.get_running_loop(), asyncio.Event()
        with self._lock:
            self._waiting.setdefault(attempt, set()).add(own)
        try:
            async with asyncio.timeout(seconds):
                await own[1].wait()
        except TimeoutError:
            pass
        finally:
            with self._lock:
                self._waiting[attempt].discard(own)
                if not self._waiting[attempt]:
                    del self._waiting[attempt]
