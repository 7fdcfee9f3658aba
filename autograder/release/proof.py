"""One check of a release: what was to be verified, and the reasons against it."""

from __future__ import annotations

import time
from collections.abc import Iterable

import msgspec


class Proof(msgspec.Struct, frozen=True):
    """What was to be verified, the reasons against it, and how long that took."""

    title: str
    reasons: tuple[str, ...]
    seconds: float


def proof(title: str, reasons: Iterable[str], seconds: float = 0.0) -> Proof:
    """Collect the reasons against a release."""
    start = time.perf_counter()
    return Proof(title, tuple(dict.fromkeys(reasons)), seconds + time.perf_counter() - start)
