"""What goes wrong in the six exercises, and what to tell the student about it.

Each function is a plausible wrong version of an exercise. Where the hidden calls went
as with that version, its docstring is the hint. It speaks of what was seen and of the
mathematics; about the code it can only guess. Most versions change what goes into the
reference or what comes out of it, so that two of them can be combined.
"""

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

    Either the division is missing, or brackets are: Python divides before it adds, so
    `1 / 1 + ...` is not one long fraction. Everything below the fraction line needs brackets
    around it.
    """
    return 1 + np.exp(-z)


@misconception("sigmoid")
def sigmoid_of_absolute_value(z, *, reference):
    """Your function gives z and -z the same value, but sigmoid(-z) is 1 - sigmoid(z).

    Perhaps the exponent is -|z|: that never overflows, but the formula around it is then for
    positive z, and negative z needs one of its own.
    """
    return reference.sigmoid(np.abs(z))


@misconception("sigmoid")
def sigmoid_overflows(z):
    """For very large z your result is NaN.

    Probably exp(z) overflows to infinity there, and infinity divided by infinity is NaN. If
    exp(z) stands above and below your fraction line: on paper, divide both by it, and see what
    is left.
    """
    return np.exp(z) / (1 + np.exp(z))


@misconception("sigmoid")
def sigmoid_keeps_integers(z, *, reference):
    """For an array of integers your result holds integers too, so the fractions are lost.

    Probably it is written into an array that was made like z: np.zeros_like(z) and
    np.empty_like(z) take over z's dtype. The result must be float whatever z is.
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
    if z >= 0:
        return reference.sigmoid(z)
    return 1 - reference.sigmoid(-z)


@misconception("sigmoid")
def sigmoid_clips_at_ten(z, *, reference):
    """Your function stays constant where z is below -10 or above 10.

    The sigmoid comes closer and closer to 0 and to 1 and never stops. If you limit z against
    overflow, the limits are far too narrow: exp can take numbers up to about 700.
    """
    return reference.sigmoid(np.clip(z, -10, 10))


@misconception("sigmoid")
def sigmoid_minus_below(z):
    """Below your fraction line stands 1 - exp(-z) where the formula has a plus.

    With a minus, the fraction is infinite at z = 0 and negative below it. A probability is
    neither.
    """
    return 1 / (1 - np.exp(-z))


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
def sigmoid_is_relu(z):
    """Your function returns z where it is positive, and 0 elsewhere: that is ReLU.

    ReLU has no upper limit. The sigmoid squeezes every number into the interval from 0 to 1.
    """
    return np.maximum(np.asarray(z, dtype=float), 0)


@misconception("sigmoid")
def sigmoid_is_softmax(z):
    """Your values add up to 1: each one depends on all entries of z, as in a softmax.

    The sigmoid works entry by entry; an entry's value does not depend on its neighbours.
    """
    return np.exp(z) / np.sum(np.exp(z))


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


# -- initialize_parameters --------------------------------------------------------


@misconception("initialize_parameters")
def weights_not_scaled(n_x, n_h, n_y, *, reference):
    """Your weights are about 100 times too large: their spread is 1.

    Normal draws have to be multiplied by 0.01; to add it changes hardly anything. Large weights
    push tanh to where it is flat, and where a function is flat there is hardly any slope to learn
    from.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return {**start, "W1": 100 * start["W1"], "W2": 100 * start["W2"]}


@misconception("initialize_parameters")
def weights_uniform(n_x, n_h, n_y, *, reference):
    """Your weights are never negative, and they are spread evenly.

    They look like draws from a uniform distribution, such as np.random.rand gives. The standard
    normal distribution has positive and negative draws, most of them near zero.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    rng = np.random.default_rng()
    return start | {name: 0.01 * rng.random(start[name].shape) for name in ("W1", "W2")}


@misconception("initialize_parameters")
def weights_zero(n_x, n_h, n_y, *, reference):
    """Your weights are all zero.

    Then every hidden unit computes the same. Equal units get equal gradients and take equal steps:
    they stay equal for ever, and many units do the work of one. Break the symmetry with random
    weights.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return start | {name: np.zeros_like(start[name]) for name in ("W1", "W2")}


@misconception("initialize_parameters")
def weights_all_equal(n_x, n_h, n_y, *, reference):
    """Your weights are all the same number.

    Then every hidden unit computes the same. Equal units get equal gradients and take equal steps:
    they stay equal for ever. Every single weight needs a random draw of its own.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return start | {name: np.full_like(start[name], 0.01) for name in ("W1", "W2")}


@misconception("initialize_parameters")
def biases_random(n_x, n_h, n_y, *, reference):
    """Your biases are not zero, but different numbers; they should begin at zero.

    Chance is needed once only, to make the hidden units different from each other, and the
    random weights have done that already.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    rng = np.random.default_rng()
    return start | {name: 0.01 * rng.standard_normal(start[name].shape) for name in ("b1", "b2")}


@misconception("initialize_parameters")
def weights_transposed(n_x, n_h, n_y, *, reference):
    """Your W1 and W2 are transposed: they have one column for each unit of their layer.

    In this course a sample is a column and a layer computes W times its input, so a weight
    matrix has one row for each unit and one column for each input. See the table of shapes.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return {**start, "W1": start["W1"].T, "W2": start["W2"].T}


