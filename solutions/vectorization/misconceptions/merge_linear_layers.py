"""Mistakes that students make in `merge_linear_layers`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("merge_linear_layers")
def merge_adds_biases(W1, b1, W2, b2, *, reference):
    """You add b1 and b2 without W2, which stops with ValueError if their sizes are different.

    The first layer's bias goes through the second layer too.
    """
    return reference.merge_linear_layers(W1, b1, W2, b2)[0], b1 + b2


@misconception("merge_linear_layers")
def merge_drops_first_bias(W1, b1, W2, b2, *, reference):
    """Your b is only the bias of the second layer.

    The first layer's bias is a part of what the second layer gets. Multiply out W2 (W1 x + b1).
    """
    return reference.merge_linear_layers(W1, 0 * b1, W2, b2)


@misconception("merge_linear_layers")
def merge_drops_second_bias(W1, b1, W2, b2, *, reference):
    """The second layer's bias is missing in your b."""
    return reference.merge_linear_layers(W1, b1, W2, 0 * b2)


@misconception("merge_linear_layers")
def merge_in_wrong_order(W1, b1, W2, b2):
    """Your matrix product stops with ValueError: its factors are in the order of the layers.

    The first layer is applied first, so its matrix stands next to x, on the right.
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
    """Your b is W2 (b1 + b2), which stops with ValueError if the sizes are different.

    Add the second bias after the product with W2, not before it.
    """
    return reference.merge_linear_layers(W1, b1, W2, b2)[0], W2 @ (b1 + b2)


@misconception("merge_linear_layers")
def merge_exchanges_w_and_b(W1, b1, W2, b2, *, reference):
    """You return b first and W second; the order should be (W, b)."""
    return reference.merge_linear_layers(W1, b1, W2, b2)[::-1]


@misconception("merge_linear_layers")
def merge_returns_dict(W1, b1, W2, b2, *, reference):
    """You return a dict; it should be the pair (W, b)."""
    return dict(zip("Wb", reference.merge_linear_layers(W1, b1, W2, b2), strict=True))


@misconception("merge_linear_layers")
def merge_returns_w_only(W1, b1, W2, b2, *, reference):
    """You return one matrix. The merged layer has a bias too: return the pair (W, b)."""
    return reference.merge_linear_layers(W1, b1, W2, b2)[0]


@misconception("merge_linear_layers")
def merge_changes_b2(W1, b1, W2, b2, *, reference):
    """After the call, b2 has changed.

    `b2 += ...` writes into the caller's own array. Make a new array.
    """
    value = reference.merge_linear_layers(W1, b1, W2, np.array(b2))
    b2 += W2 @ b1
    return value
