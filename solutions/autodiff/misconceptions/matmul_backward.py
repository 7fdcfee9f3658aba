"""Mistakes that students make in `matmul_backward`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("matmul_backward")
def matmul_swapped(grad, A, B, *, reference):
    """Your two gradients have changed places."""
    return reference.matmul_backward(grad, A, B)[::-1]


@misconception("matmul_backward")
def matmul_second_transposed(grad, A, B):
    """Your gradient of B is the transpose of the right one.

    It must have the shape of B. Which factor comes first?
    """
    return grad @ B.T, grad.T @ A


@misconception("matmul_backward")
def matmul_first_transposed(grad, A, B):
    """Your gradient of A is the transpose of the right one.

    It must have the shape of A. Which factor comes first?
    """
    return B @ grad.T, A.T @ grad


@misconception("matmul_backward")
def matmul_without_transposes(grad, A, B):
    """Your products fit square matrices only, and there the values are wrong.

    Write out which entries of grad, and of the other factor, one entry of A meets. One of the
    factors is transposed.
    """
    return grad @ B, A @ grad


@misconception("matmul_backward")
def matmul_first_without_transpose(grad, A, B):
    """Your gradient of A is grad times B, without a transpose.

    It fits square matrices only, and there the values are wrong.
    """
    return grad @ B, A.T @ grad


@misconception("matmul_backward")
def matmul_second_without_transpose(grad, A, B):
    """Your gradient of B is A times grad, without a transpose.

    It fits square matrices only, and there the values are wrong.
    """
    return grad @ B.T, A @ grad


@misconception("matmul_backward")
def matmul_ignores_grad(grad, A, B, *, reference):
    """Your gradients are right only if grad is 1 everywhere.

    The chain rule multiplies each local derivative by what arrives at its place.
    """
    return reference.matmul_backward(np.ones_like(grad), A, B)


@misconception("matmul_backward")
def matmul_averaged(grad, A, B, *, reference):
    """Your gradient of A is divided by the number of columns.

    If a cost is a mean, then grad already knows it. This rule only hands on.
    """
    dA, dB = reference.matmul_backward(grad, A, B)
    return dA / grad.shape[1], dB
