"""Tables of pandas and polars in one plain form, and which rows of two tables belong together.

Nothing here imports these libraries: a process that has a table has imported its library.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

RTOL, ATOL = 1e-6, 1e-9  # how near numbers must be if nothing else is asked for
_MOST_ROWS = 2000  # of tables whose rows are looked for one by one
_SCALARS = (str, bytes, bool, int, float, complex)


class Column(NamedTuple):
    """A column of a table, or a level of its index."""

    label: Any
    values: NDArray[Any]  # numbers if it holds only numbers, objects otherwise
    missing: NDArray[np.bool_]
    dtype: str

    @property
    def is_of_numbers(self) -> bool:
        """Return whether all values that are not missing are numbers."""
        return self.values.dtype.kind in "iufc"

    @property
    def present(self) -> NDArray[Any]:
        """The values that are not missing."""
        return self.values[~self.missing]

    @property
    def texts(self) -> list[Any]:
        """The different values that are not missing, if all of them are texts; else nothing."""
        cells = self.present.tolist()
        return sorted(set(cells)) if all(isinstance(cell, str) for cell in cells) else []

    def at(self, rows: NDArray[np.intp]) -> Column:
        """Return the column with its rows in another order."""
        return self._replace(values=self.values[rows], missing=self.missing[rows])


class Table(NamedTuple):
    """A table: columns of equal length."""

    kind: str  # the name of its class
    columns: list[Column]
    levels: list[Column]  # of the index
    is_counted: bool  # whether its index is 0, 1, 2, ...
    rows: int

    @property
    def labels(self) -> list[Any]:
        """The labels of the columns."""
        return [column.label for column in self.columns]

    def at(self, rows: NDArray[np.intp]) -> Table:
        """Return the table with its rows in another order."""
        columns, levels = (
            [column.at(rows) for column in part] for part in (self.columns, self.levels)
        )
        return self._replace(columns=columns, levels=levels)


def table_of(value: Any) -> Table | None:
    """Return a DataFrame or Series of pandas or polars as a table; None for anything else."""
    pd, pl = sys.modules.get("pandas"), sys.modules.get("polars")
    if pd is not None and isinstance(value, pd.DataFrame):
        labels = list(value.columns)
        return _of_pandas(value, [(label, value.iloc[:, i]) for i, label in enumerate(labels)])
    if pd is not None and isinstance(value, pd.Series):
        return _of_pandas(value, [(value.name, value)])
    if pl is not None and isinstance(value, pl.DataFrame):
        return _of_polars(value, value.get_columns())
    if pl is not None and isinstance(value, pl.Series):
        return _of_polars(value, [value])
    return None


def _of_pandas(value: Any, columns: Sequence[tuple[Any, Any]]) -> Table:
    levels = [value.index.get_level_values(i) for i in range(value.index.nlevels)]
    index = [_from_pandas(level.name, level) for level in levels]
    counted = len(index) == 1 and np.array_equal(index[0].values, np.arange(len(value)))
    made = [_from_pandas(label, column) for label, column in columns]
    return Table(type(value).__name__, made, index, counted, len(value))


def _from_pandas(label: Any, column: Any) -> Column:
    missing = np.asarray(column.isna(), bool)
    kind = getattr(column.dtype, "kind", "O")
    if kind in "iufc":
        dtype = None if not missing.any() else complex if kind == "c" else float
        values = column.to_numpy(dtype=dtype, **({"na_value": np.nan} if dtype else {}))
        return Column(label, np.asarray(values), missing, str(column.dtype))
    return Column(label, _numbers_or_objects(column, missing), missing, str(column.dtype))


def _of_polars(value: Any, columns: Sequence[Any]) -> Table:
    made = []
    for column in columns:
        cells = column.to_list()
        missing = np.array([cell is None or cell != cell for cell in cells], bool)  # noqa: PLR0124
        values = _numbers_or_objects(cells, missing)
        made.append(Column(column.name, values, missing, str(column.dtype)))
    return Table(type(value).__name__, made, [], is_counted=True, rows=len(value))


def _numbers_or_objects(cells: Iterable[Any], missing: NDArray[np.bool_]) -> NDArray[Any]:
    """Return cells as an array of numbers if all that are not missing are numbers."""
    objects = np.fromiter(cells, object, len(missing))
    present = objects[~missing]
    is_number = [
        isinstance(c, int | float | np.number) and not isinstance(c, bool) for c in present
    ]
    if not is_number or not all(is_number):
        return objects
    if missing.any():
        objects = np.where(missing, np.nan, objects)
    try:
        return objects.astype(float if missing.any() else np.asarray(present.tolist()).dtype)
    except (OverflowError, ValueError):
        return objects


def same_tables(seen: Table, right: Table) -> bool:
    """Return whether two tables have the same columns, rows and index, in the same order."""
    ours, theirs = ([*table.columns, *table.levels] for table in (right, seen))
    if [column.label for column in ours] != [column.label for column in theirs]:
        return False
    return seen.rows == right.rows and all(map(_same_columns, theirs, ours))


def _same_columns(seen: Column, right: Column) -> bool:
    if seen.is_of_numbers != right.is_of_numbers or not np.array_equal(seen.missing, right.missing):
        return False
    if right.is_of_numbers:
        return bool(np.allclose(seen.present, right.present, RTOL, ATOL))
    return bool(same_cells(seen.present, right.present).all())


def same_cells(seen: NDArray[Any], right: NDArray[Any]) -> NDArray[np.bool_]:
    """Return where two arrays of objects hold equal cells; 1 is not True."""
    pairs = zip(seen.tolist(), right.tolist(), strict=True)
    return np.array([_key(a) == _key(b) for a, b in pairs], bool)


def _key(cell: Any) -> Any:
    """Return what stands for a cell in comparisons; it can be hashed."""
    if isinstance(cell, bool | np.bool_):
        return bool, bool(cell)
    if isinstance(cell, list | tuple):
        return tuple(map(_key, cell))
    if isinstance(cell, np.ndarray):
        return _key(cell.tolist())
    if isinstance(cell, _SCALARS):
        return cell
    try:
        hash(cell)
    except TypeError:
        return repr(cell)
    return cell


class _Pair(NamedTuple):
    """Two columns as numbers; those of objects are equal only where the objects are."""

    seen: NDArray[Any]
    right: NDArray[Any]
    is_exact: bool

    def fits(self, seen: NDArray[Any], right: Any, rtol: float, atol: float) -> NDArray[np.bool_]:
        if self.is_exact:
            return np.asarray(seen == right)
        return np.asarray(np.isclose(seen, right, rtol, atol, equal_nan=True))


def rows_of(
    seen: Sequence[Column], right: Sequence[Column], rtol: float | None, atol: float | None
) -> NDArray[np.intp] | None:
    """Return for each row on the right the row that it is among those seen.

    Returns None if the rows are not the same ones. Each row is used once. The tolerances are those
    of `check_close`; None for both compares whole numbers exactly.
    """
    pairs = [
        _pair(*both, exactly=rtol is None and atol is None)
        for both in zip(seen, right, strict=True)
    ]
    within = RTOL if rtol is None else rtol, ATOL if atol is None else atol
    if not pairs:
        return np.arange(0)
    # What is exact decides the order; the others may differ a little.
    keys = sorted(pairs, key=lambda pair: pair.is_exact)
    count = len(pairs[0].right)
    found = np.empty(count, np.intp)
    found[np.lexsort([pair.right for pair in keys])] = np.lexsort([pair.seen for pair in keys])
    if all(pair.fits(pair.seen[found], pair.right, *within).all() for pair in pairs):
        return found
    return _one_by_one(pairs, *within) if count <= _MOST_ROWS else None


def _one_by_one(pairs: list[_Pair], rtol: float, atol: float) -> NDArray[np.intp] | None:
    count = len(pairs[0].right)
    free, found = np.ones(count, bool), np.empty(count, np.intp)
    for row in range(count):
        fits = free.copy()
        for pair in pairs:
            fits &= pair.fits(pair.seen, pair.right[row], rtol, atol)
        place = int(np.argmax(fits))
        if not fits[place]:
            return None
        found[row], free[place] = place, False
    return found


def _pair(seen: Column, right: Column, *, exactly: bool) -> _Pair:
    if seen.is_of_numbers and right.is_of_numbers:
        are_whole = seen.values.dtype.kind in "iu" and right.values.dtype.kind in "iu"
        return _Pair(seen.values, right.values, exactly and are_whole)
    codes: dict[Any, int] = {}
    for cell, is_missing in zip(right.values.tolist(), right.missing, strict=True):
        if not is_missing:
            codes.setdefault(_key(cell), len(codes))

    def coded(column: Column) -> NDArray[Any]:
        numbers = [codes.get(_key(cell), -1) for cell in column.values.tolist()]
        return np.where(column.missing, -2, numbers)

    return _Pair(coded(seen), coded(right), is_exact=True)
