import pytest

from autograder.checks import check_table

pytestmark = pytest.mark.exercise("mean_minutes")


@pytest.mark.weight(2)
def test_value(student, reference, rides):
    """The mean minutes of members and others at each station"""
    check_table(student.mean_minutes(rides), reference.mean_minutes(rides), "the table")


def test_nobody(student, reference, rides):
    """Where no member began a ride, the value is missing"""
    rides = rides[(rides["member"] == "no") | (rides["station"] != rides["station"].min())]
    check_table(student.mean_minutes(rides), reference.mean_minutes(rides), "the table")
