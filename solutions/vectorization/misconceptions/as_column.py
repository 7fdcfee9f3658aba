"""Mistakes that students make in `as_column`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("as_column")
def column_by_transposing(v):
    """Your function leaves an array with one axis as it is, and makes a row of a column.

    Probably it transposes. That reverses the order of the axes, and one axis has no order to
    reverse. Say which shape you want instead.
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
    """Your function returns an array with one axis, the very thing that it should put an end to.

    Flattening takes axes away. A column has two: its shape is a pair whose second number is 1.
    """
    return np.array(v).ravel()


@misconception("as_column")
def column_with_one_axis_more(v):
    """Your function always puts one more axis at the end.

    That is right for an array with one axis. A row or a column has two already, and gets three.
    """
    return np.array(v)[..., np.newaxis]


@misconception("as_column")
def column_of_transposed_matrix(v):
    """Your function handles an array with one axis, but turns a column into a row.

    It seems to transpose everything that has two axes. Only a row has to be turned.
    """
    return v.T if v.ndim == 2 else v[:, np.newaxis]


@misconception("as_column")
def column_keeps_matrices(v):
    """Your function returns a row as it is; only an array with one axis becomes a column.

    All three shapes that v may have must become a column, a row too.
    """
    return v if v.ndim == 2 else v[:, np.newaxis]


@misconception("as_column")
def column_of_five(v):
    """Your function fits one length of v only.

    Probably the number of rows is written out. Ask v for its size, or let NumPy find the number.
    """
    return v.reshape(5, 1)


@misconception("as_column")
def column_of_len(v):
    """Your function stops with ValueError for a row of several numbers.

    Probably it takes len(v) for the number of entries. The length of an array is that of its
    first axis, which for a row is 1; its size counts the entries.
    """
    return v.reshape(len(v), 1)


@misconception("as_column")
def column_in_place(v, *, reference):
    """After the call, the caller's array has another shape.

    Probably your function writes to v.shape, or calls v.resize, which change the array
    itself. A call that returns a new array or a view leaves it as it is.
    """
    value = reference.as_column(np.array(v))
    v.shape = (v.size, 1)
    return value
