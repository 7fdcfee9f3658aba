"""Mistakes that students make in `forward_propagation`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception

from .shared import squashed


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