@misconception("initialize_parameters")
def biases_with_one_axis(n_x, n_h, n_y, *, reference):
    """Your biases have one axis, not two: they are neither rows nor columns.

    NumPy would add such an array along the samples, not along the units, or fail. A bias is a
    column: its shape is a pair whose second number is 1.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return {**start, "b1": start["b1"].ravel(), "b2": start["b2"].ravel()}


@misconception("initialize_parameters")
def b2_for_one_output(n_x, n_h, n_y, *, reference):
    """Your b2 has the shape (1, 1) however many output units there are.

    Every output unit has a bias of its own, so the number of rows must follow n_y.
    """
    return {**reference.initialize_parameters(n_x, n_h, n_y), "b2": np.zeros((1, 1))}


@misconception("initialize_parameters")
def biases_integer(n_x, n_h, n_y, *, reference):
    """Your biases are arrays of integers, but they must be floats.

    In training they move by fractions, and an integer array cannot hold those: a step in place
    fails with an error. np.zeros makes floats unless you tell it otherwise.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return {**start, "b1": start["b1"].astype(int), "b2": start["b2"].astype(int)}


@misconception("initialize_parameters")
def weights_scaled_by_a_tenth(n_x, n_h, n_y, *, reference):
    """Your weights are about ten times too large: their spread is 0.1.

    The factor in the formula is a standard deviation of 0.01. If a function asks you for one,
    give it 0.01, not its square root.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return {**start, "W1": 10 * start["W1"], "W2": 10 * start["W2"]}


@misconception("initialize_parameters")
def weights_scaled_by_a_thousandth(n_x, n_h, n_y, *, reference):
    """Your weights are about ten times too small: their spread is 0.001.

    Small weights are wanted, but the smaller they are, the smaller are the first gradients.
    Look at the factor in the formula.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return {**start, "W1": start["W1"] / 10, "W2": start["W2"] / 10}


@misconception("initialize_parameters")
def weights_scaled_by_inputs(n_x, n_h, n_y, *, reference):
    """Your weights shrink with the square root of the number of inputs of their layer.

    That is a good rule for deep networks. This exercise asks for the fixed factor 0.01.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    W1, W2 = 100 * start["W1"] / np.sqrt(n_x), 100 * start["W2"] / np.sqrt(n_h)
    return {**start, "W1": W1, "W2": W2}


@misconception("initialize_parameters")
def weights_uniform_around_zero(n_x, n_h, n_y, *, reference):
    """Your weights are spread evenly between -0.01 and 0.01.

    That is a uniform distribution. The exercise asks for normal draws: most of them near zero,
    a few far out, and 0.01 is their standard deviation, not their limit.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    rng = np.random.default_rng()
    return start | {n: rng.uniform(-0.01, 0.01, start[n].shape) for n in ("W1", "W2")}


@misconception("initialize_parameters")
def weights_never_negative(n_x, n_h, n_y, *, reference):
    """Your weights are normal draws without their signs: none is negative.

    Units that all begin on one side pull in one direction. Keep the signs of the draws.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return {**start, "W1": np.abs(start["W1"]), "W2": np.abs(start["W2"])}


@misconception("initialize_parameters")
def weights_of_units_alike(n_x, n_h, n_y, *, reference):
    """In your W1 all hidden units have the same weights: its rows are equal.

    Equal units get equal gradients and take equal steps: they stay equal for ever. Every single
    weight needs a random draw of its own.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return {**start, "W1": np.repeat(start["W1"][:1], n_h, axis=0)}


@misconception("initialize_parameters")
def biases_one(n_x, n_h, n_y, *, reference):
    """Your biases begin at one; they should begin at zero.

    A bias shifts its unit. Before anything is learned, there is no reason for a shift.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return {**start, "b1": np.ones((n_h, 1)), "b2": np.ones((n_y, 1))}


@misconception("initialize_parameters")
def biases_as_rows(n_x, n_h, n_y, *, reference):
    """Your biases are rows; they should be columns.

    A layer's values have one row for each unit and one column for each sample. What is added to
    every sample alike is a column with one row for each unit.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return {**start, "b1": start["b1"].T, "b2": start["b2"].T}


