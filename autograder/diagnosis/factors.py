"""Find the factor by which wrong answers are off.

Factors come from a fixed vocabulary, because an arbitrary number could carry a hidden input out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

import numpy as np

from autograder.diagnosis.evidence import Case
from autograder.diagnosis.values import Path, as_numbers
from autograder.languages import Sentence, say_n

# The sentence for a factor, and for the factor with the wrong sign.
_LARGE = (
    say_n("{parts} is {times} times too large", "{parts} are {times} times too large"),
    say_n(
        "{parts} has the wrong sign and is {times} times too large",
        "{parts} have the wrong sign and are {times} times too large",
    ),
)
_SMALL = (
    say_n("{parts} is {times} times too small", "{parts} are {times} times too small"),
    say_n(
        "{parts} has the wrong sign and is {times} times too small",
        "{parts} have the wrong sign and are {times} times too small",
    ),
)
_BASE_2 = (
    say_n(
        "{parts} is too large by the factor 1 / ln 2, as if a logarithm had base 2",
        "{parts} are too large by the factor 1 / ln 2, as if a logarithm had base 2",
    ),
    say_n(
        "{parts} has the wrong sign and is too large by the factor 1 / ln 2, as if a logarithm "
        "had base 2",
        "{parts} have the wrong sign and are too large by the factor 1 / ln 2, as if a logarithm "
        "had base 2",
    ),
)
_BASE_10 = (
    say_n(
        "{parts} is too small by the factor ln 10, as if a logarithm had base 10",
        "{parts} are too small by the factor ln 10, as if a logarithm had base 10",
    ),
    say_n(
        "{parts} has the wrong sign and is too small by the factor ln 10, as if a logarithm "
        "had base 10",
        "{parts} have the wrong sign and are too small by the factor ln 10, as if a logarithm "
        "had base 10",
    ),
)
_TIMES = (2, 3, 4, 10, 100, 1000)
_FACTORS: dict[float, tuple[tuple[Sentence, Sentence], dict[str, int]]] = {
    **{float(n): (_LARGE, {"times": n}) for n in _TIMES},
    **{1 / n: (_SMALL, {"times": n}) for n in _TIMES},
    1 / math.log(2): (_BASE_2, {}),
    1 / math.log(10): (_BASE_10, {}),
}
_LARGE_AS_COLUMNS = (
    say_n(
        "{parts} is as many times too large as `{name}` has columns",
        "{parts} are as many times too large as `{name}` has columns",
    ),
    say_n(
        "{parts} has the wrong sign and is as many times too large as `{name}` has columns",
        "{parts} have the wrong sign and are as many times too large as `{name}` has columns",
    ),
)
_SMALL_AS_COLUMNS = (
    say_n(
        "{parts} is as many times too small as `{name}` has columns",
        "{parts} are as many times too small as `{name}` has columns",
    ),
    say_n(
        "{parts} has the wrong sign and is as many times too small as `{name}` has columns",
        "{parts} have the wrong sign and are as many times too small as `{name}` has columns",
    ),
)
_LARGE_AS_ROWS = (
    say_n(
        "{parts} is as many times too large as `{name}` has rows",
        "{parts} are as many times too large as `{name}` has rows",
    ),
    say_n(
        "{parts} has the wrong sign and is as many times too large as `{name}` has rows",
        "{parts} have the wrong sign and are as many times too large as `{name}` has rows",
    ),
)
_SMALL_AS_ROWS = (
    say_n(
        "{parts} is as many times too small as `{name}` has rows",
        "{parts} are as many times too small as `{name}` has rows",
    ),
    say_n(
        "{parts} has the wrong sign and is as many times too small as `{name}` has rows",
        "{parts} have the wrong sign and are as many times too small as `{name}` has rows",
    ),
)
_AS_LONG = (_LARGE_AS_COLUMNS, _SMALL_AS_COLUMNS, _LARGE_AS_ROWS, _SMALL_AS_ROWS)


def is_as_long(said: str) -> bool:
    """Return whether a sentence says that the factor is an axis's length, and so may be 1."""
    return isinstance(said, Sentence) and any(said.is_of(one) for one, _ in _AS_LONG)


def factor_of(telling: Sequence[Case], cases: Sequence[Case], path: Path) -> str:
    """Return the factor by which a part is off where it is wrong; "" if there is none.

    The factor is one of the vocabulary, and the result is a sentence on `{parts}`.
    """
    ratios = [_ratio(case, path) for case in telling]
    known = [ratio for ratio in ratios if ratio is not None]
    if len(known) < len(ratios) or not known or len({ratio < 0 for ratio in known}) > 1:
        return ""
    sizes = [abs(ratio) for ratio in known]
    is_negative = known[0] < 0
    return _named_length(sizes, telling, cases, is_negative=is_negative) or _named_factor(
        sizes, is_negative=is_negative
    )


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


def _named_factor(sizes: Sequence[float], *, is_negative: bool) -> str:
    for factor, (told, values) in _FACTORS.items():
        if np.allclose(sizes, factor, rtol=1e-6):
            return told[is_negative].filled(**values)
    return ""


def _named_length(
    sizes: Sequence[float], telling: Sequence[Case], cases: Sequence[Case], *, is_negative: bool
) -> str:
    """Return the length that is the factor in all calls, also in right ones, where it is 1."""
    answered = [case for case in cases if case.seen is not None]
    size_of = dict(zip(map(id, telling), sizes, strict=True))
    factors = [size_of.get(id(case), 1.0) for case in answered]
    if max(factors) - min(factors) < 1e-6:  # all are equal: a constant explains them too
        return ""
    for name, large, small, lengths in _lengths(answered):
        if np.allclose(factors, lengths, rtol=1e-6):
            return large[is_negative].filled(name=name)
        if np.allclose(factors, 1 / np.asarray(lengths), rtol=1e-6):
            return small[is_negative].filled(name=name)
    return ""


Pair = tuple[Sentence, Sentence]


def _lengths(cases: Sequence[Case]) -> Iterator[tuple[str, Pair, Pair, list[int]]]:
    """Yield the lengths of the arguments' axes in each call, with the sentences on them."""
    for name in cases[0].arguments:
        arrays = [as_numbers(case.arguments.get(name)) for case in cases]
        shapes = [array.shape for array in arrays if array is not None and array.ndim == 2]
        if len(shapes) == len(cases):
            columns, rows = [shape[1] for shape in shapes], [shape[0] for shape in shapes]
            yield name, _LARGE_AS_COLUMNS, _SMALL_AS_COLUMNS, columns
            yield name, _LARGE_AS_ROWS, _SMALL_AS_ROWS, rows
