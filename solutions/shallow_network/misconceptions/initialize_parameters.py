"""Mistakes that students make in `initialize_parameters`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("initialize_parameters")
def weights_not_scaled(n_x, n_h, n_y, *, reference):
    """Your weights are about 100 times too large: their standard deviation is 1.

    Multiply the normal draws by 0.01; adding 0.01 changes hardly anything. Large weights push tanh
    to where it is flat, and there the gradient is nearly 0.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return {**start, "W1": 100 * start["W1"], "W2": 100 * start["W2"]}


@misconception("initialize_parameters")
def weights_uniform(n_x, n_h, n_y, *, reference):
    """Your weights are never negative, and they are spread evenly.

    They look like draws from a uniform distribution, for example from np.random.rand. Draws from
    the standard normal distribution have both signs, and most of them are near zero.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    rng = np.random.default_rng()
    return start | {name: 0.01 * rng.random(start[name].shape) for name in ("W1", "W2")}


@misconception("initialize_parameters")
def weights_zero(n_x, n_h, n_y, *, reference):
    """Your weights are all zero.

    Then all hidden units compute the same value. Equal units get equal gradients and take equal
    steps: they stay equal for ever, and many units do the work of one. Use random weights to make
    them different.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return start | {name: np.zeros_like(start[name]) for name in ("W1", "W2")}


@misconception("initialize_parameters")
def weights_all_equal(n_x, n_h, n_y, *, reference):
    """Your weights are all the same number.

    Then all hidden units compute the same value. Equal units get equal gradients and take equal
    steps: they stay equal for ever. Each weight needs a random draw of its own.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return start | {name: np.full_like(start[name], 0.01) for name in ("W1", "W2")}


@misconception("initialize_parameters")
def biases_random(n_x, n_h, n_y, *, reference):
    """Your biases are different numbers; all of them should be zero at the start.

    Random numbers are only needed to make the hidden units different from each other, and the
    random weights already do that.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    rng = np.random.default_rng()
    return start | {name: 0.01 * rng.standard_normal(start[name].shape) for name in ("b1", "b2")}


@misconception("initialize_parameters")
def weights_transposed(n_x, n_h, n_y, *, reference):
    """Your W1 and W2 are transposed: they have one column for each unit of their layer.

    In this course each sample is a column, and a layer computes W times its input. So a weight
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
    """Your b2 has the shape (1, 1), whatever the number of output units is.

    Every output unit has a bias of its own, so b2 needs n_y rows.
    """
    return {**reference.initialize_parameters(n_x, n_h, n_y), "b2": np.zeros((1, 1))}


@misconception("initialize_parameters")
def biases_integer(n_x, n_h, n_y, *, reference):
    """Your biases are arrays of integers, but they must be floats.

    In training they change by fractions, and an array of integers cannot hold fractions: a step in
    place fails with an error. np.zeros makes floats unless you ask for another dtype.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return {**start, "b1": start["b1"].astype(int), "b2": start["b2"].astype(int)}


@misconception("initialize_parameters")
def weights_scaled_by_a_tenth(n_x, n_h, n_y, *, reference):
    """Your weights are about ten times too large: their standard deviation is 0.1.

    The factor 0.01 in the formula is the standard deviation. If a function asks for a standard
    deviation, pass 0.01, not its square root.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return {**start, "W1": 10 * start["W1"], "W2": 10 * start["W2"]}


@misconception("initialize_parameters")
def weights_scaled_by_a_thousandth(n_x, n_h, n_y, *, reference):
    """Your weights are about ten times too small: their standard deviation is 0.001.

    Small weights are good, but smaller weights also give smaller gradients at the start. Look at
    the factor in the formula.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return {**start, "W1": start["W1"] / 10, "W2": start["W2"] / 10}


@misconception("initialize_parameters")
def weights_scaled_by_inputs(n_x, n_h, n_y, *, reference):
    """Your weights are divided by the square root of their layer's number of inputs.

    That is a good rule for deep networks. This exercise asks for the fixed factor 0.01.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    W1, W2 = 100 * start["W1"] / np.sqrt(n_x), 100 * start["W2"] / np.sqrt(n_h)
    return {**start, "W1": W1, "W2": W2}


@misconception("initialize_parameters")
def weights_uniform_around_zero(n_x, n_h, n_y, *, reference):
    """Your weights are spread evenly between -0.01 and 0.01.

    That is a uniform distribution. The exercise asks for normal draws: most of them are near zero,
    and a few are far away. 0.01 is their standard deviation, not their limit.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    rng = np.random.default_rng()
    return start | {n: rng.uniform(-0.01, 0.01, start[n].shape) for n in ("W1", "W2")}


@misconception("initialize_parameters")
def weights_never_negative(n_x, n_h, n_y, *, reference):
    """Your weights are normal draws without their signs: none is negative.

    Units that all begin on one side all pull in one direction. Keep the signs of the draws.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return {**start, "W1": np.abs(start["W1"]), "W2": np.abs(start["W2"])}


@misconception("initialize_parameters")
def weights_of_units_alike(n_x, n_h, n_y, *, reference):
    """In your W1 all hidden units have the same weights: its rows are equal.

    Equal units get equal gradients and take equal steps: they stay equal for ever. Each weight
    needs a random draw of its own.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return {**start, "W1": np.repeat(start["W1"][:1], n_h, axis=0)}


@misconception("initialize_parameters")
def biases_one(n_x, n_h, n_y, *, reference):
    """Your biases begin at one; they should begin at zero.

    A bias shifts its unit. At the start the network has learned nothing yet, so there is no reason
    for a shift.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return {**start, "b1": np.ones((n_h, 1)), "b2": np.ones((n_y, 1))}


@misconception("initialize_parameters")
def biases_as_rows(n_x, n_h, n_y, *, reference):
    """Your biases are rows; they should be columns.

    The values of a layer have one row for each unit and one column for each sample. A bias is the
    same for all samples, so it is a column with one row for each unit.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return {**start, "b1": start["b1"].T, "b2": start["b2"].T}


@misconception("initialize_parameters")
def output_layer_for_one_unit(n_x, n_h, n_y, *, reference):
    """Your W2 and b2 have one row, whatever the number of output units is.

    Every output unit has weights and a bias of its own, so W2 and b2 need n_y rows.
    """
    start = reference.initialize_parameters(n_x, n_h, n_y)
    return {**start, "W2": start["W2"][:1], "b2": start["b2"][:1]}
