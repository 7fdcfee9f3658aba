"""Mistakes that students make in `totals`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("totals")
def station_in_the_index(rides, *, reference):
    """The stations are in the index of your table. They belong into a column.

    After `groupby`, what was grouped by is in the index. `reset_index` makes a column of it.
    """
    return reference.totals(rides).set_index("station")


@misconception("totals")
def mean_km(rides):
    """Your column `km` has the mean length of the rides. The total is asked for."""
    grouped = rides.groupby("station")
    return grouped.agg(rides=("ride", "count"), km=("km", "mean")).reset_index()


@misconception("totals")
def rides_with_minutes(rides):
    """Your function counts only the rides that have minutes.

    `count` leaves out missing values. Which column has none?
    """
    grouped = rides.groupby("station")
    return grouped.agg(rides=("minutes", "count"), km=("km", "sum")).reset_index()


@misconception("totals")
def not_sorted(rides):
    """Your stations are in the order of the table, not in alphabetical order."""
    grouped = rides.groupby("station", sort=False)
    return grouped.agg(rides=("ride", "count"), km=("km", "sum")).reset_index()
