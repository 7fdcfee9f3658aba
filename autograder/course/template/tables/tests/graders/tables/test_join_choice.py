import pytest

from autograder.checks import check_choice

pytestmark = pytest.mark.exercise("join_choice")


def test_choice(student, reference):
    """The join that keeps each ride and adds none"""
    check_choice(student["join_choice"], reference.join_choice, "join_choice", choices="abcd")
