"""Mistakes that students make in `count_matching`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("count_matching")
def all_of_them(values, condition):
    """Your function counts all values, whether the condition is true or not.

    A function by itself is always true: it has to be called with the value.
    """
    return len(values)


@misconception("count_matching")
def the_values(values, condition):
    """Your function returns the values for which the condition is true, not their number."""
    return [value for value in values if condition(value)]


@misconception("count_matching")
def the_others(values, condition):
    """Your function counts the values for which the condition is false."""
    return sum(1 for value in values if not condition(value))


@misconception("count_matching")
def the_sum(values, condition):
    """Your function adds up the values for which the condition is true; it must count them."""
    return sum(value for value in values if condition(value))
