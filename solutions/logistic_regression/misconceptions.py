"""What goes wrong in the exercises of logistic_regression, and what to tell the student.

Each function is a plausible wrong version of an exercise. Where the hidden calls went
as with that version, its docstring is the hint. It speaks of what was seen and of the
mathematics; about the code it can only guess. Most versions change what goes into the
reference or what comes out of it, so that two of them can be combined.
"""

# ruff: noqa: ARG001, PLR0913, PLR0917 - the signatures are those of the exercises

import numpy as np

from autograder.misconceptions import misconception

# -- sigmoid ----------------------------------------------------------------------


@misconception("sigmoid")
def sigmoid_mirrored(z, *, reference):
    """Your curve falls where it should rise: it is the sigmoid of -z, or 1 - sigmoid(z).

    A large positive z must give a value near 1. Look at the sign in the exponent first.
    """
    return reference.sigmoid(-z)


@misconception("sigmoid")
def sigmoid_without_brackets(z):
    """Your function computes 1 + exp(-z), not one divided by that sum.

    Perhaps brackets are missing: Python divides before it adds, so `1 / 1 + ...` is not one
    long fraction.
    """
    return 1 + np.exp(-z)


@misconception("sigmoid")
def sigmoid_overflows(z):
    """For very large z your result is NaN.

    Probably exp(z) overflows to infinity there, and infinity divided by infinity is NaN. If
    exp(z) stands above and below your fraction line: on paper, divide both by it, and see what
    is left.
    """
    return np.exp(z) / (1 + np.exp(z))


@misconception("sigmoid")
def sigmoid_clips_narrowly(z, *, reference):
    """Your function stays constant where z is below -20 or above 20.

    The sigmoid comes closer and closer to 0 and to 1 and never stops, and the loss takes the
    logarithm of it. If you limit z against overflow: exp can take numbers up to about 700.
    """
    return reference.sigmoid(np.clip(z, -20, 20))


@misconception("sigmoid")
def sigmoid_keeps_integers(z, *, reference):
    """For an array of integers your result holds integers too, so the fractions are lost.

    Probably it is written into an array that was made like z: np.zeros_like(z) takes over z's
    dtype. The result must be float whatever z is.
    """
    return reference.sigmoid(z).astype(np.asarray(z).dtype)


@misconception("sigmoid")
def sigmoid_of_numbers_only(z, *, reference):
    """Your function can take a single number, but stops with TypeError for an array.

    Probably it uses math.exp or float, which take one number only. NumPy has an exponential
    function that works on all entries of an array at once.
    """
    return reference.sigmoid(float(z))


@misconception("sigmoid")
def sigmoid_asks_if(z, *, reference):
    """Your function can take a single number, but stops with ValueError for an array.

    Probably an `if` asks about all of z at once: some entries may be positive and others not,
    so there is no one answer. np.where chooses for each entry on its own.
    """
    return reference.sigmoid(z) if z >= 0 else 1 - reference.sigmoid(-z)


@misconception("sigmoid")
def sigmoid_is_tanh(z):
    """Your function computes tanh, which runs from -1 to 1.

    The sigmoid has the same form, but runs from 0 to 1 and is 1/2 at z = 0.
    """
    return np.tanh(z)


@misconception("sigmoid")
def sigmoid_is_its_slope(z, *, reference):
    """Your function returns s * (1 - s), the slope of the sigmoid.

    That is needed for gradients. This exercise asks for the sigmoid s itself.
    """
    s = reference.sigmoid(z)
    return s * (1 - s)


@misconception("sigmoid")
def sigmoid_changes_its_argument(z, *, reference):
    """After the call, z is not what it was before.

    An array that is passed to a function is not copied. `z *= -1` and the like write into the
    caller's array, who may still need it. Make a new array.
    """
    value = reference.sigmoid(np.array(z))
    if isinstance(z, np.ndarray):
        z *= -1
    return value


# -- loss -------------------------------------------------------------------------


@misconception("loss")
def loss_without_minus(a, y, *, reference):
    """Your losses are negative: they are the logarithm of the likelihood itself.

    That is to be made as large as possible. A loss is to be made small, so its sign is turned
    around.
    """
    return -reference.loss(a, y)


@misconception("loss")
def loss_not_clipped(a, y):
    """Where a is exactly 0 or 1, your loss is infinite or NaN.

    The logarithm of 0 is minus infinity, and 0 times infinity is NaN, even for an answer that
    is right. Keep the probability away from both ends before you take a logarithm.
    """
    return -(y * np.log(a) + (1 - y) * np.log(1 - np.asarray(a)))


@misconception("loss")
def loss_clips_one_end(a, y):
    """Your loss is finite where a is 0, but infinite or NaN where a is 1.

    There are two logarithms, and the second is that of 1 - a. Both need care: a must stay away
    from both ends of the interval.
    """
    a = np.maximum(a, 1e-15)
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))


@misconception("loss")
def loss_summed(a, y, *, reference):
    """Your function returns one number where several answers were given: the sum of losses.

    This exercise asks for each loss on its own, in the shape of a.
    """
    return np.sum(reference.loss(a, y))


