import pytest

from autograder.checks import check_close, check_number

pytestmark = pytest.mark.exercise("member_share")


def test_value(student, reference):
    """The share of rides that members made"""
    share = check_number(student["member_share"], "member_share")
    check_close(share, float(reference.member_share), "member_share")