@misconception("initialize_parameters")
def output_layer_for_one_unit(n_x, n_h, n_y, *, reference):
    """Your W2 and b2 have one row however many output units there are.

    Every output unit has weights and a bias of its own, so the number of rows must follow n_y.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return {**start, "W2": start["W2"][:1], "b2": start["b2"][:1]}


# -- forward_propagation ----------------------------------------------------------


@misconception("forward_propagation")
def forward_sigmoid_in_hidden_layer(X, parameters, *, reference):
    """Your hidden layer uses the sigmoid as its activation, not tanh.

    The two curves look alike, but tanh runs from -1 to 1 and is zero at zero. The sigmoid is
    for the output layer only, where a probability is needed.
    """
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = reference.sigmoid(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = reference.sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@misconception("forward_propagation")
def forward_relu_in_hidden_layer(X, parameters, *, reference):
    """Your hidden layer uses ReLU as its activation: negative values become zero.

    That is a good network too, but another one. This exercise uses tanh in the hidden layer,
    and the gradients in exercise 5 are those of tanh.
    """
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.maximum(Z1, 0)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = reference.sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@misconception("forward_propagation")
def forward_hidden_layer_linear(X, parameters, *, reference):
    """Your hidden layer has no activation: A1 is the same as Z1.

    Two linear layers in a row are no more than one linear layer, so the network could only draw
    a straight border. Let the hidden layer bend what it passes on.
    """
    Z1 = parameters["W1"] @ X + parameters["b1"]
    Z2 = parameters["W2"] @ Z1 + parameters["b2"]
    A2 = reference.sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": Z1, "Z2": Z2, "A2": A2}


@misconception("forward_propagation")
def forward_output_layer_skips_tanh(X, parameters, *, reference):
    """Your output layer computes with Z1, not with A1.

    Then tanh has no influence on the result, and two linear layers in a row are no more than
    one. Each layer takes what the layer before it gives out after its activation.
    """
    _, cache = reference.forward_propagation(X, parameters)
    Z2 = parameters["W2"] @ cache["Z1"] + parameters["b2"]
    A2 = reference.sigmoid(Z2)
    return A2, {**cache, "Z2": Z2, "A2": A2}


@misconception("forward_propagation")
def forward_tanh_on_output(X, parameters, *, reference):
    """Your output layer uses tanh, so A2 can be negative.

    A2 is a probability and must lie between 0 and 1. Which of the two activations gives such
    values?
    """
    _, cache = reference.forward_propagation(X, parameters)
    A2 = np.tanh(cache["Z2"])
    return A2, {**cache, "A2": A2}


@misconception("forward_propagation")
def forward_output_not_activated(X, parameters, *, reference):
    """Your A2 is the same as Z2: the last activation is missing.

    Z2 can be any number. A2 is a probability, so one more function has to squeeze Z2 into the
    interval from 0 to 1; you wrote it in exercise 1.
    """
    _, cache = reference.forward_propagation(X, parameters)
    return cache["Z2"], {**cache, "A2": cache["Z2"]}


@misconception("forward_propagation")
def forward_without_b1(X, parameters, *, reference):
    """Your result does not depend on b1: the hidden layer adds no bias.

    Before training all biases are zero, so nobody sees it there. Without b1, every hidden unit
    changes its sign on a line through the origin, wherever the data lie.
    """
    b1 = np.zeros_like(parameters["b1"])
    return reference.forward_propagation(X, {**parameters, "b1": b1})


@misconception("forward_propagation")
def forward_without_b2(X, parameters, *, reference):
    """Your result does not depend on b2: the output layer adds no bias.

    Before training all biases are zero, so nobody sees it there. Without b2, the output unit
    cannot shift all its answers up or down.
    """
    b2 = np.zeros_like(parameters["b2"])
    return reference.forward_propagation(X, {**parameters, "b2": b2})


@misconception("forward_propagation")
def forward_b2_in_hidden_layer(X, parameters, *, reference):
    """Your hidden layer adds b2 where it should add b1.

    With one output unit b2 is a single number, and NumPy adds it to every hidden unit without
    complaint. While the biases are zero it even gives the right values. Look at the names that
    you read from `parameters`.
    """
    return reference.forward_propagation(X, {**parameters, "b1": parameters["b2"]})


@misconception("forward_propagation")
def forward_cache_has_z1_as_a1(X, parameters, *, reference):
    """What your cache calls A1 is Z1.

    A1 is the hidden layer after tanh. Exercise 5 takes it from the cache, and with Z1 in its
    place the gradients of both layers would be wrong.
    """
    A2, cache = reference.forward_propagation(X, parameters)
    return A2, {**cache, "A1": cache["Z1"]}


@misconception("forward_propagation")
def forward_changes_parameters(X, parameters, *, reference):
    """After the call, `parameters` is not what it was before.

    A dict that is passed to a function is not copied, so the next call would start from changed
    parameters. Perhaps a line stores something in `parameters` (results belong in the cache),
    or `+=`, `*=` and the like write into one of its arrays.
    """
    answer = reference.forward_propagation(X, parameters)
    for name in ("b1", "b2"):
        parameters[name] = np.repeat(parameters[name], X.shape[1], axis=1)
    return answer


@misconception("forward_propagation")
def forward_products_do_not_fit(X, parameters, *, reference):
    """Your function stops with ValueError in all tests: probably shapes do not fit.

    Write the shapes below the formula: (a, b) times (b, c) gives (a, c), and the inner two must
    agree. The formulas need the matrix product, and nothing has to be transposed. Are X and all
    parameters taken from the arguments, not from variables outside the function?
    """
    return reference.forward_propagation(X, {**parameters, "W1": parameters["W1"].T})


@misconception("forward_propagation")
def forward_returns_cache_first(X, parameters, *, reference):
    """You return the cache first and A2 second; it should be the other way round.

    Whoever calls the function writes `A2, cache = ...`, and would find each under the other's
    name.
    """
    A2, cache = reference.forward_propagation(X, parameters)
    return cache, A2


@misconception("forward_propagation")
def forward_returns_no_cache(X, parameters, *, reference):
    """You return A2 alone; the cache is missing.

    The backward pass needs what the forward pass computed on its way. Return both: A2, cache.
    """
    return reference.forward_propagation(X, parameters)[0]


@misconception("forward_propagation")
def forward_predicts(X, parameters, *, reference):
    """Your A2 holds 0 and 1 only: it is a prediction, not a probability.

    The cost and the gradients need to know how sure the network is. Rounding comes last, when
    somebody asks for a class.
    """
    _, cache = reference.forward_propagation(X, parameters)
    A2 = (cache["A2"] > 0.5).astype(float)
    return A2, {**cache, "A2": A2}


@misconception("forward_propagation")
def forward_b1_subtracted(X, parameters, *, reference):
    """Your hidden layer subtracts b1 where the formula adds it.

    Before training all biases are zero, so nobody sees it there. The gradient of b1 in exercise
    5 is that of a sum.
    """
    return reference.forward_propagation(X, {**parameters, "b1": -parameters["b1"]})


# -- compute_cost -----------------------------------------------------------------


@misconception("compute_cost")
def cost_is_sum(A2, Y, *, reference):
    """Your cost is the sum of the losses, not their mean.

    A sum grows with the number of samples, so costs of different batches could not be compared.
    If you do divide by m, look at m: a sample is a column.
    """
    return Y.shape[1] * reference.compute_cost(A2, Y)


@misconception("compute_cost")
def cost_divides_by_400(A2, Y, *, reference):
    """Your cost divides by 400, however many samples there are.

    That is right for the flower and for no other batch. Read the number of samples from the
    shape of an argument.
    """
    return reference.compute_cost(A2, Y) * Y.shape[1] / 400


@misconception("compute_cost")
def cost_halved(A2, Y, *, reference):
    """Your cost is half of what it should be: it probably divides by 2m.

    Such a 2 belongs to the squared error, where it cancels when you take the derivative. The
    cross-entropy has no square, and divides by m alone.
    """
    return reference.compute_cost(A2, Y) / 2


@misconception("compute_cost")
def cost_without_minus(A2, Y, *, reference):
    """Your cost has the wrong sign.

    The logarithm of a probability is negative. The minus in front of the formula makes the cost
    positive, so that a smaller cost means a better network.
    """
    return -reference.compute_cost(A2, Y)


@misconception("compute_cost")
def cost_with_minus_between(A2, Y):
    """Your two terms have opposite signs: one counts for the cost, the other against it.

    In the formula the minus stands before a bracket that holds both terms, so it is for both.
    Check the sign between the terms, and the brackets.
    """
    return -np.mean(Y * np.log(A2) - (1 - Y) * np.log(1 - A2))


@misconception("compute_cost")
def cost_of_class_one_only(A2, Y):
    """Your cost counts only the samples of class 1; all others add zero.

    For y = 0 the first term of the formula is zero, and the second one must do the work.
    Without it, a network that always answers 1 would look perfect.
    """
    return -np.mean(Y * np.log(A2))


@misconception("compute_cost")
def cost_is_squared_error(A2, Y):
    """Your cost is the mean squared error, but the exercise asks for the cross-entropy.

    For a confident mistake the slope of the squared error after a sigmoid is nearly zero, so
    the worst errors would teach the least. The logarithms make that slope steep.
    """
    return np.mean((A2 - Y) ** 2)


@misconception("compute_cost")
def cost_is_nan(A2, Y, *, reference):
    """Your cost is NaN: probably a logarithm gets a negative number.

    All outputs lie between 0 and 1. Look at what stands inside each of the two logarithms, and
    at the order of the numbers in the subtraction: both must be positive.
    """
    return np.log(-1.0) * reference.compute_cost(A2, Y)


@misconception("compute_cost")
def cost_is_matrix(A2, Y, *, reference):
    """Your cost is an array of shape (1, 1), not a number.

    Probably it comes from a matrix product: a row times a column is a matrix, even if it has
    one entry only. Take the number out of it.
    """
    return np.array([[reference.compute_cost(A2, Y)]])


@misconception("compute_cost")
def cost_clips_too_early(A2, Y, *, reference):
    """Your cost limits how near A2 may come to 0 and to 1, and the limit of 0.001 is too far.

    It makes confident mistakes much cheaper than they are. If you want to be safe from log(0),
    choose a limit that is far smaller than any output to be expected.
    """
    return reference.compute_cost(np.clip(A2, 1e-3, 1 - 1e-3), Y)


@misconception("compute_cost")
def cost_mixes_samples(A2, Y):
    """Your cost combines the label of each sample with the output of every sample.

    A column times a row gives an (m, m) matrix of all pairs, and it seems that all of it is
    added up. Each label belongs to one output only: multiply entry by entry, or use a row times
    a column.
    """
    pairs = Y.T @ np.log(A2) + (1 - Y).T @ np.log(1 - A2)
    return -np.sum(pairs) / Y.shape[1]


@misconception("compute_cost")
def cost_negates_booleans(A2, Y, *, reference):
    """Your cost stops with TypeError where the labels are True and False, not numbers.

    Probably it negates Y, or subtracts booleans from booleans. NumPy does not allow that (`1 - Y`
    is allowed). Take a minus before Y out of the terms, to where it stands in the formula.
    """
    return reference.compute_cost(A2, -1.0 * np.negative(Y))


@misconception("compute_cost")
def cost_needs_two_samples(A2, Y, *, reference):
    """Your cost stops with TypeError where there is a single sample.

    Probably the arrays are squeezed first: np.squeeze removes every axis of length 1. With one
    sample no axis is left, and a bare number has no length and no entries. Keep the arrays
    two-dimensional.
    """
    m = len(np.squeeze(Y))
    return reference.compute_cost(A2, Y) * Y.shape[1] / m


@misconception("compute_cost")
def cost_of_class_zero_only(A2, Y):
    """Your cost counts only the samples of class 0; all others add zero.

    For y = 1 the second term of the formula is zero, and the first one must do the work.
    Without it, a network that always answers 0 would look perfect.
    """
    return -np.mean((1 - Y) * np.log(1 - A2))


@misconception("compute_cost")
def cost_with_log_a2_twice(A2, Y):
    """Your cost is the mean of -log(A2), whatever the labels are.

    Perhaps both terms have log(A2): then the labels cancel out of the cost. For y = 0 the
    probability of what happened is 1 - A2, so the second term needs log(1 - A2).
    """
    return -np.mean(Y * np.log(A2) + (1 - Y) * np.log(A2))


@misconception("compute_cost")
def cost_with_labels_exchanged(A2, Y, *, reference):
    """Your cost is that of the opposite labels: small where the network is wrong.

    y belongs to log(a2), and 1 - y to log(1 - a2). Look at what is multiplied by what.
    """
    return reference.compute_cost(A2, 1 - Y)


@misconception("compute_cost")
def cost_averages_second_term_only(A2, Y):
    """Your cost divides only the second of its two terms by m.

    A division takes what stands directly before it. The bracket in the formula holds both
    terms: add first, then divide.
    """
    return -(np.sum(Y * np.log(A2)) + np.sum((1 - Y) * np.log(1 - A2)) / Y.shape[1])


@misconception("compute_cost")
def cost_of_each_sample(A2, Y):
    """Your cost is an array with one number for each sample; they are not added up.

    The cost of a batch is one number: the mean of its samples' losses.
    """
    return -(Y * np.log(A2) + (1 - Y) * np.log(1 - A2))


@misconception("compute_cost")
def cost_changes_a2(A2, Y, *, reference):
    """After the call, A2 is not what it was before.

    An array that is passed to a function is not copied, and this one lies in the cache as well,
    where the backward pass takes it from. Make new arrays.
    """
    cost = reference.compute_cost(A2, Y)
    A2 *= 0.5
    return cost


# -- backward_propagation ---------------------------------------------------------


def _of_hidden_layer(dZ1, X):
    """Return the gradients of the hidden layer's parameters."""
    m = X.shape[1]
    return {"dW1": dZ1 @ X.T / m, "db1": dZ1.sum(axis=1, keepdims=True) / m}


