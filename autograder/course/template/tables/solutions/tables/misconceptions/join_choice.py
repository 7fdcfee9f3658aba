"""Mistakes that students make in `join_choice`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("join_choice")
def inner():
    """Without `how`, `merge` keeps only the rides whose station is in both tables."""
    return "a"


@misconception("join_choice")
def the_other_side():
    """A right join keeps all stations of the right table, and loses rides."""
    return "b"


@misconception("join_choice")
def all_of_both():
    """An outer join also brings in stations at which no ride began."""
    return "c"
