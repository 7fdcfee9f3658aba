"""Missing values in answers: a comparison leaves them out, as if they were right.

Trusted. `np.testing.assert_allclose` passes if every number is masked, and so does
`(column == expected).all()` if every cell is missing. Both pass for an empty array and a number. So
an answer may hold such values, or be empty, only if the test's own solution has something missing,
or is empty, too.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from autograder.student.handles import place_of

_MOST_PARTS = 10_000  # of an answer that are looked at
_PARTED = (list, tuple, dict, set, frozenset)


def leaves_out(answer: Any, *, or_is_nan: bool = False) -> bool:
    """Return whether an answer has values that comparisons leave out, or perhaps a NaN."""
    if is_empty(answer):
        return True
    parts = [answer]
    for _ in range(_MOST_PARTS):
        if not parts:
            return False
        part = parts.pop()
        if place_of(part) is not None:
            continue
        if isinstance(part, _PARTED):
            parts += part.values() if isinstance(part, dict) else part
        elif _is_missing(part, or_is_nan=or_is_nan):
            return True
    return False


def is_empty(answer: Any, *, or_a_container: bool = False) -> bool:
    """Return whether an answer is an empty array or table, or perhaps an empty container."""
    if isinstance(answer, np.ndarray):
        return answer.size == 0
    if type(answer).__module__.partition(".")[0] in {"pandas", "polars"}:
        return hasattr(answer, "__len__") and len(answer) == 0
    return or_a_container and isinstance(answer, _PARTED) and not answer


def _is_missing(part: Any, *, or_is_nan: bool) -> bool:
    if isinstance(part, np.ma.MaskedArray):
        return bool(np.ma.getmaskarray(part).any())
    library = type(part).__module__.partition(".")[0]
    if library == "pandas":
        return _is_missing_in_pandas(part, or_is_nan=or_is_nan)
    if library == "polars" and hasattr(part, "null_count"):
        count = part.null_count()  # of a table, a row of counts
        return any(count.row(0)) if hasattr(count, "row") else count > 0
    is_number = isinstance(part, float | complex) or (
        isinstance(part, np.ndarray | np.generic) and part.dtype.kind in "fc"
    )
    return or_is_nan and is_number and bool(np.isnan(part).any())


def _is_missing_in_pandas(part: Any, *, or_is_nan: bool) -> bool:
    na = sys.modules["pandas"].NA
    if part is na or not hasattr(part, "isna") or hasattr(part, "levels"):
        return part is na  # an index of several levels has none
    columns = [part] if hasattr(part, "dtype") else [column for _, column in part.items()]
    return any(
        (or_is_nan or getattr(column.dtype, "na_value", None) is na) and column.isna().any()
        for column in columns
    )
