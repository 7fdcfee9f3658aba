import pandas as pd
import pytest

from autograder.checks import check_table, check_that

pytestmark = pytest.mark.exercise("rides")


@pytest.fixture
def tables(student, reference):
    """The student's table and the right one."""
    table = student["rides"]
    check_that(isinstance(table, pd.DataFrame), "rides is no table", "Look at pd.read_csv.")
    return table, reference.rides


@pytest.mark.weight(2)
def test_cells(tables):
    """All rows and columns of the file are there"""
    seen, right = (table.drop(columns="started", errors="ignore") for table in tables)
    check_table(seen, right, "rides")


def test_dates(tables):
    """The column started holds dates"""
    seen, right = tables
    check_that("started" in seen.columns, "the column started is missing")
    check_table(seen[["started"]], right[["started"]], "rides", dtypes=False)
    check_that(
        seen["started"].dtype.kind == "M",
        "the column started holds other values than dates",
        "Look at parse_dates and to_datetime.",
    )
