"""Mistakes that students make in `seconds_per_week`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("seconds_per_week")
def one_day(*, reference):
    """Your number is the number of seconds in one day, not in a week."""
    return reference.seconds_per_week // 7


@misconception("seconds_per_week")
def minutes(*, reference):
    """Your number is the number of minutes in a week, not of seconds."""
    return reference.seconds_per_week // 60


@misconception("seconds_per_week")
def hours(*, reference):
    """Your number is the number of hours in a week, not of seconds."""
    return reference.seconds_per_week // 3600
