import pytest

from autograder.checks import check_table, check_that, check_unchanged

pytestmark = pytest.mark.exercise("longest_rides")


@pytest.mark.weight(2)
def test_rows(student, reference, rides):
    """The right rides are chosen, with all their columns"""
    seen, right = (source.longest_rides(rides, 6) for source in (student, reference))
    check_table(seen, right, "the table", order=False, index=False)


@pytest.mark.weight(2)
def test_order(student, reference, rides):
    """The longest ride comes first"""
    seen, right = (source.longest_rides(rides, 6) for source in (student, reference))
    check_table(seen, right, "the table", index=False)


@pytest.mark.needs_value
def test_index(student, reference, rides):
    """The index is 0, 1, 2, and so on"""
    seen, right = (source.longest_rides(rides, 6) for source in (student, reference))
    check_table(seen, right, "the table", order=False, index=False)
    is_new = list(seen.index) == list(range(6))
    check_that(is_new, "the index was not reset", "Look at reset_index(drop=True).")


@pytest.mark.needs_value
def test_table_stays(student, rides):
    """The table that was passed is as it was"""
    seen = student.longest_rides.observe(rides, 6)
    check_unchanged(seen.arguments, {"rides": rides})
