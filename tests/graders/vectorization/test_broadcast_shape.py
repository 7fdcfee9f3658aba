"""Hidden graders of the exercise broadcast_shape(a, b)."""

import re

import pytest

from autograder.checks import CheckFailed, check_that, check_values, say, type_name

pytestmark = pytest.mark.exercise("broadcast_shape")

NAMES = ("shape", "of_a", "of_b")


def three(value):
    """Return the three results by their names."""
    if not isinstance(value, tuple | list) or len(value) != 3:
        expected = say("the shape, and the axes along which a and b are stretched")
        raise CheckFailed(
            say(
                "got {type}; expected three results: {expected}",
                type=type_name(value),
                expected=expected,
            )
        )
    return dict(zip(NAMES, value, strict=True))


@pytest.fixture
def check(student, reference):
    """Have pairs of shapes broadcast, in both orders; compare some of the results."""

    def call(*pairs, names=("shape",)):
        calls = [pair for a, b in pairs for pair in ((a, b), (b, a))]
        for pair, value in zip(calls, student.broadcast_shape.many(calls), strict=True):
            right = dict(zip(NAMES, reference.broadcast_shape(*pair), strict=True))
            actual = three(value)
            for name in names:
                told = (
                    say("the shape")
                    if name == "shape"
                    else say("the axes of {name}", name=name[-1])
                )
                check_values(actual[name], right[name], told)

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
    """The common shape of two shapes with equally many axes"""
    check(*(pair(axes) for axes in (1, 2, 2, 3, 3, 4)), ((6, 1, 3), (1, 4, 3)), ((1, 1), (1, 1)))
    check(((784, 1), (784, 1000)))


@pytest.mark.weight(1.5)
def test_fewer_axes(check, pair):
    """The common shape where one has fewer axes: the last ones are aligned"""
    pairs = [pair(axes) for axes in (2, 3, 3, 4)]
    check(*((a, b[axes:]) for axes, (a, b) in enumerate(pairs, 1) for axes in range(1, axes + 1)))
    check(((6, 1, 7), (5, 1)), ((7, 4), (3, 1, 4)))


@pytest.mark.weight(0.5)
def test_single_number(check, rng):
    """The shape () of a single number fits every shape"""
    n = int(rng.integers(2, 9))
    check(((), ()), ((), (n,)), ((), (n, 1)), ((3, n), ()))


@pytest.mark.weight(0.5)
def test_length_zero(check, rng):
    """An axis of length 0 stretches the 1 that it meets to 0"""
    n = int(rng.integers(2, 9))
    check(((0,), (1,)), ((n, 0), (n, 1)), ((0, n), (n,)), ((0, 0), (1, 0)), ((n, 0), ()))


@pytest.mark.weight(2.5)
def test_stretched(check, pair):
    """The axes along which each of the two is stretched, counted in the result"""
    pairs = [pair(axes) for axes in (2, 3, 4)]
    fewer = [(a, b[1:]) for a, b in pairs]
    known = ((8, 1, 6), (7, 6)), ((3, 1), (1, 4)), ((5, 2), ()), ((1, 2), (2,)), ((2, 0), (2, 1))
    large = ((784, 1), (784, 1000)), ((784, 300), (300,))
    check(*pairs, *fewer, *known, *large, names=("of_a", "of_b"))


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_tuples(student):
    """Three tuples come back, of whole numbers"""
    for name, value in three(student.broadcast_shape((3, 1), (4,))).items():
        if not isinstance(value, tuple):
            raise CheckFailed(
                say("{name} is {type}; expected a tuple", name=name, type=type_name(value))
            )
        check_that(
            all(type(n) is int for n in value),
            say("{name} holds other things than numbers", name=name),
        )


@pytest.mark.needs_value
@pytest.mark.weight(1.5)
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


@pytest.mark.needs_value
def test_lengths_are_named(student, rng):
    """The exception names two lengths that do not fit"""
    n, k = (int(low + rng.integers(0, 30)) for low in (20, 60))
    for a, b in (((n, 2), (k, 2)), ((3, 1, k), (3, 5, n)), ((n,), (4, k))):
        refused = student.broadcast_shape.refuses(a, b)
        check_that(refused is not None, "two shapes that do not fit were not refused")
        named = set(re.findall(r"\d+", refused.text))
        told = say("the text of the exception does not name both lengths")
        check_that({str(n), str(k)} <= named, told)
