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

    The gradient of a mean is the mean of the gradients: divide all three results by m.
    """
    m = X.shape[1]
    return factors(reference.propagate_loop(w, b, X, Y), dw=m, db=m)


@misconception("propagate_loop")
def loop_cost_not_averaged(w, b, X, Y, *, reference):
    """Your slopes are means, but the cost is a sum over the samples.

    The cost is the mean of the losses: divide all three results by m.
    """
    return factors(reference.propagate_loop(w, b, X, Y), J=X.shape[1])


@misconception("propagate_loop")
def loop_db_not_averaged(w, b, X, Y, *, reference):
    """Your db is a sum over the samples; it should be a mean, like dw.

    A bias is a parameter like any other: divide all three results by m.
    """
    return factors(reference.propagate_loop(w, b, X, Y), db=X.shape[1])


@misconception("propagate_loop")
def loop_divides_in_every_round(w, b, X, Y, *, reference):
    """Your results are divided by m again and again, once for every sample.

    So the first samples count for almost nothing. Probably the division is inside the loop: it
    belongs after the loop.
    """
    m, answer = X.shape[1], (0.0, np.zeros_like(w), 0.0)
    for i in range(m):
        one = reference.propagate_loop(w, b, X[:, [i]], Y[:, [i]])
        answer = tuple((total + part) / m for total, part in zip(answer, one, strict=True))
    return answer


@misconception("propagate_loop")
def loop_keeps_last_sample(w, b, X, Y, *, reference):
    """Only the last sample counts in your results, divided by the number of samples.

    Probably you assign a value that you should add: compare `=` and `+=`. Or perhaps the three
    totals are set back to zero in every round.
    """
    m = X.shape[1]
    answer = reference.propagate_loop(w, b, X[:, -1:], Y[:, -1:])
    return factors(answer, 1 / m, 1 / m, 1 / m)


@misconception("propagate_loop")
def loop_returns_after_first(w, b, X, Y, *, reference):
    """Only the first sample counts in your results, divided by the number of samples.

    Is the `return` inside the loop? Then the function ends in the first round.
    """
    m = X.shape[1]
    answer = reference.propagate_loop(w, b, X[:, :1], Y[:, :1])
    return factors(answer, 1 / m, 1 / m, 1 / m)


@misconception("propagate_loop")
def loop_skips_first_sample(w, b, X, Y, *, reference):
    """Your loop leaves out the first sample, but still divides by the number of all samples.

    On paper we count samples from 1 to m. Python counts from 0, and range stops before its end.
    """
    m = X.shape[1]
    if m == 1:
        return 0.0, np.zeros_like(w), 0.0
    share = (m - 1) / m
    return factors(reference.propagate_loop(w, b, X[:, 1:], Y[:, 1:]), share, share, share)


@misconception("propagate_loop")
def loop_counts_to_m(w, b, X, Y):
    """Your function stops with IndexError: it asks for a sample that does not exist.

    On paper we count samples from 1 to m. Python counts from 0, so the last sample has the number m
    - 1.
    """
    return X[:, X.shape[1]]


@misconception("propagate_loop")
def loop_cost_not_clipped(w, b, X, Y, *, reference):
    """Your cost is infinite or NaN if a probability is exactly 0 or 1.

    The logarithm of 0 is minus infinity. Your function loss takes care of that; call it.
    """
    A, (_, dw, db) = reference.sigmoid(w.T @ X + b), reference.propagate_loop(w, b, X, Y)
    with np.errstate(all="ignore"):
        J = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return J, dw, db


@misconception("propagate_loop")
def loop_cost_without_minus(w, b, X, Y, *, reference):
    """Your cost is negative.

    Each sample adds its loss, and a loss is minus a logarithm. Look at the brackets: the minus
    stands in front of both terms.
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
    """Your slopes have an extra factor a * (1 - a) in every sample.

    That is the slope of the sigmoid. For the cross-entropy it cancels with the slope of the
    logarithms. With this factor, you get the gradient of a squared error.
    """
    J, _, _ = reference.propagate_loop(w, b, X, Y)
    A = reference.sigmoid(w.T @ X + b)
    dZ = (A - Y) * A * (1 - A)
    return J, X @ dZ.T / X.shape[1], np.mean(dZ)


@misconception("propagate_loop")
def loop_divides_by_features(w, b, X, Y, *, reference):
    """Your results are divided by the number of features, not by the number of samples.

    Each sample is a column of X, so X.shape[0] is the number of features.
    """
    share = X.shape[1] / X.shape[0]
    return factors(reference.propagate_loop(w, b, X, Y), share, share, share)


@misconception("propagate_loop")
def loop_db_in_an_array(w, b, X, Y, *, reference):
    """Your db is an array of shape (1, 1), not a number.

    w.T @ x is a matrix, though with a single entry, and a sum with a matrix is a matrix again. The
    array's method item() returns the number.
    """
    J, dw, db = reference.propagate_loop(w, b, X, Y)
    return J, dw, np.array([[db]])


@misconception("propagate_loop")
def loop_db_with_one_axis(w, b, X, Y, *, reference):
    """Your db is an array of shape (1,), not a number.

    Probably you use X[:, i] for a sample. It has one axis, and so has the z that you compute from
    it. If an array has one entry, its method item() returns the number.
    """
    J, dw, db = reference.propagate_loop(w, b, X, Y)
    return J, dw, np.array([db])


@misconception("propagate_loop")
def loop_numbers_with_one_axis(w, b, X, Y, *, reference):
    """Your J and db are arrays of shape (1,), not numbers.

    Probably you use X[:, i] for a sample. It has one axis, and so has all that you compute from it.
    If an array has one entry, its method item() returns the number.
    """
    J, dw, db = reference.propagate_loop(w, b, X, Y)
    return np.array([J]), dw, np.array([db])


@misconception("propagate_loop")
def loop_numbers_in_arrays(w, b, X, Y, *, reference):
    """Your J and db are arrays of shape (1, 1), not numbers.

    w.T @ x is a matrix, though with a single entry, and all that you compute from it is a matrix
    too. The array's method item() returns the number.
    """
    J, dw, db = reference.propagate_loop(w, b, X, Y)
    return np.array([[J]]), dw, np.array([[db]])


@misconception("propagate_loop")
def loop_dw_is_square(w, b, X, Y, *, reference):
    """Your dw is a square matrix; it should be a column.

    Probably you add X[:, i], which has one axis, to a column: NumPy then adds every entry of one to
    every entry of the other. X[:, i:i+1] is a column.
    """
    J, dw, db = reference.propagate_loop(w, b, X, Y)
    return J, np.tile(dw.T, (len(w), 1)), db


@misconception("propagate_loop")
def loop_dw_with_one_axis(w, b, X, Y, *, reference):
    """Your dw has one axis, not two: it is neither a row nor a column.

    Does it begin as np.zeros(n_x)? w minus such an array becomes a square matrix, without an error.
    """
    J, dw, db = reference.propagate_loop(w, b, X, Y)
    return J, dw.ravel(), db


@misconception("propagate_loop")
def loop_without_bias(w, b, X, Y, *, reference):
    """Your results do not depend on b: it is missing in z.

    The model adds the bias before it applies the sigmoid.
    """
    return reference.propagate_loop(w, 0.0, X, Y)


@misconception("propagate_loop")
def loop_takes_a_step(w, b, X, Y, *, reference):
    """After the call, w has changed.

    Either your function takes a step of gradient descent, or dw is another name for w. This
    function only computes the slopes; begin with a new array for dw.
    """
    answer = reference.propagate_loop(w.copy(), b, X, Y)
    w -= answer[1]
    return answer
