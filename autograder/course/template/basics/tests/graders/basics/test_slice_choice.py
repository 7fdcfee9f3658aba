import pytest

from autograder.checks import check_choice

pytestmark = pytest.mark.exercise("slice_choice")


def test_choice(student, reference):
    """The slice that gives the word book"""
    check_choice(student["slice_choice"], reference.slice_choice, "slice_choice", choices="abcd")
