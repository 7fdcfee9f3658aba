"""The check of a table: a DataFrame or Series of pandas or polars."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from autograder.checks.elements import of_elements, other_elements
from autograder.checks.failure import CheckFailed
from autograder.checks.values import check_close
from autograder.compare import wording
from autograder.compare.tables import Column, Table, rows_of, same_cells, table_of
from autograder.languages import from_course, say

_NOT_RESET = say("The index was not reset: look at reset_index(drop=True).")
_RESET = say("What is in the index belongs into a column: look at reset_index().")
_SET = say("What is in a column belongs into the index: look at set_index().")
_SERIES = say("Two pairs of square brackets choose a table, one pair chooses a single column.")
_UNSTACK = say("A level of the index belongs into the columns: look at unstack().")
_TEXTS = say("There are texts where numbers belong: look at astype() and to_numeric().")
_DATES = say("There are texts where dates belong: look at to_datetime().")


class _Asked(NamedTuple):
    """What must be equal besides labels and cells."""

    columns: bool
    order: bool
    levels: bool  # of the index
    dtypes: bool
    rtol: float | None
    atol: float | None


def check_table(  # noqa: PLR0913 - what a table may be asked for
    actual: Any,
    expected: Any,
    name: str = "the table",
    *,
    columns: bool = True,
    order: bool = True,
    index: bool = True,
    dtypes: bool = False,
    rtol: float | None = None,
    atol: float | None = None,
) -> None:
    """Check that a DataFrame or Series holds what the expected one holds.

    What does not matter is switched off: the order of the `columns`, the `order` of the rows, and
    the `index`. With `dtypes=True`, the columns must have the same dtypes; otherwise integers and
    floats are numbers. Numbers are compared as in `check_close`. A missing value equals only
    another one. The name of a Series does not matter. Raises CheckFailed.
    """
    right, seen = table_of(expected), table_of(actual)
    if right is None:
        raise TypeError(f"{name}: what is expected is no table")
    if seen is None or seen.kind != right.kind:
        raise CheckFailed(wording.other_type(actual, name, right.kind), _of_series(seen, right))
    asked = _Asked(columns, order, index and bool(seen.levels), dtypes, rtol, atol)
    named = from_course(name)
    if right.kind == "DataFrame":
        seen = _check_labels(seen, right, named, asked)
    if seen.rows != right.rows:
        told = say("{name} has too few rows"), say("{name} has too many rows")
        raise CheckFailed(told[seen.rows > right.rows].filled(name=named))
    if asked.dtypes:
        _check_dtypes(seen, right, named)
    if asked.levels and len(seen.levels) != len(right.levels):
        raise CheckFailed(say("the index of {name} has another number of levels", name=named))
    _check_rows(seen, right, named, asked)


def _of_series(seen: Table | None, right: Table) -> str:
    """Return a hint if there is a Series where a DataFrame is expected."""
    if seen is None or seen.kind != "Series":
        return ""
    return _UNSTACK if len(seen.levels) > len(right.levels) else _SERIES


def _check_labels(seen: Table, right: Table, name: str, asked: _Asked) -> Table:
    """Check the labels of the columns; return the table with its columns in the right order."""
    ours, theirs = list(right.labels), list(seen.labels)
    if ours == theirs:
        return seen
    missing, surplus = _without(ours, theirs), _without(theirs, ours)
    if missing or surplus:
        told = other_elements(len(missing), len(surplus), name, say("columns"))
        raise CheckFailed(told, _where_labels_are(missing, surplus, seen, right))
    if asked.columns:
        raise CheckFailed(say("{name} has the right columns in another order", name=name))
    left = list(seen.columns)
    chosen = [left.pop([column.label for column in left].index(label)) for label in ours]
    return seen._replace(columns=chosen)


def _without(labels: list[Any], others: list[Any]) -> list[Any]:
    """Return the labels that are not among others, each of which counts once."""
    left, found = list(others), []
    for label in labels:
        if label in left:
            left.remove(label)
        else:
            found.append(label)
    return found


def _where_labels_are(missing: list[Any], surplus: list[Any], seen: Table, right: Table) -> str:
    in_index = [column.label for column in seen.levels if column.label is not None]
    belong_there = [column.label for column in right.levels if column.label is not None]
    if missing and not _without(missing, in_index):
        return _RESET
    if surplus and not _without(surplus, belong_there):
        return _SET
    return of_elements(seen.labels, right.labels)


def _check_dtypes(seen: Table, right: Table, name: str) -> None:
    for ours, theirs in zip(right.columns, seen.columns, strict=True):
        if ours.dtype != theirs.dtype:
            told = say("{column} does not have the dtype {dtype}")
            raise CheckFailed(told.filled(column=_column_of(right, ours, name), dtype=ours.dtype))


def _column_of(table: Table, column: Column, name: str) -> str:
    """Return the name of a column, whose label both tables have."""
    if table.kind == "Series":
        return name
    return say("column {label} of {name}", label=repr(column.label), name=name)


def _check_rows(seen: Table, right: Table, name: str, asked: _Asked) -> None:
    """Check cells and index, row by row."""
    if not asked.order:
        seen = _in_order(seen, right, name, asked)
    try:
        for ours, theirs in zip(right.columns, seen.columns, strict=True):
            _check_column(theirs, ours, _column_of(right, ours, name), asked)
    except CheckFailed:
        if rows_of(seen.columns, right.columns, asked.rtol, asked.atol) is None:
            raise
        told = say("{name} has the right rows in another order", name=name)
        raise CheckFailed(told, _of_index(seen, right, asked)) from None
    if asked.levels:
        _check_index(seen, right, name, asked)


def _in_order(seen: Table, right: Table, name: str, asked: _Asked) -> Table:
    """Return a table with its rows in the order of the right ones; raises CheckFailed."""
    of_index = (seen.levels, right.levels) if asked.levels else ([], [])
    columns, expected = [*seen.columns, *of_index[0]], [*right.columns, *of_index[1]]
    if (rows := rows_of(columns, expected, asked.rtol, asked.atol)) is not None:
        return seen.at(rows)
    for ours, theirs in zip(expected, columns, strict=True):
        level = any(ours is one for one in right.levels)
        column = _index_of(name) if level else _column_of(right, ours, name)
        _check_kind(theirs, ours, column)
        if rows_of([theirs], [ours], asked.rtol, asked.atol) is None:
            told = say("some values of {name} are wrong", name=column)
            raise CheckFailed(told, of_elements(theirs.texts, ours.texts))
    told = say("each column of {name} has the right values, but in the wrong rows", name=name)
    raise CheckFailed(told)


def _check_kind(seen: Column, right: Column, name: str) -> None:
    """Check that there are numbers where numbers belong, and whether values are missing."""
    if seen.missing.any() and not right.missing.any():
        raise CheckFailed(say("{name} has missing values", name=name))
    if np.count_nonzero(seen.missing) != np.count_nonzero(right.missing):
        raise CheckFailed(say("{name} has another number of missing values", name=name))
    if right.dtype.lower().startswith("date") and len(right.present) and _are_texts(seen):
        raise CheckFailed(say("{name} holds texts; expected dates", name=name), _DATES)
    if not len(right.present) or right.is_of_numbers == seen.is_of_numbers:
        return
    if seen.is_of_numbers:
        raise CheckFailed(say("{name} holds numbers; expected other values", name=name))
    told = say("{name} holds other values than numbers", name=name)
    raise CheckFailed(told, _TEXTS if _are_texts(seen) else "")


def _are_texts(column: Column) -> bool:
    return all(isinstance(cell, str) for cell in column.present)


def _check_column(seen: Column, right: Column, name: str, asked: _Asked) -> None:
    _check_kind(seen, right, name)
    if not np.array_equal(seen.missing, right.missing):
        raise CheckFailed(say("the missing values of {name} are in the wrong rows", name=name))
    if right.is_of_numbers and len(right.present):
        check_close(seen.present, right.present, name, rtol=asked.rtol, atol=asked.atol)
        return
    close = same_cells(seen.present, right.present)
    if not close.all():
        wrong = int(close.size - np.count_nonzero(close))
        told = wording.some_wrong(name, wrong, close.size, "")
        raise CheckFailed(told, of_elements(seen.texts, right.texts))


def _index_of(name: str) -> str:
    return say("the index of {name}", name=name)


def _check_index(seen: Table, right: Table, name: str, asked: _Asked) -> None:
    for ours, theirs in zip(right.levels, seen.levels, strict=True):
        try:
            _check_column(theirs, ours, _index_of(name), asked)
        except CheckFailed as failed:
            failed.hint = _of_index(seen, right, asked) or failed.hint
            raise


def _of_index(seen: Table, right: Table, asked: _Asked) -> str:
    """Return a hint if the index still has the numbers of rows that were sorted or left out."""
    is_left = len(seen.levels) == 1 and not seen.is_counted
    return _NOT_RESET if asked.levels and right.is_counted and right.levels and is_left else ""
