"""What goes wrong in the ten exercises, and what to tell the student about it.

Each function is a plausible wrong version of an exercise. Where the hidden calls went
as with that version, its docstring is the hint. It speaks of what was seen and of the
mathematics; about the code it can only guess. Most versions change what goes into the
reference or what comes out of it, so that two of them can be combined.
"""

from itertools import zip_longest

import numpy as np

from autograder.misconceptions import misconception

# -- as_column --------------------------------------------------------------------


@misconception("as_column")
def column_by_transposing(v):
    """Your function leaves an array with one axis as it is, and makes a row of a column.

    Probably it transposes. That reverses the order of the axes, and one axis has no order to
    reverse. Say which shape you want instead.
    """
    return v.T


@misconception("as_column")
def column_of_row(v, *, reference):
    """Your function returns a row, of shape (1, n).

    In a column the numbers stand one below the other: n rows, and one column.
    """
    return reference.as_column(v).T


@misconception("as_column")
def column_is_flat(v):
    """Your function returns an array with one axis, the very thing that it should put an end to.

    Flattening takes axes away. A column has two: its shape is a pair whose second number is 1.
    """
    return np.array(v).ravel()


@misconception("as_column")
def column_with_one_axis_more(v):
    """Your function always puts one more axis at the end.

    That is right for an array with one axis. A row or a column has two already, and gets three.
    """
    return np.array(v)[..., np.newaxis]


@misconception("as_column")
def column_of_transposed_matrix(v):
    """Your function handles an array with one axis, but turns a column into a row.

    It seems to transpose everything that has two axes. Only a row has to be turned.
    """
    return v.T if v.ndim == 2 else v[:, np.newaxis]


@misconception("as_column")
def column_keeps_matrices(v):
    """Your function returns a row as it is; only an array with one axis becomes a column.

    All three shapes that v may have must become a column, a row too.
    """
    return v if v.ndim == 2 else v[:, np.newaxis]


@misconception("as_column")
def column_of_five(v):
    """Your function fits one length of v only.

    Probably the number of rows is written out. Ask v for its size, or let NumPy find the number.
    """
    return v.reshape(5, 1)


@misconception("as_column")
def column_of_len(v):
    """Your function stops with ValueError for a row of several numbers.

    Probably it takes len(v) for the number of entries. The length of an array is that of its
    first axis, which for a row is 1; its size counts the entries.
    """
    return v.reshape(len(v), 1)


@misconception("as_column")
def column_in_place(v, *, reference):
    """After the call, the caller's array has another shape.

    Probably your function writes to v.shape, or calls v.resize, which change the array
    itself. A call that returns a new array or a view leaves it as it is.
    """
    value = reference.as_column(np.array(v))
    v.shape = (v.size, 1)
    return value


# -- broadcast_shape --------------------------------------------------------------


def refuse_unless_fit(a, b):
    """Raise a ValueError where two shapes, aligned at their last axes, do not fit."""
    np.broadcast_shapes(a, b)


def stretched(a, b, shape):
    """Return a shape, and along which of its axes each of the two is stretched."""
    padded = [(1,) * (len(shape) - len(own)) + own for own in (a, b)]
    axes = (tuple(i for i, n in enumerate(own) if n != shape[i]) for own in padded)
    return shape, *axes


@misconception("broadcast_shape")
def broadcast_takes_the_larger(a, b):
    """Where a length of 0 meets 1, your result has a 1.

    It seems to take the larger length. The rule is another one: where one of them is 1, the
    result has the *other* length, and 0 is one of those.
    """
    refuse_unless_fit(a, b)
    pairs = zip_longest(a[::-1], b[::-1], fillvalue=1)
    return stretched(a, b, tuple(max(n, k) for n, k in pairs)[::-1])


@misconception("broadcast_shape")
def broadcast_refuses_zero_and_one(a, b, *, reference):
    """Your function refuses a length of 0 that meets a length of 1.

    Perhaps the result gets the larger length, 1, and the 0 does not fit that. But 1 fits every
    length, 0 too: the result has the *other* length.
    """
    for pair in zip_longest(a[::-1], b[::-1], fillvalue=1):
        if set(pair) == {0, 1}:
            raise ValueError("lengths 0 and 1 do not fit")
    return reference.broadcast_shape(a, b)


@misconception("broadcast_shape")
def broadcast_never_refuses(a, b):
    """Your function takes the larger length of each pair and refuses nothing.

    Two different lengths of which neither is 1 do not fit: they need a ValueError.
    """
    pairs = zip_longest(a[::-1], b[::-1], fillvalue=1)
    return stretched(a, b, tuple(max(n, k) for n, k in pairs)[::-1])


