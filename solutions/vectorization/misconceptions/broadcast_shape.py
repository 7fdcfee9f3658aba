"""Mistakes that students make in `broadcast_shape`, each with the hint that they read."""

from itertools import zip_longest

import numpy as np

from autograder.misconceptions import misconception


def refuse_unless_fit(a, b):
    """Raise a ValueError if two shapes, aligned at their last axes, do not fit."""
    np.broadcast_shapes(a, b)


def stretched(a, b, shape):
    """Return a shape, and the axes along which each of the two is stretched."""
    padded = [(1,) * (len(shape) - len(own)) + own for own in (a, b)]
    axes = (tuple(i for i, n in enumerate(own) if n != shape[i]) for own in padded)
    return shape, *axes


@misconception("broadcast_shape")
def broadcast_takes_the_larger(a, b):
    """If a length of 0 meets a length of 1, your result has the length 1.

    It seems that you take the larger length. But the rule is different: if one of them is 1, the
    result has the *other* length, and that can be 0.
    """
    refuse_unless_fit(a, b)
    pairs = zip_longest(a[::-1], b[::-1], fillvalue=1)
    return stretched(a, b, tuple(max(n, k) for n, k in pairs)[::-1])


@misconception("broadcast_shape")
def broadcast_refuses_zero_and_one(a, b, *, reference):
    """Your function refuses a length of 0 that meets a length of 1.

    Perhaps the result gets the larger length, 1, and the 0 does not fit that. But 1 fits every
    length, also 0: the result has the *other* length.
    """
    for pair in zip_longest(a[::-1], b[::-1], fillvalue=1):
        if set(pair) == {0, 1}:
            raise ValueError("lengths 0 and 1 do not fit")
    return reference.broadcast_shape(a, b)


@misconception("broadcast_shape")
def broadcast_never_refuses(a, b):
    """Your function takes the larger length of each pair and never raises an error.

    Two different lengths do not fit if neither of them is 1: raise a ValueError.
    """
    pairs = zip_longest(a[::-1], b[::-1], fillvalue=1)
    return stretched(a, b, tuple(max(n, k) for n, k in pairs)[::-1])


@misconception("broadcast_shape")
def broadcast_zero_fits_all(a, b, *, reference):
    """Your function accepts a length of 0 together with every other length.

    0 is a length like 2 or 3: it only fits 0 or 1.
    """
    pairs = list(zip_longest(a[::-1], b[::-1], fillvalue=1))
    if any(0 in pair for pair in pairs):
        return stretched(a, b, tuple(0 if 0 in pair else max(pair) for pair in pairs)[::-1])
    return reference.broadcast_shape(a, b)


@misconception("broadcast_shape")
def broadcast_aligns_first_axes(a, b, *, reference):
    """Your function aligns the two shapes at their first axes.

    Broadcasting compares from the end: the last axes belong together, and the shorter shape gets
    its ones in front.
    """
    longest = max(len(a), len(b))
    return reference.broadcast_shape(a + (1,) * (longest - len(a)), b + (1,) * (longest - len(b)))


@misconception("broadcast_shape")
def broadcast_backwards(a, b, *, reference):
    """The lengths in your result are in reversed order.

    If you go through the axes from the last to the first, you find the last length first. It still
    belongs at the end of the result.
    """
    shape, of_a, of_b = reference.broadcast_shape(a, b)
    last = len(shape) - 1
    return shape[::-1], *(tuple(sorted(last - i for i in axes)) for axes in (of_a, of_b))


@misconception("broadcast_shape")
def broadcast_stops_at_the_shorter(a, b, *, reference):
    """Your result only has as many axes as the shorter of the two shapes.

    Probably you use zip, which stops at the end of its shortest sequence. A missing axis counts as
    1, and gets the length of the other axis.
    """
    axes = min(len(a), len(b))
    return reference.broadcast_shape(a[len(a) - axes :], b[len(b) - axes :])


@misconception("broadcast_shape")
def broadcast_wants_as_many_axes(a, b, *, reference):
    """Your function refuses shapes with different numbers of axes.

    These numbers may be different: the shorter shape counts as if it had ones in front.
    """
    if len(a) != len(b):
        raise ValueError("the number of axes differs")
    return reference.broadcast_shape(a, b)


