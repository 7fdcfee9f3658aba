import pandas as pd
import pytest

from autograder.checks import check_table, check_that, check_unchanged

pytestmark = pytest.mark.exercise("clean")


@pytest.fixture
def raw(rides):
    """Rides with km as texts, such as 3.5 km; the first has no minutes, the second no station."""
    first, second = (column.to_numpy().argmax() for column in _gaps(rides["minutes"]))
    order = [first, second, *(i for i in range(len(rides)) if i not in {first, second})]
    raw = rides.iloc[order].reset_index(drop=True)
    raw.loc[1, "station"] = None
    return raw.assign(km=[f"{km} km" for km in raw["km"]])


def _gaps(column):
    return column.isna(), column.notna()


@pytest.fixture
def tables(student, reference, raw):
    """The student's table and the right one."""
    seen = student.clean(raw)
    check_that(isinstance(seen, pd.DataFrame), "the result is no table")
    return seen, reference.clean(raw)


@pytest.mark.weight(2)
def test_rows(tables):
    """The rides that have minutes are there, in the same order"""
    seen, right = (table.drop(columns="km", errors="ignore") for table in tables)
    check_table(seen, right, "the table", columns=False, index=False)


@pytest.mark.weight(2)
def test_km(tables):
    """The column km holds numbers"""
    seen, right = (
        table.drop(columns=["started", "station", "minutes", "member"], errors="ignore")
        for table in tables
    )
    seen = seen[seen["ride"].isin(right["ride"])] if "ride" in seen.columns else seen
    check_table(seen, right, "the table", columns=False, order=False, index=False)


@pytest.mark.needs_value
def test_index(tables):
    """The index is 0, 1, 2, and so on"""
    seen, _ = tables
    is_new = list(seen.index) == list(range(len(seen)))
    check_that(is_new, "the index was not reset", "Look at reset_index(drop=True).")


@pytest.mark.needs_value
def test_table_stays(student, raw):
    """The raw table is as it was"""
    seen = student.clean.observe(raw)
    check_unchanged(seen.arguments, {"raw": raw})
