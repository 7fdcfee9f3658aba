"""What goes wrong in the eleven exercises, and what to tell the student about it.

Each function is a plausible wrong version of an exercise. Where the hidden calls went
as with that version, its docstring is the hint. It speaks of what was seen and of the
mathematics; about the code it can only guess. Most versions change what goes into the
reference or what comes out of it, so that two of them can be combined.
"""

# ruff: noqa: ARG001, PLR0913, PLR0917 - the signatures are the exercises'

import numpy as np

from autograder.misconceptions import misconception


def squashed(z):
    """Return the sigmoid."""
    return 1 / (1 + np.exp(-z))


# -- mean_squared_error -----------------------------------------------------------


@misconception("mean_squared_error")
def error_is_sum(y_true, y_pred, *, reference):
    """Your function adds the squared errors up and does not divide.

    A sum grows with the number of entries, so the errors of two data sets could not be compared.
    """
    return np.size(y_true) * reference.mean_squared_error(y_true, y_pred)


@misconception("mean_squared_error")
def error_divided_by_samples(y_true, y_pred, *, reference):
    """Your function divides by the number of rows, not by the number of entries.

    For a matrix n counts all its entries: rows times columns.
    """
    return reference.mean_squared_error(y_true, y_pred) * np.size(y_true) / len(y_true)


@misconception("mean_squared_error")
def error_halved(y_true, y_pred, *, reference):
    """Your error is half of what it should be.

    Some texts put a factor 1/2 in front, so that the 2 of the derivative cancels. This one does
    not: the 2 stays in the gradient.
    """
    return reference.mean_squared_error(y_true, y_pred) / 2


@misconception("mean_squared_error")
def error_is_its_root(y_true, y_pred, *, reference):
    """Your function returns the square root of the mean squared error.

    That has the unit of y and is good for reading. The cost is asked for without the root.
    """
    return np.sqrt(reference.mean_squared_error(y_true, y_pred))


@misconception("mean_squared_error")
def error_is_absolute(y_true, y_pred):
    """Your function returns the mean of the absolute errors; nothing is squared.

    The square makes one large error worse than several small ones, and has a slope everywhere.
    """
    return np.mean(np.abs(y_true - y_pred))


@misconception("mean_squared_error")
def error_not_squared(y_true, y_pred):
    """Your function returns the mean of the differences, with their signs.

    Errors upwards and downwards cancel there: a bad prediction could have the error 0. Square
    first, then take the mean.
    """
    return np.mean(y_true - y_pred)


@misconception("mean_squared_error")
def error_of_the_mean(y_true, y_pred):
    """Your function takes the mean before the square.

    Errors upwards and downwards cancel before they are squared. Look at the brackets.
    """
    return np.mean(y_true - y_pred) ** 2


@misconception("mean_squared_error")
def error_of_each_column(y_true, y_pred):
    """Your result is one number for each column, not one number.

    An axis in the mean leaves the other one. The mean is over all entries.
    """
    return np.mean((y_true - y_pred) ** 2, axis=0)


@misconception("mean_squared_error")
def error_of_each_entry(y_true, y_pred):
    """Your function returns the squared error of every entry; the mean is missing."""
    return (y_true - y_pred) ** 2


@misconception("mean_squared_error")
def error_changes_prediction(y_true, y_pred, *, reference):
    """After the call, y_pred is not what it was before.

    `-=` and the like write into the caller's array, who may still need it. Make a new one.
    """
    error = reference.mean_squared_error(y_true, y_pred)
    y_pred -= y_true
    return error


# -- linear_gradients -------------------------------------------------------------


@misconception("linear_gradients")
def linear_without_two(X, y, w, b, *, reference):
    """Your gradients are half of what they should be: the 2 of the square is missing.

    The derivative of a square is twice its inside. It can only be left out where the cost has a
    factor 1/2, and this one has none.
    """
    dw, db = reference.linear_gradients(X, y, w, b)
    return dw / 2, db / 2


@misconception("linear_gradients")
def linear_not_averaged(X, y, w, b, *, reference):
    """Your gradients are sums over the samples, not means.

    The cost is a mean, so its slopes are means: each has the factor 1/m.
    """
    dw, db = reference.linear_gradients(X, y, w, b)
    return len(X) * dw, len(X) * db


@misconception("linear_gradients")
def linear_divided_by_features(X, y, w, b, *, reference):
    """Your gradients are divided by the number of features, not by that of the samples.

    In this notebook a sample is a row, so m is the first number of X.shape.
    """
    dw, db = reference.linear_gradients(X, y, w, b)
    return dw * len(X) / X.shape[1], db * len(X) / X.shape[1]


@misconception("linear_gradients")
def linear_uphill(X, y, w, b, *, reference):
    """Your gradients have the wrong sign: they are those of truth minus prediction.

    The square does not care for the order, its derivative does. Descending along these, the cost
    would grow.
    """
    dw, db = reference.linear_gradients(X, y, w, b)
    return -dw, -db


@misconception("linear_gradients")
def linear_without_bias(X, y, w, b, *, reference):
    """Your prediction leaves the bias b out.

    The model is X w + b. Without b every line goes through zero.
    """
    return reference.linear_gradients(X, y, w, 0.0)


@misconception("linear_gradients")
def linear_dw_with_one_axis(X, y, w, b, *, reference):
    """Your dw has the shape (n_x,), but w has the shape (n_x, 1).

    A gradient has the shape of its parameter. With an axis less, `w - dw` would become a square
    matrix by broadcasting.
    """
    dw, db = reference.linear_gradients(X, y, w, b)
    return dw.ravel(), db


@misconception("linear_gradients")
def linear_db_is_matrix(X, y, w, b, *, reference):
    """Your db is an array with one entry, not a number.

    Probably a sum along one axis, or a matrix product, has left axes of length 1.
    """
    dw, db = reference.linear_gradients(X, y, w, b)
    return dw, np.array([[db]])


@misconception("linear_gradients")
def linear_all_pairs(X, y, w, b):
    """Your error subtracts every label from every prediction: it is an (m, m) matrix.

    A column of shape (m, 1) minus an array of shape (m,) makes all pairs. Perhaps the predictions
    or the labels lose an axis on the way, through ravel, flatten or reshape.
    """
    error = X @ w + b - y.ravel()
    return 2 * X.T @ error / len(X), 2 * np.mean(error)


@misconception("linear_gradients")
def linear_db_not_doubled(X, y, w, b, *, reference):
    """Your db is half of what it should be, while dw is right.

    Both slopes come from the same square, so both have its 2.
    """
    dw, db = reference.linear_gradients(X, y, w, b)
    return dw, db / 2