@misconception("broadcast_shape")
def broadcast_zero_fits_all(a, b, *, reference):
    """Your function lets a length of 0 fit every other length.

    0 is a length like 2 or 3: it meets itself or a 1, and nothing else.
    """
    pairs = list(zip_longest(a[::-1], b[::-1], fillvalue=1))
    if any(0 in pair for pair in pairs):
        return stretched(a, b, tuple(0 if 0 in pair else max(pair) for pair in pairs)[::-1])
    return reference.broadcast_shape(a, b)


@misconception("broadcast_shape")
def broadcast_aligns_first_axes(a, b, *, reference):
    """Your function aligns the two shapes at their first axes.

    Broadcasting compares from the back: the last axes stand above each other, and the shorter
    shape gets its ones in front.
    """
    longest = max(len(a), len(b))
    return reference.broadcast_shape(a + (1,) * (longest - len(a)), b + (1,) * (longest - len(b)))


@misconception("broadcast_shape")
def broadcast_backwards(a, b, *, reference):
    """Your result has its lengths in reversed order.

    Whoever goes through the axes from the last to the first meets the last length first. It
    still belongs at the end of the result.
    """
    shape, of_a, of_b = reference.broadcast_shape(a, b)
    last = len(shape) - 1
    return shape[::-1], *(tuple(sorted(last - i for i in axes)) for axes in (of_a, of_b))


@misconception("broadcast_shape")
def broadcast_stops_at_the_shorter(a, b, *, reference):
    """Your result has only as many axes as the shorter of the two shapes.

    Probably it is made with zip, which stops where the first of its sequences ends. A missing
    axis counts as 1, and takes the other's length.
    """
    axes = min(len(a), len(b))
    return reference.broadcast_shape(a[len(a) - axes :], b[len(b) - axes :])


@misconception("broadcast_shape")
def broadcast_wants_as_many_axes(a, b, *, reference):
    """Your function refuses shapes with different numbers of axes.

    They may differ: the shorter shape counts as if it had ones in front.
    """
    if len(a) != len(b):
        raise ValueError("the number of axes differs")
    return reference.broadcast_shape(a, b)


@misconception("broadcast_shape")
def broadcast_ignores_ones(a, b):
    """Your function refuses two different lengths also where one of them is 1.

    An axis of length 1 fits every length: it is stretched. So does an axis that is missing.
    """
    longest = max(len(a), len(b))
    padded = [(1,) * (longest - len(shape)) + shape for shape in (a, b)]
    if padded[0] != padded[1]:
        raise ValueError("lengths differ")
    return padded[0], (), ()


@misconception("broadcast_shape")
def broadcast_repeats(a, b, *, reference):
    """Your function also lets a length fit a multiple of itself, as 4 and 8.

    NumPy does not repeat an array several times to make it fit. Only an axis of length 1 is
    stretched.
    """
    pairs = list(zip_longest(a[::-1], b[::-1], fillvalue=1))
    if all(min(pair) > 0 and max(pair) % min(pair) == 0 for pair in pairs):
        return stretched(a, b, tuple(max(pair) for pair in pairs)[::-1])
    return reference.broadcast_shape(a, b)


@misconception("broadcast_shape")
def broadcast_returns_array(a, b, *, reference):
    """Your function returns NumPy arrays. A shape is a tuple, and so are the axes."""
    return tuple(np.array(part, dtype=int) for part in reference.broadcast_shape(a, b))


@misconception("broadcast_shape")
def broadcast_fails_an_assert(a, b, *, reference):
    """Shapes that do not fit end in an AssertionError.

    An `assert` is for what you are sure of. The caller's mistake needs a ValueError with a text.
    """
    try:
        return reference.broadcast_shape(a, b)
    except ValueError as error:
        raise AssertionError from error


@misconception("broadcast_shape")
def broadcast_returns_the_error(a, b, *, reference):
    """Where shapes do not fit, your function returns something instead of raising ValueError.

    What is returned or printed can be overlooked. `raise` ends the call, and the caller must
    take notice.
    """
    try:
        return reference.broadcast_shape(a, b)
    except ValueError:
        return None


