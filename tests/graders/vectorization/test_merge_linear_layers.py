"""Hidden graders of the exercise merge_linear_layers(W1, b1, W2, b2)."""

import pytest

from autograder.checks import (
    check_also_right,
    check_array,
    check_pair,
    check_unchanged,
    check_values,
)

pytestmark = pytest.mark.exercise("merge_linear_layers")

NAMES = ("W", "b")


@pytest.fixture
def layers(rng):
    """Make two random layers of given sizes n_x, n_1, n_2, biases not zero."""

    def make(n_x=3, n_1=5, n_2=2):
        shapes = {"W1": (n_1, n_x), "b1": (n_1, 1), "W2": (n_2, n_1), "b2": (n_2, 1)}
        return {name: rng.normal(0, 1, shape) for name, shape in shapes.items()}

    return make


@pytest.fixture
def answers(student, reference):
    """Return for each pair of layers the student's W and b, and the right ones."""

    def call(*cases):
        values = (student.merge_linear_layers(**case) for case in cases)
        return [
            (named(check_pair(value, NAMES)), named(reference.merge_linear_layers(**case)))
            for value, case in zip(values, cases, strict=True)
        ]

    return call


def named(pair):
    """Return W and b by their names."""
    return dict(zip(NAMES, pair, strict=True))


@pytest.mark.weight(3)
@pytest.mark.parametrize("name", NAMES)
def test_values(answers, layers, name):
    """{name} is right, whatever the sizes of the layers"""
    for actual, right in answers(layers(), layers(4, 2, 6), layers(4, 4, 4)):
        check_values(actual[name], right[name], name)


def test_single_units(answers, layers):
    """Right too for one feature, one hidden unit, one output"""
    cases = layers(1, 4, 3), layers(3, 1, 2), layers(3, 4, 1), layers(1, 1, 1)
    check_also_right(*answers(layers(), *cases), told=" for sizes of 1")


def test_equal_sizes(answers, layers):
    """Right where some sizes are equal, so that a wrong order of factors may fit, and elsewhere"""
    cases = layers(4, 4, 4), layers(3, 4, 4), layers(2, 5, 2), layers()
    check_also_right(*answers(*cases), told=" for equal sizes")


@pytest.mark.needs_value
def test_shapes(student, layers):
    """W and b are arrays of floats, in the shapes of the table"""
    for sizes in ((3, 5, 2), (1, 1, 1)):
        W, b = check_pair(student.merge_linear_layers(**layers(*sizes)), NAMES)
        check_array(W, "W", (sizes[2], sizes[0]))
        check_array(b, "b", (sizes[2], 1))


@pytest.mark.needs_value
def test_inputs_stay(student, layers):
    """The weights and biases of both layers are as they were"""
    case = layers()
    check_unchanged(student.merge_linear_layers.observe(**case).arguments, case)
