"""Mistakes that students make in `activation_slope`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("activation_slope")
def slope_of_values(name, z, *, reference):
    """Your slopes of sigmoid and tanh use the function's values in place of z.

    s (1 - s) and 1 - t^2 need s and t themselves. It seems that you apply the function again to its
    own value.
    """
    is_smooth = name in ("sigmoid", "tanh")
    return reference.activation_slope(name, reference.activation(name, z) if is_smooth else z)


@misconception("activation_slope")
def slope_of_sigmoid_from_z(name, z, *, reference):
    """Your slope of the sigmoid is z (1 - z).

    In s (1 - s), s is the value of the sigmoid, not z.
    """
    z = np.asarray(z, dtype=float)
    return z * (1 - z) if name == "sigmoid" else reference.activation_slope(name, z)


@misconception("activation_slope")
def slope_of_tanh_from_z(name, z, *, reference):
    """Your slope of tanh is 1 - z^2. The formula squares the value tanh(z), not z."""
    z = np.asarray(z, dtype=float)
    return 1 - z**2 if name == "tanh" else reference.activation_slope(name, z)


@misconception("activation_slope")
def slope_of_tanh_not_squared(name, z, *, reference):
    """Your slope of tanh is 1 - tanh(z); the square is missing."""
    t = reference.activation(name, z)
    return 1 - t if name == "tanh" else reference.activation_slope(name, z)


@misconception("activation_slope")
def slope_of_tanh_as_of_sigmoid(name, z, *, reference):
    """Your slope of tanh is t (1 - t), the formula of the sigmoid.

    tanh has a formula of its own: 1 - t^2.
    """
    t = reference.activation(name, z)
    return t * (1 - t) if name == "tanh" else reference.activation_slope(name, z)


@misconception("activation_slope")
def slope_overflows(name, z, *, reference):
    """Your slopes of sigmoid, tanh and ELU are NaN far from zero.

    exp(z) is infinite there. Infinity divided by infinity is NaN, and so is infinity times 0. You
    can compute the slopes of sigmoid and tanh from their values; for ELU choose with np.where.
    """
    value, far = reference.activation_slope(name, z), np.asarray(z) > 709.7
    if name == "tanh":
        far = np.abs(z) > 709.7
    return np.where(far, np.nan, value) if name in ("sigmoid", "tanh", "elu") else value


@misconception("activation_slope")
def slope_of_sigmoid_overflows(name, z, *, reference):
    """Your slope of the sigmoid is NaN for very large z.

    There a quotient of exponentials divides infinity by infinity. s (1 - s) does not.
    """
    value = reference.activation_slope(name, z)
    return np.where(np.asarray(z) > 709.7, np.nan, value) if name == "sigmoid" else value


@misconception("activation_slope")
def slope_of_sigmoid_overflows_on_the_left(name, z, *, reference):
    """Your slope of the sigmoid is NaN for z far below zero.

    exp(-z) is infinite there, and infinity divided by infinity is NaN. s (1 - s) does not divide by
    it.
    """
    value = reference.activation_slope(name, z)
    return np.where(np.asarray(z) < -709.7, np.nan, value) if name == "sigmoid" else value


@misconception("activation_slope")
def slope_of_tanh_overflows(name, z, *, reference):
    """Your slope of tanh is NaN far from zero.

    There the quotient of exponentials divides infinity by infinity. 1 - t^2 with NumPy's own tanh
    does not.
    """
    value = reference.activation_slope(name, z)
    return np.where(np.abs(z) > 709.7, np.nan, value) if name == "tanh" else value


@misconception("activation_slope")
def slope_of_relu_one_everywhere(name, z, *, reference):
    """Your slope of ReLU is 1 for negative z too, but the function is flat there."""
    value = reference.activation_slope(name, z)
    return np.ones_like(value) if name == "relu" else value


@misconception("activation_slope")
def slope_of_relu_is_relu(name, z, *, reference):
    """Your slope of ReLU is ReLU itself: z for positive z.

    For positive z the function is z: if z grows by 1, the function grows by 1 too.
    """
    return reference.activation(name, z) if name == "relu" else reference.activation_slope(name, z)


@misconception("activation_slope")
def slope_at_corner_from_the_right(name, z, *, reference):
    """At z = 0 your slopes of ReLU and leaky ReLU are those of the right side.

    At a corner there are two possible slopes. Here we have agreed on the left one: what does your
    comparison say for z = 0?
    """
    value = reference.activation_slope(name, z)
    at_corner = (np.asarray(z) == 0) & (name in ("relu", "leaky_relu"))
    return np.where(at_corner, 1.0, value)


@misconception("activation_slope")
def slope_at_corner_in_between(name, z, *, reference):
    """At z = 0 your slope of ReLU is 1/2.

    At a corner there are good reasons for any number in between. Here we have agreed on the slope
    of the left side.
    """
    value = reference.activation_slope(name, z)
    return np.where((np.asarray(z) == 0) & (name == "relu"), 0.5, value)


@misconception("activation_slope")
def slope_of_leaky_does_not_leak(name, z, *, reference):
    """Your slope of leaky ReLU is 0 for negative z, but the function is 0.01 z there."""
    return reference.activation_slope("relu" if name == "leaky_relu" else name, z)


@misconception("activation_slope")
def slope_of_leaky_is_its_value(name, z, *, reference):
    """Your slope of leaky ReLU is 0.01 z for negative z: the value, not the slope."""
    slope = reference.activation_slope(name, z)
    value = reference.activation(name, z)
    return np.where(np.asarray(z) < 0, value, slope) if name == "leaky_relu" else slope


@misconception("activation_slope")
def slope_of_elu_is_its_value(name, z, *, reference):
    """Your slope of ELU is exp(z) - 1 for negative z: the value, not the slope.

    What is the derivative of exp(z) - 1?
    """
    slope = reference.activation_slope(name, z)
    return np.where(np.asarray(z) <= 0, slope - 1, slope) if name == "elu" else slope


@misconception("activation_slope")
def slope_of_elu_grows(name, z, *, reference):
    """Your slope of ELU is exp(z) for positive z too. The function is z there, with the slope 1."""
    return np.exp(z) if name == "elu" else reference.activation_slope(name, z)


@misconception("activation_slope")
def slope_of_elu_is_relus(name, z, *, reference):
    """Your slope of ELU is 0 for negative z. It is small far to the left, but it is not 0."""
    slope = reference.activation_slope(name, z)
    return np.where(np.asarray(z) < 0, 0.0, slope) if name == "elu" else slope


@misconception("activation_slope")
def slope_is_activation(name, z, *, reference):
    """Your function returns the values of the activation functions, not their slopes."""
    return reference.activation(name, z)


@misconception("activation_slope")
def slope_asks_if(name, z, *, reference):
    """Your function works for a single number, but stops with ValueError for an array.

    Probably an `if` asks about all of z at once, but some entries may be positive and others not.
    np.where chooses for each entry.
    """
    return reference.activation_slope(name, z if z > 0 else float(z))


@misconception("activation_slope")
def slope_keeps_integers(name, z, *, reference):
    """For an array of integers your slope of ELU, or all your slopes, are integers.

    Probably you write them into an array that was made like z, which has the dtype of z. Slopes are
    fractions; the result must be float.
    """
    value = reference.activation_slope(name, z)
    return value.astype(z.dtype) if isinstance(z, np.ndarray) else value


@misconception("activation_slope")
def slope_of_relu_is_boolean(name, z, *, reference):
    """Your slope of ReLU holds True and False, not 1.0 and 0.0.

    A comparison gives booleans. Turn them into floats.
    """
    value = reference.activation_slope(name, z)
    return value > 0 if name == "relu" else value


@misconception("activation_slope")
def slope_changes_z(name, z, *, reference):
    """After the call, z has changed.

    `z[z > 0] = ...` and similar statements write into the caller's own array. Work on a copy, or
    choose with np.where.
    """
    value = reference.activation_slope(name, np.array(z))
    if isinstance(z, np.ndarray) and z.dtype.kind == "f":
        z[...] = value
    return value