@misconception("backward_propagation")
def backward_not_averaged(parameters, cache, X, Y, *, reference):
    """Your gradients are sums over the samples, but the cost is a mean.

    The gradient of a mean is the mean of the gradients. Without the factor 1/m a step grows
    with the number of samples, and the learning rate would have to change with it.
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {name: X.shape[1] * gradient for name, gradient in gradients.items()}


@misconception("backward_propagation")
def backward_averaged_twice(parameters, cache, X, Y, *, reference):
    """Your gradients are divided by m twice.

    The mean over the samples is taken once. dZ1 and dZ2 hold each sample's own slopes, not
    divided by anything; the factor 1/m comes in where the samples are added up.
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {name: gradient / X.shape[1] for name, gradient in gradients.items()}


@misconception("backward_propagation")
def backward_divides_by_features(parameters, cache, X, Y, *, reference):
    """Your gradients are divided by the number of features, not of samples.

    In this course a sample is a column of X, so X.shape[0] counts the features. Which axis of X
    counts the samples?
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {name: g * X.shape[1] / X.shape[0] for name, g in gradients.items()}


@misconception("backward_propagation")
def backward_biases_not_averaged(parameters, cache, X, Y, *, reference):
    """Your db1 and db2 are sums over the samples; they should be means.

    In dW1 and dW2 you divide by m. A bias is a parameter like any other, and the cost is a mean
    for it as well.
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    m = X.shape[1]
    return {**gradients, "db1": m * gradients["db1"], "db2": m * gradients["db2"]}


