"""Mistakes that students make in `flatten`, each with the hint that they read."""

import math

import numpy as np

from autograder.misconceptions import misconception


@misconception("flatten")
def flatten_mixes_pictures(pictures):
    """Your columns mix the pictures: each column holds pixels of several of them.

    The numbers lie in memory picture by picture, and reshape keeps this order. First make rows, one
    for each picture; then turn rows into columns.
    """
    return pictures.reshape(-1, len(pictures))


@misconception("flatten")
def flatten_into_rows(pictures):
    """Your pictures are rows, not columns.

    In this notebook a sample is a column. Exchange the two axes.
    """
    return pictures.reshape(len(pictures), -1)


@misconception("flatten")
def flatten_column_by_column(pictures):
    """The numbers of each picture are in another order: its columns come one behind the other.

    The text asks for the rows of the picture, one behind the other.
    """
    return np.stack([p.swapaxes(0, 1).ravel() for p in pictures], axis=1)


@misconception("flatten")
def flatten_everything(pictures):
    """All pictures are in one long vector: it no longer shows where one of them ends."""
    return pictures.ravel()


@misconception("flatten")
def flatten_everything_into_one_column(pictures):
    """All pictures are in one single column.

    Each picture needs a column of its own: keep the first axis when you reshape.
    """
    return pictures.reshape(-1, 1)


@misconception("flatten")
def flatten_eight_by_eight(pictures):
    """Your function only works for pictures of 8 by 8 pixels.

    Do not write 64 into it. The shape of the array says how large the pictures are, and -1 in
    reshape stands for whatever is left.
    """
    return pictures.reshape(len(pictures), 64).T


@misconception("flatten")
def flatten_grey_only(pictures):
    """Colour pictures stop with an error: your function takes three axes and no more.

    Take the number of pictures from the first axis, and let -1 in reshape stand for all the rest.
    """
    m, height, width = pictures.shape
    return pictures.reshape(m, height * width).T


@misconception("flatten")
def flatten_drops_colours(pictures, *, reference):
    """Of colour pictures you keep one colour only.

    Each pixel has three numbers, and each of them is a feature.
    """
    return reference.flatten(pictures[..., 0] if pictures.ndim > 3 else pictures)


@misconception("flatten")
def flatten_averages_colours(pictures, *, reference):
    """Of colour pictures you keep the mean of the three colours.

    Each pixel has three numbers, and each of them is a feature: nothing is to be lost.
    """
    return reference.flatten(pictures.mean(axis=3) if pictures.ndim > 3 else pictures)


@misconception("flatten")
def flatten_colour_by_colour(pictures, *, reference):
    """Of colour pictures your columns hold first all of one colour, then all of the next.

    The text asks for the colours of each pixel one after the other, as ravel writes them.
    """
    return reference.flatten(np.moveaxis(pictures, -1, 1) if pictures.ndim > 3 else pictures)


@misconception("flatten")
def flatten_turns_all_axes(pictures):
    """You transpose the whole array before reshaping it, which turns each picture around too.

    The first axis of the result has the right pixels in the wrong order. Reshape first, transpose
    afterwards.
    """
    return pictures.T.reshape(math.prod(pictures.shape[1:]), len(pictures))


@misconception("flatten")
def flatten_scales(pictures, *, reference):
    """Your numbers are divided by the largest one. The text asks for the same numbers."""
    return reference.flatten(pictures) / np.abs(pictures).max()


@misconception("flatten")
def flatten_standardizes(pictures, *, reference):
    """Your numbers are shifted or scaled. The text asks for the same numbers, only in columns."""
    columns = reference.flatten(pictures)
    return columns - columns.mean()


@misconception("flatten")
def flatten_changes_its_argument(pictures, *, reference):
    """After the call, the pictures have changed. Work on a new array."""
    columns = reference.flatten(pictures).copy()
    pictures[...] = 0
    return columns
