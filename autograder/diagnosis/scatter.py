"""Say what is seen in random answers, in which no single value is right or wrong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.diagnosis.evidence import Case
from autograder.diagnosis.values import Path, as_numbers, listed
from autograder.languages import Sentence, say_n

Array = NDArray[Any]

_FEW = 1000  # with fewer draws, their spread is not judged
_TIMES = 1.2
_NOTHING = say_n(
    "{Parts} is None: nothing was put there.", "{Parts} are None: nothing was put there."
)
_NOT_ZERO = say_n("{Parts} is not zero, and should be.", "{Parts} are not zero, and should be.")
_ZERO = say_n(
    "{Parts} is zero, and should be drawn at random.",
    "{Parts} are zero, and should be drawn at random.",
)
_TOO_WIDELY = say_n(
    "{Parts} is spread too widely: the numbers are too large on the whole.",
    "{Parts} are spread too widely: the numbers are too large on the whole.",
)
_TOO_NARROWLY = say_n(
    "{Parts} is not spread widely enough: the numbers are too small on the whole.",
    "{Parts} are not spread widely enough: the numbers are too small on the whole.",
)
_ELSEWHERE = say_n(
    "{Parts} is not spread around the right number.",
    "{Parts} are not spread around the right number.",
)


def scatter(cases: Sequence[Case]) -> list[str]:
    """Return sentences on parts that are constant but should be random, or the reverse."""
    told: dict[Sentence, list[Path]] = {}
    for path in cases[0].right if cases else ():
        pairs = [
            (case.seen[path], case.right[path])
            for case in cases
            if case.seen and path in case.seen and path in case.right
        ]
        what = _what(pairs) if len(pairs) == len(cases) else None
        if what is not None:
            told.setdefault(what, []).append(path)
    return [what.filled(len(paths), parts=listed(paths)) for what, paths in told.items()]


def _what(pairs: Sequence[tuple[Any, Any]]) -> Sentence | None:
    """Return what is seen of a part, as a sentence on `{parts}`."""
    if all(seen is None for seen, _ in pairs):
        return _NOTHING
    numbers = [(as_numbers(seen), as_numbers(right)) for seen, right in pairs]
    both = [(s, r) for s, r in numbers if s is not None and r is not None and s.shape == r.shape]
    if len(both) < len(pairs) or any(s.dtype.kind not in "iuf" or not s.size for s, _ in both):
        return None
    if all(not r.any() for _, r in both):
        return _NOT_ZERO if any(s.any() for s, _ in both) else None
    if all(not s.any() for s, _ in both):
        return _ZERO
    return _spread([(s, r) for s, r in both if s.size >= _FEW and np.isfinite(s).all()])


def _spread(large: Sequence[tuple[Array, Array]]) -> Sentence | None:
    """Return a sentence on the spread of large arrays of draws, compared with right ones."""
    if not large:
        return None
    times = [float(np.std(s) / np.std(r)) for s, r in large if np.std(r) > 0]
    if times and min(times) > _TIMES:
        return _TOO_WIDELY
    if times and max(times) < 1 / _TIMES:
        return _TOO_NARROWLY
    shifts = [abs(float(np.mean(s) - np.mean(r)) / np.std(r)) for s, r in large if np.std(r) > 0]
    if shifts and min(shifts) > 0.25:
        return _ELSEWHERE
    return None
