"""Mistakes that students make in `chessboard`, each with the hint that they read.

The exercise is a cell. A mistake in it is a function that prints what the cell prints.
"""

from autograder.misconceptions import misconception


@misconception("chessboard")
def doubled_first():
    """Your numbers are doubled one square too early: the first square has one grain."""
    for square in range(1, 9):
        print(f"square {square}: {2**square}")


@misconception("chessboard")
def ends_too_early():
    """Your cell prints seven lines. `range` ends before its last number."""
    for square in range(1, 8):
        print(f"square {square}: {2 ** (square - 1)}")


@misconception("chessboard")
def squares_from_zero():
    """Your squares are counted from 0. The first one is square 1."""
    for square in range(8):
        print(f"square {square}: {2**square}")


@misconception("chessboard")
def numbers_alone():
    """Your lines hold the numbers alone. Each line must say which square it is."""
    for square in range(8):
        print(2**square)
