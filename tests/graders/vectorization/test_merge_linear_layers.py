"""Hidden graders of the exercise merge_linear_layers(W1, b1, W2, b2)."""

import pytest

from autograder.checks import check_array, check_close, check_pair, check_unchanged

pytestmark = pytest.mark.exercise("merge_linear_layers")


@pytest.fixture
def layers(rng):
    """Make two random layers of given sizes n_x, n_1, n_2, biases not zero."""

    def make(n_x=3, n_1=5, n_2=2):
        shapes = {"W1": (n_1, n_x), "b1": (n_1, 1), "W2": (n_2, n_1), "b2": (n_2, 1)}
        return {name: rng.normal(0, 1, shape) for name, shape in shapes.items()}

    return make


def parts(value, given):
    """Return W and b of an answer, shapes checked."""
    W, b = check_pair(value, ("W", "b"))
    n_2, n_x = given["W2"].shape[0], given["W1"].shape[1]
    return check_array(W, "W", (n_2, n_x)), check_array(b, "b", (n_2, 1))


@pytest.mark.weight(2)
@pytest.mark.parametrize("name", ["W", "b"])
def test_values(student, reference, layers, name):
    """W and b each have their shape and the right values"""
    cases = [layers(), layers(4, 2, 6), layers(4, 4, 4)]
    values = student.merge_linear_layers.many([tuple(case.values()) for case in cases])
    for case, value in zip(cases, values, strict=True):
        actual = dict(zip("Wb", parts(value, case), strict=True))
        expected = dict(zip("Wb", reference.merge_linear_layers(**case), strict=True))
        check_close(actual[name], expected[name], name)


@pytest.mark.weight(2)
def test_same_outputs(student, layers, rng):
    """The one layer gives what the two layers give, for any samples"""
    case = layers(4, 3, 2)
    W, b = parts(student.merge_linear_layers(**case), case)
    X = rng.normal(0, 1, (4, 6))
    hidden = case["W1"] @ X + case["b1"]
    check_close(W @ X + b, case["W2"] @ hidden + case["b2"], "the outputs of the merged layer")


def test_single_units(student, reference, layers):
    """Right for one feature, one hidden unit, one output"""
    for case in (layers(1, 4, 3), layers(3, 1, 2), layers(3, 4, 1), layers(1, 1, 1)):
        W, b = parts(student.merge_linear_layers(**case), case)
        expected = reference.merge_linear_layers(**case)
        check_close(W, expected[0], "W for sizes of 1")
        check_close(b, expected[1], "b for sizes of 1")


def test_equal_sizes(student, reference, layers):
    """Right where some of the sizes are equal, so that a wrong order of factors may fit too"""
    for case in (layers(3, 4, 4), layers(2, 5, 2), layers(4, 4, 4)):
        W, b = parts(student.merge_linear_layers(**case), case)
        expected = reference.merge_linear_layers(**case)
        check_close(W, expected[0], "W")
        check_close(b, expected[1], "b")


def test_inputs_stay(student, layers):
    """The weights and biases of both layers are as they were"""
    case = layers()
    seen = student.merge_linear_layers.observe(**case)
    parts(seen.value, case)
    check_unchanged(seen.arguments, case)