@misconception("loss")
def loss_averaged(a, y, *, reference):
    """Your function returns one number where several answers were given: the mean loss.

    The mean is the cost, which comes later. This exercise asks for each loss on its own, in the
    shape of a.
    """
    return np.mean(reference.loss(a, y))


@misconception("loss")
def loss_of_class_one_only(a, y, *, reference):
    """Samples of class 0 cost nothing in your function, whatever the answer.

    y * log(a) is 0 where y is 0. The formula has a second term, for those samples.
    """
    return y * reference.loss(a, y)


@misconception("loss")
def loss_classes_exchanged(a, y, *, reference):
    """Your function charges right answers and lets wrong ones go: the classes are exchanged.

    For a sample of class 1 the logarithm of a counts, for one of class 0 that of 1 - a.
    """
    return reference.loss(1 - np.asarray(a, dtype=float), y)


@misconception("loss")
def loss_squared(a, y):
    """Your function computes the squared error, (a - y) squared, or half of it.

    For probabilities the text derives another loss, from the likelihood, and shows where the
    squared error has no slope.
    """
    return (np.asarray(a, dtype=float) - y) ** 2 / 2


@misconception("loss")
def loss_squared_whole(a, y):
    """Your function computes the squared error, (a - y) squared.

    For probabilities the text derives another loss, from the likelihood, and shows where the
    squared error has no slope.
    """
    return (np.asarray(a, dtype=float) - y) ** 2


@misconception("loss")
def loss_in_bits(a, y, *, reference):
    """Your losses are all too large by the factor 1 / ln 2: the logarithm is that to base 2.

    The text means the natural logarithm throughout.
    """
    return reference.loss(a, y) / np.log(2)


@misconception("loss")
def loss_to_base_ten(a, y, *, reference):
    """Your losses are all too small by the factor ln 10: the logarithm is that to base 10.

    The text means the natural logarithm throughout.
    """
    return reference.loss(a, y) / np.log(10)


@misconception("loss")
def loss_clips_coarsely(a, y, *, reference):
    """Very sure answers all cost the same in your function: it clips too early.

    Probabilities such as 0.000001 do occur, and their logarithms differ much. The number that
    keeps a away from 0 and 1 must be as small as the text says.
    """
    return reference.loss(np.clip(a, 1e-5, 1 - 1e-5), y)


# -- gradients_of_one -------------------------------------------------------------


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


# -- propagate_loop and propagate -------------------------------------------------


def _factors(answer, J=1.0, dw=1.0, db=1.0):
    """Return cost and gradient, each times a factor."""
    return answer[0] * J, answer[1] * dw, answer[2] * db


@misconception("propagate_loop")
def loop_not_averaged(w, b, X, Y, *, reference):
    """Cost and slopes are sums over the samples; all three should be means.

    The last step is missing: divide by the number of samples.
    """
    m = X.shape[1]
    return _factors(reference.propagate_loop(w, b, X, Y), m, m, m)


@misconception("propagate_loop")
def loop_gradient_not_averaged(w, b, X, Y, *, reference):
    """Your cost is a mean, but the slopes are sums over the samples.

    The gradient of a mean is the mean of the gradients: all three are divided by m.
    """
    m = X.shape[1]
    return _factors(reference.propagate_loop(w, b, X, Y), dw=m, db=m)


@misconception("propagate_loop")
def loop_cost_not_averaged(w, b, X, Y, *, reference):
    """Your slopes are means, but the cost is a sum over the samples.

    The cost is the mean of the losses: all three results are divided by m.
    """
    return _factors(reference.propagate_loop(w, b, X, Y), J=X.shape[1])


@misconception("propagate_loop")
def loop_db_not_averaged(w, b, X, Y, *, reference):
    """Your db is a sum over the samples; it should be a mean, as dw is.

    A bias is a parameter like any other: all three results are divided by m.
    """
    return _factors(reference.propagate_loop(w, b, X, Y), db=X.shape[1])


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
    return _factors(answer, 1 / m, 1 / m, 1 / m)


@misconception("propagate_loop")
def loop_returns_after_first(w, b, X, Y, *, reference):
    """Only the first sample counts in your results, divided by the number of samples.

    Does the `return` stand inside the loop? Then the function ends in the first round.
    """
    m = X.shape[1]
    answer = reference.propagate_loop(w, b, X[:, :1], Y[:, :1])
    return _factors(answer, 1 / m, 1 / m, 1 / m)


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
    return _factors(reference.propagate_loop(w, b, X[:, 1:], Y[:, 1:]), share, share, share)


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
    return _factors(reference.propagate_loop(w, b, X, Y), J=-1.0)


@misconception("propagate_loop")
def loop_sign_flipped(w, b, X, Y, *, reference):
    """Both slopes have the wrong sign: they point downhill.

    dz is prediction minus truth. The minus of gradient descent comes in a later exercise.
    """
    return _factors(reference.propagate_loop(w, b, X, Y), dw=-1.0, db=-1.0)


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
    return _factors(reference.propagate_loop(w, b, X, Y), share, share, share)


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


# -- compute_cost -----------------------------------------------------------------


@misconception("compute_cost")
def cost_summed(A, Y, *, reference):
    """Your cost is a sum over the samples; it should be their mean.

    A sum grows with the number of samples, so that costs of different sets could not be
    compared. (len(Y) counts rows, and Y has only one.)
    """
    return reference.compute_cost(A, Y) * Y.shape[1]


