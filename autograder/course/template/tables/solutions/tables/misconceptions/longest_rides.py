"""Mistakes that students make in `longest_rides`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("longest_rides")
def index_not_reset(rides, n):
    """Your rides still have the index that they had in the long table.

    Sorting moves rows together with their index. `reset_index` numbers them again: find out what
    its argument `drop` is for.
    """
    return rides.sort_values("km", ascending=False).head(n)


@misconception("longest_rides")
def shortest(rides, n):
    """Your function returns the shortest rides. `sort_values` begins with the smallest value."""
    return rides.sort_values("km").head(n).reset_index(drop=True)


@misconception("longest_rides")
def longest_last(rides, n):
    """You have chosen the right rides, but the longest one comes last."""
    return rides.sort_values("km").tail(n).reset_index(drop=True)


@misconception("longest_rides")
def by_minutes(rides, n):
    """Your function chooses the rides with the most minutes, not with the most kilometres."""
    return rides.sort_values("minutes", ascending=False).head(n).reset_index(drop=True)


@misconception("longest_rides")
def index_kept_as_column(rides, n):
    """The old index is a column of your table, called `index`.

    `reset_index` keeps the old index as a column unless it is told to drop it.
    """
    return rides.sort_values("km", ascending=False).head(n).reset_index()


@misconception("longest_rides")
def sorted_in_place(rides, n, *, reference):
    """After the call, the table that was passed in is sorted.

    `inplace=True` changes the caller's own table. Without it, `sort_values` returns a new one.
    """
    longest = reference.longest_rides(rides, n)
    rides.sort_values("km", ascending=False, inplace=True)
    return longest