@misconception("backward_propagation")
def backward_biases_with_one_axis(parameters, cache, X, Y, *, reference):
    """Your db1 and db2 have lost an axis. A sum can keep it: look up `keepdims`.

    A sum over an axis removes it, and what is left is no column. In the update, b1 minus such
    an array would become a square matrix, without an error.
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, "db1": np.ravel(gradients["db1"]), "db2": np.ravel(gradients["db2"])}


@misconception("backward_propagation")
def backward_biases_from_dw(parameters, cache, X, Y, *, reference):
    """Your db1 and db2 are made from dW1 and dW2.

    A bias is not multiplied by any input: its slope is that of its own z. So add up dZ of the
    same layer over the samples; dW has no axis of samples any more.
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    db1 = gradients["dW1"].sum(axis=1, keepdims=True) / X.shape[1]
    db2 = gradients["dW2"].sum(axis=1, keepdims=True) / X.shape[1]
    return {**gradients, "db1": db1, "db2": db2}


@misconception("backward_propagation")
def backward_biases_of_all_units(parameters, cache, X, Y, *, reference):
    """Your db1 and db2 are single numbers: the units of a layer are added up too.

    Every unit has its own bias and so its own slope. Add up over the samples only: say along
    which axis np.sum works, and that this axis should stay.
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, "db1": np.sum(gradients["db1"]), "db2": np.sum(gradients["db2"])}


@misconception("backward_propagation")
def backward_sign_flipped(parameters, cache, X, Y, *, reference):
    """Your gradients all have the wrong sign: they point downhill.

    If an output is too large, less of it is better, so the slope of the loss in z2 must be
    positive there: prediction minus truth. The minus of gradient descent comes in exercise 6.
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {name: -gradient for name, gradient in gradients.items()}


