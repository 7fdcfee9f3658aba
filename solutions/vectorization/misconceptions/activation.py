"""Mistakes that students make in `activation`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("activation")
def activation_overflows(name, z, *, reference):
    """Your sigmoid, tanh and ELU are NaN far from zero.

    exp(z) is infinite there. In a quotient of exponentials, infinity divided by infinity is NaN,
    and infinity times 0 is NaN too. For each formula, find a form that divides by what is large, or
    choose with np.where instead of multiplying by 0.
    """
    value, far = reference.activation(name, z), np.asarray(z) > 709.7
    if name == "tanh":
        far = np.abs(z) > 709.7
    return np.where(far, np.nan, value) if name in ("sigmoid", "tanh", "elu") else value


@misconception("activation")
def activation_sigmoid_overflows(name, z, *, reference):
    """Your sigmoid is NaN for very large z.

    Probably exp(z) is both above and below the fraction line. If it overflows, you divide infinity
    by infinity. On paper, divide both by exp(z).
    """
    value = reference.activation(name, z)
    return np.where(np.asarray(z) > 709.7, np.nan, value) if name == "sigmoid" else value


@misconception("activation")
def activation_tanh_overflows(name, z, *, reference):
    """Your tanh is NaN far from zero.

    There the quotient of exponentials divides infinity by infinity. NumPy has its own tanh. If you
    write the formula yourself, use a form with only one exponential.
    """
    value = reference.activation(name, z)
    return np.where(np.abs(z) > 709.7, np.nan, value) if name == "tanh" else value


@misconception("activation")
def activation_elu_overflows(name, z, *, reference):
    """Your ELU is NaN for very large z.

    Probably you compute exp(z) everywhere, and multiply it by 0 if z is positive. Infinity times 0
    is NaN, not 0: choose with np.where instead of multiplying.
    """
    value = reference.activation(name, z)
    return np.where(np.asarray(z) > 709.7, np.nan, value) if name == "elu" else value


@misconception("activation")
def activation_sigmoid_mirrored(name, z, *, reference):
    """Your sigmoid falls where it should rise: it is the sigmoid of -z.

    A large positive z must give a value near 1. Look at the sign in the exponent.
    """
    return reference.activation(name, -np.asarray(z) if name == "sigmoid" else z)


@misconception("activation")
def activation_tanh_of_half(name, z, *, reference):
    """Your tanh is too flat: it is tanh(z / 2), which is 2 sigmoid(z) - 1.

    You can write tanh with the sigmoid, but then the sigmoid needs 2 z.
    """
    return reference.activation(name, np.asarray(z) / 2 if name == "tanh" else z)


@misconception("activation")
def activation_relu_of_absolute_value(name, z, *, reference):
    """Your ReLU is the absolute value of z.

    For negative z it should be 0: the unit is off.
    """
    return np.abs(np.asarray(z, float)) if name == "relu" else reference.activation(name, z)


@misconception("activation")
def activation_relu_is_step(name, z, *, reference):
    """Your ReLU is 1 for positive z: that is a step, the slope of ReLU.

    For positive z, ReLU is z itself.
    """
    value = reference.activation(name, z)
    return np.where(value > 0, 1.0, 0.0) if name == "relu" else value


@misconception("activation")
def activation_relu_of_minus(name, z, *, reference):
    """In your ReLU the two sides are exchanged: it is min(0, z)."""
    value = reference.activation(name, z)
    return np.minimum(z, 0.0) if name == "relu" else value


@misconception("activation")
def activation_leaky_is_relu(name, z, *, reference):
    """Your leaky ReLU does not leak: for negative z it is 0, not 0.01 z."""
    return reference.activation("relu" if name == "leaky_relu" else name, z)


@misconception("activation")
def activation_leaks_a_tenth(name, z, *, reference):
    """Your leaky ReLU has the slope 0.1 for negative z. This course uses 0.01."""
    value = reference.activation(name, z)
    return np.where(value < 0, 10 * value, value) if name == "leaky_relu" else value


@misconception("activation")
def activation_leaks_upwards(name, z, *, reference):
    """Your leaky ReLU is positive for negative z.

    Probably there is one minus too many: 0.01 z is negative if z is negative.
    """
    value = reference.activation(name, z)
    return np.abs(value) if name == "leaky_relu" else value


@misconception("activation")
def activation_leaks_a_constant(name, z, *, reference):
    """Your leaky ReLU is the constant 0.01 for negative z, not 0.01 times z."""
    value = reference.activation(name, z)
    return np.where(np.asarray(z) > 0, value, 0.01) if name == "leaky_relu" else value


@misconception("activation")
def activation_elu_without_minus_one(name, z, *, reference):
    """Your ELU is exp(z) for negative z; the minus 1 is missing.

    Without it the function jumps from 1 to 0 as z passes 0.
    """
    value = reference.activation(name, z)
    return np.where(np.asarray(z) > 0, value, value + 1) if name == "elu" else value


@misconception("activation")
def activation_elu_with_small_alpha(name, z, *, reference):
    """Your ELU has a factor 0.01 in front of the exponential part.

    This number belongs to leaky ReLU. Here the factor of exp(z) - 1 is 1.
    """
    value = reference.activation(name, z)
    return np.where(value < 0, 0.01 * value, value) if name == "elu" else value


@misconception("activation")
def activation_elu_everywhere(name, z, *, reference):
    """Your ELU is exp(z) - 1 for positive z too, but it should be z itself there."""
    return np.expm1(z) if name == "elu" else reference.activation(name, z)


@misconception("activation")
def activation_keeps_integers(name, z, *, reference):
    """For an array of integers your function returns integers.

    The result must be float for every z. np.maximum(0, z) of integers holds integers, and so does
    an array that was made like z.
    """
    value = reference.activation(name, z)
    keeps = isinstance(z, np.ndarray) and name in ("relu", "leaky_relu", "elu")
    return value.astype(z.dtype) if keeps else value


@misconception("activation")
def activation_relu_keeps_integers(name, z, *, reference):
    """For an array of integers your ReLU returns integers.

    np.maximum(0, z) of integers holds integers. The result must be float for every z: first turn z
    into an array of floats.
    """
    value = reference.activation(name, z)
    return value.astype(z.dtype) if name == "relu" and isinstance(z, np.ndarray) else value


@misconception("activation")
def activation_asks_if(name, z, *, reference):
    """Your function works for a single number, but stops with ValueError for an array.

    Probably an `if`, or Python's own max, asks about all of z at once, but some entries may be
    positive and others not. np.where and np.maximum choose for each entry.
    """
    return reference.activation(name, z if z > 0 else float(z))


@misconception("activation")
def activation_changes_z(name, z, *, reference):
    """After the call, z has changed.

    `z[z < 0] = ...` and similar statements write into the caller's own array. Work on a copy, or
    choose with np.where.
    """
    value = reference.activation(name, np.array(z))
    if isinstance(z, np.ndarray) and z.dtype.kind == "f":
        z[...] = value
    return value