@misconception("broadcast_shape")
def broadcast_counts_axes_from_the_back(a, b, *, reference):
    """You count the stretched axes from the back.

    In the result they are numbered as NumPy's `axis` is: 0 is the first.
    """
    shape, of_a, of_b = reference.broadcast_shape(a, b)
    last = len(shape) - 1
    return shape, *(tuple(sorted(last - i for i in axes)) for axes in (of_a, of_b))


@misconception("broadcast_shape")
def broadcast_numbers_axes_of_its_own(a, b, *, reference):
    """You number the stretched axes as they are in each shape of its own.

    Asked for are the axes of the result. A shape with fewer axes gets its ones in front, so its
    own first axis is a later one there, and the axes that it lacks are stretched too.
    """
    shape, *both = reference.broadcast_shape(a, b)
    missing = [len(shape) - len(own) for own in (a, b)]
    return shape, *(
        tuple(i - k for i in axes if i >= k) for axes, k in zip(both, missing, strict=True)
    )


@misconception("broadcast_shape")
def broadcast_forgets_missing_axes(a, b, *, reference):
    """You leave out the axes that a shape lacks.

    The shorter shape gets ones in front, and these are stretched like any other 1.
    """
    shape, *both = reference.broadcast_shape(a, b)
    missing = [len(shape) - len(own) for own in (a, b)]
    return shape, *(tuple(i for i in axes if i >= k) for axes, k in zip(both, missing, strict=True))


@misconception("broadcast_shape")
def broadcast_stretches_every_one(a, b, *, reference):
    """You count every axis of length 1 as stretched.

    Where the result has the length 1 too, nothing is repeated.
    """
    shape, *_ = reference.broadcast_shape(a, b)
    padded = [(1,) * (len(shape) - len(own)) + own for own in (a, b)]
    return shape, *(tuple(i for i, n in enumerate(own) if n == 1) for own in padded)


@misconception("broadcast_shape")
def broadcast_swaps_the_two(a, b, *, reference):
    """The axes of a and those of b have changed places.

    An axis of a is stretched where *a* has the length 1, and the result has not.
    """
    shape, of_a, of_b = reference.broadcast_shape(a, b)
    return shape, of_b, of_a


@misconception("broadcast_shape")
def broadcast_returns_the_shape_alone(a, b, *, reference):
    """Your function returns the shape alone.

    Three tuples are asked for: the shape, and the axes along which a and b are stretched.
    """
    return reference.broadcast_shape(a, b)[0]


# -- standardize ------------------------------------------------------------------


@misconception("standardize")
def standardize_rounds_before_comparing(X):
    """A constant feature does not always become zeros: rounding is in the way.

    Probably you ask whether the standard deviation is 0. For numbers such as 0.1 the mean is
    off by the last digit, the deviation is tiny but not 0, and tiny divided by tiny is about 1.
    """
    deviation = X.std(axis=1, keepdims=True)
    return (X - X.mean(axis=1, keepdims=True)) / np.where(deviation == 0, np.inf, deviation)


@misconception("standardize")
def standardize_constant_is_nan(X):
    """A feature that is the same in all samples becomes NaN.

    Its standard deviation is 0, and 0 divided by 0 is not a number. Such a feature needs a
    rule of its own: it becomes zeros.
    """
    return (X - X.mean(axis=1, keepdims=True)) / X.std(axis=1, keepdims=True)


@misconception("standardize")
def standardize_along_features(X, *, reference):
    """You take mean and standard deviation over the features of each sample.

    They belong to a feature, and are taken over the samples. Samples are columns, so the
    samples of one feature stand in a row: along which axis does one go through a row?
    """
    return reference.standardize(X.T).T


@misconception("standardize")
def standardize_all_together(X, *, reference):
    """You take one mean and one standard deviation of the whole array.

    Then a feature with large numbers still speaks the loudest. Each feature has its own mean
    and its own standard deviation.
    """
    return reference.standardize(X.reshape(1, -1)).reshape(X.shape)


@misconception("standardize")
def standardize_of_one_fewer(X, *, reference):
    """Your numbers are too small by the factor sqrt((m - 1) / m).

    Your standard deviation divides by m - 1, as some books do for a guess from few samples
    (ddof=1, or another library's default). Here the formula divides by m.
    """
    m = X.shape[1]
    return reference.standardize(X) * np.sqrt((m - 1) / m)


@misconception("standardize")
def standardize_by_variance(X):
    """You divide by the variance, the square of the standard deviation.

    Then the result has a scale again, and another one for each feature. The square root is
    missing.
    """
    constant = X.max(axis=1, keepdims=True) == X.min(axis=1, keepdims=True)
    variance = np.where(constant, np.inf, X.var(axis=1, keepdims=True))
    return (X - X.mean(axis=1, keepdims=True)) / variance