@misconception("backward_propagation")
def backward_of_squared_error(parameters, cache, X, Y, *, reference):
    """Your dZ2 has a factor A2 * (1 - A2) too much.

    That is the slope of the sigmoid. For the cross-entropy it cancels against the slope of the
    logarithms (step 1 of the derivation); with it, you get the gradient of a squared error.
    """
    A2 = cache["A2"]
    as_label = A2 - (A2 - Y) * A2 * (1 - A2)  # so that A2 - as_label has the factor
    return reference.backward_propagation(parameters, cache, X, as_label)


@misconception("backward_propagation")
def backward_without_tanh(parameters, cache, X, Y, *, reference):
    """In your hidden layer's gradients the slope of tanh is missing.

    W2 transposed times dZ2 is the slope in A1. To reach Z1 the chain rule asks for one more
    factor, entry by entry: step 4 of the derivation.
    """
    dZ1 = parameters["W2"].T @ (cache["A2"] - Y)
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, **_of_hidden_layer(dZ1, X)}


@misconception("backward_propagation")
def backward_with_slope_of_sigmoid(parameters, cache, X, Y, *, reference):
    """Your hidden layer's gradients use the slope of the sigmoid, A1 * (1 - A1).

    The hidden layer's activation is tanh, and its slope is another one: step 4 of the
    derivation.
    """
    A1 = cache["A1"]
    dZ1 = (parameters["W2"].T @ (cache["A2"] - Y)) * A1 * (1 - A1)
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, **_of_hidden_layer(dZ1, X)}


@misconception("backward_propagation")
def backward_without_square(parameters, cache, X, Y, *, reference):
    """Your hidden layer's gradients have the factor 1 - A1, where a square is missing.

    tanh is as steep at -z as at z, so its slope cannot depend on the sign of A1. See step 4 of
    the derivation.
    """
    dZ1 = (parameters["W2"].T @ (cache["A2"] - Y)) * (1 - cache["A1"])
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, **_of_hidden_layer(dZ1, X)}


@misconception("backward_propagation")
def backward_w2_elementwise(parameters, cache, X, Y, *, reference):
    """Your function stops with ValueError where there are several output units.

    Something in it fits one output only: a product entry by entry where the formula has a
    matrix product, perhaps, or a shape with a fixed 1. For one output unit the two products
    happen to be the same; only the matrix product adds up all ways from a hidden unit to the
    outputs.
    """
    dZ1 = (parameters["W2"].T * (cache["A2"] - Y)) * (1 - cache["A1"] ** 2)
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, **_of_hidden_layer(dZ1, X)}


