"""Mistakes that students make in `shared_letters`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("shared_letters")
def either(first, second):
    """Your set has the letters that occur in one of the words. They must occur in both."""
    return set(first.lower()) | set(second.lower())


@misconception("shared_letters")
def case_matters(first, second):
    """Your function takes a capital letter and the small one for two different letters."""
    return set(first) & set(second)


@misconception("shared_letters")
def only_in_the_first(first, second):
    """Your set has the letters of the first word that the second one does not have."""
    return set(first.lower()) - set(second.lower())