@misconception("standardize")
def standardize_without_mean(X):
    """You divide by the standard deviation, but do not subtract the mean.

    Both are needed: first the middle to 0, then the spread to 1.
    """
    constant = X.max(axis=1, keepdims=True) == X.min(axis=1, keepdims=True)
    return np.where(constant, 0.0, X) / np.where(constant, 1.0, X.std(axis=1, keepdims=True))


@misconception("standardize")
def standardize_only_centres(X):
    """You subtract the mean, but do not divide by the standard deviation.

    Both are needed: first the middle to 0, then the spread to 1.
    """
    return X - X.mean(axis=1, keepdims=True)


@misconception("standardize")
def standardize_to_unit_length(X):
    """Your rows have the length 1: the sum of their squares is 1, not m.

    Probably you divide by a norm. The standard deviation is the root of the *mean* of the
    squares.
    """
    centred = X - X.mean(axis=1, keepdims=True)
    constant = X.max(axis=1, keepdims=True) == X.min(axis=1, keepdims=True)
    return centred / np.where(constant, np.inf, np.linalg.norm(centred, axis=1, keepdims=True))


@misconception("standardize")
def standardize_from_zero_to_one(X):
    """Your features run from 0 to 1: from their smallest to their largest number.

    That is another way to bring them to one scale. Here the mean becomes 0 and the standard
    deviation 1.
    """
    low, high = X.min(axis=1, keepdims=True), X.max(axis=1, keepdims=True)
    return (X - low) / np.where(high == low, np.inf, high - low)


@misconception("standardize")
def standardize_with_one_axis(X):
    """Your function works for as many samples as features, if at all, and stops else.

    A mean over the samples that is taken without keepdims has the shape (n_x,). Broadcasting
    aligns that with the last axis, the samples. It must be a column.
    """
    deviation = X.std(axis=1)
    return (X - X.mean(axis=1)) / np.where(deviation == 0, np.inf, deviation)


@misconception("standardize")
def standardize_keeps_integers(X, *, reference):
    """For an array of integers your result holds integers too, so the fractions are lost.

    Probably it is written into an array made like X: np.zeros_like(X) and X.copy() take over
    its dtype. The result must be float whatever X is.
    """
    return reference.standardize(X).astype(X.dtype)


@misconception("standardize")
def standardize_constant_is_one(X, *, reference):
    """A constant feature becomes ones in your function.

    After subtracting the mean nothing is left of it, so it should be zeros.
    """
    constant = np.ptp(X, axis=1, keepdims=True) == 0
    return np.where(constant, 1.0, reference.standardize(X))


@misconception("standardize")
def standardize_keeps_constant(X, *, reference):
    """A constant feature comes back as it was.

    Its mean has to be subtracted as well, though there is nothing to divide by. Zeros are left.
    """
    constant = np.ptp(X, axis=1, keepdims=True) == 0
    return np.where(constant, X, reference.standardize(X))


@misconception("standardize")
def standardize_in_place(X, *, reference):
    """After the call, X is not what it was before.

    `X -= ...` writes into the caller's array, who may still need it. Make a new array.
    """
    value = reference.standardize(np.array(X))
    X[:] = value
    return value


# -- squared_distances ------------------------------------------------------------


@misconception("squared_distances")
def distances_not_squared(P, X, *, reference):
    """You return distances, not their squares.

    The order of two distances is the order of their squares, so the root is not needed here,
    and the exercise leaves it out.
    """
    return np.sqrt(reference.squared_distances(P, X))


@misconception("squared_distances")
def distances_transposed(P, X, *, reference):
    """Your result is transposed: it has a row for each sample.

    The shape is (k, m), a row for each point and a column for each sample.
    """
    return reference.squared_distances(P, X).T


@misconception("squared_distances")
def distances_of_absolute_values(P, X):
    """You add up the absolute values of the differences, not their squares.

    That is a distance too, along the streets of a city. The formula asks for squares.
    """
    return np.abs(P[:, :, np.newaxis] - X[:, np.newaxis, :]).sum(axis=0)


@misconception("squared_distances")
def distances_averaged(P, X, *, reference):
    """Your numbers are too small by the factor n_x: you take the mean over the features.

    The formula asks for the sum.
    """
    return reference.squared_distances(P, X) / P.shape[0]


