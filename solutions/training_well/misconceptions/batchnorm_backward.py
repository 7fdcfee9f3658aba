"""Mistakes that students make in `batchnorm_backward`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("batchnorm_backward")
def norm_backward_with_fixed_statistics(dOut, gamma, cache, *, reference):
    """Your dZ treats mean and standard deviation as if they were fixed numbers.

    Both depend on every z of the batch: there are three ways from z to the cost, and two are
    missing.
    """
    _, dgamma, dbeta = reference.batchnorm_backward(dOut, gamma, cache)
    return gamma * dOut / cache["std"], dgamma, dbeta


@misconception("batchnorm_backward")
def norm_backward_without_the_variance(dOut, gamma, cache, *, reference):
    """In your dZ, the way through the variance is missing; the one through the mean is there."""
    _, dgamma, dbeta = reference.batchnorm_backward(dOut, gamma, cache)
    return gamma / cache["std"] * (dOut - dbeta / len(dOut)), dgamma, dbeta


@misconception("batchnorm_backward")
def norm_backward_without_the_mean(dOut, gamma, cache, *, reference):
    """In your dZ, the way through the mean is missing; the one through the variance is there."""
    _, dgamma, dbeta = reference.batchnorm_backward(dOut, gamma, cache)
    through = dOut - cache["Z_hat"] * dgamma / len(dOut)
    return gamma / cache["std"] * through, dgamma, dbeta


@misconception("batchnorm_backward")
def norm_backward_without_gamma(dOut, gamma, cache, *, reference):
    """In your dZ, the factor gamma is missing: Z_hat reaches the output through it."""
    _, dgamma, dbeta = reference.batchnorm_backward(dOut, gamma, cache)
    return reference.batchnorm_backward(dOut, np.ones(gamma.shape), cache)[0], dgamma, dbeta


@misconception("batchnorm_backward")
def norm_backward_without_std(dOut, gamma, cache, *, reference):
    """Your dZ is not divided by the standard deviation."""
    dZ, dgamma, dbeta = reference.batchnorm_backward(dOut, gamma, cache)
    return dZ * cache["std"], dgamma, dbeta


@misconception("batchnorm_backward")
def norm_backward_divides_twice(dOut, gamma, cache, *, reference):
    """Your dZ is divided by the standard deviation once too often, or by the variance."""
    dZ, dgamma, dbeta = reference.batchnorm_backward(dOut, gamma, cache)
    return dZ / cache["std"], dgamma, dbeta


@misconception("batchnorm_backward")
def norm_backward_with_sums(dOut, gamma, cache, *, reference):
    """In your dZ, the ways through mean and variance have sums where means belong.

    One z makes the mean grow by one m-th only.
    """
    _, dgamma, dbeta = reference.batchnorm_backward(dOut, gamma, cache)
    through = dOut - dbeta - cache["Z_hat"] * dgamma
    return gamma / cache["std"] * through, dgamma, dbeta


@misconception("batchnorm_backward")
def norm_backward_with_signs_lost(dOut, gamma, cache, *, reference):
    """In your dZ, the ways through mean and variance are added; they should be subtracted.

    If the mean grows, every Z_hat falls.
    """
    _, dgamma, dbeta = reference.batchnorm_backward(dOut, gamma, cache)
    through = dOut + dbeta / len(dOut) + cache["Z_hat"] * dgamma / len(dOut)
    return gamma / cache["std"] * through, dgamma, dbeta


@misconception("batchnorm_backward")
def norm_backward_averages_both(dOut, gamma, cache, *, reference):
    """Your dgamma and dbeta are means over the samples; they should be sums.

    The mean over the batch is in dOut already.
    """
    dZ, dgamma, dbeta = reference.batchnorm_backward(dOut, gamma, cache)
    return dZ, dgamma / len(dOut), dbeta / len(dOut)


@misconception("batchnorm_backward")
def norm_backward_dgamma_without_z_hat(dOut, gamma, cache, *, reference):
    """Your dgamma is the sum of dOut alone. Gamma is multiplied by Z_hat: so must its slope be."""
    dZ, _, dbeta = reference.batchnorm_backward(dOut, gamma, cache)
    return dZ, dbeta, dbeta


@misconception("batchnorm_backward")
def norm_backward_dgamma_of_z(dOut, gamma, cache, *, reference):
    """Your dgamma uses the centred Z before it is divided by the standard deviation, not Z_hat."""
    dZ, dgamma, dbeta = reference.batchnorm_backward(dOut, gamma, cache)
    return dZ, dgamma * cache["std"], dbeta


@misconception("batchnorm_backward")
def norm_backward_exchanged(dOut, gamma, cache, *, reference):
    """You have exchanged dgamma and dbeta."""
    dZ, dgamma, dbeta = reference.batchnorm_backward(dOut, gamma, cache)
    return dZ, dbeta, dgamma


@misconception("batchnorm_backward")
def norm_backward_over_units(dOut, gamma, cache, *, reference):
    """Your dgamma and dbeta are sums over the units; they should be sums over the samples.

    Each unit has a gamma and a beta of its own. The sum runs along axis=0.
    """
    dZ, _, _ = reference.batchnorm_backward(dOut, gamma, cache)
    sums = (np.sum(part, axis=1, keepdims=True) for part in (dOut * cache["Z_hat"], dOut))
    return dZ, *sums


@misconception("batchnorm_backward")
def norm_backward_of_rank_one(dOut, gamma, cache, *, reference):
    """Your dgamma and dbeta have the shape (n,); they should be rows, (1, n). Look at keepdims."""
    dZ, dgamma, dbeta = reference.batchnorm_backward(dOut, gamma, cache)
    return dZ, dgamma[0], dbeta[0]


@misconception("batchnorm_backward")
def norm_backward_in_place(dOut, gamma, cache, *, reference):
    """After the call, dOut has changed. `dOut *= gamma` writes into the caller's own array."""
    values = reference.batchnorm_backward(dOut, gamma, cache)
    dOut *= gamma
    return values
