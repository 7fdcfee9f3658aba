import pytest

from autograder.checks import check_choice

pytestmark = pytest.mark.exercise("chart_choice")


def test_choice(student, reference):
    """The plot that shows whether heavier cars need more fuel"""
    check_choice(student["chart_choice"], reference.chart_choice, "chart_choice", choices="abcd")
