"""pandas' tables: DataFrame, Series and the kinds of Index. They are made of `columns`."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.wire.values.columns import checked_freq, checked_levels, column_of, column_parts
from autograder.wire.values.kinds import LibraryKind, Packing, Term, Unpacking, malformed
from autograder.wire.values.libraries import need
from autograder.wire.values.markers import NoPlainFormError

_EVEN = frozenset({"D", "h", "min", "s", "ms", "us", "ns"})  # are computed, not counted one by one
_MOST_COUNTED = 20_000
_MOST_LEVELS = 64

# -- indices ---------------------------------------------------------------------------


def _pack_range(packing: Packing, value: Any, depth: int) -> Term:
    bounds = range(value.start, value.stop, value.step)
    return ["pd.RangeIndex", *[packing.need(part, depth) for part in (bounds, value.name)]]


def _unpack_range(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    bounds, name = parts
    made = unpacking.need(bounds, range, depth)
    return need("pandas").RangeIndex(made, name=unpacking.unpack(name, depth))


def _pack_index(packing: Packing, value: Any, depth: int) -> Term:
    column = column_parts(packing, value.array, depth)
    freq = getattr(value, "freq", None) if value.dtype.kind in "Mm" else None
    step = None if freq is None else _checked_step(freq.freqstr, len(value))
    return ["pd.Index", column, packing.need(value.name, depth), step]


def _unpack_index(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    pd = need("pandas")
    column, term, step = parts
    values = column_of(unpacking, column, depth)
    name = unpacking.unpack(term, depth)
    dtype = values.dtype if isinstance(values, np.ndarray) else None
    index = pd.Index(values, dtype=dtype, name=name, tupleize_cols=False)
    if step is not None:
        index = type(index)(index, freq=_checked_step(step, len(index)), name=name)
    return index


def _checked_step(freq: str, length: int) -> str:
    """Return the step of an index of times, if it takes little time to follow it."""
    if freq.lstrip("-0123456789") not in _EVEN and length > _MOST_COUNTED:
        raise NoPlainFormError
    return checked_freq(freq)


def _pack_multi(packing: Packing, value: Any, depth: int) -> Term:
    levels = [packing.need(checked_levels(level), depth + 1) for level in value.levels]
    codes = [packing.need(np.asarray(codes), depth + 1) for codes in value.codes]
    return ["pd.MultiIndex", levels, codes, [packing.need(name, depth) for name in value.names]]


def _unpack_multi(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    pd = need("pandas")
    levels, codes, names = parts
    if not 0 < len(levels) == len(codes) == len(names) <= _MOST_LEVELS:
        raise malformed("an index of levels that do not fit")
    made = [unpacking.need(level, pd.Index, depth + 1) for level in levels]
    if any(isinstance(checked_levels(level), pd.MultiIndex) for level in made):
        raise malformed("an index inside an index")
    numbers = [unpacking.need(code, np.ndarray, depth + 1) for code in codes]
    if not all(map(_are_codes, numbers, made)):
        raise malformed("codes that are none")
    if len({len(code) for code in numbers}) != 1:
        raise malformed("codes of several lengths")
    own = [unpacking.unpack(name, depth) for name in names]
    return pd.MultiIndex(made, numbers, names=own, verify_integrity=True)


def _are_codes(numbers: Any, level: Any) -> bool:
    """Return whether an array's numbers are places in a level, or -1 for a missing value."""
    if type(numbers) is not np.ndarray or numbers.ndim != 1 or numbers.dtype.kind != "i":
        return False
    return not len(numbers) or -1 <= int(numbers.min()) <= int(numbers.max()) < len(level)


# -- series and tables -----------------------------------------------------------------


def _pack_series(packing: Packing, value: Any, depth: int) -> Term:
    column = column_parts(packing, value.array, depth + 1)
    return ["pd.Series", column, *[packing.need(p, depth) for p in (value.index, value.name)]]


def _unpack_series(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    column, index_term, name = parts
    values = column_of(unpacking, column, depth + 1)
    index = unpacking.need(index_term, need("pandas").Index, depth)
    made = _series(values, index)
    made.name = unpacking.unpack(name, depth)
    return made


def _series(values: Any, index: Any) -> Any:
    if len(values) != len(index):
        raise malformed("a column of another length than its index")
    return need("pandas").Series(values, index, dtype=values.dtype, copy=False)


def _column(values: Any, index: Any) -> Any:
    """Return what a table makes a column of; it would make texts of an array of objects."""
    is_as_it_is = len(values) == len(index) and values.dtype != object
    return values if is_as_it_is else _series(values, index)


def _pack_table(packing: Packing, value: Any, depth: int) -> Term:
    dtypes = set(value.dtypes)
    index = [packing.need(part, depth) for part in (value.index, value.columns)]
    if len(dtypes) == 1 and all(getattr(d, "kind", "") in "iuf" for d in dtypes):
        (dtype,) = dtypes
        if isinstance(dtype, np.dtype):
            return ["pd.DataFrame", *index, packing.need(value.to_numpy(), depth)]
    columns = [column_parts(packing, column.array, depth + 1) for _, column in value.items()]
    return ["pd.DataFrame", *index, ["columns", *columns]]


def _unpack_table(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    pd = need("pandas")
    index, columns = [unpacking.need(term, pd.Index, depth) for term in parts[:2]]
    match parts[2:]:
        case [["columns", *terms]] if len(terms) == len(columns):
            pass
        case [["a", *_] as term]:
            return _even_table(unpacking.unpack(term, depth), index, columns)
        case _:
            raise malformed("a table that is none")
    made = [_column(column_of(unpacking, term, depth + 1), index) for term in terms]
    table = pd.DataFrame(dict(enumerate(made)), index=index, copy=False)
    table.columns = columns
    return table


def _even_table(values: Any, index: Any, columns: Any) -> Any:
    if values.shape != (len(index), len(columns)) or values.dtype.kind not in "iuf":
        raise malformed("a table of another shape than its index")
    return need("pandas").DataFrame(values, index, columns, copy=False)


KINDS = (
    LibraryKind("pandas", ("RangeIndex",), "pd.RangeIndex", _pack_range, _unpack_range),
    LibraryKind("pandas", ("MultiIndex",), "pd.MultiIndex", _pack_multi, _unpack_multi),
    LibraryKind("pandas", ("Index",), "pd.Index", _pack_index, _unpack_index),
    LibraryKind("pandas", ("Series",), "pd.Series", _pack_series, _unpack_series),
    LibraryKind("pandas", ("DataFrame",), "pd.DataFrame", _pack_table, _unpack_table),
)
