"""Hidden graders of the exercise flatten(pictures)."""

import numpy as np
import pytest

from autograder.checks import check_that, check_unchanged, check_values, say

pytestmark = pytest.mark.exercise("flatten")


@pytest.fixture
def check(student, reference, rng):
    """Have random pictures of some shapes turned into columns."""

    def call(*shapes, told=""):
        batches = [rng.normal(0, 3, shape) for shape in shapes]
        for batch, value in zip(batches, student.flatten.many([[p] for p in batches]), strict=True):
            check_values(value, reference.flatten(batch), say("the columns{told}", told=told))

    return call


@pytest.mark.weight(3)
def test_grey(check):
    """Each column holds one picture, row by row"""
    check((5, 3, 4), (2, 6, 2), (7, 8, 8))


@pytest.mark.weight(1.5)
def test_as_many_pictures_as_pixels(check):
    """Right for as many pictures as pixels, where a wrong order gives the same shape"""
    check((4, 2, 2), (6, 2, 3), told=say(" of as many pictures as pixels"))


@pytest.mark.weight(1.5)
def test_colours(check):
    """For colour pictures too: the colours of each pixel one after the other"""
    check((4, 3, 2, 3), (2, 2, 5, 3), told=say(" of colour pictures"))


@pytest.mark.weight(0.5)
def test_lengths_of_one(check):
    """Right for one picture, and for pictures with one row or one column"""
    check((1, 3, 4), (5, 1, 4), (5, 4, 1), told=say(" where a length is 1"))


@pytest.mark.needs_value
def test_shape(student, rng):
    """The result has the shape (n_x, m)"""
    for shape in ((5, 3, 4), (4, 2, 2, 3), (1, 2, 3)):
        value = student.flatten(rng.normal(0, 3, shape))
        expected = (int(np.prod(shape[1:])), shape[0])
        check_that(
            getattr(value, "shape", None) == expected,
            "the result does not have a column for each picture and a row for each of its numbers",
        )


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_input_stays(student, rng):
    """The pictures are as they were"""
    pictures = rng.normal(0, 3, (4, 2, 3))
    check_unchanged(student.flatten.observe(pictures).arguments, {"pictures": pictures})
