import pytest

from autograder.checks import check_close, check_number

pytestmark = pytest.mark.exercise("count_matching")


@pytest.mark.weight(2)
def test_numbers(student, rng):
    """The number of large numbers in a list"""
    values = rng.integers(0, 100, 20).tolist()
    limit = sorted(values)[6]
    count = check_number(student.count_matching(values, lambda n: n > limit), "the count")
    check_close(count, sum(n > limit for n in values), "the count")


def test_words(student, names):
    """The number of words that begin with a small letter"""
    words = [*names, "zoo"]
    count = check_number(student.count_matching(words, str.islower), "the count")
    check_close(count, sum(map(str.islower, words)), "the count")