@misconception("squared_distances")
def distances_square_of_sum(P, X):
    """You add up the differences first and square the sum.

    Then differences of opposite sign cancel, and different points may have the distance 0.
    Square each difference, then add.
    """
    return (P[:, :, np.newaxis] - X[:, np.newaxis, :]).sum(axis=0) ** 2


@misconception("squared_distances")
def distances_not_summed(P, X):
    """Your result has three axes: the squares are there, but they are not summed.

    One axis belongs to the features, and the sum goes along that one.
    """
    return (P[:, :, np.newaxis] - X[:, np.newaxis, :]) ** 2


@misconception("squared_distances")
def distances_without_two(P, X):
    """The mixed term is too small by the factor 2.

    (p - x)^2 is p^2 - 2 p x + x^2: the product comes twice.
    """
    return np.sum(P**2, axis=0)[:, np.newaxis] - P.T @ X + np.sum(X**2, axis=0)


@misconception("squared_distances")
def distances_with_plus(P, X):
    """The mixed term has the wrong sign: your numbers are squared lengths of p + x.

    In (p - x)^2 the product of p and x comes with a minus.
    """
    return np.sum(P**2, axis=0)[:, np.newaxis] + 2 * P.T @ X + np.sum(X**2, axis=0)


@misconception("squared_distances")
def distances_are_products(P, X):
    """You return the inner products of points and samples.

    They are one of the three parts of (p - x)^2 = p^2 - 2 p x + x^2. The two squares are missing.
    """
    return P.T @ X


@misconception("squared_distances")
def distances_without_pairs(P, X):
    """Your function stops with ValueError: the two arrays do not fit as they are.

    P has k columns and X has m, and P - X would compare them one by one. For all pairs each
    array needs an axis of length 1 where the other has its columns.
    """
    return np.sum((P - X) ** 2, axis=0)


# -- weighted_sums ----------------------------------------------------------------


@misconception("weighted_sums")
def sums_without_bias(w, X, b, *, reference):
    """The bias is missing in your sums."""
    return reference.weighted_sums(w, X, 0.0 * b)


@misconception("weighted_sums")
def sums_minus_bias(w, X, b, *, reference):
    """You subtract the bias; the formula adds it."""
    return reference.weighted_sums(w, X, -b)


@misconception("weighted_sums")
def sums_with_bias_for_each_feature(w, X, b, *, reference):
    """Your sums have the bias once for each feature.

    Probably it is added inside the sum over the features. It comes once, after the sum.
    """
    return reference.weighted_sums(w, X, b * X.shape[0])


@misconception("weighted_sums")
def sums_averaged(w, X, b, *, reference):
    """You divide the weighted sum by the number of features: a mean, not a sum."""
    return reference.weighted_sums(w / X.shape[0], X, b)


@misconception("weighted_sums")
def sums_as_column(w, X, b, *, reference):
    """Your result is a column, with a row for each sample.

    A sample is a column in this course, so what belongs to the samples stands side by side.
    """
    return reference.weighted_sums(w, X, b).T


@misconception("weighted_sums")
def sums_with_one_axis(w, X, b, *, reference):
    """Your result has one axis, not two: it is neither a row nor a column.

    Probably w or the result was flattened, or a sum was taken without keepdims. The shape
    (1, m) is asked for.
    """
    return reference.weighted_sums(w, X, b)[0]


@misconception("weighted_sums")
def sums_not_summed(w, X, b):
    """Your result has the shape of X: the products are there, but they are not summed.

    w * X multiplies entry by entry, and broadcasting stretches w. The sum over the features
    is still to be taken, or a matrix product does both at once.
    """
    return w * X + b


@misconception("weighted_sums")
def sums_without_transpose(w, X, b):
    """Your product of w and X stops with ValueError, as their shapes do not fit.

    Two columns-to-rows rules: (n_x, 1) times (n_x, m) is no matrix product, as the inner sizes
    1 and n_x differ. With w as a row it is.
    """
    return np.dot(w, X) + b


@misconception("weighted_sums")
def sums_of_all(w, X, b, *, reference):
    """You add up everything: all samples get one number together.

    Each sample has a sum of its own. The sum goes over the features only.
    """
    return float(np.sum(reference.weighted_sums(w, X, 0.0)) + b)


# -- graph_forward ----------------------------------------------------------------


@misconception("graph_forward")
def graph_multiplies_a_only(a, b, c, *, reference):
    """Your J is 3 a + b c: the factor 3 reaches a, but not b c.

    It stands before the bracket, so it multiplies all of v.
    """
    return {**reference.graph_forward(a, b, c), "J": 3 * a + b * c}


