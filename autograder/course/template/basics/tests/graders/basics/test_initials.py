import pytest

from autograder.checks import check_text

pytestmark = pytest.mark.exercise("initials")


@pytest.mark.weight(2)
def test_two_words(student, reference, names):
    """The initials of a first and a last name"""
    name = " ".join(names[:2]).title()
    check_text(student.initials(name), reference.initials(name), "the result")


def test_many_words(student, reference, names):
    """The initials of a name of many words"""
    name = " ".join(names).title()
    check_text(student.initials(name), reference.initials(name), "the result")


def test_small_letters(student, reference, names):
    """A name in small letters gets capital letters"""
    name = " ".join(names[:3]).lower()
    check_text(student.initials(name), reference.initials(name), "the result")


def test_spaces(student, reference, names):
    """Spaces around the words do not matter"""
    name = "   ".join(["", *names[:3], ""]).title()
    check_text(student.initials(name), reference.initials(name), "the result")
