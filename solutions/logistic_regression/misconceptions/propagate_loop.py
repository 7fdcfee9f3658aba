"""Mistakes that students make in `propagate_loop`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception

from .shared import factors


@misconception("propagate_loop")
def loop_not_averaged(w, b, X, Y, *, reference):
    """Cost and slopes are sums over the samples; all three should be means.

    The last step is missing: divide by the number of samples.
    """
    m = X.shape[1]
    return factors(reference.propagate_loop(w, b, X, Y), m, m, m)


@misconception("propagate_loop")
def loop_gradient_not_averaged(w, b, X, Y, *, reference):
    """Your cost is a mean, but the slopes are sums over the samples.

    The gradient of a mean is the mean of the gradients: all three are divided by m.
    """
    m = X.shape[1]
    return factors(reference.propagate_loop(w, b, X, Y), dw=m, db=m)


@misconception("propagate_loop")
def loop_cost_not_averaged(w, b, X, Y, *, reference):
    """Your slopes are means, but the cost is a sum over the samples.

    The cost is the mean of the losses: all three results are divided by m.
    """
    return factors(reference.propagate_loop(w, b, X, Y), J=X.shape[1])


@misconception("propagate_loop")
def loop_db_not_averaged(w, b, X, Y, *, reference):
    """Your db is a sum over the samples; it should be a mean, as dw is.

    A bias is a parameter like any other: all three results are divided by m.
    """
    return factors(reference.propagate_loop(w, b, X, Y), db=X.shape[1])


@misconception("propagate_loop")
def loop_divides_in_every_round(w, b, X, Y, *, reference):
    """Your results are divided by m again and again, once for every sample.

    Then the first samples count for almost nothing. Probably the division stands inside the
    loop: it belongs after it.
    """
    m, answer = X.shape[1], (0.0, np.zeros_like(w), 0.0)
    for i in range(m):
        one = reference.propagate_loop(w, b, X[:, [i]], Y[:, [i]])
        answer = tuple((total + part) / m for total, part in zip(answer, one, strict=True))
    return answer


@misconception("propagate_loop")
def loop_keeps_last_sample(w, b, X, Y, *, reference):
    """Only the last sample counts in your results, divided by the number of samples.

    Probably a value is assigned where it should be added to what is there: compare `=` and
    `+=`. Or the three totals begin at zero again in every round.
    """
    m = X.shape[1]
    answer = reference.propagate_loop(w, b, X[:, -1:], Y[:, -1:])
    return factors(answer, 1 / m, 1 / m, 1 / m)


@misconception("propagate_loop")
def loop_returns_after_first(w, b, X, Y, *, reference):
    """Only the first sample counts in your results, divided by the number of samples.

    Does the `return` stand inside the loop? Then the function ends in the first round.
    """
    m = X.shape[1]
    answer = reference.propagate_loop(w, b, X[:, :1], Y[:, :1])
    return factors(answer, 1 / m, 1 / m, 1 / m)


@misconception("propagate_loop")
def loop_skips_first_sample(w, b, X, Y, *, reference):
    """Your loop leaves out the first sample, and still divides by the number of all.

    On paper samples are counted from 1 to m. Python counts from 0, and range stops before its
    end.
    """
    m = X.shape[1]
    if m == 1:
        return 0.0, np.zeros_like(w), 0.0
    share = (m - 1) / m
    return factors(reference.propagate_loop(w, b, X[:, 1:], Y[:, 1:]), share, share, share)


@misconception("propagate_loop")
def loop_counts_to_m(w, b, X, Y):
    """Your function stops with IndexError: it asks for a sample that is not there.

    On paper samples are counted from 1 to m. Python counts from 0, so the last one has the
    number m - 1.
    """
    return X[:, X.shape[1]]


@misconception("propagate_loop")
def loop_cost_not_clipped(w, b, X, Y, *, reference):
    """Your cost is infinite or NaN where a probability is exactly 0 or 1.

    The logarithm of 0 is minus infinity. Your function loss takes care of that; call it.
    """
    A, (_, dw, db) = reference.sigmoid(w.T @ X + b), reference.propagate_loop(w, b, X, Y)
    with np.errstate(all="ignore"):
        J = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return J, dw, db


@misconception("propagate_loop")
def loop_cost_without_minus(w, b, X, Y, *, reference):
    """Your cost is negative.

    Each sample adds its loss, and a loss is minus a logarithm. Mind the brackets: the minus
    stands before both terms.
    """
    return factors(reference.propagate_loop(w, b, X, Y), J=-1.0)


@misconception("propagate_loop")
def loop_sign_flipped(w, b, X, Y, *, reference):
    """Both slopes have the wrong sign: they point downhill.

    dz is prediction minus truth. The minus of gradient descent comes in a later exercise.
    """
    return factors(reference.propagate_loop(w, b, X, Y), dw=-1.0, db=-1.0)


@misconception("propagate_loop")
def loop_of_squared_error(w, b, X, Y, *, reference):
    """Your slopes have a factor a * (1 - a) too much in every sample.

    That is the slope of the sigmoid. For the cross-entropy it cancels against the slope of the
    logarithms; with it, you get the gradient of a squared error.
    """
    J, _, _ = reference.propagate_loop(w, b, X, Y)
    A = reference.sigmoid(w.T @ X + b)
    dZ = (A - Y) * A * (1 - A)
    return J, X @ dZ.T / X.shape[1], np.mean(dZ)


@misconception("propagate_loop")
def loop_divides_by_features(w, b, X, Y, *, reference):
    """Your results are divided by the number of features, not of samples.

    A sample is a column of X, so X.shape[0] counts the features.
    """
    share = X.shape[1] / X.shape[0]
    return factors(reference.propagate_loop(w, b, X, Y), share, share, share)


@misconception("propagate_loop")
def loop_db_in_an_array(w, b, X, Y, *, reference):
    """Your db is an array of shape (1, 1), not a number.

    w.T @ x is a matrix, though one with a single entry, and every sum with it stays one. The
    method item() takes the number out.
    """
    J, dw, db = reference.propagate_loop(w, b, X, Y)
    return J, dw, np.array([[db]])


@misconception("propagate_loop")
def loop_db_with_one_axis(w, b, X, Y, *, reference):
    """Your db is an array of shape (1,), not a number.

    Probably X[:, i] was used for a sample: it has one axis, and so has the z that is computed
    from it. The method item() takes the number out of an array that has only one.
    """
    J, dw, db = reference.propagate_loop(w, b, X, Y)
    return J, dw, np.array([db])


@misconception("propagate_loop")
def loop_numbers_with_one_axis(w, b, X, Y, *, reference):
    """Your J and db are arrays of shape (1,), not numbers.

    Probably X[:, i] was used for a sample: it has one axis, and so has everything that is
    computed from it. The method item() takes the number out of an array that has only one.
    """
    J, dw, db = reference.propagate_loop(w, b, X, Y)
    return np.array([J]), dw, np.array([db])


@misconception("propagate_loop")
def loop_numbers_in_arrays(w, b, X, Y, *, reference):
    """Your J and db are arrays of shape (1, 1), not numbers.

    w.T @ x is a matrix, though one with a single entry, and everything computed from it stays
    one. The method item() takes the number out.
    """
    J, dw, db = reference.propagate_loop(w, b, X, Y)
    return np.array([[J]]), dw, np.array([[db]])


@misconception("propagate_loop")
def loop_dw_is_square(w, b, X, Y, *, reference):
    """Your dw is a square where a column was asked for.

    Probably X[:, i], which has one axis, was added to a column: NumPy adds every entry to every
    other. X[:, i:i+1] is a column.
    """
    J, dw, db = reference.propagate_loop(w, b, X, Y)
    return J, np.tile(dw.T, (len(w), 1)), db


@misconception("propagate_loop")
def loop_dw_with_one_axis(w, b, X, Y, *, reference):
    """Your dw has one axis, not two: it is neither a row nor a column.

    Does it begin as np.zeros(n_x)? w minus such an array would become a square matrix, without
    an error.
    """
    J, dw, db = reference.propagate_loop(w, b, X, Y)
    return J, dw.ravel(), db


@misconception("propagate_loop")
def loop_without_bias(w, b, X, Y, *, reference):
    """Your results do not depend on b: it is missing in z.

    The model adds the bias before it takes the sigmoid.
    """
    return reference.propagate_loop(w, 0.0, X, Y)


@misconception("propagate_loop")
def loop_takes_a_step(w, b, X, Y, *, reference):
    """After the call, w is not what it was before.

    Either the step of gradient descent was taken here, or dw is another name for w. This
    function only measures; begin with a new array for dw.
    """
    answer = reference.propagate_loop(w.copy(), b, X, Y)
    w -= answer[1]
    return answer
