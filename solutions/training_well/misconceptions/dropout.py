"""Mistakes that students make in `dropout`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("dropout")
def dropout_without_scaling(A, keep, rng, training=True, *, reference):
    """What stays is not made larger, so the next layer receives less in training than in use.

    On average, only the share `keep` of what it was would arrive. What stays must make up for that.
    """
    mask = (reference.dropout(A, keep, rng, training)[1] != 0).astype(float)
    return A * mask, mask


@misconception("dropout")
def dropout_with_a_mask_of_ones(A, keep, rng, training=True, *, reference):
    """A_out is right, but your mask only says what stays; it should also hold the factor.

    The gradient is multiplied by the mask: by the same numbers as A.
    """
    A_out, mask = reference.dropout(A, keep, rng, training)
    return A_out, (mask != 0).astype(float)


@misconception("dropout")
def dropout_with_keep_exchanged(A, keep, rng, training=True, *, reference):
    """The share `keep` is dropped; it should stay.

    Probably the comparison is the wrong way round, or keep is taken for the probability to drop.
    """
    if keep == 1 or not training:
        return reference.dropout(A, keep, rng, training)
    mask = (reference.dropout(A, 1 - keep, rng)[1] != 0) / keep
    return A * mask, mask


@misconception("dropout")
def dropout_for_another_probability(A, keep, rng, training=True, *, reference):
    """Both the share that stays and the factor are those for 1 - keep.

    keep is the probability that an entry stays, not that it is dropped.
    """
    if not training:
        return reference.dropout(A, keep, rng, training)
    if keep == 1:
        return np.zeros(A.shape), np.zeros(A.shape)
    return reference.dropout(A, 1 - keep, rng)


@misconception("dropout")
def dropout_divides_by_what_is_dropped(A, keep, rng, training=True, *, reference):
    """What stays is divided by 1 - keep, the share that is dropped."""
    stays = reference.dropout(A, keep, rng, training)[1] != 0
    with np.errstate(all="ignore"):
        mask = stays / np.float64(1 - keep) if training else np.ones(A.shape)
    return A * mask, mask


@misconception("dropout")
def dropout_multiplies_by_keep(A, keep, rng, training=True, *, reference):
    """What stays is made smaller, by the factor keep; it should be made larger."""
    mask = (reference.dropout(A, keep, rng, training)[1] != 0) * (keep if training else 1.0)
    return A * mask, mask


@misconception("dropout")
def dropout_in_use_too(A, keep, rng, training=True, *, reference):
    """With training=False, entries are dropped all the same.

    In use all units work. Otherwise the same picture would get another answer each time.
    """
    return reference.dropout(A, keep, rng)


@misconception("dropout")
def dropout_scales_in_use_too(A, keep, rng, training=True, *, reference):
    """With training=False, all entries are multiplied by keep.

    That belongs to the other kind of dropout, which does not scale in training. Here the scaling is
    done in training, and nothing is left to do in use.
    """
    if training:
        return reference.dropout(A, keep, rng)
    return A * keep, np.full(A.shape, float(keep))


@misconception("dropout")
def dropout_not_inverted(A, keep, rng, training=True, *, reference):
    """You scale in use, by keep, and not in training; it should be the other way round.

    Both keep the mean. But then whoever uses the network would have to know keep.
    """
    if not training:
        return A * keep, np.full(A.shape, float(keep))
    mask = (reference.dropout(A, keep, rng)[1] != 0).astype(float)
    return A * mask, mask


@misconception("dropout")
def dropout_of_units(A, keep, rng, training=True, *, reference):
    """A unit is dropped for all samples of the batch at once.

    Each entry should be a throw of its own.
    """
    _, row = reference.dropout(A[:1], keep, rng, training)
    mask = np.repeat(row, len(A), axis=0)
    return A * mask, mask


@misconception("dropout")
def dropout_of_samples(A, keep, rng, training=True, *, reference):
    """All activations of a sample are dropped at once; each entry should be a throw of its own."""
    _, column = reference.dropout(A[:, :1], keep, rng, training)
    mask = np.repeat(column, A.shape[1], axis=1)
    return A * mask, mask


@misconception("dropout")
def dropout_with_a_seed_of_its_own(A, keep, rng, training=True, *, reference):
    """Your mask does not depend on rng: it is the same for every seed, and in every step."""
    return reference.dropout(A, keep, np.random.default_rng(0), training)


@misconception("dropout")
def dropout_with_noise(A, keep, rng, training=True):
    """Nothing is dropped: each entry is multiplied by a random number.

    A comparison of the random numbers with keep says which entries stay.
    """
    mask = rng.random(A.shape) / keep if training else np.ones(A.shape)
    return A * mask, mask


@misconception("dropout")
def dropout_in_place(A, keep, rng, training=True, *, reference):
    """After the call, A has changed. `A *= mask` writes into the caller's own array."""
    A_out, mask = reference.dropout(A, keep, rng, training)
    A[...] = A_out
    return A_out, mask
