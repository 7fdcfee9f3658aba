"""Mistakes that students make in `activation_slope`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("activation_slope")
def slope_of_values(name, z, *, reference):
    """Your slopes of sigmoid and tanh are taken at the function's values, not at z.

    s (1 - s) and 1 - t^2 need s and t themselves. It looks as if a function was applied once
    more to what was already its value.
    """
    is_smooth = name in ("sigmoid", "tanh")
    return reference.activation_slope(name, reference.activation(name, z) if is_smooth else z)


@misconception("activation_slope")
def slope_of_sigmoid_from_z(name, z, *, reference):
    """Your slope of the sigmoid is z (1 - z).

    In s (1 - s) stands the sigmoid's value s, not z.
    """
    z = np.asarray(z, dtype=float)
    return z * (1 - z) if name == "sigmoid" else reference.activation_slope(name, z)


@misconception("activation_slope")
def slope_of_tanh_from_z(name, z, *, reference):
    """Your slope of tanh is 1 - z^2. In the formula the value tanh(z) is squared, not z."""
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

    Each function has its own: for tanh it is 1 - t^2.
    """
    t = reference.activation(name, z)
    return t * (1 - t) if name == "tanh" else reference.activation_slope(name, z)


@misconception("activation_slope")
def slope_overflows(name, z, *, reference):
    """Your slopes of sigmoid, tanh and ELU are NaN far from zero.

    exp(z) is infinite there. Infinity divided by infinity is NaN, and so is infinity times 0.
    The slopes of sigmoid and tanh can be had from their values; for ELU choose with np.where.
    """
    value, far = reference.activation_slope(name, z), np.asarray(z) > 709.7
    if name == "tanh":
        far = np.abs(z) > 709.7
    return np.where(far, np.nan, value) if name in ("sigmoid", "tanh", "elu") else value


@misconception("activation_slope")
def slope_of_sigmoid_overflows(name, z, *, reference):
    """Your slope of the sigmoid is NaN for very large z.

    A quotient of exponentials becomes infinity divided by infinity there. s (1 - s) does not.
    """
    value = reference.activation_slope(name, z)
    return np.where(np.asarray(z) > 709.7, np.nan, value) if name == "sigmoid" else value


@misconception("activation_slope")
def slope_of_sigmoid_overflows_on_the_left(name, z, *, reference):
    """Your slope of the sigmoid is NaN for z far below zero.

    exp(-z) is infinite there, and infinity divided by infinity is NaN. s (1 - s) does not
    divide by it.
    """
    value = reference.activation_slope(name, z)
    return np.where(np.asarray(z) < -709.7, np.nan, value) if name == "sigmoid" else value


@misconception("activation_slope")
def slope_of_tanh_overflows(name, z, *, reference):
    """Your slope of tanh is NaN far from zero.

    The quotient of exponentials divides infinity by infinity there. 1 - t^2 with NumPy's own
    tanh does not.
    """
    value = reference.activation_slope(name, z)
    return np.where(np.abs(z) > 709.7, np.nan, value) if name == "tanh" else value


@misconception("activation_slope")
def slope_of_relu_one_everywhere(name, z, *, reference):
    """Your slope of ReLU is 1 for negative z too. There the function is flat."""
    value = reference.activation_slope(name, z)
    return np.ones_like(value) if name == "relu" else value


@misconception("activation_slope")
def slope_of_relu_is_relu(name, z, *, reference):
    """Your slope of ReLU is ReLU itself: z for positive z.

    For positive z the function is z, and z grows by 1 for each 1.
    """
    return reference.activation(name, z) if name == "relu" else reference.activation_slope(name, z)


@misconception("activation_slope")
def slope_at_corner_from_the_right(name, z, *, reference):
    """At z = 0 your slopes of ReLU and leaky ReLU are those of the right side.

    At a corner there are two candidates. Here we have agreed on the left one: what does your
    comparison say for z = 0?
    """
    value = reference.activation_slope(name, z)
    at_corner = (np.asarray(z) == 0) & (name in ("relu", "leaky_relu"))
    return np.where(at_corner, 1.0, value)


@misconception("activation_slope")
def slope_at_corner_in_between(name, z, *, reference):
    """At z = 0 your slope of ReLU is 1/2.

    At a corner any number in between could be defended. Here we have agreed on the left side's.
    """
    value = reference.activation_slope(name, z)
    return np.where((np.asarray(z) == 0) & (name == "relu"), 0.5, value)


@misconception("activation_slope")
def slope_of_leaky_does_not_leak(name, z, *, reference):
    """Your slope of leaky ReLU is 0 for negative z. The function is 0.01 z there."""
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
    """Your slope of ELU is exp(z) for positive z too. There the function is z, with slope 1."""
    return np.exp(z) if name == "elu" else reference.activation_slope(name, z)


@misconception("activation_slope")
def slope_of_elu_is_relus(name, z, *, reference):
    """Your slope of ELU is 0 for negative z. It is small far out on the left, but not 0."""
    slope = reference.activation_slope(name, z)
    return np.where(np.asarray(z) < 0, 0.0, slope) if name == "elu" else slope


@misconception("activation_slope")
def slope_is_activation(name, z, *, reference):
    """Your function returns the values of the activation functions, not their slopes."""
    return reference.activation(name, z)


@misconception("activation_slope")
def slope_asks_if(name, z, *, reference):
    """Your function can take a single number, but stops with ValueError for an array.

    Probably an `if` asks about all of z at once: some entries may be positive and others not.
    np.where chooses for each entry.
    """
    return reference.activation_slope(name, z if z > 0 else float(z))


@misconception("activation_slope")
def slope_keeps_integers(name, z, *, reference):
    """For an array of integers your slope of ELU, or of all, holds integers.

    Probably it is written into an array made like z, which takes over its dtype. Slopes are
    fractions; the result must be float.
    """
    value = reference.activation_slope(name, z)
    return value.astype(z.dtype) if isinstance(z, np.ndarray) else value


@misconception("activation_slope")
def slope_of_relu_is_boolean(name, z, *, reference):
    """Your slope of ReLU holds True and False, not 1.0 and 0.0.

    A comparison gives booleans. They have to be turned into floats.
    """
    value = reference.activation_slope(name, z)
    return value > 0 if name == "relu" else value


@misconception("activation_slope")
def slope_changes_z(name, z, *, reference):
    """After the call, z is not what it was before.

    `z[z > 0] = ...` and the like write into the caller's array. Work on a copy, or choose with
    np.where.
    """
    value = reference.activation_slope(name, np.array(z))
    if isinstance(z, np.ndarray) and z.dtype.kind == "f":
        z[...] = value
    return value
