"""Mistakes that students make in `rides`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("rides")
def dates_are_texts(*, reference):
    """The dates in your table are still texts. `read_csv` reads dates only where it is told to."""
    table = reference.rides
    return table.assign(started=table["started"].dt.strftime("%Y-%m-%d"))


@misconception("rides")
def ride_is_the_index(*, reference):
    """The numbers of the rides are in the index of your table. They belong into a column."""
    return reference.rides.set_index("ride")


@misconception("rides")
def incomplete_rides_left_out(*, reference):
    """Your table lacks the rides in which something is missing. Read the whole file."""
    return reference.rides.dropna()