@misconception("backward_propagation")
def backward_changes_cache(parameters, cache, X, Y, *, reference):
    """After the call, the cache is not what it was before.

    Perhaps a line stores something in the cache. Or `-=`, `*=` and the like write into one of
    its arrays: an array that you take out of a dict is not a copy. Make a new array for each
    step, under a name of its own.
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    cache["A2"] -= Y
    return gradients


@misconception("backward_propagation")
def backward_products_do_not_fit(parameters, cache, X, Y, *, reference):
    """Your function stops with ValueError in all tests: probably shapes do not fit.

    Write the shapes below each formula: (a, b) times (b, c) gives (a, c), and the inner two
    must agree. Each of the three matrix products has one transposed factor. Is everything taken
    from the arguments, not from variables outside the function?
    """
    transposed = {**parameters, "W2": parameters["W2"].T}
    return reference.backward_propagation(transposed, cache, X, Y)


@misconception("backward_propagation")
def backward_biases_along_units(parameters, cache, X, Y, *, reference):
    """Your db1 and db2 add up the units and keep the samples; it should be the other way round.

    A gradient has the shape of its parameter: one row for each unit and one column. Which axis
    is that of the samples?
    """
    dZ2 = cache["A2"] - Y
    dZ1 = (parameters["W2"].T @ dZ2) * (1 - cache["A1"] ** 2)
    m = X.shape[1]
    db1, db2 = dZ1.sum(axis=0, keepdims=True) / m, dZ2.sum(axis=0, keepdims=True) / m
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, "db1": db1, "db2": db2}


@misconception("backward_propagation")
def backward_dw2_from_z1(parameters, cache, X, Y, *, reference):
    """Your dW2 is made with Z1 where it should be made with A1.

    W2 multiplies what the hidden layer gives out, after tanh. That is A1, and it stands in the
    slope of W2.
    """
    dW2 = (cache["A2"] - Y) @ cache["Z1"].T / X.shape[1]
    return {**reference.backward_propagation(parameters, cache, X, Y), "dW2": dW2}


@misconception("backward_propagation")
def backward_with_square_of_z1(parameters, cache, X, Y, *, reference):
    """Your hidden layer's gradients have the factor 1 - Z1 squared; it should be A1.

    The slope of tanh is most easily written with the value of tanh, and that is A1. See step 4
    of the derivation.
    """
    dZ1 = (parameters["W2"].T @ (cache["A2"] - Y)) * (1 - cache["Z1"] ** 2)
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, **_of_hidden_layer(dZ1, X)}


@misconception("backward_propagation")
def backward_with_tanh_twice(parameters, cache, X, Y, *, reference):
    """Your hidden layer's gradients take tanh of A1, which is tanh of Z1 already.

    The slope of tanh at Z1 is 1 minus the square of tanh(Z1), and tanh(Z1) is A1 itself.
    """
    dZ1 = (parameters["W2"].T @ (cache["A2"] - Y)) * (1 - np.tanh(cache["A1"]) ** 2)
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, **_of_hidden_layer(dZ1, X)}


@misconception("backward_propagation")
def backward_with_plus_square(parameters, cache, X, Y, *, reference):
    """Your hidden layer's gradients have the factor 1 + A1 squared, where a minus belongs.

    tanh is steepest in its middle, where A1 is 0, and flat at both ends, where A1 is near 1 or
    -1. A slope of 1 + A1 squared would be the other way round.
    """
    dZ1 = (parameters["W2"].T @ (cache["A2"] - Y)) * (1 + cache["A1"] ** 2)
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, **_of_hidden_layer(dZ1, X)}


@misconception("backward_propagation")
def backward_with_slope_of_relu(parameters, cache, X, Y, *, reference):
    """Your hidden layer's gradients use the slope of ReLU: 1 where Z1 is positive, else 0.

    The hidden layer's activation is tanh, and its slope is another one: step 4 of the
    derivation.
    """
    dZ1 = (parameters["W2"].T @ (cache["A2"] - Y)) * (cache["A1"] > 0)
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, **_of_hidden_layer(dZ1, X)}


@misconception("backward_propagation")
def backward_with_dw2_for_w2(parameters, cache, X, Y, *, reference):
    """On the way back to the hidden layer you multiply by dW2 where W2 belongs.

    An error goes back through the weights that its signal came through. How those weights will
    change (dW2) plays no part in that.
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    dZ1 = (gradients["dW2"].T @ (cache["A2"] - Y)) * (1 - cache["A1"] ** 2)
    return {**gradients, **_of_hidden_layer(dZ1, X)}


@misconception("backward_propagation")
def backward_without_slope_of_sigmoid(parameters, cache, X, Y, *, reference):
    """What you take for dZ2 is dA2, the slope in the output itself.

    From A2 back to Z2 the chain rule asks for the slope of the sigmoid, A2 * (1 - A2). With it,
    nearly everything cancels: step 1 of the derivation.
    """
    A2 = cache["A2"]
    as_label = A2 - (A2 - Y) / (A2 * (1 - A2))  # so that A2 - as_label is dA2
    return reference.backward_propagation(parameters, cache, X, as_label)


@misconception("backward_propagation")
def backward_negates_booleans(parameters, cache, X, Y, *, reference):
    """Your function stops with TypeError where the labels are True and False, not numbers.

    Probably it negates Y, or subtracts booleans from booleans. NumPy does not allow that, but it
    does allow `A2 - Y`.
    """
    return reference.backward_propagation(parameters, cache, X, -1.0 * np.negative(Y))


