"""Mistakes that students make in `gradients_of_one`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("gradients_of_one")
def one_sign_flipped(w, b, x, y, *, reference):
    """Both slopes have the wrong sign: they point downhill.

    If the prediction is too large, a smaller z is better, so the slope in z must be positive there:
    prediction minus truth. The minus of gradient descent comes later.
    """
    dw, db = reference.gradients_of_one(w, b, x, y)
    return -dw, -db


@misconception("gradients_of_one")
def one_db_in_an_array(w, b, x, y, *, reference):
    """Your db is an array of shape (1, 1), not a number.

    w.T @ x is a product of matrices. So it is a matrix too, though with a single entry. The array's
    method item() returns the number.
    """
    dw, db = reference.gradients_of_one(w, b, x, y)
    return dw, np.array([[db]])


@misconception("gradients_of_one")
def one_db_with_one_axis(w, b, x, y, *, reference):
    """Your db is an array of shape (1,), not a number.

    Probably you compute z from an array with a single axis. If an array has one entry, its method
    item() returns the number.
    """
    dw, db = reference.gradients_of_one(w, b, x, y)
    return dw, np.array([db])


@misconception("gradients_of_one")
def one_of_squared_error(w, b, x, y, *, reference):
    """Your slopes have an extra factor a * (1 - a).

    That is the slope of the sigmoid. For the cross-entropy it cancels with the slope of the
    logarithms. With this factor, you get the gradient of a squared error.
    """
    a = reference.sigmoid(w.T @ x + b).item()
    dw, db = reference.gradients_of_one(w, b, x, y)
    return a * (1 - a) * dw, a * (1 - a) * db


@misconception("gradients_of_one")
def one_long_form(w, b, x, y, *, reference):
    """Your slopes are NaN if the sigmoid is rounded to exactly 0 or 1.

    Probably you multiply the slope of the loss in a by the slope of the sigmoid, in two steps. Then
    you multiply infinity by 0. On paper the product becomes short: use the short form.
    """
    a = np.float64(reference.sigmoid(w.T @ x + b).item())
    with np.errstate(all="ignore"):
        dz = (-y / a + (1 - y) / (1 - a)) * a * (1 - a)
    return x * dz, dz


@misconception("gradients_of_one")
def one_stops_at_a(w, b, x, y, *, reference):
    """Your slopes lack a factor: you went back through the loss, but not through the sigmoid.

    The slope in a times the slope of the sigmoid is the slope in z. From z you go on to w and b.
    """
    a = np.float64(reference.sigmoid(w.T @ x + b).item())
    with np.errstate(all="ignore"):
        da = -y / a + (1 - y) / (1 - a)
    return x * da, da


@misconception("gradients_of_one")
def one_dw_without_x(w, b, x, y, *, reference):
    """The entries of your dw are all equal: the features have no influence.

    In z, each weight is multiplied by its feature, so the slope in a weight has this feature as a
    factor. Only the slope in the bias has no such factor.
    """
    _, db = reference.gradients_of_one(w, b, x, y)
    return np.full_like(w, db), db


@misconception("gradients_of_one")
def one_dw_as_row(w, b, x, y, *, reference):
    """Your dw is a row; it should be a column, like w.

    A gradient has the shape of its parameter. Do you transpose an array that should stay as it is?
    """
    dw, db = reference.gradients_of_one(w, b, x, y)
    return dw.T, db


@misconception("gradients_of_one")
def one_dw_with_one_axis(w, b, x, y, *, reference):
    """Your dw has one axis, not two: it is neither a row nor a column.

    w minus such an array becomes a square matrix, without an error. Keep both axes.
    """
    dw, db = reference.gradients_of_one(w, b, x, y)
    return dw.ravel(), db


@misconception("gradients_of_one")
def one_without_bias(w, b, x, y, *, reference):
    """Your slopes do not depend on b: it is missing in z.

    The model adds the bias before it applies the sigmoid.
    """
    return reference.gradients_of_one(w, 0.0, x, y)


@misconception("gradients_of_one")
def one_without_sigmoid(w, b, x, y):
    """Your slopes use z minus y, not a minus y: the sigmoid is missing.

    The model's answer is a probability, but z can be any number.
    """
    dz = (w.T @ x + b).item() - y
    return x * dz, dz