@misconception("linear_gradients")
def linear_db_not_averaged(X, y, w, b, *, reference):
    """Your db is a sum over the samples, while dw is a mean.

    Both have the factor 1/m.
    """
    dw, db = reference.linear_gradients(X, y, w, b)
    return dw, len(X) * db


@misconception("linear_gradients")
def linear_returns_db_first(X, y, w, b, *, reference):
    """You return db first and dw second; it should be the other way round."""
    dw, db = reference.linear_gradients(X, y, w, b)
    return db, dw


@misconception("linear_gradients")
def linear_takes_a_step(X, y, w, b, *, reference):
    """Your function returns parameters after a step, with the learning rate 0.1, not gradients.

    The step comes later, and its length is another's choice. Return the slopes themselves.
    """
    dw, db = reference.linear_gradients(X, y, w, b)
    return w - 0.1 * dw, b - 0.1 * db


@misconception("linear_gradients")
def linear_products_do_not_fit(X, y, w, b):
    """Your function stops with ValueError in all tests: probably shapes do not fit.

    Here a sample is a row. Write the shapes below the formula: (a, b) times (b, c) gives (a, c),
    and the inner two must agree.
    """
    error = w.T @ X + b - y
    return 2 * X @ error.T / len(X), 2 * np.mean(error)


@misconception("linear_gradients")
def linear_changes_labels(X, y, w, b, *, reference):
    """After the call, y is not what it was before.

    `-=` and the like write into the caller's array. Make a new one.
    """
    answer = reference.linear_gradients(X, y, w, b)
    y -= X @ w + b
    return answer


# -- cross_entropy_loss -----------------------------------------------------------


@misconception("cross_entropy_loss")
def loss_without_minus(y_true, y_pred, *, reference):
    """Your cost has the wrong sign.

    The logarithm of a probability is negative. The minus in front makes the cost positive, so
    that less is better.
    """
    return -reference.cross_entropy_loss(y_true, y_pred)


@misconception("cross_entropy_loss")
def loss_is_sum(y_true, y_pred, *, reference):
    """Your cost is the sum over the entries, not their mean."""
    return np.size(y_true) * reference.cross_entropy_loss(y_true, y_pred)


@misconception("cross_entropy_loss")
def loss_divided_by_samples(y_true, y_pred, *, reference):
    """Your cost is divided by the number of rows, not by the number of entries.

    That adds the columns up. It is a cost that many use, but here n counts all entries, and the
    gradients of exercise 9 are made for that.
    """
    return reference.cross_entropy_loss(y_true, y_pred) * np.size(y_true) / len(y_true)


@misconception("cross_entropy_loss")
def loss_not_clipped(y_true, y_pred):
    """Your cost is NaN or infinite where an output is exactly 0 or 1.

    There one of the two logarithms gets a 0. Limit the outputs before you take logarithms.
    """
    return -np.mean(y_true * np.log(y_pred) + (1 - y_true) * np.log(1 - y_pred))


@misconception("cross_entropy_loss")
def loss_clipped_below_only(y_true, y_pred):
    """Your cost is NaN or infinite where an output is exactly 1, but not where it is 0.

    1 - a must stay above 0 as well: limit the outputs at both ends.
    """
    a = np.maximum(y_pred, 1e-15)
    return -np.mean(y_true * np.log(a) + (1 - y_true) * np.log(1 - a))


@misconception("cross_entropy_loss")
def loss_clipped_too_early(y_true, y_pred, *, reference):
    """Your cost limits how near an output may come to 0 and 1, and 0.001 is too far.

    It makes confident mistakes much cheaper than they are.
    """
    return reference.cross_entropy_loss(y_true, np.clip(y_pred, 1e-3, 1 - 1e-3))


@misconception("cross_entropy_loss")
def loss_clipped_at_a_hundred_millionth(y_true, y_pred, *, reference):
    """Your cost limits how near an output may come to 0 and 1, and the limit of 1e-8 is too far.

    A prediction of exactly 0 that is wrong costs about 18 then; the exercise asks for 34.5.
    """
    return reference.cross_entropy_loss(y_true, np.clip(y_pred, 1e-8, 1 - 1e-8))


@misconception("cross_entropy_loss")
def loss_of_label_one_only(y_true, y_pred):
    """Your cost counts only the entries with label 1; all others add zero.

    For label 0 the second term of the formula must do the work. Without it, a model that always
    answers 1 would look perfect.
    """
    a = np.clip(y_pred, 1e-15, 1 - 1e-15)
    return -np.mean(y_true * np.log(a))


@misconception("cross_entropy_loss")
def loss_with_minus_between(y_true, y_pred):
    """Your two terms have opposite signs: one counts for the cost, the other against it.

    The minus stands before a bracket that holds both terms.
    """
    a = np.clip(y_pred, 1e-15, 1 - 1e-15)
    return -np.mean(y_true * np.log(a) - (1 - y_true) * np.log(1 - a))


@misconception("cross_entropy_loss")
def loss_with_base_ten(y_true, y_pred, *, reference):
    """Your cost uses logarithms to base 10.

    log means the natural logarithm here: its slope is 1/a, and the gradients rely on that.
    """
    return reference.cross_entropy_loss(y_true, y_pred) / np.log(10)


@misconception("cross_entropy_loss")
def loss_with_base_two(y_true, y_pred, *, reference):
    """Your cost uses logarithms to base 2.

    log means the natural logarithm here: its slope is 1/a, and the gradients rely on that.
    """
    return reference.cross_entropy_loss(y_true, y_pred) / np.log(2)


@misconception("cross_entropy_loss")
def loss_with_labels_exchanged(y_true, y_pred, *, reference):
    """Your cost is that of the opposite labels: small where the model is wrong.

    y belongs to log(a), and 1 - y to log(1 - a).
    """
    return reference.cross_entropy_loss(1 - y_true, y_pred)


@misconception("cross_entropy_loss")
def loss_is_squared_error(y_true, y_pred, *, reference):
    """Your cost is the mean squared error, but the exercise asks for the cross-entropy."""
    return reference.mean_squared_error(y_true, y_pred)


@misconception("cross_entropy_loss")
def loss_of_each_entry(y_true, y_pred):
    """Your function returns the loss of every entry; the mean is missing."""
    a = np.clip(y_pred, 1e-15, 1 - 1e-15)
    return -(y_true * np.log(a) + (1 - y_true) * np.log(1 - a))


