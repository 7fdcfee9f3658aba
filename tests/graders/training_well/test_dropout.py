"""Hidden graders of the exercise dropout(A, keep, rng, training).

Judged by properties: how a student draws is their own affair. Bounds lie six standard deviations
out, so that a right answer never fails by chance.
"""

import numpy as np
import pytest

from autograder.checks import (
    Seed,
    check_array,
    check_close,
    check_numbers,
    check_parts,
    check_that,
    check_unchanged,
    check_values,
    say,
)

pytestmark = pytest.mark.exercise("dropout")

SHAPE = (60, 80)


@pytest.fixture
def thrown(student, rng):
    """Call the student's function; return A, and A_out and the mask, whatever they come in."""

    def call(keep, seed=None, shape=SHAPE, **options):
        A = rng.uniform(0.5, 2.0, shape) * rng.choice([-1.0, 1.0], shape)
        seed = int(rng.integers(1 << 30)) if seed is None else seed
        answer = check_parts(student.dropout(A, keep, Seed(seed), **options), ("A_out", "mask"))
        return A, *(check_numbers(value, name, shape) for name, value in answer.items())

    return call


@pytest.mark.weight(2)
def test_scale(thrown):
    """What stays is made larger, so that the mean does not change"""
    for keep in (0.7, 0.9, 0.35):
        A, A_out, _ = thrown(keep)
        stays = A_out != 0
        check_that(np.any(stays), "nothing stays")
        check_that(not np.all(stays), "nothing is dropped")
        told = say("the factor of what stays")
        check_close(A_out[stays] / A[stays], np.full(stays.sum(), 1 / keep), told, rtol=1e-6)


@pytest.mark.weight(1.5)
def test_share(thrown):
    """The share that stays is about `keep`"""
    for keep in (0.7, 0.9, 0.35):
        stays = thrown(keep)[1] != 0
        far = 6 * np.sqrt(keep * (1 - keep) / stays.size)
        check_that(abs(stays.mean() - keep) < far, "another share of the entries stays than keep")


@pytest.mark.needs_value
@pytest.mark.weight(1.5)
def test_mask(thrown):
    """The mask is what A was multiplied by"""
    for keep in (0.7, 0.45):
        A, A_out, mask = thrown(keep)
        check_values(mask, A_out / A, "the mask", rtol=1e-6)


@pytest.mark.needs_value
@pytest.mark.weight(1)
def test_entries_of_their_own(thrown):
    """Each entry is a throw of its own, whatever its sample and its unit"""
    stays = thrown(0.6)[1] != 0
    different = [np.unique(stays, axis=axis).shape[axis] for axis in (0, 1)]
    check_that(different[0] == len(stays), "several samples lose the same entries")
    check_that(different[1] == stays.shape[1], "several units lose the same entries")


@pytest.mark.needs_value
@pytest.mark.weight(1)
def test_random_source(thrown):
    """The same seed gives the same mask, and another seed another one"""
    first, again, other = (thrown(0.5, seed)[2] for seed in (3, 3, 4))
    told = say("the same seed gives another mask")
    check_that(np.array_equal(first, again), told, "Draw from rng, and from nothing else.")
    told = say("two seeds give the same mask")
    check_that(not np.array_equal(first, other), told, "Draw from the rng that is passed.")


@pytest.mark.needs_value
@pytest.mark.weight(1.5)
def test_in_use(thrown):
    """Without training nothing is dropped or scaled, and the mask is all ones"""
    A, A_out, mask = thrown(0.4, training=False)
    check_values(A_out, A, "A_out in use")
    check_values(mask, np.ones(SHAPE), "the mask in use")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_keep_all(thrown):
    """With keep = 1 everything stays as it is, in training too"""
    A, A_out, mask = thrown(1.0, shape=(3, 4))
    check_values(A_out, A, "A_out")
    check_values(mask, np.ones((3, 4)), "the mask")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_forms(student, rng):
    """A_out and the mask are arrays of floats, in the shape of A"""
    for shape, training in (((4, 3), True), ((1, 5), True), ((4, 3), False)):
        answer = check_parts(
            student.dropout(rng.random(shape), 0.5, Seed(1), training), ("A_out", "mask")
        )
        for name, value in answer.items():
            check_array(value, name, shape)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_input_stays(student, rng):
    """A is as it was"""
    before = {"A": rng.random((4, 3))}
    seen = student.dropout.observe(**before, keep=0.5, rng=Seed(2), training=True)
    check_unchanged(seen.arguments, before)
