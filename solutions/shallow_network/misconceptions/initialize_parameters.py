"""Mistakes that students make in `initialize_parameters`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


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
