"""How many requests somebody may make: a bucket that fills slowly, for each of them."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

import msgspec

_MOST_KEPT = 10_000  # the buckets that were used last


class Rate(msgspec.Struct, frozen=True):
    """So many a second in the long run, and so many at once."""

    per_s: float
    at_once: int


class Rates:
    """Buckets by key: a person or an address."""

    def __init__(self, rate: Rate) -> None:
        self._rate = rate
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()  # left, at
        self._lock = threading.Lock()

    def would_allow(self, key: str) -> bool:
        """Return whether one more is allowed now, without counting it."""
        with self._lock:
            return self._left(key, time.monotonic()) >= 1

    def _left(self, key: str, now: float) -> float:
        left, at = self._buckets.get(key, (float(self._rate.at_once), now))
        return min(float(self._rate.at_once), left + (now - at) * self._rate.per_s)

    def allows(self, key: str) -> bool:
        """Return whether one more is allowed now, and count it."""
        now = time.monotonic()
        with self._lock:
            left = self._left(key, now)
            self._buckets.pop(key, None)
            is_allowed = left >= 1
            self._buckets[key] = (left - 1 if is_allowed else left, now)
            if len(self._buckets) > _MOST_KEPT:
                self._buckets.popitem(last=False)
            return is_allowed