@misconception("graph_forward")
def graph_without_three(a, b, c, *, reference):
    """Your J equals v: the factor 3 is missing."""
    steps = reference.graph_forward(a, b, c)
    return {**steps, "J": steps["v"]}


@misconception("graph_forward")
def graph_adds_b_and_c(a, b, c):
    """Your u is the sum of b and c, not their product."""
    v = a + (b + c)
    return {"u": b + c, "v": v, "J": 3 * v}


@misconception("graph_forward")
def graph_multiplies_a_and_u(a, b, c):
    """Your v is the product of a and u, not their sum."""
    v = a * b * c
    return {"u": b * c, "v": v, "J": 3 * v}


@misconception("graph_forward")
def graph_cubes(a, b, c, *, reference):
    """Your J is v to the power of 3, not 3 times v."""
    steps = reference.graph_forward(a, b, c)
    return {**steps, "J": steps["v"] ** 3}


@misconception("graph_forward")
def graph_returns_j_only(a, b, c, *, reference):
    """Your function returns J alone. The steps on the way are asked for as well, in a dict."""
    return reference.graph_forward(a, b, c)["J"]


@misconception("graph_forward")
def graph_returns_tuple(a, b, c, *, reference):
    """Your function returns u, v and J one after the other; asked for is a dict with those keys."""
    return tuple(reference.graph_forward(a, b, c).values())


# -- graph_backward ---------------------------------------------------------------


@misconception("graph_backward")
def backward_exchanges_b_and_c(a, b, c, *, reference):
    """Your db and dc have changed places.

    u = b c grows by c for each 1 that is added to b: the derivative with respect to one factor
    is the other factor.
    """
    slopes = reference.graph_backward(a, b, c)
    return {**slopes, "db": slopes["dc"], "dc": slopes["db"]}


@misconception("graph_backward")
def backward_is_local(a, b, c, *, reference):
    """You return the local derivatives of the single steps, not the derivatives of J.

    Each still has to be multiplied by what arrives from the right: that is the chain rule.
    """
    slopes = reference.graph_backward(a, b, c)
    return {name: slope if name == "dv" else slope / 3 for name, slope in slopes.items()}


@misconception("graph_backward")
def backward_forgets_three_at_the_product(a, b, c, *, reference):
    """Your db and dc are too small by the factor 3.

    They are derivatives of u. What arrives at u from the right, du, multiplies both.
    """
    slopes = reference.graph_backward(a, b, c)
    return {**slopes, "db": slopes["db"] / 3, "dc": slopes["dc"] / 3}


@misconception("graph_backward")
def backward_with_three_twice(a, b, c, *, reference):
    """Your db and dc have the factor 3 twice.

    On its way back the 3 is picked up once, at J = 3 v. After that it is part of what arrives.
    """
    slopes = reference.graph_backward(a, b, c)
    return {**slopes, "db": 3 * slopes["db"], "dc": 3 * slopes["dc"]}


@misconception("graph_backward")
def backward_without_three(a, b, c, *, reference):
    """All your derivatives are too small by the factor 3.

    They are the derivatives of v. The last step, J = 3 v, is where the way back begins.
    """
    return {name: slope / 3 for name, slope in reference.graph_backward(a, b, c).items()}


@misconception("graph_backward")
def backward_is_forward(a, b, c, *, reference):
    """Your du and dv are the values of u and v, not derivatives.

    dv asks how fast J grows with v; where v lies does not matter, since J = 3 v is a straight
    line.
    """
    u = b * c
    return {**reference.graph_backward(a, b, c), "du": u, "dv": a + u}


@misconception("graph_backward")
def backward_with_values(a, b, c, *, reference):
    """Your derivatives are multiplied by the numbers themselves: da by a, db by b, dc by c.

    The change of J is derivative times change. The derivative alone is asked for.
    """
    slopes = reference.graph_backward(a, b, c)
    own = {"da": a, "db": b, "dc": c, "du": b * c, "dv": a + b * c}
    return {name: slopes[name] * own[name] for name in slopes}


@misconception("graph_backward")
def backward_with_a_at_the_sum(a, b, c, *, reference):
    """Your da is 3 a. In v = a + u the number a stands alone, so v grows as fast as a does."""
    return {**reference.graph_backward(a, b, c), "da": 3 * a}


