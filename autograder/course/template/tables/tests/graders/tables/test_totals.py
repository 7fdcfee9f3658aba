import pandas as pd
import pytest

from autograder.checks import check_table, check_that

pytestmark = pytest.mark.exercise("totals")


@pytest.fixture
def tables(student, reference, rides):
    """The student's table and the right one; the last station in the alphabet comes first."""
    rides = rides.sort_values("station", ascending=False).reset_index(drop=True)
    seen = student.totals(rides)
    check_that(isinstance(seen, pd.DataFrame), "the result is no table")
    return seen, reference.totals(rides)


def check_columns(tables, *names, order=False):
    """Check some columns of the table."""
    seen, right = tables
    others = [name for name in right.columns if name not in names]
    seen, right = (table.drop(columns=others, errors="ignore") for table in (seen, right))
    check_table(seen, right, "the table", columns=False, order=order, index=False)


def test_stations(tables):
    """Each station has a row, in alphabetical order"""
    check_columns(tables, "station", order=True)


def test_rides(tables):
    """The number of rides at each station"""
    check_columns(tables, "station", "rides")


def test_km(tables):
    """The total length of the rides at each station"""
    check_columns(tables, "station", "km")


@pytest.mark.needs_value
def test_form(tables):
    """The columns are station, rides and km, in this order"""
    seen, right = (table.head(0) for table in tables)
    check_table(seen, right, "the table", index=False)
