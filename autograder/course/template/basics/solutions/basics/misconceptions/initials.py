"""Mistakes that students make in `initials`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("initials")
def small_letters(name):
    """Your function keeps small letters as they are.

    Initials are capital letters, also where the name has small ones.
    """
    return " ".join(word[0] + "." for word in name.split())


@misconception("initials")
def split_at_single_spaces(name):
    """Your function fails if there are several spaces between two words.

    `name.split(" ")` cuts at every single space, so that there are empty words between them. What
    does `name.split()` do?
    """
    return " ".join(word[0].upper() + "." for word in name.split(" "))


@misconception("initials")
def without_spaces(name, *, reference):
    """The spaces between your initials are missing."""
    return reference.initials(name).replace(" ", "")


@misconception("initials")
def without_dots(name, *, reference):
    """The dots after your initials are missing."""
    return reference.initials(name).replace(".", "")


@misconception("initials")
def only_first_and_last(name, *, reference):
    """Your function looks at two words only. A name may have more."""
    found = reference.initials(name).split()
    return " ".join([found[0], found[-1]])
