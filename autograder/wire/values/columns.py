"""The columns of tables, which are pandas' arrays, and pandas' scalars.

A column is a NumPy array, or made of some: a nullable column of values and a mask, a categorical
one of codes and categories, one with a time zone of times in UTC.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import numpy as np

from autograder.wire.values.kinds import LibraryKind, Packing, Term, Unpacking, malformed
from autograder.wire.values.libraries import need
from autograder.wire.values.markers import NoPlainFormError

_PERIOD = re.compile(r"[0-9]{0,4}[A-Za-z]{1,4}(?:-[A-Z]{3})?", re.ASCII)
_SIDES = frozenset({"left", "right", "both", "neither"})
_UNITS = frozenset({"s", "ms", "us", "ns"})
_MOST_LEVELS = 1 << 15  # of numbers: pandas' hashes of them collide as a sender likes
_MASKED = ("IntegerArray", "FloatingArray", "BooleanArray")


def _pack_column(packing: Packing, value: Any, depth: int) -> Term:
    return ["pd.array", *column_parts(packing, value, depth)]


def column_parts(packing: Packing, array: Any, depth: int) -> list[Term]:  # noqa: PLR0911 - by type
    """Return what a column consists of; raises NoPlainFormError if pandas itself does not say."""
    pd, dtype = need("pandas"), array.dtype
    if isinstance(dtype, pd.StringDtype):
        cells = array.to_numpy(dtype=object, na_value=None).tolist()
        return ["text", dtype.na_value is pd.NA, packing.cells(cells, depth)]
    if isinstance(dtype, np.dtype) or isinstance(array, pd.arrays.NumpyExtensionArray):
        return ["numpy", packing.need(np.asarray(array), depth)]
    if isinstance(dtype, pd.CategoricalDtype):
        parts = (np.asarray(array.codes), checked_levels(array.categories))
        return ["category", *[packing.need(p, depth) for p in parts], bool(array.ordered)]
    if isinstance(dtype, pd.DatetimeTZDtype):
        utc = np.asarray(array.tz_convert(None))
        return ["zoned", packing.need(utc, depth), packing.need(array.tz, depth)]
    if isinstance(dtype, pd.PeriodDtype):
        return ["period", checked_freq(array.freqstr), packing.need(array.asi8, depth)]
    if isinstance(dtype, pd.IntervalDtype):
        ends = [packing.need(end, depth) for end in (array.left, array.right)]
        return ["interval", array.closed, *ends]
    if type(array).__name__ not in _MASKED:
        raise NoPlainFormError
    values = array.to_numpy(dtype=dtype.numpy_dtype, na_value=0)
    return ["masked", packing.need(values, depth), packing.need(array.isna(), depth)]


def column_of(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:  # noqa: PLR0911 - by type
    """Return the column that consists of these parts, a pandas array or one of NumPy."""
    pd = need("pandas")
    match parts:
        case ["numpy", term]:
            return _numpy_column(unpacking, term, depth)
        case ["text", bool(is_na), cells]:
            texts = unpacking.cells(cells, depth)
            if not all(text is None or type(text) is str for text in texts):
                raise malformed("a column of texts that are none")
            dtype = pd.StringDtype(na_value=pd.NA if is_na else np.nan)
            return pd.array(texts, dtype=dtype)
        case ["category", codes, categories, bool(is_ordered)]:
            numbers = _numpy_column(unpacking, codes, depth, "i")
            levels = checked_levels(unpacking.need(categories, pd.Index, depth))
            dtype = pd.CategoricalDtype(levels, ordered=is_ordered)
            return pd.Categorical.from_codes(numbers, dtype=dtype)
        case ["zoned", times, zone]:
            utc = pd.DatetimeIndex(_numpy_column(unpacking, times, depth, "M")).tz_localize("UTC")
            return utc.tz_convert(unpacking.need(zone, dt.tzinfo, depth)).array
        case ["period", freq, ordinals]:
            numbers = _numpy_column(unpacking, ordinals, depth, "i")
            return pd.PeriodIndex.from_ordinals(numbers, freq=checked_freq(freq)).array
        case ["interval", side, left, right] if side in _SIDES:
            ends = [unpacking.need(end, pd.Index, depth) for end in (left, right)]
            return pd.arrays.IntervalArray.from_arrays(*ends, closed=side)
        case ["masked", values, mask]:
            return _masked(unpacking, values, mask, depth)
    raise malformed("a column that is none")


def _numpy_column(unpacking: Unpacking, term: Term, depth: int, kinds: str = "biufcMmO") -> Any:
    array = unpacking.need(term, np.ndarray, depth)
    is_column = type(array) is np.ndarray and array.ndim == 1 and array.dtype.kind in kinds
    if not is_column or (
        array.dtype.kind in "Mm" and np.datetime_data(array.dtype)[0] not in _UNITS
    ):
        raise malformed("a column of no dtype of pandas")
    return array


def _masked(unpacking: Unpacking, values: Term, mask: Term, depth: int) -> Any:
    pd = need("pandas")
    array, missing = _numpy_column(unpacking, values, depth, "biuf"), unpacking.unpack(mask, depth)
    if not isinstance(missing, np.ndarray) or (missing.dtype, missing.shape) != (bool, array.shape):
        raise malformed("a mask that does not fit its column")
    place = {"f": 1, "b": 2}.get(array.dtype.kind, 0)
    return getattr(pd.arrays, _MASKED[place])(array, missing)


def checked_levels(values: Any) -> Any:
    """Return the different values of an index or a column; there may be few, except texts."""
    if len(values) > _MOST_LEVELS and not isinstance(values.dtype, need("pandas").StringDtype):
        raise NoPlainFormError
    return values


def checked_freq(text: Any) -> str:
    """Return the name of a period, such as M or W-SUN; raises NoPlainFormError."""
    if not isinstance(text, str) or not _PERIOD.fullmatch(text.removeprefix("-")):
        raise NoPlainFormError
    return text


def _unpack_column(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    return column_of(unpacking, parts, depth)


# -- scalars ---------------------------------------------------------------------------


def _pack_timestamp(packing: Packing, value: Any, depth: int) -> Term:
    return ["pd.Timestamp", *[packing.need(part, depth) for part in (value.asm8, value.tz)]]


def _unpack_timestamp(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    time, zone = parts
    made = need("pandas").Timestamp(unpacking.need(time, np.datetime64, depth))
    tz = unpacking.need(zone, (dt.tzinfo, type(None)), depth)
    return made if tz is None else made.tz_localize("UTC").tz_convert(tz)


def _pack_timedelta(packing: Packing, value: Any, depth: int) -> Term:
    return ["pd.Timedelta", packing.need(value.asm8, depth)]


def _unpack_timedelta(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    (term,) = parts
    return need("pandas").Timedelta(unpacking.need(term, np.timedelta64, depth))


def _pack_period(packing: Packing, value: Any, depth: int) -> Term:
    return ["pd.Period", checked_freq(value.freqstr), packing.need(value.ordinal, depth)]


def _unpack_period(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    freq, ordinal = parts
    number = unpacking.need(ordinal, int, depth)
    return need("pandas").Period(ordinal=number, freq=checked_freq(freq))


def _pack_interval(packing: Packing, value: Any, depth: int) -> Term:
    ends = [packing.need(end, depth) for end in (value.left, value.right)]
    return ["pd.Interval", value.closed, *ends]


def _unpack_interval(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    side, *terms = parts
    left, right = unpacking.several(terms, depth)
    return need("pandas").Interval(left, right, closed=side)


def _pack_missing(_: Packing, value: Any, __: int) -> Term:
    return ["pd.NA" if value is need("pandas").NA else "pd.NaT"]


def _unpack_na(_: Unpacking, __: list[Term], ___: int) -> Any:
    return need("pandas").NA


def _unpack_nat(_: Unpacking, __: list[Term], ___: int) -> Any:
    return need("pandas").NaT


_ARRAYS = ("Categorical", *[f"arrays.{name}" for name in _MASKED], "arrays.StringArray")
_OF_TIME = ("arrays.DatetimeArray", "arrays.TimedeltaArray", "arrays.PeriodArray")
KINDS = (
    LibraryKind(
        "pandas",
        (*_ARRAYS, *_OF_TIME, "arrays.IntervalArray", "arrays.NumpyExtensionArray"),
        "pd.array",
        _pack_column,
        _unpack_column,
    ),
    LibraryKind("pandas", ("Timestamp",), "pd.Timestamp", _pack_timestamp, _unpack_timestamp),
    LibraryKind("pandas", ("Timedelta",), "pd.Timedelta", _pack_timedelta, _unpack_timedelta),
    LibraryKind("pandas", ("Period",), "pd.Period", _pack_period, _unpack_period),
    LibraryKind("pandas", ("Interval",), "pd.Interval", _pack_interval, _unpack_interval),
    LibraryKind("pandas", ("api.typing.NAType",), "pd.NA", _pack_missing, _unpack_na),
    LibraryKind("pandas", ("api.typing.NaTType",), "pd.NaT", _pack_missing, _unpack_nat),
)
