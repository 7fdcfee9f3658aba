"""Mistakes that students make in `initialize_parameters`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("initialize_parameters")
def weights_not_scaled(input_size, hidden_size, output_size, *, reference):
    """Your weights have the standard deviation 1, whatever the number of inputs is.

    A unit that adds up many inputs then gets a z far from zero. There the sigmoid is flat and the
    gradient is nearly 0. Divide by the square root of the layer's number of inputs.
    """
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    return np.sqrt(input_size) * W1, b1, np.sqrt(hidden_size) * W2, b2


@misconception("initialize_parameters")
def weights_zero(input_size, hidden_size, output_size, *, reference):
    """Your weights are all zero.

    Then all hidden units compute the same value, get the same gradient and take the same step: they
    stay equal for ever. Use random weights to make them different.
    """
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    return 0 * W1, b1, 0 * W2, b2


@misconception("initialize_parameters")
def weights_all_equal(input_size, hidden_size, output_size, *, reference):
    """Your weights are all the same number.

    Equal units get equal gradients and stay equal for ever. Each weight needs a random draw of its
    own.
    """
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    return np.ones_like(W1), b1, np.ones_like(W2), b2


@misconception("initialize_parameters")
def weights_of_one_hundredth(input_size, hidden_size, output_size, *, reference):
    """Your weights have the standard deviation 0.01, whatever the number of inputs is.

    Other assignments ask for that. Here it is 1 divided by the square root of the layer's number of
    inputs.
    """
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    return 0.01 * np.sqrt(input_size) * W1, b1, 0.01 * np.sqrt(hidden_size) * W2, b2


@misconception("initialize_parameters")
def weights_divided_by_inputs(input_size, hidden_size, output_size, *, reference):
    """Your weights are divided by the number of inputs, not by its square root.

    A sum of n draws only grows like the square root of n, so these weights are too small.
    """
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    return W1 / np.sqrt(input_size), b1, W2 / np.sqrt(hidden_size), b2


@misconception("initialize_parameters")
def weights_all_scaled_by_input_size(input_size, hidden_size, output_size, *, reference):
    """Your W2 is divided by the square root of input_size.

    The inputs of the output layer are the hidden units.
    """
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    return W1, b1, W2 * np.sqrt(hidden_size / input_size), b2


@misconception("initialize_parameters")
def weights_scaled_by_outputs(input_size, hidden_size, output_size, *, reference):
    """Your weights are divided by the square root of the number of units in their layer.

    A unit adds up its inputs. The number of other units in the layer plays no part in that.
    """
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    W1 = W1 * np.sqrt(input_size / hidden_size)
    return W1, b1, W2 * np.sqrt(hidden_size / output_size), b2


@misconception("initialize_parameters")
def weights_uniform(input_size, hidden_size, output_size, *, reference):
    """Your weights are never negative and evenly spread: they follow a uniform distribution.

    np.random.rand and rng.random draw such numbers. Draws from the standard normal distribution
    have both signs, and most of them are near zero.
    """
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    rng = np.random.default_rng()
    W1, W2 = rng.random(W1.shape) / np.sqrt(input_size), rng.random(W2.shape) / np.sqrt(hidden_size)
    return W1, b1, W2, b2


@misconception("initialize_parameters")
def biases_random(input_size, hidden_size, output_size, *, reference):
    """Your biases are different numbers; all of them should be zero at the start.

    Only one kind of parameter needs to be random, and the weights are.
    """
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    rng = np.random.default_rng()
    return W1, rng.standard_normal(b1.shape), W2, rng.standard_normal(b2.shape)


@misconception("initialize_parameters")
def parameters_transposed(input_size, hidden_size, output_size, *, reference):
    """Your parameters are transposed: they fit samples in columns.

    Here each sample is a row, a weight matrix has one column for each unit, and a bias is a row.
    """
    return tuple(
        part.T for part in reference.initialize_parameters(input_size, hidden_size, output_size)
    )


@misconception("initialize_parameters")
def biases_with_one_axis(input_size, hidden_size, output_size, *, reference):
    """Your biases have one axis, not two; they should be rows with the shape (1, n)."""
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    return W1, b1.ravel(), W2, b2.ravel()


@misconception("initialize_parameters")
def parameters_in_a_dict(input_size, hidden_size, output_size, *, reference):
    """You return a dict; return the parameters one by one instead: W1, b1, W2, b2."""
    parts = reference.initialize_parameters(input_size, hidden_size, output_size)
    return dict(zip(("W1", "b1", "W2", "b2"), parts, strict=True))


@misconception("initialize_parameters")
def weights_before_biases(input_size, hidden_size, output_size, *, reference):
    """You return both weights before both biases; the order should be W1, b1, W2, b2."""
    W1, b1, W2, b2 = reference.initialize_parameters(input_size, hidden_size, output_size)
    return W1, W2, b1, b2
