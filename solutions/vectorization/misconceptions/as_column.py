"""Mistakes that students make in `as_column`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("as_column")
def column_by_transposing(v):
    """Your function does not change an array with one axis, and turns a column into a row.

    Probably it transposes. That reverses the order of the axes, and a single axis has no order. Say
    which shape you want instead.
    """
    return v.T


@misconception("as_column")
def column_of_row(v, *, reference):
    """Your function returns a row, of shape (1, n).

    In a column the numbers stand one below the other: n rows, and one column.
    """
    return reference.as_column(v).T


@misconception("as_column")
def column_is_flat(v):
    """Your function returns an array with one axis, but it should return a column.

    A flattened array only has one axis. A column has two: its shape is a pair whose second number
    is 1.
    """
    return np.array(v).ravel()


@misconception("as_column")
def column_with_one_axis_more(v):
    """Your function always adds one more axis at the end.

    That is right for an array with one axis. A row or a column already has two axes, and then has
    three.
    """
    return np.array(v)[..., np.newaxis]


@misconception("as_column")
def column_of_transposed_matrix(v):
    """Your function is right for an array with one axis, but turns a column into a row.

    It seems to transpose every array with two axes. Only transpose a row.
    """
    return v.T if v.ndim == 2 else v[:, np.newaxis]


@misconception("as_column")
def column_keeps_matrices(v):
    """Your function returns a row as it is; only an array with one axis becomes a column.

    v can have three different shapes. All three must become a column, so a row must too.
    """
    return v if v.ndim == 2 else v[:, np.newaxis]


@misconception("as_column")
def column_of_five(v):
    """Your function only works for one length of v.

    Probably you wrote the number of rows as a constant. Ask v for its size, or let NumPy find the
    number.
    """
    return v.reshape(5, 1)


@misconception("as_column")
def column_of_len(v):
    """Your function stops with ValueError for a row of several numbers.

    Probably it uses len(v) as the number of entries. The length of an array is the length of its
    first axis, which is 1 for a row. Its size is the number of entries.
    """
    return v.reshape(len(v), 1)


@misconception("as_column")
def column_in_place(v, *, reference):
    """After the call, the caller's array has another shape.

    Probably your function assigns to v.shape, or calls v.resize. Both change the array itself. Use
    a call that returns a new array or a view: it leaves v as it is.
    """
    value = reference.as_column(np.array(v))
    v.shape = (v.size, 1)
    return value
