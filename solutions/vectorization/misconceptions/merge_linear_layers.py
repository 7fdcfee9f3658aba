"""Mistakes that students make in `merge_linear_layers`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


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
