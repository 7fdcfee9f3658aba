import pytest

from autograder.checks import check_set, check_that

pytestmark = pytest.mark.exercise("shared_letters")
LETTERS = list("abcdefghijklmnopqrstuvwxyz")


@pytest.fixture
def words(rng):
    """Two words with at least four letters in common, and others."""
    drawn = [str(letter) for letter in rng.permutation(LETTERS)]
    both, first, second = drawn[:4], drawn[4:7], drawn[7:11]
    return "".join(rng.permutation(both + first)), "".join(rng.permutation(both + second))


@pytest.mark.weight(2)
def test_letters(student, reference, words):
    """The letters that two words share"""
    check_set(student.shared_letters(*words), reference.shared_letters(*words), "the letters")


def test_capital_letters(student, reference, words):
    """Capital letters count as small ones"""
    words = words[0].title(), words[1].upper()
    check_set(student.shared_letters(*words), reference.shared_letters(*words), "the letters")


@pytest.mark.needs_value
def test_type(student, words):
    """The result is a set"""
    value = student.shared_letters(*words)
    check_that(isinstance(value, set | frozenset), "the result is no set", "Look at set().")