@misconception("cross_entropy_loss")
def loss_changes_outputs(y_true, y_pred, *, reference):
    """After the call, y_pred is not what it was before.

    Something writes into it, `out=` or `*=` for instance. The backward pass needs the outputs as
    they were. Make new arrays.
    """
    cost = reference.cross_entropy_loss(y_true, y_pred)
    y_pred *= 0.5
    return cost


# -- logistic_gradients -----------------------------------------------------------


@misconception("logistic_gradients")
def logistic_not_averaged(X, y, w, b, *, reference):
    """Your gradients are sums over the samples, not means: each has the factor 1/m."""
    dw, db = reference.logistic_gradients(X, y, w, b)
    return len(X) * dw, len(X) * db


@misconception("logistic_gradients")
def logistic_doubled(X, y, w, b, *, reference):
    """Your gradients are twice what they should be.

    A 2 comes from a square, as in linear regression. The cross-entropy has none.
    """
    dw, db = reference.logistic_gradients(X, y, w, b)
    return 2 * dw, 2 * db


@misconception("logistic_gradients")
def logistic_uphill(X, y, w, b, *, reference):
    """Your gradients have the wrong sign: they are those of truth minus prediction."""
    dw, db = reference.logistic_gradients(X, y, w, b)
    return -dw, -db


@misconception("logistic_gradients")
def logistic_without_sigmoid(X, y, w, b):
    """Your error is z - y, not a - y: the sigmoid is missing.

    z may be any number. The label is compared with the probability.
    """
    error = X @ w + b - y
    return X.T @ error / len(X), np.mean(error)


@misconception("logistic_gradients")
def logistic_with_the_sigmoid_s_slope(X, y, w, b):
    """Your error has the factor a (1 - a) too many.

    For the cross-entropy it cancels, and a - y is what is left. With it, a sure and wrong model
    hardly learns.
    """
    a = squashed(X @ w + b)
    error = (a - y) * a * (1 - a)
    return X.T @ error / len(X), np.mean(error)


@misconception("logistic_gradients")
def logistic_of_squared_error(X, y, w, b):
    """Your gradients are those of the mean squared error, not of the cross-entropy.

    They have the factor 2 a (1 - a) too many. With it, a sure and wrong model hardly learns.
    """
    a = squashed(X @ w + b)
    error = 2 * (a - y) * a * (1 - a)
    return X.T @ error / len(X), np.mean(error)


@misconception("logistic_gradients")
def logistic_of_decisions(X, y, w, b):
    """Your error compares the label with a decision, 0 or 1, not with the probability.

    A decision has no slope: it says nothing of how sure the model is. Round only when somebody
    asks for an answer.
    """
    error = (X @ w + b > 0) - 1.0 * y
    return X.T @ error / len(X), np.mean(error)


@misconception("logistic_gradients")
def logistic_without_bias(X, y, w, b, *, reference):
    """Your z leaves the bias b out; it is X w + b."""
    return reference.logistic_gradients(X, y, w, 0.0)


@misconception("logistic_gradients")
def logistic_all_pairs(X, y, w, b):
    """Your error subtracts every label from every probability: it is an (m, m) matrix.

    A column of shape (m, 1) minus an array of shape (m,) makes all pairs. Perhaps an axis is lost
    on the way, through ravel, flatten or reshape.
    """
    a = squashed(X @ w + b)
    error = a - y.ravel()
    return X.T @ error / len(X), np.mean(error)


@misconception("logistic_gradients")
def logistic_db_not_averaged(X, y, w, b, *, reference):
    """Your db is a sum over the samples, while dw is a mean: both have the factor 1/m."""
    dw, db = reference.logistic_gradients(X, y, w, b)
    return dw, len(X) * db


@misconception("logistic_gradients")
def logistic_dw_with_one_axis(X, y, w, b, *, reference):
    """Your dw has the shape (n_x,), but w has the shape (n_x, 1).

    A gradient has the shape of its parameter.
    """
    dw, db = reference.logistic_gradients(X, y, w, b)
    return dw.ravel(), db


# -- minibatches ------------------------------------------------------------------


@misconception("minibatches")
def batches_without_the_short_one(X, Y, batch_size, rng, *, reference):
    """The last, short batch is missing: its samples are never seen in that epoch.

    Rounding the number of batches down forgets what is left. A slice that reaches beyond the end
    is no error: it is just shorter.
    """
    for X_batch, Y_batch in reference.minibatches(X, Y, batch_size, rng):
        if len(X_batch) == batch_size:
            yield X_batch, Y_batch


@misconception("minibatches")
def batches_not_shuffled(X, Y, batch_size, rng):
    """Your batches come in the order of X, the same in every epoch.

    Data are often sorted, by class for instance, and then every batch has one class. Shuffle the
    numbers of the rows first, by rng.
    """
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


@misconception("minibatches")
def batches_of_shuffled_samples_only(X, Y, batch_size, rng, *, reference):
    """The samples are shuffled and the labels are not, so nearly every label is a wrong one.

    One order must serve both X and Y.
    """
    start = 0
    for X_batch, _ in reference.minibatches(X, Y, batch_size, rng):
        yield X_batch, Y[start : start + len(X_batch)]
        start += len(X_batch)


@misconception("minibatches")
def batches_of_shuffled_labels_only(X, Y, batch_size, rng, *, reference):
    """The labels are shuffled and the samples are not, so nearly every label is a wrong one.

    One order must serve both X and Y.
    """
    start = 0
    for _, Y_batch in reference.minibatches(X, Y, batch_size, rng):
        yield X[start : start + len(Y_batch)], Y_batch
        start += len(Y_batch)


@misconception("minibatches")
def batches_shuffled_apart(X, Y, batch_size, rng):
    """X and Y are shuffled one after the other, in two different orders.

    Each draw is a new one. Draw one order, and take the rows of both by it.
    """
    X, Y = X[rng.permutation(len(X))], Y[rng.permutation(len(Y))]
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


@misconception("minibatches")
def batches_with_replacement(X, Y, batch_size, rng):
    """Samples are drawn with replacement: some come twice in an epoch, and others never.

    Shuffle once, and deal out from there.
    """
    for start in range(0, len(X), batch_size):
        chosen = rng.integers(0, len(X), min(batch_size, len(X) - start))
        yield X[chosen], Y[chosen]


