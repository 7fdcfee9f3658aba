"""Points as they were written: exact in sums, and rounded once when they are shown."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from fractions import Fraction


@functools.lru_cache(4096)  # a course has few different weights and points, but uses them often
def exact(value: float) -> Fraction:
    """Return the number that somebody wrote, of which a float is only an approximation."""
    return Fraction(repr(float(value)))


def two_digits(seconds: float) -> float:
    """Return a duration with two significant digits: more could carry hidden inputs out."""
    return float(f"{seconds:.2g}")


def points_text(points: float | Fraction) -> str:
    """Return points as people read them: at most two decimals, without trailing zeros."""
    return f"{float(points):.2f}".rstrip("0").rstrip(".")


def sum_of(points: Iterable[float]) -> float:
    """Return the exact sum of points as they were written: 0.1 plus 0.2 is 0.3."""
    return float(sum(map(exact, points), Fraction(0)))