@misconception("compute_cost")
def cost_without_minus(A, Y, *, reference):
    """Your cost is negative: the minus sign is missing.

    Logarithms of probabilities are negative, and a cost is to be made small.
    """
    return -reference.compute_cost(A, Y)


@misconception("compute_cost")
def cost_not_clipped(A, Y):
    """Your cost is infinite or NaN where a probability is exactly 0 or 1.

    The logarithm of 0 is minus infinity. Keep probabilities away from both ends, or let your
    function loss do it.
    """
    with np.errstate(all="ignore"):
        return -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))


@misconception("compute_cost")
def cost_of_class_one_only(A, Y, *, reference):
    """Samples of class 0 cost nothing in your function, whatever the answer.

    Y * log(A) is 0 where Y is 0. The formula has a second term, for those samples.
    """
    return np.mean(Y * reference.loss(A, Y))


@misconception("compute_cost")
def cost_in_an_array(A, Y, *, reference):
    """Your cost is an array of shape (1, 1), not a number.

    Probably it comes from a product of matrices, or of a sum with keepdims. The method item()
    takes the number out.
    """
    return np.array([[reference.compute_cost(A, Y)]])


@misconception("compute_cost")
def cost_with_one_axis(A, Y, *, reference):
    """Your cost is an array of shape (1,), not a number.

    Probably the sum goes along one axis only, and the other one is left. A sum without an axis
    is over everything.
    """
    return np.array([reference.compute_cost(A, Y)])


@misconception("compute_cost")
def cost_for_each_sample(A, Y, *, reference):
    """Your function returns the loss of each sample, not one number for all.

    The cost is the mean of these losses.
    """
    return reference.loss(A, Y)


@misconception("compute_cost")
def cost_clips_coarsely(A, Y, *, reference):
    """Very sure answers all cost the same in your function: it clips too early.

    The number that keeps probabilities away from 0 and 1 must be as small as the text says.
    """
    return reference.compute_cost(np.clip(A, 1e-5, 1 - 1e-5), Y)


@misconception("compute_cost")
def cost_squared(A, Y):
    """Your function computes half the mean squared error.

    For probabilities the text derives another loss, and shows where the squared error has no
    slope.
    """
    return np.mean((A - Y) ** 2) / 2


# -- propagate --------------------------------------------------------------------


@misconception("propagate")
def propagate_gradient_not_averaged(w, b, X, Y, *, reference):
    """Your slopes are sums over the samples, but the cost is a mean.

    The gradient of a mean is the mean of the gradients. Without the factor 1/m a step grows
    with the number of samples.
    """
    m = X.shape[1]
    return _factors(reference.propagate(w, b, X, Y), dw=m, db=m)


@misconception("propagate")
def propagate_db_not_averaged(w, b, X, Y, *, reference):
    """Your db is a sum over the samples; it should be a mean, as dw is.

    A bias is a parameter like any other, and the cost is a mean for it as well.
    """
    return _factors(reference.propagate(w, b, X, Y), db=X.shape[1])


@misconception("propagate")
def propagate_dw_not_averaged(w, b, X, Y, *, reference):
    """Your dw is a sum over the samples; it should be a mean, as db is.

    The product X dZ.T adds up over the samples. What is still to be done?
    """
    return _factors(reference.propagate(w, b, X, Y), dw=X.shape[1])


@misconception("propagate")
def propagate_averaged_twice(w, b, X, Y, *, reference):
    """Your slopes are divided by m twice.

    The mean over the samples is taken once. dZ holds each sample's own slope, not divided by
    anything.
    """
    m = X.shape[1]
    return _factors(reference.propagate(w, b, X, Y), dw=1 / m, db=1 / m)


@misconception("propagate")
def propagate_divides_by_features(w, b, X, Y, *, reference):
    """Your slopes are divided by the number of features, not of samples.

    A sample is a column of X, so X.shape[0] counts the features.
    """
    share = X.shape[1] / X.shape[0]
    return _factors(reference.propagate(w, b, X, Y), dw=share, db=share)


@misconception("propagate")
def propagate_sign_flipped(w, b, X, Y, *, reference):
    """Both slopes have the wrong sign: they point downhill.

    dZ is prediction minus truth. The minus of gradient descent comes in the next exercise.
    """
    return _factors(reference.propagate(w, b, X, Y), dw=-1.0, db=-1.0)


@misconception("propagate")
def propagate_of_squared_error(w, b, X, Y, *, reference):
    """Your slopes have a factor A * (1 - A) too much in every sample.

    That is the slope of the sigmoid. For the cross-entropy it cancels against the slope of the
    logarithms; with it, you get the gradient of a squared error.
    """
    J, _, _ = reference.propagate(w, b, X, Y)
    A = reference.sigmoid(w.T @ X + b)
    dZ = (A - Y) * A * (1 - A)
    return J, X @ dZ.T / X.shape[1], np.mean(dZ)


@misconception("propagate")
def propagate_db_in_an_array(w, b, X, Y, *, reference):
    """Your db is an array of shape (1, 1), not a number.

    One bias serves all samples, so its slope is one number: add up over everything, and let no
    axis stay.
    """
    J, dw, db = reference.propagate(w, b, X, Y)
    return J, dw, np.array([[db]])