@misconception("minibatches")
def batches_drawn_anew(X, Y, batch_size, rng):
    """A new order is drawn for each batch, so some samples come twice in an epoch, others never.

    Shuffle once, before the loop, and deal out from there.
    """
    for start in range(0, len(X), batch_size):
        chosen = rng.permutation(len(X))[start : start + batch_size]
        yield X[chosen], Y[chosen]


@misconception("minibatches")
def batches_end_after_the_first(X, Y, batch_size, rng, *, reference):
    """Only the first batch is handed out.

    Probably the function returns inside its loop. `yield` hands a value out and goes on from
    there; `return` is the end.
    """
    yield from list(reference.minibatches(X, Y, batch_size, rng))[:1]


@misconception("minibatches")
def batches_returned_at_once(X, Y, batch_size, rng, *, reference):
    """Your function returns the first pair itself; there is no `yield` in it.

    A loop over the result then goes over the two arrays of one batch. Hand each pair out with
    `yield`.
    """
    return next(iter(reference.minibatches(X, Y, batch_size, rng)))


@misconception("minibatches")
def batches_with_the_last_filled_up(X, Y, batch_size, rng):
    """The last batch is filled up with samples that were there before.

    They count twice in this epoch. The last batch may be shorter.
    """
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        chosen = np.take(order, range(start, start + batch_size), mode="wrap")
        yield X[chosen], Y[chosen]


@misconception("minibatches")
def batches_with_an_empty_one(X, Y, batch_size, rng, *, reference):
    """An empty batch comes last where batch_size divides the number of samples.

    Probably the number of batches is m // batch_size + 1. The mean over no samples is NaN, and
    then so are all parameters.
    """
    yield from reference.minibatches(X, Y, batch_size, rng)
    if len(X) % batch_size == 0:
        yield X[:0], Y[:0]


