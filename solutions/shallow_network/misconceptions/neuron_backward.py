"""Mistakes that students make in `neuron_backward`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


def _with_slope(x, w, dz):
    """Return what goes back if dz is the derivative with respect to the sum."""
    return dz * w.T, dz * x.T, dz


def _sum(x, w, b):
    return (w @ x).item() + b


@misconception("neuron_backward")
def neuron_without_slope(x, w, b, da, *, reference):
    """You pass da on as if the neuron had no activation.

    Between the sum z and the output a stands softsign. The chain rule multiplies da by its slope
    at z before anything goes on to the weights, the inputs and the bias.
    """
    return _with_slope(x, w, da)


@misconception("neuron_backward")
def neuron_slope_without_square(x, w, b, da, *, reference):
    """Your slope of softsign lacks a square.

    The quotient rule divides by the square of the denominator. With z = 3 the denominator is 4, and
    the slope is a sixteenth.
    """
    return _with_slope(x, w, da / (1 + abs(_sum(x, w, b))))


@misconception("neuron_backward")
def neuron_slope_without_absolute_value(x, w, b, da, *, reference):
    """Your slope of softsign is right for positive z, but not for negative z.

    For z < 0 the absolute value of z is -z, so the denominator of softsign is 1 - z. Derive this
    side on its own. Softsign is as steep at -z as at z.
    """
    return _with_slope(x, w, da / (1 + _sum(x, w, b)) ** 2)


@misconception("neuron_backward")
def neuron_slope_negative_on_the_left(x, w, b, da, *, reference):
    """Your slope of softsign is negative where z is negative.

    Softsign grows everywhere, so its slope is positive on both sides. Take the derivative of
    z / (1 - z) for z < 0 once more, and watch the two minus signs.
    """
    z = _sum(x, w, b)
    return _with_slope(x, w, np.sign(z) * da / (1 + abs(z)) ** 2)


@misconception("neuron_backward")
def neuron_slope_of_tanh(x, w, b, da, *, reference):
    """You take the slope of tanh, 1 minus the square of a.

    The activation of this neuron is softsign, which has another slope. Derive it with the quotient
    rule.
    """
    z = _sum(x, w, b)
    return _with_slope(x, w, da * (1 - (z / (1 + abs(z))) ** 2))


@misconception("neuron_backward")
def neuron_slope_of_tanh_itself(x, w, b, da, *, reference):
    """You take the slope of tanh at z.

    The activation of this neuron is softsign, which has another slope. Derive it with the quotient
    rule.
    """
    return _with_slope(x, w, da * (1 - np.tanh(_sum(x, w, b)) ** 2))


@misconception("neuron_backward")
def neuron_slope_of_sigmoid(x, w, b, da, *, reference):
    """You take the slope of the sigmoid.

    The activation of this neuron is softsign, which has another slope. Derive it with the quotient
    rule.
    """
    a = reference.sigmoid(_sum(x, w, b))
    return _with_slope(x, w, da * a * (1 - a))


@misconception("neuron_backward")
def neuron_value_for_slope(x, w, b, da, *, reference):
    """You multiply da by the value of softsign at z, not by its slope.

    Backwards, an arrow multiplies by how fast the output changes, not by the output.
    """
    z = _sum(x, w, b)
    return _with_slope(x, w, da * z / (1 + abs(z)))


@misconception("neuron_backward")
def neuron_slope_at_a(x, w, b, da, *, reference):
    """You take the slope of softsign at a, but it should be the slope at z.

    The slope says how a changes with z, so it belongs to the place z where softsign is evaluated.
    """
    z = _sum(x, w, b)
    return _with_slope(x, w, da / (1 + abs(z / (1 + abs(z)))) ** 2)


@misconception("neuron_backward")
def neuron_without_bias(x, w, b, da, *, reference):
    """Your sum z lacks the bias.

    The slope of softsign depends on z, and b is a part of z.
    """
    return reference.neuron_backward(x, w, 0.0, da)


@misconception("neuron_backward")
def neuron_without_da(x, w, b, da, *, reference):
    """Your answers do not contain da.

    What comes from the right is multiplied by the local derivatives. You return the derivatives of
    a; asked for are those of the loss.
    """
    return reference.neuron_backward(x, w, b, 1.0)


@misconception("neuron_backward")
def neuron_x_and_w_exchanged(x, w, b, da, *, reference):
    """Your dx and dw are exchanged.

    z changes x times as fast as w. So the derivative for w has the factor x, and the derivative for
    x has the factor w.
    """
    dx, dw, db = reference.neuron_backward(x, w, b, da)
    return dw.T, dx.T, db


@misconception("neuron_backward")
def neuron_other_order(x, w, b, da, *, reference):
    """Your function returns dw first; asked for is dx, dw, db.

    Keep the order of the arguments x, w, b.
    """
    dx, dw, db = reference.neuron_backward(x, w, b, da)
    return dw, dx, db


@misconception("neuron_backward")
def neuron_bias_gets_da(x, w, b, da, *, reference):
    """Your db is da: the slope of the activation is missing in it.

    z changes exactly as fast as b, so db is the derivative with respect to z. This is da times the
    slope of softsign.
    """
    dx, dw, _ = reference.neuron_backward(x, w, b, da)
    return dx, dw, da


@misconception("neuron_backward")
def neuron_bias_times_b(x, w, b, da, *, reference):
    """Your db has the factor b.

    z = w x + b changes exactly as fast as b: the local derivative is 1.
    """
    dx, dw, db = reference.neuron_backward(x, w, b, da)
    return dx, dw, db * b


@misconception("neuron_backward")
def neuron_shapes_of_the_others(x, w, b, da, *, reference):
    """Your dx has the shape of w, and your dw has the shape of x.

    A derivative has the shape of the thing it is the derivative of. The numbers for dx come from
    w, so they have to be transposed.
    """
    dx, dw, db = reference.neuron_backward(x, w, b, da)
    return dx.T, dw.T, db


@misconception("neuron_backward")
def neuron_one_axis(x, w, b, da, *, reference):
    """Your dx and dw have lost an axis.

    dx has the shape (n, 1), a column, and dw the shape (1, n), a row.
    """
    dx, dw, db = reference.neuron_backward(x, w, b, da)
    return dx.ravel(), dw.ravel(), db


@misconception("neuron_backward")
def neuron_bias_in_a_matrix(x, w, b, da, *, reference):
    """Your db is an array of shape (1, 1), not a number.

    w @ x is a product of matrices, so it is a matrix too, though with a single entry. The array's
    method item() returns the number.
    """
    dx, dw, db = reference.neuron_backward(x, w, b, da)
    return dx, dw, np.array([[db]])


@misconception("neuron_backward")
def neuron_sum_over_inputs(x, w, b, da, *, reference):
    """Your dx and dw are single numbers: you add up the inputs.

    Every input and every weight has its own derivative. Nothing is summed here.
    """
    dx, dw, db = reference.neuron_backward(x, w, b, da)
    return dx.sum(), dw.sum(), db


@misconception("neuron_backward")
def neuron_sign_flipped(x, w, b, da, *, reference):
    """All your derivatives have the wrong sign.

    Softsign grows with z. So if a larger a makes the loss grow, a larger z does so too. The minus
    of gradient descent comes in exercise 7.
    """
    dx, dw, db = reference.neuron_backward(x, w, b, da)
    return -dx, -dw, -db


@misconception("neuron_backward")
def neuron_changes_w(x, w, b, da, *, reference):
    """After the call, w has changed.

    `*=` and similar operators write into the array that was passed. Make a new array.
    """
    answer = reference.neuron_backward(x, w, b, da)
    w *= 0.5
    return answer
