"""Mistakes that students make in `slice_choice`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("slice_choice")
def counted_from_one():
    """The first letter of a text has the index 0, not 1. Count again where the slice begins."""
    return "a"


@misconception("slice_choice")
def last_is_included():
    """A slice ends before its second number: the letter with that index is not in it."""
    return "b"


@misconception("slice_choice")
def one_too_many():
    """A slice that begins at -1 has one letter, and one that begins at -5 has five."""
    return "d"
