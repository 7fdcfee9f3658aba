import subprocess
import sys

import numpy as np
import pandas as pd
import polars as pl
import pytest

from autograder.checks import CheckFailed, check_equal, check_table

pytestmark = pytest.mark.processes
TABLE = pd.DataFrame(
    {"city": ["Bern", "Basel", "Chur"], "people": [134, 173, 38], "share": [0.5, 0.25, np.nan]}
)
GROUPED = TABLE.set_index("city")


def hint_of(*args, **kwargs):
    """Return message and hint with which check_table fails."""
    with pytest.raises(CheckFailed) as caught:
        check_table(*args, **kwargs)
    return str(caught.value), caught.value.hint


@pytest.mark.parametrize("table", [TABLE, GROUPED, TABLE["people"], TABLE.iloc[:0]])
def test_equal_tables_pass(table):
    """A copy passes, with every switch."""
    check_table(table.copy(), table)
    check_table(table.copy(), table, columns=False, order=False, index=False, dtypes=True)
    check_equal({"t": [table.copy()]}, {"t": [table]}, "tables")


def test_what_is_switched_off_does_not_matter():
    """Rows, columns, index and kinds of numbers may differ if a test says so."""
    other = TABLE.astype({"people": float})[["share", "city", "people"]].iloc[[2, 0, 1]]
    check_table(other, TABLE, columns=False, order=False, index=False)
    check_table(other, TABLE, columns=False, order=False)
    check_table(GROUPED.iloc[::-1], GROUPED, order=False)
    check_table(TABLE.assign(people=TABLE["people"].astype("Int64")), TABLE)
    check_table(TABLE.assign(city=TABLE["city"].astype("category")), TABLE)
    check_table(TABLE.assign(people=TABLE["people"] + 1e-9), TABLE, rtol=1e-6)


SORTED = TABLE.sort_values("people")
STACKED = TABLE.set_index(["city", "share"])["people"]
DATED = pd.DataFrame({"day": pd.to_datetime(["2026-05-01", "2026-05-02"])})


@pytest.mark.parametrize(
    ("actual", "expected", "switches", "message", "hint"),
    [
        (None, TABLE, {}, "t is None; expected DataFrame", ""),
        (TABLE["people"], TABLE, {}, "t is Series; expected DataFrame", "square brackets"),
        (STACKED, TABLE, {}, "t is Series; expected DataFrame", "unstack()"),
        (
            DATED.astype(str),
            DATED,
            {},
            "column 'day' of t holds texts; expected dates",
            "to_datetime",
        ),
        (TABLE.iloc[:2], TABLE, {}, "t has too few rows", ""),
        (TABLE[["city", "share"]], TABLE, {}, "t lacks one of the columns", ""),
        (TABLE.assign(x=1, y=2), TABLE, {}, "t has two too many of the columns", ""),
        (TABLE.rename(columns=str.title), TABLE, {}, "t lacks some of the columns", "lower case"),
        (TABLE.iloc[:, ::-1], TABLE, {}, "t has the right columns in another order", ""),
        (GROUPED, TABLE, {}, "t lacks one of the columns", "reset_index()"),
        (TABLE, GROUPED, {}, "t has one too many of the columns", "set_index()"),
        (SORTED, TABLE, {}, "t has the right rows in another order", "was not reset"),
        (SORTED, SORTED.reset_index(drop=True), {}, "index of t", "was not reset"),
        (TABLE.astype({"people": str}), TABLE, {}, "holds other values", "texts where numbers"),
        (TABLE.astype({"people": str}), TABLE, {"order": False}, "holds other", "texts where"),
        (
            TABLE.astype({"people": float}),
            TABLE,
            {"dtypes": True},
            "does not have the dtype int64",
            "",
        ),
        (TABLE.fillna(0.0), TABLE, {}, "another number of missing values", ""),
        (TABLE.assign(people=np.nan), TABLE, {}, "column 'people' of t has missing values", ""),
        (TABLE.assign(people=[1, 2, 3]), TABLE, {}, "column 'people' of t: all of its 3", ""),
        (TABLE.assign(share=-TABLE["share"]), TABLE, {}, "'share' of t: all", "wrong sign"),
        (TABLE.assign(city=TABLE["city"].str.upper()), TABLE, {}, "'city' of t: all", "upper"),
        (
            TABLE.assign(people=[173, 134, 38]),
            TABLE,
            {"order": False},
            "each column of t has the right values, but in the wrong rows",
            "",
        ),
        (TABLE.assign(people=1), TABLE, {"order": False}, "some values of column 'people'", ""),
        (TABLE.assign(people=1000001), TABLE.assign(people=1000000), {}, "all of its 3", ""),
    ],
)
def test_what_is_said_of_another_table(actual, expected, switches, message, hint):
    """Each difference has its sentence, and a hint if the cause is plain."""
    told = hint_of(actual, expected, "t", **switches)
    assert message in told[0]
    assert hint in told[1]
    assert bool(hint) == bool(told[1])


def test_no_expected_value_is_told():
    """Neither cells nor labels of rows are in a message."""
    hidden = pd.DataFrame({"label": ["secret_cell", "b"] * 7}, [f"secret_{i}" for i in range(14)])
    answers = [hidden.rename(columns={"label": "a"}), hidden.iloc[:3], hidden * 2, None]
    answers += [hidden.reset_index(), hidden.reset_index(drop=True), hidden.iloc[::-1]]
    for answer in answers:
        told = " ".join(hint_of(answer, hidden, "t"))
        assert [word for word in ("secret_cell", "secret_1") if word in told] == []


def test_rows_that_differ_a_little_are_found():
    """Rows in any order are compared within the tolerance, also where they nearly tie."""
    right = pd.DataFrame({"x": [0.3, 0.1 + 0.2, 1.0], "y": [5.0, 2.0, 3.0]})
    seen = pd.DataFrame({"x": [1.0, 0.3, 0.1 + 0.2], "y": [3.0, 2.0, 5.0]})
    check_table(seen, right, order=False, index=False)
    assert (
        "wrong rows"
        in hint_of(seen.assign(y=[2.0, 3.0, 5.0]), right, "t", order=False, index=False)[0]
    )


def test_tables_of_polars():
    """A table of polars is judged like one of pandas; it has no index."""
    table = pl.DataFrame({"a": [1, None, 3], "b": ["x", "y", "z"]})
    check_table(table.clone(), table)
    check_table(table[[2, 0, 1]], table, order=False)
    assert "right rows in another order" in hint_of(table[[2, 0, 1]], table, "t")[0]
    assert "expected DataFrame" in hint_of(table["a"], table, "t")[0]


def test_only_the_number_of_rows_is_expected_of_us():
    """What is expected must be a table."""
    with pytest.raises(TypeError):
        check_table(TABLE, [1, 2])


@pytest.mark.processes
def test_no_library_is_imported_for_others():
    """A grader that uses no tables imports neither pandas nor polars."""
    code = "import sys, autograder.checks; sys.exit(bool({'pandas', 'polars'} & {*sys.modules}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
