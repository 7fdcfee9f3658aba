"""Mistakes that students make in `batchnorm_forward`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


def _from(given, statistics, training, momentum, epsilon, reference):
    """Normalize with statistics of one's own: a pair of rows, mean and var, of a batch."""
    Z, gamma, beta, running = given
    if not training:
        return reference.batchnorm_forward(*given, training, momentum, epsilon)
    mean, var = statistics
    std = np.sqrt(var + epsilon)
    Z_hat = (Z - mean) / std
    after = {
        "mean": momentum * running["mean"] + (1 - momentum) * mean,
        "var": momentum * running["var"] + (1 - momentum) * var,
    }
    return gamma * Z_hat + beta, {"Z_hat": Z_hat, "std": std}, after


@misconception("batchnorm_forward")
def norm_with_ddof(
    Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5, *, reference
):
    """Your variance is divided by m - 1; the formula divides by m. Look at ddof."""
    with np.errstate(all="ignore"):
        own = Z.mean(axis=0, keepdims=True), Z.var(axis=0, keepdims=True) * len(Z) / (len(Z) - 1.0)
    return _from((Z, gamma, beta, running), own, training, momentum, epsilon, reference)


@misconception("batchnorm_forward")
def norm_of_samples(
    Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5, *, reference
):
    """You standardize each sample over its units; each unit should be, over the samples.

    That is another method, layer normalization. Here mean and variance run along axis=0.
    """
    if not training:
        return reference.batchnorm_forward(Z, gamma, beta, running, training, momentum, epsilon)
    std = np.sqrt(Z.var(axis=1, keepdims=True) + epsilon)
    Z_hat = (Z - Z.mean(axis=1, keepdims=True)) / std
    _, _, after = reference.batchnorm_forward(Z, gamma, beta, running, True, momentum, epsilon)
    return gamma * Z_hat + beta, {"Z_hat": Z_hat, "std": std}, after


@misconception("batchnorm_forward")
def norm_of_everything(
    Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5, *, reference
):
    """All units share one mean and one variance; each unit should have its own."""
    ones = np.ones((1, Z.shape[1]))
    own = Z.mean() * ones, Z.var() * ones
    return _from((Z, gamma, beta, running), own, training, momentum, epsilon, reference)


@misconception("batchnorm_forward")
def norm_with_epsilon_outside(
    Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5, *, reference
):
    """Your epsilon is added to the standard deviation.

    It belongs under the root, to the variance.
    """
    *_, after = reference.batchnorm_forward(Z, gamma, beta, running, training, momentum)
    var = Z.var(axis=0, keepdims=True) if training else running["var"]
    mean = Z.mean(axis=0, keepdims=True) if training else running["mean"]
    std = np.sqrt(var) + epsilon
    Z_hat = (Z - mean) / std
    return gamma * Z_hat + beta, {"Z_hat": Z_hat, "std": std}, after


@misconception("batchnorm_forward")
def norm_divides_by_the_variance(
    Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5, *, reference
):
    """You divide by the variance; its root is missing."""
    _, cache, after = reference.batchnorm_forward(
        Z, gamma, beta, running, training, momentum, epsilon
    )
    Z_hat, std = cache["Z_hat"] / cache["std"], cache["std"] ** 2
    return gamma * Z_hat + beta, {"Z_hat": Z_hat, "std": std}, after


@misconception("batchnorm_forward")
def norm_with_momentum_exchanged(
    Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5, *, reference
):
    """In your running averages the new batch counts nine tenths, and the past one tenth.

    `momentum` says how much of the old average stays. (Some libraries use it the other way round.)
    """
    rest = 1 - momentum
    return reference.batchnorm_forward(Z, gamma, beta, running, training, rest, epsilon)


@misconception("batchnorm_forward")
def norm_with_running_std(
    Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5, *, reference
):
    """Your running "var" is an average with standard deviations; variances are asked for."""
    out, cache, after = reference.batchnorm_forward(
        Z, gamma, beta, running, training, momentum, epsilon
    )
    if training:
        new = np.std(Z, axis=0, keepdims=True)
        after = after | {"var": momentum * running["var"] + (1 - momentum) * new}
    return out, cache, after


