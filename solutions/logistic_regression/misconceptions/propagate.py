"""Mistakes that students make in `propagate`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception

from .shared import factors


@misconception("propagate")
def propagate_gradient_not_averaged(w, b, X, Y, *, reference):
    """Your slopes are sums over the samples, but the cost is a mean.

    The gradient of a mean is the mean of the gradients. Without the factor 1/m, a step grows with
    the number of samples.
    """
    m = X.shape[1]
    return factors(reference.propagate(w, b, X, Y), dw=m, db=m)


@misconception("propagate")
def propagate_db_not_averaged(w, b, X, Y, *, reference):
    """Your db is a sum over the samples; it should be a mean, like dw.

    A bias is a parameter like any other, and the cost is a mean.
    """
    return factors(reference.propagate(w, b, X, Y), db=X.shape[1])


@misconception("propagate")
def propagate_dw_not_averaged(w, b, X, Y, *, reference):
    """Your dw is a sum over the samples; it should be a mean, like db.

    The product X dZ.T adds up over the samples. Which step is still missing?
    """
    return factors(reference.propagate(w, b, X, Y), dw=X.shape[1])


@misconception("propagate")
def propagate_averaged_twice(w, b, X, Y, *, reference):
    """Your slopes are divided by m twice.

    Take the mean over the samples once. dZ holds the slope of each sample, which is not divided by
    anything.
    """
    m = X.shape[1]
    return factors(reference.propagate(w, b, X, Y), dw=1 / m, db=1 / m)


@misconception("propagate")
def propagate_divides_by_features(w, b, X, Y, *, reference):
    """Your slopes are divided by the number of features, not by the number of samples.

    Each sample is a column of X, so X.shape[0] is the number of features.
    """
    share = X.shape[1] / X.shape[0]
    return factors(reference.propagate(w, b, X, Y), dw=share, db=share)


@misconception("propagate")
def propagate_sign_flipped(w, b, X, Y, *, reference):
    """Both slopes have the wrong sign: they point downhill.

    dZ is prediction minus truth. The minus of gradient descent comes in the next exercise.
    """
    return factors(reference.propagate(w, b, X, Y), dw=-1.0, db=-1.0)


@misconception("propagate")
def propagate_of_squared_error(w, b, X, Y, *, reference):
    """Your slopes have an extra factor A * (1 - A) in every sample.

    That is the slope of the sigmoid. For the cross-entropy it cancels with the slope of the
    logarithms. With this factor, you get the gradient of a squared error.
    """
    J, _, _ = reference.propagate(w, b, X, Y)
    A = reference.sigmoid(w.T @ X + b)
    dZ = (A - Y) * A * (1 - A)
    return J, X @ dZ.T / X.shape[1], np.mean(dZ)


@misconception("propagate")
def propagate_db_in_an_array(w, b, X, Y, *, reference):
    """Your db is an array of shape (1, 1), not a number.

    All samples share one bias, so its slope is one number. Add up all entries, and keep no axis.
    """
    J, dw, db = reference.propagate(w, b, X, Y)
    return J, dw, np.array([[db]])


@misconception("propagate")
def propagate_db_with_one_axis(w, b, X, Y, *, reference):
    """Your db is an array of shape (1,), not a number.

    A sum along one axis leaves the other axis. The bias is one number, so its slope is one number
    too: add up all entries.
    """
    J, dw, db = reference.propagate(w, b, X, Y)
    return J, dw, np.array([db])


@misconception("propagate")
def propagate_db_for_each_sample(w, b, X, Y, *, reference):
    """Your db is dZ, with one entry for each sample.

    All samples share one bias, so its slope is the mean of their slopes.
    """
    J, dw, _ = reference.propagate(w, b, X, Y)
    return J, dw, reference.sigmoid(w.T @ X + b) - Y


@misconception("propagate")
def propagate_dw_as_row(w, b, X, Y, *, reference):
    """Your dw is a row; it should be a column, like w.

    Probably you multiply in the other order, dZ X.T. A gradient has the shape of its parameter.
    """
    J, dw, db = reference.propagate(w, b, X, Y)
    return J, dw.T, db


@misconception("propagate")
def propagate_dw_with_one_axis(w, b, X, Y, *, reference):
    """Your dw has one axis, not two: it is neither a row nor a column.

    A sum over the samples removes their axis. Keep it with keepdims, or use a product of matrices.
    """
    J, dw, db = reference.propagate(w, b, X, Y)
    return J, dw.ravel(), db


@misconception("propagate")
def propagate_dw_elementwise(w, b, X, Y, *, reference):
    """Your dw has one column for each sample: the samples are not added up.

    `*` multiplies entry by entry. A product of matrices multiplies and adds up.
    """
    J, _, db = reference.propagate(w, b, X, Y)
    return J, X * (reference.sigmoid(w.T @ X + b) - Y) / X.shape[1], db


@misconception("propagate")
def propagate_does_not_transpose(w, b, X, Y):
    """Your function stops with ValueError: two shapes do not fit.

    Write the shapes of both factors beside each product. The two inner numbers must be equal. If
    they are not, transpose one factor.
    """
    return w @ X


@misconception("propagate")
def propagate_without_bias(w, b, X, Y, *, reference):
    """Your results do not depend on b: it is missing in Z.

    The model adds the bias before it applies the sigmoid.
    """
    return reference.propagate(w, 0.0, X, Y)


@misconception("propagate")
def propagate_without_sigmoid(w, b, X, Y, *, reference):
    """Your slopes use Z minus Y, not A minus Y: the sigmoid is missing there.

    The model's answer is a probability, but Z can be any number.
    """
    J, _, _ = reference.propagate(w, b, X, Y)
    dZ = w.T @ X + b - Y
    return J, X @ dZ.T / X.shape[1], np.mean(dZ)


@misconception("propagate")
def propagate_cost_not_clipped(w, b, X, Y, *, reference):
    """Your cost is infinite or NaN if a probability is exactly 0 or 1.

    The logarithm of 0 is minus infinity. Your function loss takes care of that; call it.
    """
    A, (_, dw, db) = reference.sigmoid(w.T @ X + b), reference.propagate(w, b, X, Y)
    with np.errstate(all="ignore"):
        J = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return J, dw, db


@misconception("propagate")
def propagate_cost_summed(w, b, X, Y, *, reference):
    """Your slopes are means, but the cost is a sum over the samples.

    The cost is the mean of the losses.
    """
    return factors(reference.propagate(w, b, X, Y), J=X.shape[1])


@misconception("propagate")
def propagate_cost_without_minus(w, b, X, Y, *, reference):
    """Your cost is negative: the minus sign is missing.

    The logarithm of a probability is negative. With the minus, a smaller cost is better.
    """
    return factors(reference.propagate(w, b, X, Y), J=-1.0)


@misconception("propagate")
def propagate_without_cost(w, b, X, Y, *, reference):
    """Your function returns two results; the cost is missing.

    It should return three: first J, then dw, then db.
    """
    return reference.propagate(w, b, X, Y)[1:]


@misconception("propagate")
def propagate_cost_last(w, b, X, Y, *, reference):
    """Your function returns the right three results in another order: the cost comes last.

    The order should be that of the text: first J, then dw, then db.
    """
    J, dw, db = reference.propagate(w, b, X, Y)
    return dw, db, J
