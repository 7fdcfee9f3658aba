"""Mistakes that students make in `gradients_of_one`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("gradients_of_one")
def one_sign_flipped(w, b, x, y, *, reference):
    """Both slopes have the wrong sign: they point downhill.

    If the model says too much, less of it is better, so the slope in z must be positive there:
    prediction minus truth. The minus of gradient descent comes later.
    """
    dw, db = reference.gradients_of_one(w, b, x, y)
    return -dw, -db


@misconception("gradients_of_one")
def one_db_in_an_array(w, b, x, y, *, reference):
    """Your db is an array of shape (1, 1), not a number.

    w.T @ x is a product of matrices, and so a matrix, though one with a single entry. The
    method item() of an array takes the number out.
    """
    dw, db = reference.gradients_of_one(w, b, x, y)
    return dw, np.array([[db]])


@misconception("gradients_of_one")
def one_db_with_one_axis(w, b, x, y, *, reference):
    """Your db is an array of shape (1,), not a number.

    Probably z was computed from an array with a single axis. The method item() takes the number
    out of an array that has only one.
    """
    dw, db = reference.gradients_of_one(w, b, x, y)
    return dw, np.array([db])


@misconception("gradients_of_one")
def one_of_squared_error(w, b, x, y, *, reference):
    """Your slopes have a factor a * (1 - a) too much.

    That is the slope of the sigmoid. For the cross-entropy it cancels against the slope of the
    logarithms; with it, you get the gradient of a squared error.
    """
    a = reference.sigmoid(w.T @ x + b).item()
    dw, db = reference.gradients_of_one(w, b, x, y)
    return a * (1 - a) * dw, a * (1 - a) * db


@misconception("gradients_of_one")
def one_long_form(w, b, x, y, *, reference):
    """Your slopes are NaN where the sigmoid is rounded to exactly 0 or 1.

    Probably the slope of the loss in a is multiplied by that of the sigmoid in two steps, which
    is infinity times 0 there. On paper the product becomes short: use that form.
    """
    a = np.float64(reference.sigmoid(w.T @ x + b).item())
    with np.errstate(all="ignore"):
        dz = (-y / a + (1 - y) / (1 - a)) * a * (1 - a)
    return x * dz, dz


@misconception("gradients_of_one")
def one_stops_at_a(w, b, x, y, *, reference):
    """Your slopes lack a factor: you have gone back through the loss, not through the sigmoid.

    The slope in a times the slope of the sigmoid gives the slope in z. From z you go on to w
    and b.
    """
    a = np.float64(reference.sigmoid(w.T @ x + b).item())
    with np.errstate(all="ignore"):
        da = -y / a + (1 - y) / (1 - a)
    return x * da, da


@misconception("gradients_of_one")
def one_dw_without_x(w, b, x, y, *, reference):
    """The entries of your dw are all equal: the features have no influence.

    z contains each weight with its feature as the factor, so the slope along a weight has that
    factor too. Only the bias has none.
    """
    _, db = reference.gradients_of_one(w, b, x, y)
    return np.full_like(w, db), db


@misconception("gradients_of_one")
def one_dw_as_row(w, b, x, y, *, reference):
    """Your dw is a row; it should be a column, as w is.

    A gradient has the shape of what it is the gradient of. Is a transposed array somewhere that
    should not be?
    """
    dw, db = reference.gradients_of_one(w, b, x, y)
    return dw.T, db


@misconception("gradients_of_one")
def one_dw_with_one_axis(w, b, x, y, *, reference):
    """Your dw has one axis, not two: it is neither a row nor a column.

    w minus such an array would become a square matrix, without an error. Keep both axes.
    """
    dw, db = reference.gradients_of_one(w, b, x, y)
    return dw.ravel(), db


@misconception("gradients_of_one")
def one_without_bias(w, b, x, y, *, reference):
    """Your slopes do not depend on b: it is missing in z.

    The model adds the bias before it takes the sigmoid.
    """
    return reference.gradients_of_one(w, 0.0, x, y)


@misconception("gradients_of_one")
def one_without_sigmoid(w, b, x, y):
    """Your slopes use z minus y, not a minus y: the sigmoid is missing.

    The answer of the model is a probability, and z can be any number.
    """
    dz = (w.T @ x + b).item() - y
    return x * dz, dz