@misconception("backward_propagation")
def backward_changes_parameters(parameters, cache, X, Y, *, reference):
    """After the call, the parameters are not what they were before.

    This function only computes gradients; the step comes in exercise 6. Perhaps a line stores
    something in the dict, or `-=`, `*=` and the like write into one of its arrays.
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    parameters["W2"] *= 0.5
    return gradients


# -- update_parameters ------------------------------------------------------------


@misconception("update_parameters")
def update_uphill(parameters, grads, learning_rate=1.2, *, reference):
    """Your step goes uphill: the parameters move along the gradient.

    The gradient points to where the cost grows fastest. To make the cost smaller, go the other
    way.
    """
    return reference.update_parameters(parameters, grads, -learning_rate)


@misconception("update_parameters")
def update_without_rate(parameters, grads, learning_rate=1.2, *, reference):  # noqa: ARG001
    """Your step is the whole gradient, whatever the learning rate is.

    The gradient tells the direction; the learning rate tells how far to go. Multiply the
    gradient by it.
    """
    return reference.update_parameters(parameters, grads, 1.0)


@misconception("update_parameters")
def update_always_with_default_rate(parameters, grads, learning_rate=1.2, *, reference):  # noqa: ARG001
    """Your step always uses the rate 1.2, even if another one is passed.

    A default is for calls that pass no rate. Probably a number, or a variable from outside the
    function, stands where the argument `learning_rate` should.
    """
    return reference.update_parameters(parameters, grads, 1.2)


@misconception("update_parameters")
def update_with_default_of_one_percent(parameters, grads, learning_rate=0.01, *, reference):
    """Where no learning rate is passed, your step uses 0.01.

    For the flower such small steps would take for ever. The default that the exercise asks for
    stands in the first line of the function as it was given.
    """
    return reference.update_parameters(parameters, grads, learning_rate)


@misconception("update_parameters")
def update_returns_steps(parameters, grads, learning_rate=1.2, *, reference):
    """Your function returns the steps alone, not the parameters after the step.

    A step is a change. The new value is the old value together with the change.
    """
    updated = reference.update_parameters(parameters, grads, learning_rate)
    return {name: updated[name] - parameters[name] for name in updated}


@misconception("update_parameters")
def update_of_weights_only(parameters, grads, learning_rate=1.2, *, reference):
    """Your W1 and W2 take a step, but b1 and b2 do not move.

    The biases are learned in the same way as the weights, each with its own gradient.
    """
    updated = reference.update_parameters(parameters, grads, learning_rate)
    return {**updated, "b1": parameters["b1"], "b2": parameters["b2"]}


@misconception("update_parameters")
def update_of_w1_only(parameters, grads, learning_rate=1.2, *, reference):
    """Your W1 takes a step, but no other parameter moves.

    If you use a loop, look at how far the `return` is indented: inside the loop, it ends the
    function in the first round.
    """
    updated = reference.update_parameters(parameters, grads, learning_rate)
    return {**parameters, "W1": updated["W1"]}


@misconception("update_parameters")
def update_returns_old_values(parameters, grads, learning_rate=1.2, *, reference):  # noqa: ARG001
    """Your function returns the parameters as they were before the step.

    A line such as `W1 = W1 - ...` makes a new array and leaves the dict as it is. Return a dict
    that holds the new arrays.
    """
    return reference.update_parameters(parameters, grads, 0.0)


@misconception("update_parameters")
def update_b1_with_db2(parameters, grads, learning_rate=1.2, *, reference):
    """Your b1 moves by db2, where it should move by db1.

    With one output unit db2 is a single number, and NumPy subtracts it from every entry of b1
    without complaint. Look at the names in the line for b1.
    """
    return reference.update_parameters(parameters, {**grads, "db1": grads["db2"]}, learning_rate)


@misconception("update_parameters")
def update_divides_by_rate(parameters, grads, learning_rate=1.2, *, reference):
    """Your step divides the gradient by the learning rate.

    A larger learning rate must give a larger step. Multiply by it.
    """
    return reference.update_parameters(parameters, grads, 1 / learning_rate)


@misconception("update_parameters")
def update_rate_times_both(parameters, grads, learning_rate=1.2):
    """Your learning rate multiplies the parameters as well, not the gradient alone.

    Only the step is scaled by the learning rate. Look at the brackets: the product comes first,
    then the difference.
    """
    return {k: learning_rate * (parameters[k] - grads[f"d{k}"]) for k in parameters}


@misconception("update_parameters")
def update_with_default_of_a_tenth(parameters, grads, learning_rate=0.1, *, reference):
    """Where no learning rate is passed, your step uses 0.1.

    The default that the exercise asks for stands in the first line of the function as it was
    given.
    """
    return reference.update_parameters(parameters, grads, learning_rate)


@misconception("update_parameters")
def update_with_default_of_one(parameters, grads, learning_rate=1.0, *, reference):
    """Where no learning rate is passed, your step uses 1.

    The default that the exercise asks for stands in the first line of the function as it was
    given.
    """
    return reference.update_parameters(parameters, grads, learning_rate)


@misconception("update_parameters")
def update_changes_gradients(parameters, grads, learning_rate=1.2, *, reference):
    """After the call, the gradients are not what they were before.

    Perhaps `*=` or the like writes into one of their arrays: an array that you take out of a
    dict is not a copy. Make a new array for the step, and store nothing in `grads`.
    """
    updated = reference.update_parameters(parameters, grads, learning_rate)
    for name in grads:
        grads[name] *= learning_rate
    return updated