@misconception("broadcast_shape")
def broadcast_ignores_ones(a, b):
    """Your function refuses two different lengths even if one of them is 1.

    An axis of length 1 fits every length: it is stretched. A missing axis is stretched too.
    """
    longest = max(len(a), len(b))
    padded = [(1,) * (longest - len(shape)) + shape for shape in (a, b)]
    if padded[0] != padded[1]:
        raise ValueError("lengths differ")
    return padded[0], (), ()


@misconception("broadcast_shape")
def broadcast_repeats(a, b, *, reference):
    """Your function also accepts a length and a multiple of it, such as 4 and 8.

    NumPy does not repeat an array several times to make it fit. Only an axis of length 1 is
    stretched.
    """
    pairs = list(zip_longest(a[::-1], b[::-1], fillvalue=1))
    if all(min(pair) > 0 and max(pair) % min(pair) == 0 for pair in pairs):
        return stretched(a, b, tuple(max(pair) for pair in pairs)[::-1])
    return reference.broadcast_shape(a, b)


@misconception("broadcast_shape")
def broadcast_returns_array(a, b, *, reference):
    """Your function returns NumPy arrays. The shape should be a tuple, and so should the axes."""
    return tuple(np.array(part, dtype=int) for part in reference.broadcast_shape(a, b))


@misconception("broadcast_shape")
def broadcast_fails_an_assert(a, b, *, reference):
    """Your function raises AssertionError for shapes that do not fit.

    Use `assert` only for what you are sure of. For a mistake of the caller, raise a ValueError with
    a text.
    """
    try:
        return reference.broadcast_shape(a, b)
    except ValueError as error:
        raise AssertionError from error


@misconception("broadcast_shape")
def broadcast_returns_the_error(a, b, *, reference):
    """If the shapes do not fit, your function returns something; it should raise a ValueError.

    A caller can overlook what you return or print. `raise` ends the call, and the caller must
    react.
    """
    try:
        return reference.broadcast_shape(a, b)
    except ValueError:
        return None


@misconception("broadcast_shape")
def broadcast_counts_axes_from_the_back(a, b, *, reference):
    """You count the stretched axes from the end.

    Number them like NumPy's `axis`: 0 is the first axis of the result.
    """
    shape, of_a, of_b = reference.broadcast_shape(a, b)
    last = len(shape) - 1
    return shape, *(tuple(sorted(last - i for i in axes)) for axes in (of_a, of_b))


@misconception("broadcast_shape")
def broadcast_numbers_axes_of_its_own(a, b, *, reference):
    """You number the stretched axes by their place in each shape itself.

    The exercise asks for the axes of the result. A shape with fewer axes gets its ones in front, so
    its first axis has a higher number in the result, and the axes that it lacks are stretched too.
    """
    shape, *both = reference.broadcast_shape(a, b)
    missing = [len(shape) - len(own) for own in (a, b)]
    return shape, *(
        tuple(i - k for i in axes if i >= k) for axes, k in zip(both, missing, strict=True)
    )


@misconception("broadcast_shape")
def broadcast_forgets_missing_axes(a, b, *, reference):
    """You leave out the axes that a shape lacks.

    The shorter shape gets ones in front, and these are stretched like any other 1.
    """
    shape, *both = reference.broadcast_shape(a, b)
    missing = [len(shape) - len(own) for own in (a, b)]
    return shape, *(tuple(i for i in axes if i >= k) for axes, k in zip(both, missing, strict=True))


@misconception("broadcast_shape")
def broadcast_stretches_every_one(a, b, *, reference):
    """You count every axis of length 1 as stretched.

    If the result has the length 1 there too, nothing is repeated.
    """
    shape, *_ = reference.broadcast_shape(a, b)
    padded = [(1,) * (len(shape) - len(own)) + own for own in (a, b)]
    return shape, *(tuple(i for i, n in enumerate(own) if n == 1) for own in padded)


@misconception("broadcast_shape")
def broadcast_swaps_the_two(a, b, *, reference):
    """You return the axes of b where those of a should be, and the other way round.

    An axis of a is stretched if *a* has the length 1 there, and the result does not.
    """
    shape, of_a, of_b = reference.broadcast_shape(a, b)
    return shape, of_b, of_a


@misconception("broadcast_shape")
def broadcast_returns_the_shape_alone(a, b, *, reference):
    """Your function returns the shape alone.

    It should return three tuples: the shape, and the axes along which a and b are stretched.
    """
    return reference.broadcast_shape(a, b)[0]
