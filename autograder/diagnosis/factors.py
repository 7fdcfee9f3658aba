"""By what factor wrong answers are off.

Factors are of a fixed vocabulary: any number would be a way to carry a hidden input out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from autograder.diagnosis.evidence import Case
from autograder.diagnosis.values import (
    Path,
    as_numbers,
)

_FACTORS = {
    **{float(n): f"{n} times too large" for n in (2, 3, 4, 10, 100, 1000)},
    **{1 / n: f"{n} times too small" for n in (2, 3, 4, 10, 100, 1000)},
    1 / math.log(2): "too large by the factor 1 / ln 2, as if a logarithm had base 2",
    1 / math.log(10): "too small by the factor ln 10, as if a logarithm had base 10",
}
AS_MANY = "as many times"  # as an axis is long, so right where that is 1


def factor_of(telling: Sequence[Case], cases: Sequence[Case], path: Path) -> str:
    """Return by what factor of the vocabulary a part is off where it is wrong, "" for none."""
    ratios = [_ratio(case, path) for case in telling]
    known = [ratio for ratio in ratios if ratio is not None]
    if len(known) < len(ratios) or not known or len({ratio < 0 for ratio in known}) > 1:
        return ""
    sizes = [abs(ratio) for ratio in known]
    what = _named_length(sizes, telling, cases) or _named_factor(sizes)
    return f"of the wrong sign and {what}" if what and known[0] < 0 else what


def _ratio(case: Case, path: Path) -> float | None:
    """Return the one factor between what was seen and what is right, if there is one."""
    assert case.seen is not None
    seen, right = as_numbers(case.seen.get(path)), as_numbers(case.right[path])
    if seen is None or right is None or seen.shape != right.shape or right.dtype.kind not in "fc":
        return None
    telling = np.abs(right) > 1e-12
    if not telling.any() or np.abs(seen[~telling]).any() or not np.isfinite(seen).all():
        return None
    ratios = seen[telling] / right[telling]
    first = complex(ratios.flat[0])
    if first.imag or not first.real or not np.allclose(ratios, first.real, rtol=1e-6, atol=0):
        return None
    return first.real


def _named_factor(sizes: Sequence[float]) -> str:
    for factor, words in _FACTORS.items():
        if np.allclose(sizes, factor, rtol=1e-6):
            return words
    return ""


def _named_length(sizes: Sequence[float], telling: Sequence[Case], cases: Sequence[Case]) -> str:
    """Return the length that is the factor in all calls, in those that are right too: there 1."""
    answered = [case for case in cases if case.seen is not None]
    size_of = dict(zip(map(id, telling), sizes, strict=True))
    factors = [size_of.get(id(case), 1.0) for case in answered]
    if max(factors) - min(factors) < 1e-6:  # as a constant would be
        return ""
    for words, lengths in _lengths(answered):
        if np.allclose(factors, lengths, rtol=1e-6):
            return f"{AS_MANY} too large as {words}"
        if np.allclose(factors, 1 / np.asarray(lengths), rtol=1e-6):
            return f"{AS_MANY} too small as {words}"
    return ""


def _lengths(cases: Sequence[Case]) -> Iterator[tuple[str, list[int]]]:
    """Yield the lengths of the arguments' axes, in words and for each call."""
    for name in cases[0].arguments:
        arrays = [as_numbers(case.arguments.get(name)) for case in cases]
        shapes = [array.shape for array in arrays if array is not None and array.ndim == 2]
        if len(shapes) == len(cases):
            yield f"`{name}` has columns", [shape[1] for shape in shapes]
            yield f"`{name}` has rows", [shape[0] for shape in shapes]
