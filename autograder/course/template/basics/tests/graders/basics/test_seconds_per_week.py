import pytest

from autograder.checks import check_close, check_number

pytestmark = pytest.mark.exercise("seconds_per_week")


def test_value(student, reference):
    """The number of seconds in a week"""
    seconds = check_number(student["seconds_per_week"], "seconds_per_week")
    check_close(seconds, reference.seconds_per_week, "seconds_per_week")