@misconception("graph_backward")
def backward_of_product_with_both(a, b, c, *, reference):
    """Your db and dc are both 3 b c.

    If b grows and c does not, how much does b c grow?
    """
    return {**reference.graph_backward(a, b, c), "db": 3 * b * c, "dc": 3 * b * c}


@misconception("graph_backward")
def backward_of_inputs_only(a, b, c, *, reference):
    """Your dict has the derivatives of the inputs only; du and dv are asked for as well."""
    slopes = reference.graph_backward(a, b, c)
    return {name: slopes[name] for name in ("da", "db", "dc")}


# -- activation -------------------------------------------------------------------


@misconception("activation")
def activation_overflows(name, z, *, reference):
    """Your sigmoid, tanh and ELU are NaN far from zero.

    exp(z) is infinite there. A quotient of exponentials becomes infinity divided by infinity,
    and infinity times 0 is not 0 either. For each formula look for a form that divides by what
    is large, or choose with np.where instead of multiplying by 0.
    """
    value, far = reference.activation(name, z), np.asarray(z) > 709.7
    if name == "tanh":
        far = np.abs(z) > 709.7
    return np.where(far, np.nan, value) if name in ("sigmoid", "tanh", "elu") else value


@misconception("activation")
def activation_sigmoid_overflows(name, z, *, reference):
    """Your sigmoid is NaN for very large z.

    Probably exp(z) stands above and below the fraction line: where it overflows, infinity is
    divided by infinity. On paper, divide both by exp(z).
    """
    value = reference.activation(name, z)
    return np.where(np.asarray(z) > 709.7, np.nan, value) if name == "sigmoid" else value


@misconception("activation")
def activation_tanh_overflows(name, z, *, reference):
    """Your tanh is NaN far from zero.

    The quotient of exponentials divides infinity by infinity there. NumPy has a tanh of its own;
    by hand, use a form in which only one exponential is left.
    """
    value = reference.activation(name, z)
    return np.where(np.abs(z) > 709.7, np.nan, value) if name == "tanh" else value


@misconception("activation")
def activation_elu_overflows(name, z, *, reference):
    """Your ELU is NaN for very large z.

    Probably exp(z) is computed everywhere and multiplied by 0 where z is positive. Infinity
    times 0 is not 0 but NaN: choose with np.where, do not multiply.
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
    """Your tanh is too flat: it is tanh(z / 2), that is 2 sigmoid(z) - 1.

    Tanh and sigmoid are related, but the sigmoid must be taken at 2 z.
    """
    return reference.activation(name, np.asarray(z) / 2 if name == "tanh" else z)


@misconception("activation")
def activation_relu_of_absolute_value(name, z, *, reference):
    """Your ReLU is the absolute value of z.

    For negative z it should be 0: a unit that is off, not one turned round.
    """
    return np.abs(np.asarray(z, float)) if name == "relu" else reference.activation(name, z)


@misconception("activation")
def activation_relu_is_step(name, z, *, reference):
    """Your ReLU is 1 for positive z: a step, which is the slope of ReLU.

    For positive z the function returns z itself.
    """
    value = reference.activation(name, z)
    return np.where(value > 0, 1.0, 0.0) if name == "relu" else value


@misconception("activation")
def activation_relu_of_minus(name, z, *, reference):
    """Your ReLU has its two sides exchanged: it is min(0, z)."""
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

    Probably the factor has a sign too many: 0.01 z is negative where z is.
    """
    value = reference.activation(name, z)
    return np.abs(value) if name == "leaky_relu" else value


@misconception("activation")
def activation_leaks_a_constant(name, z, *, reference):
    """Your leaky ReLU is the constant 0.01 for negative z, and not 0.01 times z."""
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
    """Your ELU has a factor 0.01 before the exponential part.

    That number belongs to leaky ReLU. Here the factor of exp(z) - 1 is 1.
    """
    value = reference.activation(name, z)
    return np.where(value < 0, 0.01 * value, value) if name == "elu" else value


@misconception("activation")
def activation_elu_everywhere(name, z, *, reference):
    """Your ELU is exp(z) - 1 for positive z too, where it should be z itself."""
    return np.expm1(z) if name == "elu" else reference.activation(name, z)


@misconception("activation")
def activation_keeps_integers(name, z, *, reference):
    """For an array of integers your function returns integers.

    The result must be float whatever z is. np.maximum(0, z) of integers holds integers, and so
    does what is written into an array made like z.
    """
    value = reference.activation(name, z)
    keeps = isinstance(z, np.ndarray) and name in ("relu", "leaky_relu", "elu")
    return value.astype(z.dtype) if keeps else value


