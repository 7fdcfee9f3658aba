"""Mistakes that students make in `member_share`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("member_share")
def percent(*, reference):
    """Your number is a percentage. A share is between 0 and 1."""
    return 100 * reference.member_share


@misconception("member_share")
def the_others(*, reference):
    """Your number is the share of rides that were not made by members."""
    return 1 - reference.member_share


@misconception("member_share")
def number_of_rides(*, reference):
    """Your number is the number of rides that members made, not their share of all rides."""
    return len(reference.rides) * reference.member_share