@misconception("batchnorm_forward")
def norm_with_running_averages_mixed_up(
    Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5, *, reference
):
    """You have exchanged the running mean and the running variance."""
    out, cache, after = reference.batchnorm_forward(
        Z, gamma, beta, running, training, momentum, epsilon
    )
    return out, cache, {"mean": after["var"], "var": after["mean"]}


@misconception("batchnorm_forward")
def norm_without_running(
    Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5, *, reference
):
    """Your running averages never move, so in use the network knows nothing of its batches."""
    out, cache, _ = reference.batchnorm_forward(
        Z, gamma, beta, running, training, momentum, epsilon
    )
    return out, cache, running


@misconception("batchnorm_forward")
def norm_running_holds_the_batch(
    Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5, *, reference
):
    """Your running averages are those of the last batch alone; the past is forgotten."""
    return reference.batchnorm_forward(Z, gamma, beta, running, training, 0.0, epsilon)


@misconception("batchnorm_forward")
def norm_of_the_batch_in_use(
    Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5, *, reference
):
    """With training=False you still use mean and variance of the batch.

    In use an answer must not depend on the other samples. A single one has the variance 0.
    """
    out, cache, after = reference.batchnorm_forward(
        Z, gamma, beta, running, True, momentum, epsilon
    )
    return out, cache, after if training else running


@misconception("batchnorm_forward")
def norm_takes_no_notice_of_training(
    Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5, *, reference
):
    """With training=False your function does the same as in training."""
    return reference.batchnorm_forward(Z, gamma, beta, running, True, momentum, epsilon)


@misconception("batchnorm_forward")
def norm_moves_averages_in_use(
    Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5, *, reference
):
    """With training=False your running averages still move; then they should stay."""
    settings = (momentum, epsilon)
    out, cache, _ = reference.batchnorm_forward(Z, gamma, beta, running, training, *settings)
    return out, cache, reference.batchnorm_forward(Z, gamma, beta, running, True, *settings)[2]


@misconception("batchnorm_forward")
def norm_with_moved_averages_in_training(
    Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5, *, reference
):
    """In training you standardize with the running averages; they are for later.

    Training uses mean and variance of the batch itself, so that every batch is standardized.
    """
    if not training:
        return reference.batchnorm_forward(Z, gamma, beta, running, training, momentum, epsilon)
    *_, after = reference.batchnorm_forward(Z, gamma, beta, running, True, momentum, epsilon)
    out, cache, _ = reference.batchnorm_forward(Z, gamma, beta, after, False, momentum, epsilon)
    return out, cache, after


@misconception("batchnorm_forward")
def norm_with_gamma_and_beta_exchanged(
    Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5, *, reference
):
    """You have exchanged gamma and beta: gamma scales, and beta shifts."""
    return reference.batchnorm_forward(Z, beta, gamma, running, training, momentum, epsilon)


@misconception("batchnorm_forward")
def norm_without_gamma_and_beta(
    Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5, *, reference
):
    """Your output is Z_hat itself: gamma and beta have no effect."""
    none = np.ones(gamma.shape), np.zeros(beta.shape)
    return reference.batchnorm_forward(Z, *none, running, training, momentum, epsilon)


@misconception("batchnorm_forward")
def norm_that_is_only_centred(
    Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5, *, reference
):
    """You subtract the mean, but you do not divide by the standard deviation."""
    _, cache, after = reference.batchnorm_forward(
        Z, gamma, beta, running, training, momentum, epsilon
    )
    Z_hat = cache["Z_hat"] * cache["std"]
    return gamma * Z_hat + beta, {"Z_hat": Z_hat, "std": cache["std"]}, after


@misconception("batchnorm_forward")
def norm_in_place(Z, gamma, beta, running, training=True, momentum=0.9, epsilon=1e-5, *, reference):
    """After the call, the old running averages have changed. Return a new dict."""
    out, cache, after = reference.batchnorm_forward(
        Z, gamma, beta, running, training, momentum, epsilon
    )
    running.update(after)
    return out, cache, running
