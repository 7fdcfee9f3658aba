"""Hidden graders of the exercise broadcast_shape(a, b)."""

import re

import pytest

from autograder.checks import CheckFailed, check_number, check_that, type_name

pytestmark = pytest.mark.exercise("broadcast_shape")


@pytest.fixture
def check(student, reference):
    """Have pairs of shapes broadcast, in both orders."""

    def call(*pairs):
        calls = [pair for a, b in pairs for pair in ((a, b), (b, a))]
        values = student.broadcast_shape.many(calls)
        for (a, b), value in zip(calls, values, strict=True):
            if not isinstance(value, tuple):
                raise CheckFailed(f"the result is {type_name(value)}; expected a tuple")
            expected = reference.broadcast_shape(a, b)
            check_that(
                len(value) == len(expected),
                f"the result of shapes with {len(a)} and {len(b)} axes has another number of "
                f"axes than {len(expected)}",
            )
            lengths = [check_number(n, "a length in the result") for n in value]
            check_that(lengths == list(expected), "a length in the result is wrong")

    return call


@pytest.fixture
def pair(rng):
    """Make two shapes of so many axes that fit, some lengths 1 in either of them."""

    def make(axes):
        common = rng.integers(2, 9, axes)
        stretched = rng.integers(0, 3, axes)  # neither, in a, in b
        a = tuple(int(1 if s == 1 else n) for n, s in zip(common, stretched, strict=True))
        b = tuple(int(1 if s == 2 else n) for n, s in zip(common, stretched, strict=True))
        return a, b

    return make


@pytest.mark.weight(2)
def test_as_many_axes(check, pair):
    """Right for shapes with equally many axes"""
    check(*(pair(axes) for axes in (1, 2, 2, 3, 3, 4)), ((6, 1, 3), (1, 4, 3)), ((1, 1), (1, 1)))
    check(((784, 1), (784, 1000)))


@pytest.mark.weight(2)
def test_fewer_axes(check, pair):
    """Right where one shape has fewer axes: the last ones are aligned"""
    pairs = [pair(axes) for axes in (2, 3, 3, 4)]
    check(*((a, b[axes:]) for axes, (a, b) in enumerate(pairs, 1) for axes in range(1, axes + 1)))
    check(((6, 1, 7), (5, 1)), ((7, 4), (3, 1, 4)))


def test_single_number(check, rng):
    """The shape () of a single number fits every shape"""
    n = int(rng.integers(2, 9))
    check(((), ()), ((), (n,)), ((), (n, 1)), ((3, n), ()))


def test_length_zero(check, rng):
    """An axis of length 0 stretches the 1 that it meets to 0"""
    n = int(rng.integers(2, 9))
    check(((0,), (1,)), ((n, 0), (n, 1)), ((0, n), (n,)), ((0, 0), (1, 0)), ((n, 0), ()))


@pytest.mark.weight(2)
def test_refused(student, rng):
    """Shapes that do not fit are refused with a ValueError"""
    n = int(rng.integers(3, 9))
    for a, b in (
        ((n,), (n + 1,)),
        ((2, n), (2, n + 1)),
        ((n, 1, 4), (2 * n, 5, 4)),
        ((3, n, 2), (n + 2, 1)),
        ((n, n + 1), (n,)),
        ((0, 3), (2, 3)),
    ):
        for one, other in ((a, b), (b, a)):
            refused = student.broadcast_shape.refuses(one, other)
            check_that(refused is not None, "two shapes that do not fit were not refused")
            check_that(
                "ValueError" in refused.kinds,
                "two shapes that do not fit were refused with another exception than ValueError",
            )


def test_lengths_are_named(student, rng):
    """The ValueError names two lengths that do not fit"""
    n, k = (int(low + rng.integers(0, 30)) for low in (20, 60))
    for a, b in (((n, 2), (k, 2)), ((3, 1, k), (3, 5, n)), ((n,), (4, k))):
        refused = student.broadcast_shape.refuses(a, b)
        check_that(refused is not None, "two shapes that do not fit were not refused")
        named = set(re.findall(r"\d+", refused.text))
        check_that(
            "ValueError" in refused.kinds and {str(n), str(k)} <= named,
            "the text of the ValueError does not name both lengths",
        )