@misconception("propagate")
def propagate_db_with_one_axis(w, b, X, Y, *, reference):
    """Your db is an array of shape (1,), not a number.

    A sum along one axis leaves the other one. The bias is one number, and so is its slope: add
    up over everything.
    """
    J, dw, db = reference.propagate(w, b, X, Y)
    return J, dw, np.array([db])


@misconception("propagate")
def propagate_db_for_each_sample(w, b, X, Y, *, reference):
    """Your db is dZ, with one entry for each sample.

    One bias serves all samples, so its slope is the mean of theirs.
    """
    J, dw, _ = reference.propagate(w, b, X, Y)
    return J, dw, reference.sigmoid(w.T @ X + b) - Y


@misconception("propagate")
def propagate_dw_as_row(w, b, X, Y, *, reference):
    """Your dw is a row; it should be a column, as w is.

    Probably the product was taken the other way round, dZ X.T. A gradient has the shape of what
    it is the gradient of.
    """
    J, dw, db = reference.propagate(w, b, X, Y)
    return J, dw.T, db


@misconception("propagate")
def propagate_dw_with_one_axis(w, b, X, Y, *, reference):
    """Your dw has one axis, not two: it is neither a row nor a column.

    A sum over the samples removes their axis unless you keep it, with keepdims or by a product
    of matrices.
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

    Write the shapes of both factors beside each product. The inner two numbers must agree;
    where they do not, one factor has to be transposed.
    """
    return w @ X


@misconception("propagate")
def propagate_without_bias(w, b, X, Y, *, reference):
    """Your results do not depend on b: it is missing in Z.

    The model adds the bias before it takes the sigmoid.
    """
    return reference.propagate(w, 0.0, X, Y)


@misconception("propagate")
def propagate_without_sigmoid(w, b, X, Y, *, reference):
    """Your slopes use Z minus Y, not A minus Y: the sigmoid is missing there.

    The answer of the model is a probability, and Z can be any number.
    """
    J, _, _ = reference.propagate(w, b, X, Y)
    dZ = w.T @ X + b - Y
    return J, X @ dZ.T / X.shape[1], np.mean(dZ)


@misconception("propagate")
def propagate_cost_not_clipped(w, b, X, Y, *, reference):
    """Your cost is infinite or NaN where a probability is exactly 0 or 1.

    The logarithm of 0 is minus infinity. Your function compute_cost takes care of that; call it.
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
    return _factors(reference.propagate(w, b, X, Y), J=X.shape[1])


@misconception("propagate")
def propagate_cost_without_minus(w, b, X, Y, *, reference):
    """Your cost is negative: the minus sign is missing.

    Logarithms of probabilities are negative, and a cost is to be made small.
    """
    return _factors(reference.propagate(w, b, X, Y), J=-1.0)


@misconception("propagate")
def propagate_without_cost(w, b, X, Y, *, reference):
    """Your function returns two things; the cost is missing.

    Three are asked for: first J, then dw, then db.
    """
    return reference.propagate(w, b, X, Y)[1:]


@misconception("propagate")
def propagate_cost_last(w, b, X, Y, *, reference):
    """Your function returns the right three things in another order: the cost comes last.

    Whoever calls it takes them in the order of the text: first J, then dw, then db.
    """
    J, dw, db = reference.propagate(w, b, X, Y)
    return dw, db, J


# -- gradient_descent -------------------------------------------------------------


@misconception("gradient_descent")
def descent_changes_w(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """After the call, the w that was passed is not what it was before.

    `w -= ...` writes into the caller's array, who wants to start from it again. A new array
    comes from `w = w - ...`, or from a copy at the beginning.
    """
    result = reference.gradient_descent(X, Y, w.copy(), b, learning_rate, num_iterations)
    w[:] = result[0]
    return result


@misconception("gradient_descent")
def descent_goes_uphill(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your walk goes uphill: the gradient is added.

    It points to where the cost grows fastest, so a step downhill goes against it.
    """
    return reference.gradient_descent(X, Y, w, b, -learning_rate, num_iterations)


