"""Mistakes that students make in `times_table`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("times_table")
def returned(n):
    """Your function returns the lines and prints nothing.

    What a function returns is shown only if it is the last line of a cell. `print` shows it always.
    """
    return "\n".join(f"{n} x {i} = {n * i}" for i in range(1, 11))


@misconception("times_table")
def begins_at_zero(n):
    """Your table has the lines from 0 to 9. It must begin at 1 and end at 10.

    `range(10)` begins at 0 and ends before 10. `range` can be given a first number too.
    """
    for i in range(10):
        print(f"{n} x {i} = {n * i}")


@misconception("times_table")
def ends_too_early(n):
    """Your table ends with the line for 9. `range` ends before its last number."""
    for i in range(1, 10):
        print(f"{n} x {i} = {n * i}")


@misconception("times_table")
def results_alone(n):
    """Your lines hold the results alone. Each line must show the whole calculation."""
    for i in range(1, 11):
        print(n * i)