@misconception("activation")
def activation_relu_keeps_integers(name, z, *, reference):
    """For an array of integers your ReLU returns integers.

    np.maximum(0, z) of integers holds integers. The result must be float whatever z is: make z
    an array of floats first.
    """
    value = reference.activation(name, z)
    return value.astype(z.dtype) if name == "relu" and isinstance(z, np.ndarray) else value


@misconception("activation")
def activation_asks_if(name, z, *, reference):
    """Your function can take a single number, but stops with ValueError for an array.

    Probably an `if`, or Python's own max, asks about all of z at once: some entries may be
    positive and others not. np.where and np.maximum choose for each entry.
    """
    return reference.activation(name, z if z > 0 else float(z))


@misconception("activation")
def activation_changes_z(name, z, *, reference):
    """After the call, z is not what it was before.

    `z[z < 0] = ...` and the like write into the caller's array. Work on a copy, or choose with
    np.where.
    """
    value = reference.activation(name, np.array(z))
    if isinstance(z, np.ndarray) and z.dtype.kind == "f":
        z[...] = value
    return value


# -- activation_slope -------------------------------------------------------------


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


# -- merge_linear_layers ----------------------------------------------------------


@misconception("merge_linear_layers")
def merge_adds_biases(W1, b1, W2, b2, *, reference):
    """Your b does not have W2 in it, and stops with ValueError where the sizes differ.

    The first layer's bias passes through the second layer like everything else.
    """
    return reference.merge_linear_layers(W1, b1, W2, b2)[0], b1 + b2


@misconception("merge_linear_layers")
def merge_drops_first_bias(W1, b1, W2, b2, *, reference):
    """Your b is the second layer's alone.

    The first layer's bias is a part of what the second layer sees. Multiply out W2 (W1 x + b1).
    """
    return reference.merge_linear_layers(W1, 0 * b1, W2, b2)


@misconception("merge_linear_layers")
def merge_drops_second_bias(W1, b1, W2, b2, *, reference):
    """The second layer's bias is missing in your b."""
    return reference.merge_linear_layers(W1, b1, W2, 0 * b2)


@misconception("merge_linear_layers")
def merge_in_wrong_order(W1, b1, W2, b2):
    """Your matrix product stops with ValueError: its factors are in the order of the layers.

    The first layer acts first, so it stands next to x, on the right.
    """
    return W1 @ W2, W2 @ b1 + b2


@misconception("merge_linear_layers")
def merge_transposed(W1, b1, W2, b2, *, reference):
    """Your W is transposed. It must have a row for each output and a column for each input."""
    W, b = reference.merge_linear_layers(W1, b1, W2, b2)
    return W.T, b


@misconception("merge_linear_layers")
def merge_bias_with_one_axis(W1, b1, W2, b2, *, reference):
    """Your b has one axis, not two. A bias is a column, of shape (n_2, 1)."""
    W, b = reference.merge_linear_layers(W1, b1, W2, b2)
    return W, b.ravel()


@misconception("merge_linear_layers")
def merge_scales_both_biases(W1, b1, W2, b2, *, reference):
    """Your b is W2 (b1 + b2), or stops where the sizes differ.

    The second bias is added after the product with W2, not before.
    """
    return reference.merge_linear_layers(W1, b1, W2, b2)[0], W2 @ (b1 + b2)


@misconception("merge_linear_layers")
def merge_exchanges_w_and_b(W1, b1, W2, b2, *, reference):
    """You return b first and W second. The pair is (W, b)."""
    return reference.merge_linear_layers(W1, b1, W2, b2)[::-1]


@misconception("merge_linear_layers")
def merge_returns_dict(W1, b1, W2, b2, *, reference):
    """You return a dict. The pair (W, b) is asked for."""
    return dict(zip("Wb", reference.merge_linear_layers(W1, b1, W2, b2), strict=True))


@misconception("merge_linear_layers")
def merge_returns_w_only(W1, b1, W2, b2, *, reference):
    """You return one matrix. The merged layer has a bias too: the pair (W, b) is asked for."""
    return reference.merge_linear_layers(W1, b1, W2, b2)[0]


@misconception("merge_linear_layers")
def merge_changes_b2(W1, b1, W2, b2, *, reference):
    """After the call, b2 is not what it was before.

    `b2 += ...` writes into the caller's array. Make a new one.
    """
    value = reference.merge_linear_layers(W1, b1, W2, np.array(b2))
    b2 += W2 @ b1
    return value
