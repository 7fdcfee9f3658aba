"""Mistakes that students make in `mean_minutes`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("mean_minutes")
def missing_count_as_zero(rides, *, reference):
    """Your function counts rides without minutes as rides of 0 minutes.

    `mean` leaves missing values out, if they are still missing.
    """
    return reference.mean_minutes(rides.fillna({"minutes": 0}))


@misconception("mean_minutes")
def totals(rides):
    """Your table has the total of the minutes. The mean is asked for."""
    return rides.pivot_table(values="minutes", index="station", columns="member", aggfunc="sum")


@misconception("mean_minutes")
def other_way_round(rides, *, reference):
    """Your table has the stations in its columns. They belong into the index."""
    return reference.mean_minutes(rides).T


@misconception("mean_minutes")
def station_in_a_column(rides, *, reference):
    """The stations are in a column of your table. They belong into the index."""
    return reference.mean_minutes(rides).reset_index()


@misconception("mean_minutes")
def zero_where_nobody(rides, *, reference):
    """Your table has 0 where there was no ride. A mean of no rides is missing, not 0."""
    return reference.mean_minutes(rides).fillna(0)
