"""Mistakes that students make in `initialize_parameters`, each with the hint that they read."""

import itertools

import numpy as np

from autograder.misconceptions import misconception


def _scaled(parameters, factor):
    """Return the parameters with each W times factor(n_in, n_out)."""
    return {
        name: value * factor(*value.shape) if name.startswith("W") else value
        for name, value in parameters.items()
    }


@misconception("initialize_parameters")
def weights_by_the_outputs(sizes, activation, rng, *, reference):
    """The size of your weights depends on the number of outputs of a layer; take its inputs.

    A unit adds up as many products as the layer has inputs.
    """
    parameters = reference.initialize_parameters(sizes, activation, rng)
    return _scaled(parameters, lambda n_in, n_out: np.sqrt(n_in / n_out))


@misconception("initialize_parameters")
def weights_by_the_mean_of_both(sizes, activation, rng, *, reference):
    """The size of your weights depends on inputs and outputs together.

    That is Glorot's compromise with the backward pass. This exercise asks for the inputs only.
    """
    parameters = reference.initialize_parameters(sizes, activation, rng)
    return _scaled(parameters, lambda n_in, n_out: np.sqrt(2 * n_in / (n_in + n_out)))


@misconception("initialize_parameters")
def weights_with_the_variance_as_std(sizes, activation, rng, *, reference):
    """Your weights have the right variance as their standard deviation, and so they are too small.

    The standard deviation is the root of the variance.
    """
    parameters = reference.initialize_parameters(sizes, activation, rng)
    gain = {"relu": 2.0, "tanh": 1.0}[activation]
    return _scaled(parameters, lambda n_in, _: np.sqrt(gain / n_in))


@misconception("initialize_parameters")
def weights_with_the_gain_outside_the_root(sizes, activation, rng, *, reference):
    """For ReLU, your weights are too large by the root of 2.

    What makes up for the lost half belongs to the variance, so it stands under the root.
    """
    parameters = reference.initialize_parameters(sizes, activation, rng)
    return _scaled(parameters, lambda *_: np.sqrt(2) if activation == "relu" else 1.0)


@misconception("initialize_parameters")
def weights_always_xavier(sizes, activation, rng, *, reference):
    """Your weights are the same for both activation functions: those that suit tanh.

    ReLU sets one half of its inputs to 0, and the weights must make up for that.
    """
    return reference.initialize_parameters(sizes, "tanh", rng)


@misconception("initialize_parameters")
def weights_always_he(sizes, activation, rng, *, reference):
    """Your weights are the same for both activation functions: those that suit ReLU.

    Near zero, tanh leaves its inputs nearly as they are: nothing is lost that must be made up for.
    """
    return reference.initialize_parameters(sizes, "relu", rng)


@misconception("initialize_parameters")
def weights_exchanged(sizes, activation, rng, *, reference):
    """You have exchanged the two rules: your weights for tanh are those that suit ReLU."""
    other = {"relu": "tanh", "tanh": "relu"}[activation]
    return reference.initialize_parameters(sizes, other, rng)


@misconception("initialize_parameters")
def weights_of_one_size(sizes, activation, rng, *, reference):
    """The size of your weights does not depend on the layer: they all have one small size.

    A layer with many inputs adds up many products. Its weights must be smaller.
    """
    parameters = reference.initialize_parameters(sizes, activation, rng)
    gain = {"relu": 2.0, "tanh": 1.0}[activation]
    return _scaled(parameters, lambda n_in, _: 0.01 / np.sqrt(gain / n_in))


@misconception("initialize_parameters")
def weights_by_the_first_layer(sizes, activation, rng, *, reference):
    """All your weights are as large as those of the first layer.

    Each layer has its own number of inputs.
    """
    parameters = reference.initialize_parameters(sizes, activation, rng)
    return _scaled(parameters, lambda n_in, _: np.sqrt(n_in / sizes[0]))


@misconception("initialize_parameters")
def weights_uniform(sizes, activation, rng):
    """Your weights are drawn evenly from an interval; a normal distribution is asked for."""
    gain = {"relu": 2.0, "tanh": 1.0}[activation]
    parameters = {}
    for layer, (n_in, n_out) in enumerate(itertools.pairwise(sizes), start=1):
        width = np.sqrt(3 * gain / n_in)
        parameters[f"W{layer}"] = rng.uniform(-width, width, (n_in, n_out))
        parameters[f"b{layer}"] = np.zeros((1, n_out))
    return parameters


@misconception("initialize_parameters")
def weights_all_zero(sizes, activation, rng, *, reference):
    """All your weights are 0. Then all units of a layer do the same, and stay equal for ever."""
    parameters = reference.initialize_parameters(sizes, activation, rng)
    return _scaled(parameters, lambda *_: 0.0)


@misconception("initialize_parameters")
def weights_with_a_seed_of_their_own(sizes, activation, rng, *, reference):
    """Your weights do not depend on rng: they are the same for every seed.

    Probably your function makes a generator of its own, with a fixed seed.
    """
    return reference.initialize_parameters(sizes, activation, np.random.default_rng(0))


@misconception("initialize_parameters")
def weights_of_columns(sizes, activation, rng, *, reference):
    """Your arrays have the shapes for samples in columns: W is (n_out, n_in) and b is (n_out, 1).

    In this notebook a sample is a row: W is (n_in, n_out), and b is a row.
    """
    parameters = reference.initialize_parameters(sizes, activation, rng)
    return {name: value.T for name, value in parameters.items()}


@misconception("initialize_parameters")
def biases_of_rank_one(sizes, activation, rng, *, reference):
    """Your biases have the shape (n_out,); they should be rows, (1, n_out)."""
    parameters = reference.initialize_parameters(sizes, activation, rng)
    return {n: value if n.startswith("W") else value[0] for n, value in parameters.items()}


@misconception("initialize_parameters")
def biases_random(sizes, activation, rng, *, reference):
    """Your biases are random; all of them should begin at 0.

    Units become different through their weights.
    """
    parameters = reference.initialize_parameters(sizes, activation, rng)
    return {
        name: value if name.startswith("W") else rng.normal(0, 0.1, value.shape)
        for name, value in parameters.items()
    }
