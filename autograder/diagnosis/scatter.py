"""Say what is seen of answers that are drawn at random, of which no value is right or wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.diagnosis.evidence import Case
from autograder.diagnosis.values import Path, as_numbers, capital, listed

Array = NDArray[Any]

_FEW = 1000  # too few draws to tell how far they spread
_TIMES = 1.2


def scatter(cases: Sequence[Case]) -> list[str]:
    """Return sentences on parts that are constants where draws are asked for, or the reverse."""
    told: dict[str, list[Path]] = {}
    for path in cases[0].right if cases else ():
        pairs = [
            (case.seen[path], case.right[path])
            for case in cases
            if case.seen and path in case.seen and path in case.right
        ]
        what = _what(pairs) if len(pairs) == len(cases) else ""
        if what:
            told.setdefault(what, []).append(path)
    return [
        f"{capital(listed(paths))} {'is' if len(paths) == 1 else 'are'} {what}."
        for what, paths in told.items()
    ]


def _what(pairs: Sequence[tuple[Any, Any]]) -> str:
    if all(seen is None for seen, _ in pairs):
        return "None: nothing was put there"
    numbers = [(as_numbers(seen), as_numbers(right)) for seen, right in pairs]
    both = [(s, r) for s, r in numbers if s is not None and r is not None and s.shape == r.shape]
    if len(both) < len(pairs) or any(s.dtype.kind not in "iuf" or not s.size for s, _ in both):
        return ""
    if all(not r.any() for _, r in both):
        return "not zero, and should be" if any(s.any() for s, _ in both) else ""
    if all(not s.any() for s, _ in both):
        return "zero, and should be drawn at random"
    return _spread([(s, r) for s, r in both if s.size >= _FEW and np.isfinite(s).all()])


def _spread(large: Sequence[tuple[Array, Array]]) -> str:
    """Return how far the draws of large arrays spread, beside right ones."""
    if not large:
        return ""
    times = [float(np.std(s) / np.std(r)) for s, r in large if np.std(r) > 0]
    if times and min(times) > _TIMES:
        return "spread too widely: the numbers are too large on the whole"
    if times and max(times) < 1 / _TIMES:
        return "not spread widely enough: the numbers are too small on the whole"
    shifts = [abs(float(np.mean(s) - np.mean(r)) / np.std(r)) for s, r in large if np.std(r) > 0]
    if shifts and min(shifts) > 0.25:
        return "not spread around the right number"
    return ""
