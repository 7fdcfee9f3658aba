"""polars' DataFrame and Series: columns of numbers as arrays, other columns as cells."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.wire.values.dates import checked_zone
from autograder.wire.values.kinds import LibraryKind, Packing, Term, Unpacking, malformed
from autograder.wire.values.libraries import need
from autograder.wire.values.limits import MAX_NAME_CHARS
from autograder.wire.values.markers import NoPlainFormError

_NUMBERS = ("Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64")
_FLOATS = ("Float32", "Float64")
_PHYSICAL = frozenset({*_NUMBERS, *_FLOATS, "Boolean", "Date", "Time", "Datetime", "Duration"})
_CELLS = frozenset({"String", "Binary", "Null", "Categorical", "Enum", "List", "Struct", "Decimal"})
_PLAIN = (_PHYSICAL | _CELLS) - {"Datetime", "Duration", "Enum", "List", "Struct", "Decimal"}
_UNITS = frozenset({"ms", "us", "ns"})
_DAY_S = 86_400
_TIMES_S = (-719_162 * _DAY_S, 2_932_897 * _DAY_S)  # of the years 1 to 9999
_DURATIONS_S = (-999_999_999 * _DAY_S, 1_000_000_000 * _DAY_S)
# Seconds that polars can show, and Python can hold; over others it panics.
_BOUNDS_S = {"Date": _TIMES_S, "Datetime": _TIMES_S, "Duration": _DURATIONS_S}
_IN_A_SECOND = {"ms": 10**3, "us": 10**6, "ns": 10**9}
_MOST_NESTED = 8
_MOST_CATEGORIES = 10_000

# -- types -----------------------------------------------------------------------------


def _dtype_term(dtype: Any) -> list[Any]:  # noqa: PLR0911 - by type
    """Return a column's type as its name and what it is made of."""
    name = type(dtype).__name__ if not isinstance(dtype, type) else dtype.__name__
    match name:
        case "Datetime":
            zone = None if dtype.time_zone is None else checked_zone(dtype.time_zone)
            return [name, dtype.time_unit, zone]
        case "Duration":
            return [name, dtype.time_unit]
        case "Enum":
            return [name, dtype.categories.to_list()]
        case "List":
            return [name, _dtype_term(dtype.inner)]
        case "Struct":
            return [name, [[field.name, _dtype_term(field.dtype)] for field in dtype.fields]]
        case "Decimal":
            return [name, dtype.precision, dtype.scale]
    if name not in _PLAIN:
        raise NoPlainFormError
    return [name]


def _dtype_of(term: Term, depth: int = 0) -> Any:  # noqa: PLR0911 - by type
    pl = need("polars")
    if depth > _MOST_NESTED:
        raise malformed("a column of too many levels")
    match term:
        case [str(name)] if name in _PLAIN:
            return getattr(pl, name)()
        case ["Datetime", unit, zone] if unit in _UNITS:
            return pl.Datetime(unit, None if zone is None else checked_zone(zone))
        case ["Duration", unit] if unit in _UNITS:
            return pl.Duration(unit)
        case ["Enum", list(names)] if len(set(names)) == len(names) <= _MOST_CATEGORIES:
            return pl.Enum(names)
        case ["List", inner]:
            return pl.List(_dtype_of(inner, depth + 1))
        case ["Struct", list(fields)]:
            return pl.Struct({str(name): _dtype_of(inner, depth + 1) for name, inner in fields})
        case ["Decimal", int(precision), int(scale)] if 0 <= scale <= precision <= 38:
            return pl.Decimal(precision, scale)
    raise malformed("a column of no type")


# -- columns ---------------------------------------------------------------------------


def _are_in_bounds(dtype: Any, numbers: Any) -> bool:
    """Return whether there are such dates, times or durations."""
    bounds_s = _BOUNDS_S.get(type(dtype).__name__)
    if bounds_s is None or not len(numbers):
        return True
    unit = getattr(dtype, "time_unit", None)  # a date has none: it is counted in days
    least, end = (s // _DAY_S if unit is None else s * _IN_A_SECOND[unit] for s in bounds_s)
    return least <= int(numbers.min()) <= int(numbers.max()) < end


def _pack_series(packing: Packing, value: Any, depth: int) -> Term:
    term = _dtype_term(value.dtype)
    if term[0] not in _PHYSICAL:
        return ["pl.Series", value.name, term, None, packing.cells(value.to_list(), depth + 1)]
    physical = value.to_physical()
    valid = None
    if value.null_count():
        physical = physical.fill_null(False if term[0] == "Boolean" else 0)
        valid = value.is_not_null().to_numpy()
    parts = (valid, physical.to_numpy())
    if not _are_in_bounds(value.dtype, parts[1]):
        raise NoPlainFormError
    return ["pl.Series", value.name, term, *[packing.need(part, depth + 1) for part in parts]]


def _unpack_series(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    name, term, valid_term, content = parts
    if not isinstance(name, str) or len(name) > MAX_NAME_CHARS:
        raise malformed("a column of no name")
    return _guarded(_series_of, unpacking, name, _dtype_of(term), valid_term, content, depth + 1)


def _guarded(make: Any, *arguments: Any) -> Any:
    """Return what a function makes; polars' panics are no exceptions of Python's usual kind."""
    try:
        return make(*arguments)
    except need("polars").exceptions.PanicException:
        raise malformed("a column over which polars panics") from None


def _series_of(  # noqa: PLR0913, PLR0917 - of a column
    unpacking: Unpacking, name: str, dtype: Any, valid_term: Term, content: Term, depth: int
) -> Any:
    pl = need("polars")
    if type(dtype).__name__ not in _PHYSICAL:
        return pl.Series(name, unpacking.cells(content, depth), dtype=dtype, strict=True)
    valid = unpacking.unpack(valid_term, depth)
    numbers = unpacking.need(content, np.ndarray, depth)
    if type(numbers) is not np.ndarray or numbers.ndim != 1 or numbers.dtype.kind not in "biuf":
        raise malformed("a column of no numbers")
    if not _are_in_bounds(dtype, numbers):
        raise malformed("a time that is none")
    series = pl.Series(name, numbers)
    if valid is not None:
        if not isinstance(valid, np.ndarray) or (valid.dtype, valid.shape) != (bool, numbers.shape):
            raise malformed("a mask that does not fit its column")
        kept = pl.when(pl.Series(valid)).then(series)
        series = pl.select(kept.alias(name)).to_series()
    return series.cast(dtype)


def _pack_table(packing: Packing, value: Any, depth: int) -> Term:
    return ["pl.DataFrame", *[packing.need(column, depth) for column in value.get_columns()]]


def _unpack_table(unpacking: Unpacking, parts: list[Term], depth: int) -> Any:
    pl = need("polars")
    columns = [unpacking.need(part, pl.Series, depth) for part in parts]
    if len({len(column) for column in columns}) > 1:
        raise malformed("columns of several lengths")
    return _guarded(pl.DataFrame, columns)


KINDS = (
    LibraryKind("polars", ("Series",), "pl.Series", _pack_series, _unpack_series),
    LibraryKind("polars", ("DataFrame",), "pl.DataFrame", _pack_table, _unpack_table),
)
