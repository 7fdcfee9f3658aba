"""Mistakes that students make in `gradient_check`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


def both(f, x, gradient, reference):
    """Return the gradient that is judged and the numerical one; None for another shape."""
    numerical = reference.numerical_gradient(f, x)
    gradient = np.asarray(gradient)
    return (gradient, numerical) if gradient.shape == numerical.shape else None


@misconception("gradient_check")
def check_absolute(f, x, gradient, *, reference):
    """Your check compares the difference with a fixed number.

    This refuses right gradients that are large and accepts wrong ones that are small. Compare it
    with the size of the gradient.
    """
    pair = both(f, x, gradient, reference)
    return pair is not None and bool(np.max(np.abs(pair[0] - pair[1])) <= 1e-6)


@misconception("gradient_check")
def check_allclose(f, x, gradient, *, reference):
    """Your check accepts wrong gradients that are small; probably it uses np.allclose as it is.

    By default, np.allclose also allows an absolute difference of 1e-8. Set `atol`.
    """
    pair = both(f, x, gradient, reference)
    return pair is not None and bool(np.allclose(*pair, rtol=1e-4))


@misconception("gradient_check")
def check_without_size(f, x, gradient, *, reference):
    """Your check finds an entry that is too large, but not one that is too small.

    Differences have a sign: take their absolute value.
    """
    pair = both(f, x, gradient, reference)
    if pair is None:
        return False
    return bool(np.max(pair[0] - pair[1]) <= 1e-5 * np.max(np.abs(pair[1])))


@misconception("gradient_check")
def check_mean(f, x, gradient, *, reference):
    """Your check accepts a gradient with one wrong entry among many.

    Probably it looks at a mean or a sum of differences. One entry among a hundred hardly changes
    a mean.
    """
    pair = both(f, x, gradient, reference)
    if pair is None:
        return False
    return bool(np.mean(np.abs(pair[0] - pair[1])) <= 2e-4 * np.mean(np.abs(pair[1])))


@misconception("gradient_check")
def check_any(f, x, gradient, *, reference):
    """Your check accepts a gradient if some of its entries are right.

    Every entry must be right.
    """
    pair = both(f, x, gradient, reference)
    if pair is None:
        return False
    return bool(np.any(np.abs(pair[0] - pair[1]) <= 1e-5 * np.max(np.abs(pair[1]))))


@misconception("gradient_check")
def check_divides_by_zero(f, x, gradient, *, reference):
    """Your check refuses a gradient that is zero everywhere, though it is right.

    Probably it divides by the size of the gradients, and 0 / 0 is NaN. A product needs no
    division.
    """
    pair = both(f, x, gradient, reference)
    if pair is None:
        return False
    size = np.linalg.norm(pair[0]) + np.linalg.norm(pair[1])
    return bool(np.linalg.norm(pair[0] - pair[1]) / size < 1e-5)


@misconception("gradient_check")
def check_ignores_shape(f, x, gradient, *, reference):
    """Your check accepts a gradient in another shape than that of x.

    Where broadcasting fits, the difference of the two is an array all the same. Compare the shapes
    first.
    """
    numerical = reference.numerical_gradient(f, x)
    try:
        furthest = np.max(np.abs(gradient - numerical))
    except ValueError:
        return False
    return bool(furthest <= 1e-5 * np.max(np.abs(numerical)))


@misconception("gradient_check")
def check_too_generous(f, x, gradient, *, reference):
    """Your check accepts gradients that are off by less than a hundredth.

    A formula that is wrong by a little is wrong. The numerical gradient has nine right digits.
    """
    pair = both(f, x, gradient, reference)
    if pair is None:
        return False
    return bool(np.max(np.abs(pair[0] - pair[1])) <= 0.01 * np.max(np.abs(pair[1])))


@misconception("gradient_check")
def check_too_strict(f, x, gradient, *, reference):
    """Your check refuses right gradients.

    The numerical gradient is right to about nine digits, not to sixteen. Leave it some room.
    """
    pair = both(f, x, gradient, reference)
    if pair is None:
        return False
    return bool(np.max(np.abs(pair[0] - pair[1])) <= 1e-14 * np.max(np.abs(pair[1])))


@misconception("gradient_check")
def check_accepts_nan(f, x, gradient, *, reference):
    """Your check accepts a gradient with NaN.

    Every comparison with NaN is False. So ask whether the difference is small enough, not whether
    it is too large.
    """
    pair = both(f, x, gradient, reference)
    if pair is None:
        return False
    return not np.max(np.abs(pair[0] - pair[1])) > 1e-5 * np.max(np.abs(pair[1]))


@misconception("gradient_check")
def check_upside_down(f, x, gradient, *, reference):
    """Your check says True for wrong gradients and False for right ones."""
    return not reference.gradient_check(f, x, gradient)