@misconception("minibatches")
def batches_as_many_as_batch_size(X, Y, batch_size, rng, *, reference):
    """Your function makes batch_size batches; each batch should have batch_size samples."""
    yield from reference.minibatches(X, Y, -(-len(X) // batch_size), rng)


@misconception("minibatches")
def batches_with_a_seed_of_their_own(X, Y, batch_size, rng, *, reference):
    """Your batches do not depend on rng: they are the same for every seed.

    Probably a generator with a fixed seed is made inside. Then every epoch has the same order.
    """
    yield from reference.minibatches(X, Y, batch_size, np.random.default_rng(0))


@misconception("minibatches")
def batches_with_labels_first(X, Y, batch_size, rng, *, reference):
    """You hand out the labels first and the samples second; it should be the other way round."""
    for X_batch, Y_batch in reference.minibatches(X, Y, batch_size, rng):
        yield Y_batch, X_batch


@misconception("minibatches")
def batches_of_row_numbers(X, Y, batch_size, rng):
    """You hand out the numbers of the rows, not the rows themselves."""
    order = rng.permutation(len(X))
    for start in range(0, len(X), batch_size):
        yield order[start : start + batch_size]


@misconception("minibatches")
def batches_of_samples_only(X, Y, batch_size, rng, *, reference):
    """You hand out the samples without their labels; each value should be a pair."""
    for X_batch, _ in reference.minibatches(X, Y, batch_size, rng):
        yield X_batch


@misconception("minibatches")
def batches_shuffled_in_place(X, Y, batch_size, rng):
    """After an epoch, X and Y are in another order than before.

    rng.shuffle works in place, on the caller's own arrays. Shuffle row numbers, and take the rows
    by them.
    """
    order = rng.permutation(len(X))
    X[:], Y[:] = X[order], Y[order]
    for start in range(0, len(X), batch_size):
        yield X[start : start + batch_size], Y[start : start + batch_size]


# -- one_hot ----------------------------------------------------------------------


@misconception("one_hot")
def one_hot_takes_any_label(labels, n_classes):
    """A label that is no class is not refused: its row has no 1 at all.

    Such a row says "none of them", and nobody notices that the data are wrong. Raise a ValueError
    first.
    """
    return (labels.reshape(-1, 1) == np.arange(n_classes)).astype(float)


@misconception("one_hot")
def one_hot_counts_from_the_end(labels, n_classes, *, reference):
    """A label below 0 is not refused: its 1 is in a column counted from the end.

    NumPy takes the index -1 for the last one, and does not complain. Ask before you index.
    """
    return reference.one_hot(np.where(labels < 0, labels + n_classes, labels), n_classes)


@misconception("one_hot")
def one_hot_leaves_refusing_to_numpy(labels, n_classes):
    """A label of n_classes or more raises IndexError, and one below 0 is not refused.

    That is what NumPy does by itself when it is asked for a column that there is not; but -1 is
    the last column for it. Ask yourself, and raise a ValueError.
    """
    return np.eye(n_classes)[labels]


@misconception("one_hot")
def one_hot_lets_n_classes_pass(labels, n_classes, *, reference):
    """A label equal to n_classes is not refused with ValueError, while larger ones are.

    Counted from 0, the last class is n_classes - 1.
    """
    if np.max(labels) == n_classes and np.min(labels) >= 0:
        raise IndexError(n_classes)
    return reference.one_hot(labels, n_classes)


@misconception("one_hot")
def one_hot_counts_classes_itself(labels, n_classes, *, reference):
    """Your rows end with the largest label that occurs, whatever n_classes is.

    A batch need not have all classes; its rows must have a column for each one all the same.
    """
    return reference.one_hot(labels, n_classes)[:, : np.max(labels) + 1]


@misconception("one_hot")
def one_hot_with_samples_in_columns(labels, n_classes, *, reference):
    """Your result has one column for each sample; in this notebook a sample is a row."""
    return reference.one_hot(labels, n_classes).T


@misconception("one_hot")
def one_hot_of_integers(labels, n_classes, *, reference):
    """Your rows hold integers, not floats.

    np.zeros and np.eye make floats unless they are told otherwise.
    """
    return reference.one_hot(labels, n_classes).astype(int)


@misconception("one_hot")
def one_hot_of_booleans(labels, n_classes, *, reference):
    """Your rows hold True and False, not the numbers 1 and 0.

    A comparison makes booleans; .astype(float) makes numbers of them.
    """
    return reference.one_hot(labels, n_classes).astype(bool)


@misconception("one_hot")
def one_hot_counts_from_one(labels, n_classes, *, reference):
    """Your 1 is one column too far to the left: you count the classes from 1.

    Class 0 is the first column.
    """
    return np.roll(reference.one_hot(labels, n_classes), -1, axis=1)


# -- initialize_parameters --------------------------------------------------------


@misconception("initialize_parameters")
def weights_not_scaled(input_size, hidden_size, output_size, *, reference):
    """Your weights have the spread 1, whatever the number of inputs.

    A unit that adds up many inputs gets a z far from zero then, where the sigmoid is flat and
    hardly any gradient comes through. Divide by the root of the number of inputs of the layer.
    """
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    return np.sqrt(input_size) * W1, b1, np.sqrt(hidden_size) * W2, b2


@misconception("initialize_parameters")
def weights_zero(input_size, hidden_size, output_size, *, reference):
    """Your weights are all zero.

    Then every hidden unit computes the same, gets the same gradient and takes the same step: they
    stay equal for ever. Break the symmetry with random weights.
    """
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    return 0 * W1, b1, 0 * W2, b2


@misconception("initialize_parameters")
def weights_all_equal(input_size, hidden_size, output_size, *, reference):
    """Your weights are all the same number.

    Equal units get equal gradients and stay equal for ever. Every single weight needs a draw of
    its own.
    """
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    return np.ones_like(W1), b1, np.ones_like(W2), b2


@misconception("initialize_parameters")
def weights_of_one_hundredth(input_size, hidden_size, output_size, *, reference):
    """Your weights have the spread 0.01, whatever the number of inputs.

    Other assignments ask for that. Here the spread is one over the root of the number of inputs
    of the layer.
    """
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    return 0.01 * np.sqrt(input_size) * W1, b1, 0.01 * np.sqrt(hidden_size) * W2, b2


@misconception("initialize_parameters")
def weights_divided_by_inputs(input_size, hidden_size, output_size, *, reference):
    """Your weights are divided by the number of inputs, not by its root.

    A sum of n draws grows like the root of n only, so these weights are too small.
    """
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    return W1 / np.sqrt(input_size), b1, W2 / np.sqrt(hidden_size), b2


@misconception("initialize_parameters")
def weights_all_scaled_by_input_size(input_size, hidden_size, output_size, *, reference):
    """Your W2 is divided by the root of input_size.

    The inputs of the output layer are the hidden units.
    """
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    return W1, b1, W2 * np.sqrt(hidden_size / input_size), b2


@misconception("initialize_parameters")
def weights_scaled_by_outputs(input_size, hidden_size, output_size, *, reference):
    """Your weights are divided by the root of the number of units of their layer.

    What a unit adds up are its inputs; it does not matter how many units there are beside it.
    """
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    W1 = W1 * np.sqrt(input_size / hidden_size)
    return W1, b1, W2 * np.sqrt(hidden_size / output_size), b2


@misconception("initialize_parameters")
def weights_uniform(input_size, hidden_size, output_size, *, reference):
    """Your weights are never negative, and spread evenly: draws of a uniform distribution.

    np.random.rand and rng.random draw those. The standard normal distribution has draws of both
    signs, most of them near zero.
    """
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    rng = np.random.default_rng()
    W1, W2 = rng.random(W1.shape) / np.sqrt(input_size), rng.random(W2.shape) / np.sqrt(hidden_size)
    return W1, b1, W2, b2


@misconception("initialize_parameters")
def biases_random(input_size, hidden_size, output_size, *, reference):
    """Your biases are not zero, but different numbers; they should begin at zero.

    Chance is needed once only, and the weights have it.
    """
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    rng = np.random.default_rng()
    return W1, rng.standard_normal(b1.shape), W2, rng.standard_normal(b2.shape)


@misconception("initialize_parameters")
def parameters_transposed(input_size, hidden_size, output_size, *, reference):
    """Your parameters are transposed: they fit samples in columns.

    Here a sample is a row, a weight matrix has one column for each unit, and a bias is a row.
    """
    return tuple(
        part.T for part in reference.initialize_parameters(input_size, hidden_size, output_size)
    )


@misconception("initialize_parameters")
def biases_with_one_axis(input_size, hidden_size, output_size, *, reference):
    """Your biases have one axis, not two; they should be rows of the shapes (1, n)."""
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    return W1, b1.ravel(), W2, b2.ravel()


@misconception("initialize_parameters")
def parameters_in_a_dict(input_size, hidden_size, output_size, *, reference):
    """You return a dict; in this notebook the parameters come one by one: W1, b1, W2, b2."""
    parts = reference.initialize_parameters(input_size, hidden_size, output_size)
    return dict(zip(("W1", "b1", "W2", "b2"), parts, strict=True))


@misconception("initialize_parameters")
def weights_before_biases(input_size, hidden_size, output_size, *, reference):
    """You return both weights before both biases; the order is W1, b1, W2, b2."""
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    return W1, W2, b1, b2


# -- forward_propagation ----------------------------------------------------------


@misconception("forward_propagation")
def forward_tanh_in_hidden_layer(X, W1, b1, W2, b2, *, reference):
    """Your hidden layer uses tanh; in this notebook it is the sigmoid.

    The gradients of exercise 9 have the slope of the sigmoid.
    """
    z1, _, _, _ = reference.forward_propagation(X, W1, b1, W2, b2)
    a1 = np.tanh(z1)
    z2 = a1 @ W2 + b2
    return z1, a1, z2, squashed(z2)


@misconception("forward_propagation")
def forward_relu_in_hidden_layer(X, W1, b1, W2, b2):
    """Your hidden layer uses ReLU: negative values become zero. Here it is the sigmoid.

    The gradients of exercise 9 have the slope of the sigmoid.
    """
    z1 = X @ W1 + b1
    a1 = np.maximum(z1, 0)
    z2 = a1 @ W2 + b2
    return z1, a1, z2, squashed(z2)


@misconception("forward_propagation")
def forward_hidden_layer_linear(X, W1, b1, W2, b2):
    """Your hidden layer has no activation: a1 is the same as z1.

    Two linear layers in a row are no more than one. Something must bend between them.
    """
    z1 = X @ W1 + b1
    z2 = z1 @ W2 + b2
    return z1, z1, z2, squashed(z2)


@misconception("forward_propagation")
def forward_output_linear(X, W1, b1, W2, b2, *, reference):
    """Your output layer has no sigmoid: a2 is the same as z2.

    A probability lies between 0 and 1.
    """
    z1, a1, z2, _ = reference.forward_propagation(X, W1, b1, W2, b2)
    return z1, a1, z2, z2


@misconception("forward_propagation")
def forward_softmax_at_output(X, W1, b1, W2, b2, *, reference):
    """The outputs of each sample add up to 1: your output layer uses softmax.

    That is a good choice for classes that exclude each other, but another one. Here each output
    has a sigmoid of its own.
    """
    z1, a1, z2, _ = reference.forward_propagation(X, W1, b1, W2, b2)
    power = np.exp(z2)
    return z1, a1, z2, power / power.sum(axis=1, keepdims=True)


@misconception("forward_propagation")
def forward_without_b1(X, W1, b1, W2, b2, *, reference):
    """Your hidden layer leaves its bias b1 out."""
    return reference.forward_propagation(X, W1, 0 * b1, W2, b2)


@misconception("forward_propagation")
def forward_without_b2(X, W1, b1, W2, b2, *, reference):
    """Your output layer leaves its bias b2 out."""
    return reference.forward_propagation(X, W1, b1, W2, 0 * b2)


@misconception("forward_propagation")
def forward_z1_into_output(X, W1, b1, W2, b2, *, reference):
    """Your output layer takes z1, the hidden layer before the sigmoid, and not a1.

    Then the sigmoid in between has no effect on the result.
    """
    z1, a1, _, _ = reference.forward_propagation(X, W1, b1, W2, b2)
    z2 = z1 @ W2 + b2
    return z1, a1, z2, squashed(z2)


@misconception("forward_propagation")
def forward_returns_output_only(X, W1, b1, W2, b2, *, reference):
    """You return a2 alone; z1, a1 and z2 are missing.

    The way back needs what was computed on the way there.
    """
    return reference.forward_propagation(X, W1, b1, W2, b2)[3]


@misconception("forward_propagation")
def forward_returns_cache(X, W1, b1, W2, b2, *, reference):
    """You return a2 and a dict; in this notebook the arrays come one by one: z1, a1, z2, a2."""
    parts = reference.forward_propagation(X, W1, b1, W2, b2)
    return parts[3], dict(zip(("z1", "a1", "z2", "a2"), parts, strict=True))


@misconception("forward_propagation")
def forward_of_columns(X, W1, b1, W2, b2):
    """Your function stops with ValueError in all tests: probably shapes do not fit.

    Perhaps it multiplies W times X, as for samples in columns. Here a sample is a row: X comes
    first, (m, n_x) times (n_x, n_h).
    """
    return np.dot(W1, X) + b1 + W2 + b2


@misconception("forward_propagation")
def forward_changes_biases(X, W1, b1, W2, b2, *, reference):
    """After the call, b1 is not what it was before.

    `+=` and the like write into the caller's array. Make new ones.
    """
    answer = reference.forward_propagation(X, W1, b1, W2, b2)
    b1 += np.mean(X @ W1, axis=0)
    return answer


# -- backward_propagation ---------------------------------------------------------


@misconception("backward_propagation")
def gradients_divided_by_samples(X, y_true, a1, a2, W2, *, reference):
    """Your gradients are too large by the number of outputs: they are divided by m alone.

    That is the gradient of a cost that adds the outputs up. The cost of exercise 3 is a mean over
    all entries, rows times columns. The gradient check would tell.
    """
    parts = reference.backward_propagation(X, y_true, a1, a2, W2)
    return tuple(a2.shape[1] * part for part in parts)


@misconception("backward_propagation")
def gradients_not_averaged(X, y_true, a1, a2, W2, *, reference):
    """Your gradients are sums over all entries; the cost is their mean."""
    parts = reference.backward_propagation(X, y_true, a1, a2, W2)
    return tuple(a2.size * part for part in parts)


@misconception("backward_propagation")
def gradients_divided_twice(X, y_true, a1, a2, W2, *, reference):
    """Your gradients are divided by the number of entries twice.

    Once dz2 has the factor 1/n, everything that is made from it has it too.
    """
    parts = reference.backward_propagation(X, y_true, a1, a2, W2)
    return tuple(part / a2.size for part in parts)


@misconception("backward_propagation")
def gradients_divided_again_by_samples(X, y_true, a1, a2, W2, *, reference):
    """Your gradients are divided by m once more, after dz2 already has the factor 1/n.

    Everything that is made from dz2 has its factor too.
    """
    parts = reference.backward_propagation(X, y_true, a1, a2, W2)
    return tuple(part / len(X) for part in parts)


@misconception("backward_propagation")
def gradients_uphill(X, y_true, a1, a2, W2, *, reference):
    """Your gradients have the wrong sign: they are those of truth minus prediction."""
    return tuple(-part for part in reference.backward_propagation(X, y_true, a1, a2, W2))


@misconception("backward_propagation")
def gradients_without_slope_of_hidden_layer(X, y_true, a1, a2, W2, *, reference):
    """Your dW1 and db1 lack the slope of the hidden layer, a1 (1 - a1).

    The way back passes through each sigmoid that the way there has passed through.
    """
    _, _, dW2, db2 = reference.backward_propagation(X, y_true, a1, a2, W2)
    dz1 = (a2 - y_true) / a2.size @ W2.T
    return X.T @ dz1, dz1.sum(axis=0, keepdims=True), dW2, db2


@misconception("backward_propagation")
def gradients_with_slope_of_tanh(X, y_true, a1, a2, W2, *, reference):
    """Your hidden layer has the slope of tanh, 1 - a1²; here it is a sigmoid.

    The sigmoid's slope is a1 (1 - a1).
    """
    _, _, dW2, db2 = reference.backward_propagation(X, y_true, a1, a2, W2)
    dz1 = (a2 - y_true) / a2.size @ W2.T * (1 - a1**2)
    return X.T @ dz1, dz1.sum(axis=0, keepdims=True), dW2, db2


@misconception("backward_propagation")
def gradients_with_sigmoid_of_a1(X, y_true, a1, a2, W2, *, reference):
    """Your hidden layer's slope is taken as if a1 were z1: the sigmoid is applied to it once more.

    a1 is the sigmoid of z1 already, so its slope is a1 (1 - a1).
    """
    _, _, dW2, db2 = reference.backward_propagation(X, y_true, a1, a2, W2)
    s = squashed(a1)
    dz1 = (a2 - y_true) / a2.size @ W2.T * s * (1 - s)
    return X.T @ dz1, dz1.sum(axis=0, keepdims=True), dW2, db2


@misconception("backward_propagation")
def gradients_with_slope_at_output(X, y_true, a1, a2, W2, *, reference):
    """Your dz2 has the factor a2 (1 - a2) too many.

    For the cross-entropy it cancels, and a2 - Y is what is left.
    """
    slope = a2 * (1 - a2)
    return reference.backward_propagation(X, a2 - (a2 - y_true) * slope, a1, a2, W2)


@misconception("backward_propagation")
def gradients_of_squared_error(X, y_true, a1, a2, W2, *, reference):
    """Your gradients are those of the mean squared error, not of the cross-entropy.

    Their dz2 has the factor 2 a2 (1 - a2) too many.
    """
    slope = 2 * a2 * (1 - a2)
    return reference.backward_propagation(X, a2 - (a2 - y_true) * slope, a1, a2, W2)


@misconception("backward_propagation")
def bias_gradients_with_one_axis(X, y_true, a1, a2, W2, *, reference):
    """Your db1 and db2 have one axis, but the biases are rows of the shapes (1, n).

    A sum along an axis drops it, unless it is told to keep it.
    """
    dW1, db1, dW2, db2 = reference.backward_propagation(X, y_true, a1, a2, W2)
    return dW1, db1.ravel(), dW2, db2.ravel()


@misconception("backward_propagation")
def bias_gradients_summed_up(X, y_true, a1, a2, W2, *, reference):
    """Your db1 and db2 are single numbers: the sum runs over the units as well.

    Every unit has a bias of its own. Sum along the samples only, which are the rows.
    """
    dW1, db1, dW2, db2 = reference.backward_propagation(X, y_true, a1, a2, W2)
    return dW1, db1.sum(), dW2, db2.sum()


@misconception("backward_propagation")
def bias_gradients_averaged(X, y_true, a1, a2, W2, *, reference):
    """Your db1 and db2 are divided by m once more: they are means where sums are needed.

    The factor 1/n is in dz2 already, so the samples are added up.
    """
    dW1, db1, dW2, db2 = reference.backward_propagation(X, y_true, a1, a2, W2)
    return dW1, db1 / len(X), dW2, db2 / len(X)


@misconception("backward_propagation")
def gradients_of_output_layer_first(X, y_true, a1, a2, W2, *, reference):
    """You return the gradients of the output layer first; the order is dW1, db1, dW2, db2."""
    dW1, db1, dW2, db2 = reference.backward_propagation(X, y_true, a1, a2, W2)
    return dW2, db2, dW1, db1


@misconception("backward_propagation")
def gradients_in_a_dict(X, y_true, a1, a2, W2, *, reference):
    """You return a dict; in this notebook the gradients come one by one: dW1, db1, dW2, db2."""
    parts = reference.backward_propagation(X, y_true, a1, a2, W2)
    return dict(zip(("dW1", "db1", "dW2", "db2"), parts, strict=True))


@misconception("backward_propagation")
def gradients_update_what_is_not_passed(X, y_true, a1, a2, W2):
    """Your function stops with UnboundLocalError in all tests.

    Python takes a name that a function assigns to, `W1 -= ...` for instance, for a local one, and
    here it has no value yet. This function is to compute gradients; the update is exercise 10.
    """
    raise UnboundLocalError


@misconception("backward_propagation")
def gradients_need_a_name_from_outside(X, y_true, a1, a2, W2):
    """Your function stops with NameError in all tests: it uses a name that nobody has defined.

    Everything that it needs is passed to it. Look for parameters and learning rates that come from
    somewhere else in your notebook.
    """
    raise NameError


@misconception("backward_propagation")
def gradients_change_a2(X, y_true, a1, a2, W2, *, reference):
    """After the call, a2 is not what it was before.

    `a2 -= ...` writes into the caller's array. Make a new one.
    """
    parts = reference.backward_propagation(X, y_true, a1, a2, W2)
    a2 -= y_true
    return parts


# -- update_parameters ------------------------------------------------------------


@misconception("update_parameters")
def update_in_place(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.1, *, reference):
    """The step is right, but after the call the old parameters have changed too.

    `W1 -= ...` writes into the caller's array. Whoever wants to begin at the same start once more
    has lost it. `W1 - ...` makes a new array.
    """
    old = W1, b1, W2, b2
    new = reference.update_parameters(*old, dW1, db1, dW2, db2, learning_rate)
    for before, after in zip(old, new, strict=True):
        before[:] = after
    return old


@misconception("update_parameters")
def update_uphill(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.1, *, reference):
    """Your parameters move along their gradients, that is uphill.

    The gradient points to where the cost grows. Subtract it.
    """
    return reference.update_parameters(W1, b1, W2, b2, dW1, db1, dW2, db2, -learning_rate)


@misconception("update_parameters")
def update_without_learning_rate(
    W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.1, *, reference
):
    """Your step subtracts the whole gradient: the learning rate is not in it."""
    return reference.update_parameters(W1, b1, W2, b2, dW1, db1, dW2, db2, 1.0)


@misconception("update_parameters")
def update_with_a_fixed_rate(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.1, *, reference):
    """Your step always has the learning rate 0.1, whichever is passed."""
    return reference.update_parameters(W1, b1, W2, b2, dW1, db1, dW2, db2, 0.1)


@misconception("update_parameters")
def update_with_another_default(
    W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.01, *, reference
):
    """Without a learning rate your step takes 0.01; the default is 0.1."""
    return reference.update_parameters(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate)


@misconception("update_parameters")
def update_of_weights_only(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.1, *, reference):
    """Your biases stay as they are; they learn like the weights."""
    step = reference.update_parameters(W1, b1, W2, b2, dW1, 0 * db1, dW2, 0 * db2, learning_rate)
    return step[0], b1, step[2], b2


@misconception("update_parameters")
def update_returns_steps(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.1, *, reference):
    """Your function returns the steps alone: the learning rate times the gradients.

    Subtract them from the parameters.
    """
    new = reference.update_parameters(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate)
    return tuple(old - after for old, after in zip((W1, b1, W2, b2), new, strict=True))


@misconception("update_parameters")
def update_returns_dict(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.1, *, reference):
    """You return a dict; in this notebook the parameters come one by one: W1, b1, W2, b2."""
    new = reference.update_parameters(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate)
    return dict(zip(("W1", "b1", "W2", "b2"), new, strict=True))


# -- train ------------------------------------------------------------------------


def run(reference, parameters, batches, learning_rate):
    """Take one step for each batch."""
    for X_batch, Y_batch in batches:
        _, a1, _, a2 = reference.forward_propagation(X_batch, *parameters)
        gradients = reference.backward_propagation(X_batch, Y_batch, a1, a2, parameters[2])
        parameters = reference.update_parameters(*parameters, *gradients, learning_rate)
    return parameters


def cost_of(reference, X, Y, parameters):
    """Return the cost of some samples."""
    return reference.cross_entropy_loss(Y, reference.forward_propagation(X, *parameters)[3])


@misconception("train")
def train_ignores_batch_size(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Each of your epochs is one step with all samples, whatever batch_size is.

    Go through the mini-batches in an inner loop, and take a step for each.
    """
    return reference.train(X, Y, W1, b1, W2, b2, epochs, len(X), learning_rate, rng)


@misconception("train")
def train_on_all_samples_each_step(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Each of your steps follows the gradients of all samples, not of its mini-batch.

    There are as many steps as mini-batches, and each costs as much as a whole epoch. Use X_batch
    and Y_batch in the inner loop, not X and Y.
    """
    parameters, costs = (W1, b1, W2, b2), []
    for _ in range(epochs):
        many = len(list(reference.minibatches(X, Y, batch_size, rng)))
        parameters = run(reference, parameters, [(X, Y)] * many, learning_rate)
        costs.append(cost_of(reference, X, Y, parameters))
    return *parameters, costs


@misconception("train")
def train_with_the_first_batch_only(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Each of your epochs takes one step, with its first mini-batch; the others are not seen.

    Perhaps the loop over the mini-batches ends too early, by `break` or `return`.
    """
    parameters, costs = (W1, b1, W2, b2), []
    for _ in range(epochs):
        batches = list(reference.minibatches(X, Y, batch_size, rng))[:1]
        parameters = run(reference, parameters, batches, learning_rate)
        costs.append(cost_of(reference, X, Y, parameters))
    return *parameters, costs


@misconception("train")
def train_with_the_last_batch_only(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Each of your epochs takes one step, with its last mini-batch.

    Perhaps the lines that take the step stand after the loop over the mini-batches, not in it:
    look at the indentation.
    """
    parameters, costs = (W1, b1, W2, b2), []
    for _ in range(epochs):
        batches = list(reference.minibatches(X, Y, batch_size, rng))[-1:]
        parameters = run(reference, parameters, batches, learning_rate)
        costs.append(cost_of(reference, X, Y, parameters))
    return *parameters, costs


@misconception("train")
def train_for_one_epoch_only(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Your function stops after the first epoch.

    Perhaps it returns inside the loop, or a generator that was made once before the loop has
    nothing left to hand out in the second epoch.
    """
    return reference.train(X, Y, W1, b1, W2, b2, 1, batch_size, learning_rate, rng)


@misconception("train")
def train_with_batches_made_once(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Only the first of your epochs learns; in all others nothing moves.

    A generator can be gone through once. Probably it is made before the loop over the epochs:
    ask minibatches for a new one in each.
    """
    *parameters, costs = reference.train(X, Y, W1, b1, W2, b2, 1, batch_size, learning_rate, rng)
    return *parameters, costs * epochs


@misconception("train")
def train_with_costs_before(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Your costs are those before each epoch, not after it.

    The first is that of the start, and that of the end is missing.
    """
    *parameters, costs = reference.train(
        X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng
    )
    return *parameters, [cost_of(reference, X, Y, (W1, b1, W2, b2)), *costs[:-1]]


@misconception("train")
def train_with_costs_of_start_too(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Your list of costs has one too many: it begins with the cost of the start."""
    *parameters, costs = reference.train(
        X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng
    )
    return *parameters, [cost_of(reference, X, Y, (W1, b1, W2, b2)), *costs]


@misconception("train")
def train_with_costs_of_the_last_batch(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Your costs are those of the last mini-batch before its step, not those of all samples.

    Which samples it has is chance. Compute the cost of X and Y when the epoch is over.
    """
    parameters, costs = (W1, b1, W2, b2), []
    for _ in range(epochs):
        *before, last = reference.minibatches(X, Y, batch_size, rng)
        parameters = run(reference, parameters, before, learning_rate)
        costs.append(cost_of(reference, *last, parameters))
        parameters = run(reference, parameters, [last], learning_rate)
    return *parameters, costs


@misconception("train")
def train_with_mean_costs_of_batches(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Your costs are the means of the mini-batches' costs on the way through the epoch.

    Each belongs to other parameters. Compute the cost of X and Y when the epoch is over.
    """
    parameters, costs = (W1, b1, W2, b2), []
    for _ in range(epochs):
        seen = []
        for X_batch, Y_batch in reference.minibatches(X, Y, batch_size, rng):
            seen.append(cost_of(reference, X_batch, Y_batch, parameters))
            parameters = run(reference, parameters, [(X_batch, Y_batch)], learning_rate)
        costs.append(np.mean(seen))
    return *parameters, costs


@misconception("train")
def train_with_a_cost_for_each_step(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Your list has a cost for each step; it should have one for each epoch."""
    parameters, costs = (W1, b1, W2, b2), []
    for _ in range(epochs):
        for batch in reference.minibatches(X, Y, batch_size, rng):
            parameters = run(reference, parameters, [batch], learning_rate)
            costs.append(cost_of(reference, X, Y, parameters))
    return *parameters, costs


@misconception("train")
def train_returns_the_last_cost(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Your costs are a single number, the last one; a list with one for each epoch is needed."""
    *parameters, costs = reference.train(
        X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng
    )
    return *parameters, costs[-1]


@misconception("train")
def train_returns_no_costs(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """You return the four parameters, but not the costs."""
    return reference.train(X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng)[:4]


@misconception("train")
def train_returns_costs_first(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """You return the costs first; they come last, after W1, b1, W2, b2."""
    *parameters, costs = reference.train(
        X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng
    )
    return costs, *parameters


@misconception("train")
def train_at_the_default_rate(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Your training always has the learning rate 0.1, whichever is passed.

    Perhaps it is not handed on to update_parameters, whose default is 0.1.
    """
    return reference.train(X, Y, W1, b1, W2, b2, epochs, batch_size, 0.1, rng)


@misconception("train")
def train_learns_nothing(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """Your parameters come back as they went in, and the costs stay the same.

    update_parameters returns new arrays: its result has to be kept, and used in the next step.
    """
    return reference.train(X, Y, W1, b1, W2, b2, epochs, batch_size, 0.0, rng)


@misconception("train")
def train_changes_the_start(
    X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng, *, reference
):
    """After training, the parameters that were passed have changed.

    A second run from the same start would begin where this one has ended. Do not write into them:
    no `-=`, and no `[:] =`.
    """
    *parameters, costs = reference.train(
        X, Y, W1, b1, W2, b2, epochs, batch_size, learning_rate, rng
    )
    for before, after in zip((W1, b1, W2, b2), parameters, strict=True):
        before[:] = after
    return *parameters, costs
