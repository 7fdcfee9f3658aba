"""Mistakes that students make in `forward_propagation`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception

from .shared import squashed


@misconception("forward_propagation")
def forward_tanh_in_hidden_layer(X, W1, b1, W2, b2, *, reference):
    """Your hidden layer uses tanh; in this notebook it uses the sigmoid.

    The gradients of exercise 9 contain the slope of the sigmoid.
    """
    z1, _, _, _ = reference.forward_propagation(X, W1, b1, W2, b2)
    a1 = np.tanh(z1)
    z2 = a1 @ W2 + b2
    return z1, a1, z2, squashed(z2)


@misconception("forward_propagation")
def forward_relu_in_hidden_layer(X, W1, b1, W2, b2):
    """Your hidden layer uses ReLU: negative values become zero. It should use the sigmoid.

    The gradients of exercise 9 contain the slope of the sigmoid.
    """
    z1 = X @ W1 + b1
    a1 = np.maximum(z1, 0)
    z2 = a1 @ W2 + b2
    return z1, a1, z2, squashed(z2)


@misconception("forward_propagation")
def forward_hidden_layer_linear(X, W1, b1, W2, b2):
    """Your hidden layer has no activation: a1 is the same as z1.

    Two linear layers in a row can do no more than one. There must be a curved function between
    them.
    """
    z1 = X @ W1 + b1
    z2 = z1 @ W2 + b2
    return z1, z1, z2, squashed(z2)


@misconception("forward_propagation")
def forward_output_linear(X, W1, b1, W2, b2, *, reference):
    """Your output layer has no sigmoid: a2 is the same as z2.

    A probability lies between 0 and 1, but z2 can be any number.
    """
    z1, a1, z2, _ = reference.forward_propagation(X, W1, b1, W2, b2)
    return z1, a1, z2, z2


@misconception("forward_propagation")
def forward_softmax_at_output(X, W1, b1, W2, b2, *, reference):
    """The outputs of each sample add up to 1: your output layer uses softmax.

    Softmax is a good choice for classes that exclude each other. Here each output has a sigmoid of
    its own.
    """
    z1, a1, z2, _ = reference.forward_propagation(X, W1, b1, W2, b2)
    power = np.exp(z2)
    return z1, a1, z2, power / power.sum(axis=1, keepdims=True)


@misconception("forward_propagation")
def forward_without_b1(X, W1, b1, W2, b2, *, reference):
    """Your hidden layer leaves out its bias b1."""
    return reference.forward_propagation(X, W1, 0 * b1, W2, b2)


@misconception("forward_propagation")
def forward_without_b2(X, W1, b1, W2, b2, *, reference):
    """Your output layer leaves out its bias b2."""
    return reference.forward_propagation(X, W1, b1, W2, 0 * b2)


@misconception("forward_propagation")
def forward_z1_into_output(X, W1, b1, W2, b2, *, reference):
    """Your output layer uses z1, the hidden layer before the sigmoid, and not a1.

    Then the sigmoid of the hidden layer has no effect on the result.
    """
    z1, a1, _, _ = reference.forward_propagation(X, W1, b1, W2, b2)
    z2 = z1 @ W2 + b2
    return z1, a1, z2, squashed(z2)


@misconception("forward_propagation")
def forward_returns_output_only(X, W1, b1, W2, b2, *, reference):
    """You return a2 alone; z1, a1 and z2 are missing.

    The backward pass needs all that the forward pass computed.
    """
    return reference.forward_propagation(X, W1, b1, W2, b2)[3]


@misconception("forward_propagation")
def forward_returns_cache(X, W1, b1, W2, b2, *, reference):
    """You return a2 and a dict; return the arrays one by one instead: z1, a1, z2, a2."""
    parts = reference.forward_propagation(X, W1, b1, W2, b2)
    return parts[3], dict(zip(("z1", "a1", "z2", "a2"), parts, strict=True))


@misconception("forward_propagation")
def forward_of_columns(X, W1, b1, W2, b2):
    """Your function stops with ValueError in all tests: probably two shapes do not fit.

    Perhaps it multiplies W times X, which is right for samples in columns. Here each sample is a
    row, so X comes first: (m, n_x) times (n_x, n_h).
    """
    return np.dot(W1, X) + b1 + W2 + b2


@misconception("forward_propagation")
def forward_changes_biases(X, W1, b1, W2, b2, *, reference):
    """After the call, b1 has changed.

    `+=` and similar operators write into the array that was passed in. Make new arrays.
    """
    answer = reference.forward_propagation(X, W1, b1, W2, b2)
    b1 += np.mean(X @ W1, axis=0)
    return answer
