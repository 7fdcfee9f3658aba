"""Hidden graders of the exercise as_column(v)."""

import pytest

from autograder.checks import check_array, check_close, check_that, check_unchanged, say

pytestmark = pytest.mark.exercise("as_column")


@pytest.fixture
def check(student, rng):
    """Have vectors of some lengths turned, made in one of the three shapes."""

    def call(as_given, lengths, what):
        vectors = [rng.normal(0, 3, n) for n in lengths]
        values = student.as_column.many([[as_given(v)] for v in vectors])
        for v, value in zip(vectors, values, strict=True):
            column = check_array(value, say("the column made of {what}", what=what), (v.size, 1))
            check_close(column[:, 0], v, say("the column made of {what}", what=what))

    return call


def test_one_axis(check):
    """An array with one axis becomes a column"""
    check(lambda v: v, (3, 4, 11), say("an array with one axis"))


def test_row(check):
    """A row becomes a column"""
    check(lambda v: v[None, :], (3, 6), say("a row"))


@pytest.mark.needs_value
def test_column(check):
    """A column stays one"""
    check(lambda v: v[:, None], (3, 6), say("a column"))


def test_one_number(check):
    """A vector of a single number becomes a column too"""
    check(lambda v: v, (1,), "one number")
    check(lambda v: v[None, :], (1,), "one number")


@pytest.mark.needs_value
def test_input_stays(student, rng):
    """The array that was passed keeps its shape and its numbers"""
    for v in (rng.normal(0, 3, 5), rng.normal(0, 3, (1, 5))):
        after = student.as_column.observe(v).arguments
        check_that(
            getattr(after["v"], "shape", None) == v.shape,
            "the call changed the shape of its argument v",
            "Writing to v.shape changes the caller's array. Make a new array, or a view.",
        )
        check_unchanged(after, {"v": v})