@misconception("gradient_descent")
def descent_from_zero(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your walk always begins at zero, not at the w and b that were passed.

    Zero is a good start, but here the caller chooses it.
    """
    start = np.zeros_like(w)
    return reference.gradient_descent(X, Y, start, 0.0, learning_rate, num_iterations)


@misconception("gradient_descent")
def descent_measures_once(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Every step of your walk has the same slope: that of the start.

    The slope changes with the place. Measure it again in every round, at the parameters of that
    round.
    """
    J, dw, db = reference.propagate(w, b, X, Y)
    far = learning_rate * num_iterations
    return w - far * dw, b - far * db, [J] * num_iterations


@misconception("gradient_descent")
def descent_takes_one_step(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your walk ends after the first step, however many were asked for.

    Does the `return` stand inside the loop? Then the function ends in the first round.
    """
    steps = min(num_iterations, 1)
    return reference.gradient_descent(X, Y, w, b, learning_rate, steps)


@misconception("gradient_descent")
def descent_keeps_b(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your walk changes w, but b stays where it was.

    The bias is a parameter like any other and takes a step too.
    """
    costs = []
    for _ in range(num_iterations):
        J, dw, _ = reference.propagate(w, b, X, Y)
        w = w - learning_rate * dw
        costs.append(J)
    return w, b, costs


@misconception("gradient_descent")
def descent_adds_slope_to_b(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your b walks uphill while w walks downhill.

    Both parameters go against their slopes. Look at the sign in the line for b.
    """
    costs = []
    for _ in range(num_iterations):
        J, dw, db = reference.propagate(w, b, X, Y)
        w, b = w - learning_rate * dw, b + learning_rate * db
        costs.append(J)
    return w, b, costs


@misconception("gradient_descent")
def descent_moves_w_first(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """The slope for your b is measured after w has moved.

    Both slopes belong to the same place. Measure first, then move both parameters.
    """
    costs = []
    for _ in range(num_iterations):
        J, dw, _ = reference.propagate(w, b, X, Y)
        w = w - learning_rate * dw
        b = b - learning_rate * reference.propagate(w, b, X, Y)[2]
        costs.append(J)
    return w, b, costs


@misconception("gradient_descent")
def descent_costs_after_the_step(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your costs are those after each step; the first one, that of the start, is missing.

    The text asks for the cost before each step, which is measured together with the slopes.
    """
    w, b, costs = reference.gradient_descent(X, Y, w, b, learning_rate, num_iterations)
    return w, b, [*costs[1:], *[reference.propagate(w, b, X, Y)[0] for _ in costs[:1]]]


@misconception("gradient_descent")
def descent_costs_with_the_end(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your list of costs has one entry too many: that of the end.

    The text asks for one cost for every step, that before it.
    """
    w, b, costs = reference.gradient_descent(X, Y, w, b, learning_rate, num_iterations)
    return w, b, [*costs, reference.propagate(w, b, X, Y)[0]]


@misconception("gradient_descent")
def descent_costs_of_some_steps(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your costs are those of some steps only, such as every hundredth.

    For long walks that saves space. This exercise asks for the cost of every step, to see what
    the first ones do.
    """
    w, b, costs = reference.gradient_descent(X, Y, w, b, learning_rate, num_iterations)
    return w, b, costs[::100]


@misconception("gradient_descent")
def descent_last_cost_only(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Where a list of costs was asked for, your function returns a single number.

    Begin with an empty list before the loop, and append to it in every round.
    """
    w, b, costs = reference.gradient_descent(X, Y, w, b, learning_rate, num_iterations)
    return w, b, costs[-1] if costs else 0.0


@misconception("gradient_descent")
def descent_without_costs(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your function returns w and b; the costs are missing.

    Collect the cost of every step in a list, and return it as the third thing.
    """
    return reference.gradient_descent(X, Y, w, b, learning_rate, num_iterations)[:2]


@misconception("gradient_descent")
def descent_one_step_fewer(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your walk has one step fewer than asked for.

    range(1, n) has n - 1 numbers; range(n) has n.
    """
    steps = max(num_iterations - 1, 0)
    return reference.gradient_descent(X, Y, w, b, learning_rate, steps)


@misconception("gradient_descent")
def descent_one_step_more(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your walk has one step more than asked for.

    range(n + 1) has n + 1 numbers, as it begins at 0; range(n) has n.
    """
    return reference.gradient_descent(X, Y, w, b, learning_rate, num_iterations + 1)


@misconception("gradient_descent")
def descent_rate_fixed(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your walk has the same learning rate whatever is passed: 0.01.

    Is there a number in the loop where learning_rate should stand?
    """
    return reference.gradient_descent(X, Y, w, b, 0.01, num_iterations)


@misconception("gradient_descent")
def descent_rate_left_out(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your steps are as long as the slope: the learning rate is left out.

    It is a factor of the slope, for w and for b.
    """
    return reference.gradient_descent(X, Y, w, b, 1.0, num_iterations)


@misconception("gradient_descent")
def descent_divides_by_m(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your steps are too short by the factor m, the number of samples.

    The slopes that propagate returns are means already: nothing is left to divide.
    """
    rate = learning_rate / X.shape[1]
    return reference.gradient_descent(X, Y, w, b, rate, num_iterations)


# -- decayed_rate -----------------------------------------------------------------


@misconception("decayed_rate")
def rate_without_brackets(learning_rate, decay, step):
    """Your rate grows from step to step.

    Perhaps brackets are missing: Python divides before it adds. All that stands below the
    fraction line needs brackets around it.
    """
    return learning_rate / 1 + decay * step


@misconception("decayed_rate")
def rate_without_one(learning_rate, decay, step):
    """Your function divides by decay times step alone, and so by 0 in the first step.

    The sum below the fraction line begins with 1, so that step 0 has the full rate.
    """
    return learning_rate / (decay * step)


@misconception("decayed_rate")
def rate_by_powers(learning_rate, decay, step):
    """Your rate is multiplied by the decay in every step.

    That is a schedule too, but another one: with decay 0 it stops after the first step. The
    text divides by a number that grows with the step.
    """
    return learning_rate * decay**step


@misconception("decayed_rate")
def rate_by_exponential(learning_rate, decay, step):
    """Your rate falls exponentially with the step.

    That is a schedule too, and a much faster one. The text divides by a number that grows with
    the step.
    """
    return learning_rate * np.exp(-decay * step)


@misconception("decayed_rate")
def rate_in_a_line(learning_rate, decay, step):
    """Your rate falls in a straight line and becomes negative.

    A negative rate goes uphill. The text divides by a number that grows with the step, so the
    rate never gets to 0.
    """
    return learning_rate * (1 - decay * step)


@misconception("decayed_rate")
def rate_of_the_next_step(learning_rate, decay, step, *, reference):
    """Your rate is that of the next step.

    Steps are counted from 0, and step 0 has the full rate.
    """
    return reference.decayed_rate(learning_rate, decay, step + 1)


# -- predict ----------------------------------------------------------------------


@misconception("predict")
def predict_probabilities(w, b, X, *, reference):
    """Your function returns probabilities, not labels.

    Compare them with the threshold: the answer is 0 or 1.
    """
    return reference.sigmoid(w.T @ X + b)


@misconception("predict")
def predict_compares_z(w, b, X):
    """Your function compares z, not the probability, with 1/2.

    The probability is 1/2 where z is 0. Either take the sigmoid first, or use the threshold
    that belongs to z.
    """
    return (w.T @ X + b > 0.5).astype(int)


@misconception("predict")
def predict_tie_is_one(w, b, X, *, reference):
    """Where the probability is exactly 1/2, your function answers 1.

    The text decides the tie: 1 only where the probability is above 1/2.
    """
    return (reference.sigmoid(w.T @ X + b) >= 0.5).astype(int)


@misconception("predict")
def predict_flipped(w, b, X, *, reference):
    """Your labels are exchanged: 0 where class 1 is the more likely one.

    Look at the direction of the comparison.
    """
    return 1 - reference.predict(w, b, X)


@misconception("predict")
def predict_with_one_axis(w, b, X, *, reference):
    """Your labels have one axis, not two.

    Labels form a row, as Y does. Compared with it, an array with one axis would do today and
    give a surprise tomorrow.
    """
    return reference.predict(w, b, X).ravel()


@misconception("predict")
def predict_without_bias(w, b, X, *, reference):
    """Your labels do not depend on b: it is missing in z.

    Without the bias every boundary runs through the origin.
    """
    return reference.predict(w, 0.0, X)


@misconception("predict")
def predict_plus_minus(w, b, X, *, reference):
    """Your labels are -1 and 1; in this course they are 0 and 1."""
    return 2 * reference.predict(w, b, X) - 1


@misconception("predict")
def predict_all_zero(w, b, X):
    """Your labels are all 0.

    Perhaps an array of zeros is returned as it was made. Or the probabilities were cut off to
    whole numbers before they were compared.
    """
    return np.zeros((1, X.shape[1]), dtype=int)


@misconception("predict")
def predict_asks_if(w, b, X, *, reference):
    """Your function stops with ValueError where there are several samples.

    Probably an `if` asks about all of them at once, and there is no one answer. A comparison of
    an array gives an answer for each entry.
    """
    return reference.predict(w, b, X) if reference.sigmoid(w.T @ X + b) > 0.5 else np.zeros((1, 1))


# -- standardize ------------------------------------------------------------------


def _scaled(X, mean, deviation):
    """Return samples shifted and scaled; what never varies is shifted only."""
    return (X - mean) / np.where(deviation > 0, deviation, 1.0)


def _statistics(X):
    """Return the mean and the standard deviation of each feature, 0 where it never varies."""
    varies = np.ptp(X, axis=1, keepdims=True) > 0
    return X.mean(axis=1, keepdims=True), X.std(axis=1, keepdims=True) * varies


@misconception("standardize")
def standardize_new_by_itself(X_train, X_new, *, reference):
    """The new samples are standardized by their own mean and standard deviation.

    They must be moved exactly as the training samples were. Else the same tumour gets other
    numbers in other company, and one sample alone becomes all zeros.
    """
    return reference.standardize(X_train, X_new)[0], _scaled(X_new, *_statistics(X_new))


@misconception("standardize")
def standardize_all_together(X_train, X_new):
    """Mean and standard deviation are taken over training and new samples together.

    Then the model has seen something of the test before the test. They come from the training
    samples only.
    """
    both = _statistics(np.hstack([X_train, X_new]))
    return _scaled(X_train, *both), _scaled(X_new, *both)


@misconception("standardize")
def standardize_by_variance(X_train, X_new):
    """Your features are divided by their variance, not by its square root.

    Only the standard deviation has the unit of the feature, so that it can be shortened.
    """
    mean, deviation = _statistics(X_train)
    return _scaled(X_train, mean, deviation**2), _scaled(X_new, mean, deviation**2)


@misconception("standardize")
def standardize_of_one_fewer(X_train, X_new):
    """Your standard deviations are slightly too large: they come from a division by m - 1.

    That is the estimate for a whole population. The text divides by m.
    """
    mean, deviation = _statistics(X_train)
    m = X_train.shape[1]
    deviation = deviation * np.sqrt(m / (m - 1))
    return _scaled(X_train, mean, deviation), _scaled(X_new, mean, deviation)


@misconception("standardize")
def standardize_all_features_alike(X_train, X_new):
    """All your features are moved by the same mean and standard deviation.

    They are those of all numbers together. That leaves large features large. Every feature has
    its own: say along which axis you add up.
    """
    mean, deviation = X_train.mean(), X_train.std()
    return _scaled(X_train, mean, deviation), _scaled(X_new, mean, deviation)


@misconception("standardize")
def standardize_divides_by_zero(X_train, X_new):
    """A feature that never varies becomes NaN or infinite in your results.

    Its standard deviation is 0, and nothing can be divided by that. The text says what happens
    to such features.
    """
    mean, deviation = _statistics(X_train)
    with np.errstate(all="ignore"):
        return (X_train - mean) / deviation, (X_new - mean) / deviation


@misconception("standardize")
def standardize_rounds_before_comparing(X_train, X_new):
    """A feature that never varies is divided all the same where rounding is in the way.

    Probably you ask whether its standard deviation is 0. For numbers such as 0.1 it is tiny, but
    not 0. Ask whether the largest value equals the smallest.
    """
    mean, deviation = X_train.mean(axis=1, keepdims=True), X_train.std(axis=1, keepdims=True)
    return _scaled(X_train, mean, deviation), _scaled(X_new, mean, deviation)


@misconception("standardize")
def standardize_drops_constant_features(X_train, X_new, *, reference):
    """A feature that never varies in training becomes 0 in the new samples too.

    It is shifted like the others, and a new sample may well differ there.
    """
    old, new = reference.standardize(X_train, X_new)
    return old, np.where(np.ptp(X_train, axis=1, keepdims=True) > 0, new, 0.0)


@misconception("standardize")
def standardize_shifts_only(X_train, X_new):
    """Your features have the mean 0, but still their old scales.

    The second half of the formula is missing: divide by the standard deviation.
    """
    mean = X_train.mean(axis=1, keepdims=True)
    return X_train - mean, X_new - mean


@misconception("standardize")
def standardize_to_unit_interval(X_train, X_new):
    """Your training samples lie between 0 and 1: they are scaled by smallest and largest value.

    That is another way to make features alike, and one extreme sample spoils it. The text asks
    for mean and standard deviation.
    """
    low, high = X_train.min(axis=1, keepdims=True), X_train.max(axis=1, keepdims=True)
    return _scaled(X_train, low, high - low), _scaled(X_new, low, high - low)


@misconception("standardize")
def standardize_along_samples(X_train, X_new, *, reference):
    """Each sample has the mean 0 in your results, not each feature.

    You add up along the wrong axis: a feature is a row of X.
    """
    old, new = X_train.T.astype(float), X_new.T.astype(float)
    return tuple(_scaled(X, *_statistics(X)).T for X in (old, new))


@misconception("standardize")
def standardize_does_not_fit(X_train, X_new):
    """Your function stops with ValueError: two shapes do not fit.

    The statistics of the features form a column, (n_x, 1). A sum along an axis removes
    it, unless it is kept.
    """
    return X_train - np.zeros((X_train.shape[0], 2, 1)) + np.zeros(X_train.shape[1] + 1)


@misconception("standardize")
def standardize_changes_its_arguments(X_train, X_new, *, reference):
    """After the call, the arrays that were passed are not what they were before.

    `-=` and `/=` write into the caller's arrays, who may need them as they were. Make new ones.
    """
    old, new = reference.standardize(X_train.copy(), X_new.copy())
    if X_train.dtype.kind == "f":
        X_train[:], X_new[:] = old, new
    return old, new


# -- LogisticRegression -----------------------------------------------------------


@misconception("LogisticRegression")
def regression_adds_to_costs(learning_rate=0.5, num_iterations=200, *, reference):
    """After a second fit, the costs of the first one are still in the list.

    Probably the list is made once, in __init__ or in the class, and fit appends to it. Every
    fit starts anew, with an empty list.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    fit, earlier = model.fit, []

    def fit_on(X, Y):
        fit(X, Y)
        earlier.extend(model.costs)
        model.costs = list(earlier)
        return model

    model.fit = fit_on
    return model


@misconception("LogisticRegression")
def regression_goes_on(learning_rate=0.5, num_iterations=200, *, reference):
    """A second fit goes on where the first one ended, or fails where it does not fit.

    Probably w and b are made once, in __init__ or where they are still None. Every fit starts
    anew from zero, also for samples with another number of features.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    fit, state = model.fit, []

    def fit_on(X, Y):
        if not state:
            fit(X, Y)
        else:
            how = (learning_rate, num_iterations)
            model.w, model.b, model.costs = reference.gradient_descent(X, Y, *state[-1], *how)
        state.append((model.w, model.b))
        return model

    model.fit = fit_on
    return model


@misconception("LogisticRegression")
def regression_costs_of_every_hundredth(learning_rate=0.5, num_iterations=200, *, reference):
    """Your costs are those of every hundredth step only.

    This class promises one for every step: what gradient_descent returns.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    fit = model.fit

    def fit_sparsely(X, Y):
        fit(X, Y)
        model.costs = model.costs[::100]
        return model

    model.fit = fit_sparsely
    return model


@misconception("LogisticRegression")
def regression_adds_every_hundredth(learning_rate=0.5, num_iterations=200, *, reference):
    """Your costs are those of every hundredth step, and a second fit adds its own to them.

    This class promises one cost for every step, and a list that starts anew with every fit.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    fit, earlier = model.fit, []

    def fit_on(X, Y):
        fit(X, Y)
        earlier.extend(model.costs[::100])
        model.costs = list(earlier)
        return model

    model.fit = fit_on
    return model


@misconception("LogisticRegression")
def regression_fit_returns_nothing(learning_rate=0.5, num_iterations=200, *, reference):
    """What fit learns is right, but it returns None.

    With `return self` at its end, LogisticRegression().fit(X, Y).predict(X) works.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    fit = model.fit

    def fit_silently(X, Y):
        fit(X, Y)

    model.fit = fit_silently
    return model


@misconception("LogisticRegression")
def regression_fit_returns_parameters(learning_rate=0.5, num_iterations=200, *, reference):
    """What fit learns is right, but it returns parameters and costs, not the object.

    They are kept in attributes. With `return self`, LogisticRegression().fit(X, Y).predict(X)
    works.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    fit = model.fit

    def fit_and_tell(X, Y):
        fit(X, Y)
        return model.w, model.b, model.costs

    model.fit = fit_and_tell
    return model


@misconception("LogisticRegression")
def regression_default_rate(learning_rate=0.01, num_iterations=200, *, reference):
    """Without a learning rate your class takes 0.01, which is not what the text says.

    Compare the head of __init__ with the table.
    """
    return reference.LogisticRegression(learning_rate, num_iterations)


@misconception("LogisticRegression")
def regression_default_steps(learning_rate=0.5, num_iterations=1000, *, reference):
    """Without a number of steps your class takes 1000, which is not what the text says.

    Compare the head of __init__ with the table.
    """
    return reference.LogisticRegression(learning_rate, num_iterations)


@misconception("LogisticRegression")
def regression_ignores_settings(learning_rate=0.5, num_iterations=200, *, reference):
    """Your class learns with its default settings, whatever is passed to it.

    __init__ has to keep both numbers in attributes, and fit has to take them from there.
    """
    return reference.LogisticRegression()


@misconception("LogisticRegression")
def regression_scores_training_data(learning_rate=0.5, num_iterations=200, *, reference):
    """Your score is that of the samples that were learned from, whatever is passed to it.

    Fresh samples are what shows how good a model is. Use the arguments of score.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    fit, score, seen = model.fit, model.score, []

    def fit_and_keep(X, Y):
        seen[:] = [X, Y]
        return fit(X, Y)

    model.fit = fit_and_keep
    model.score = lambda X, Y: score(*seen)  # noqa: ARG005
    return model


@misconception("LogisticRegression")
def regression_scores_percent(learning_rate=0.5, num_iterations=200, *, reference):
    """Your score is in percent; a share from 0 to 1 is asked for."""
    model = reference.LogisticRegression(learning_rate, num_iterations)
    score = model.score
    model.score = lambda X, Y: 100 * score(X, Y)
    return model


@misconception("LogisticRegression")
def regression_scores_errors(learning_rate=0.5, num_iterations=200, *, reference):
    """Your score is the share of wrong answers.

    A score is the better the larger it is: count those that agree.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    score = model.score
    model.score = lambda X, Y: 1 - score(X, Y)
    return model


@misconception("LogisticRegression")
def regression_counts_right_answers(learning_rate=0.5, num_iterations=200, *, reference):
    """Your score is the number of right answers, not their share.

    Divide by the number of samples.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    score = model.score
    model.score = lambda X, Y: Y.size * score(X, Y)
    return model


@misconception("LogisticRegression")
def regression_scores_cost(learning_rate=0.5, num_iterations=200, *, reference):
    """Your score is the cost of the samples, not the share of right answers.

    The cost says how sure the model is. The score compares labels: predict, then count.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    model.score = lambda X, Y: reference.propagate(model.w, model.b, X, Y)[0]
    return model


@misconception("LogisticRegression")
def regression_predicts_probabilities(learning_rate=0.5, num_iterations=200, *, reference):
    """Your predict returns probabilities, and score compares those with the labels.

    A label is 0 or 1. Probabilities are what predict_proba is for.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    model.predict = model.predict_proba
    model.score = lambda X, Y: float(np.mean(model.predict(X) == Y))
    return model


@misconception("LogisticRegression")
def regression_probabilities_are_z(learning_rate=0.5, num_iterations=200, *, reference):
    """Your predict_proba returns z, which can be any number.

    A probability lies between 0 and 1: the sigmoid is missing.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    model.predict_proba = lambda X: model.w.T @ X + model.b
    return model


@misconception("LogisticRegression")
def regression_probabilities_of_both(learning_rate=0.5, num_iterations=200, *, reference):
    """Your predict_proba has two numbers for every sample.

    scikit-learn gives the probabilities of both classes. Here one row is asked for, that of
    class 1.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    proba = model.predict_proba
    model.predict_proba = lambda X: np.vstack([1 - proba(X), proba(X)])
    return model


@misconception("LogisticRegression")
def regression_forgets_bias(learning_rate=0.5, num_iterations=200, *, reference):
    """Your probabilities lack the bias, though fit learns it.

    z is w.T X + b, in predict_proba as in training.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    model.predict_proba = lambda X: reference.sigmoid(model.w.T @ X)
    return model
