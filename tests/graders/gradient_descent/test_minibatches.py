"""Hidden graders of the exercise minibatches(X, Y, batch_size, rng).

Every sample says in its first column which one it is, and so does its label: what is
judged are properties, and each right way to shuffle has them.
"""

import numpy as np
import pytest

from autograder.checks import (
    Seed,
    check_array,
    check_numbers,
    check_pair,
    check_that,
    check_unchanged,
    check_values,
    say,
)

pytestmark = pytest.mark.exercise("minibatches")

N_X, N_OUT = 3, 2


@pytest.fixture
def data(rng):
    """Make m samples that know their numbers, and labels that know their samples."""

    def make(m):
        X = np.hstack([np.arange(m).reshape(-1, 1) + 0.5, rng.normal(0, 1, (m, N_X - 1))])
        return X, np.hstack([10 * X[:, :1], rng.normal(0, 1, (m, N_OUT - 1))])

    return make


@pytest.fixture
def batches(student):
    """Take all batches of one pass: X_batch as an array of rows, Y_batch whatever it is."""

    def take(X, Y, batch_size, seed=0):
        pairs = []
        for item in student.minibatches.items(X, Y, batch_size, Seed(seed), most=len(X) + 9):
            X_batch, Y_batch = check_pair(item, ("X_batch", "Y_batch"))
            rows = len(X_batch) if isinstance(X_batch, list | tuple) or np.ndim(X_batch) else 0
            pairs.append((check_numbers(X_batch, "X_batch", (rows, N_X)), Y_batch))
        check_that(pairs, "there are no batches", "Hand each one out with `yield`.")
        return pairs

    return take


def order(pairs):
    """Return the numbers of the samples in the order in which they came."""
    return np.concatenate([X_batch[:, 0] for X_batch, _ in pairs])


@pytest.mark.weight(2)
def test_every_sample_once(batches, data):
    """Each sample comes exactly once"""
    for m, batch_size in ((11, 4), (12, 4), (7, 1), (5, 5)):
        X, Y = data(m)
        seen = order(batches(X, Y, batch_size))
        missing, twice = np.setdiff1d(X[:, 0], seen), len(seen) - len(np.unique(seen))
        check_that(not len(missing), "some samples are in no batch")
        check_that(not twice, "some samples are in two batches, or twice in one")
        check_that(len(seen) == m, "there are more rows than samples")


@pytest.mark.needs_value
@pytest.mark.weight(1.5)
def test_sizes(batches, data):
    """All batches have batch_size samples, but the last, which may have fewer; none is empty"""
    for m, batch_size in ((11, 4), (12, 4), (7, 1), (6, 5)):
        *full, last = [len(X_batch) for X_batch, _ in batches(*data(m), batch_size)]
        check_that(
            set(full) <= {batch_size} and 0 < last <= batch_size,
            say(
                "{m} samples with batch_size {batch_size} make batches of other sizes",
                m=m,
                batch_size=batch_size,
            ),
            "All are full but the last one, and that is not empty.",
        )


@pytest.mark.needs_value
def test_one_batch(batches, data):
    """One batch for a batch_size of m or more, and for a single sample"""
    for m, batch_size in ((6, 6), (6, 50), (1, 3)):
        sizes = [len(X_batch) for X_batch, _ in batches(*data(m), batch_size)]
        check_that(
            sizes == [m],
            say(
                "{m} samples with batch_size {batch_size} should be one batch",
                m=m,
                batch_size=batch_size,
            ),
        )


@pytest.mark.weight(2.5)
def test_pairs(batches, data):
    """Each label is beside its sample, and no row is changed"""
    X, Y = data(17)
    for X_batch, Y_batch in batches(X, Y, 5):
        numbers = np.clip(X_batch[:, 0], 0, 16).astype(int)
        check_values(X_batch, X[numbers], "the rows of X_batch")
        told = say("the rows of Y_batch, which belong to those of X_batch")
        check_values(Y_batch, Y[numbers], told)


@pytest.mark.needs_value
@pytest.mark.weight(2.5)
def test_shuffled(batches, data):
    """The order is random: other samples come together for another seed"""
    X, Y = data(60)
    first, second = (order(batches(X, Y, 8, seed)) for seed in (1, 2))
    for seen in (first, second):
        check_that(not np.array_equal(seen, X[:, 0]), "the samples come in the order of X")
        check_that(
            not np.array_equal(np.sort(seen[:8]), X[:8, 0]),
            "the first batch has the first samples, whatever is drawn",
            "Shuffle all samples, not those within a batch.",
        )
    check_that(
        not np.array_equal(first, second),
        "two seeds give the same order",
        "Draw from the rng that is passed.",
    )


@pytest.mark.needs_value
def test_same_seed(batches, data):
    """The same seed gives the same batches"""
    X, Y = data(30)
    first, second = (order(batches(X, Y, 7, seed=5)) for _ in range(2))
    check_that(
        np.array_equal(first, second),
        "the same seed gives other batches",
        "Draw from the rng that is passed, and from nothing else.",
    )


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_shapes(student, data):
    """Both parts of a batch are arrays of floats, one row for each sample"""
    for item in student.minibatches.items(*data(7), 3, Seed(2), most=20):
        X_batch, Y_batch = check_pair(item, ("X_batch", "Y_batch"))
        rows = len(X_batch) if isinstance(X_batch, np.ndarray) and X_batch.ndim else 0
        check_array(X_batch, "X_batch", (rows, N_X))
        check_array(Y_batch, "Y_batch", (rows, N_OUT))


@pytest.mark.needs_value
def test_inputs_stay(student, data):
    """X and Y keep their order"""
    X, Y = data(20)
    seen = student.minibatches.observe(X, Y, 6, Seed(3), items=20)
    check_unchanged(seen.arguments, {"X": X, "Y": Y})
