"""Hidden graders of the exercise graph_backward(a, b, c).

A derivative is right if it follows from the student's own, further to the right in the graph.
"""

import pytest

from autograder.checks import CheckFailed, check_also_right, check_number, check_values

pytestmark = pytest.mark.exercise("graph_backward")

NAMES = ("da", "db", "dc", "du", "dv")


@pytest.fixture
def answers(student, reference, entries):
    """Return for each of some places the student's derivatives, and the right ones."""

    def call(*places):
        every = [entries(value, NAMES) for value in student.graph_backward.many(places)]
        right = [reference.graph_backward(*place) for place in places]
        theirs = [followed(*one) for one in zip(every, right, places, strict=True)]
        # Of derivatives that no place changes, or that are all one number, nothing follows.
        is_derived = any(is_followed(name, every, theirs) for name in ("db", "dc"))
        return list(zip(every, theirs if is_derived else right, strict=True))

    return call


def is_followed(name, every, right):
    """Whether a derivative is right in all places, or follows, and is another in some."""
    if not all(agrees(one[name], then[name], name) for one, then in zip(every, right, strict=True)):
        return False
    return len({check_number(one[name], name, wrapped=True) for one in every}) > 1


def agrees(actual, right, name):
    """Whether a derivative is this one."""
    try:
        check_values(actual, right, name)
    except CheckFailed:
        return False
    return True


def followed(actual, right, place):
    """Return the right derivatives, or those that follow from the student's own."""
    right = dict(right)
    _, b, c = place
    for name, before, factor in (
        ("du", "dv", 1),
        ("da", "dv", 1),
        ("db", "du", c),
        ("dc", "du", b),
    ):
        try:
            follows = check_number(actual[before], before, wrapped=True) * factor
        except CheckFailed:
            continue
        if agrees(actual[name], follows, name):
            right[name] = follows
    return right


@pytest.mark.weight(1.75)
@pytest.mark.parametrize("name", NAMES)
def test_values(answers, rng, name):
    """{name} is right, or follows from what has arrived from the right"""
    for actual, right in answers(*rng.normal(0, 3, (3, 3)).tolist()):
        check_values(actual[name], float(right[name]), name)


@pytest.mark.weight(1.25)
def test_zeros_and_integers(answers, rng):
    """Right for integers too, and where some numbers are 0"""
    a, b, c = rng.integers(2, 9, 3).tolist()
    places = (a + 0.5, b, c), (a, b, c), (0, b, c), (a, 0, c), (a, b, 0), (-a, b, -c)
    check_also_right(*answers(*places), told=" of integers and zeros")
