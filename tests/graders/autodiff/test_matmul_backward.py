"""Hidden graders of the exercise matmul_backward(grad, A, B).

The right gradients are measured, by central differences.
"""

import numpy as np
import pytest

from autograder.checks import check_also_right, check_array, check_pair, check_unchanged

pytestmark = pytest.mark.exercise("matmul_backward")

NAMES = ("dA", "dB")


@pytest.fixture
def product(rng):
    """Draw grad, A and B of given sizes."""

    def draw(n, k, m):
        return tuple(rng.normal(0, 1, shape) for shape in ((n, m), (n, k), (k, m)))

    return draw


@pytest.fixture
def answers(student, reference):
    """Return for each of some products the student's gradients, and the right ones."""

    def call(*products):
        values = [check_pair(value, NAMES) for value in student.matmul_backward.many(products)]
        return [
            (
                dict(zip(NAMES, value, strict=True)),
                dict(zip(NAMES, reference.matmul_backward(*given), strict=True)),
            )
            for value, given in zip(values, products, strict=True)
        ]

    return call


@pytest.mark.weight(2)
@pytest.mark.parametrize("name", NAMES)
def test_values(student, check_measured, product, name):
    """{name} is right for three sizes that differ"""
    calls = [product(2, 3, 4), product(5, 2, 3)]
    check_measured(student.matmul_backward.many, calls, np.matmul, name, NAMES)


@pytest.mark.weight(2)
@pytest.mark.parametrize("name", NAMES)
def test_square(student, check_measured, product, name):
    """{name} is right for square matrices, where a wrong transpose has the right shape"""
    check_measured(student.matmul_backward.many, [product(3, 3, 3)], np.matmul, name, NAMES)


@pytest.mark.weight(1.5)
def test_sizes_of_one(answers, product):
    """Right too where one of the sizes is 1"""
    sizes = (2, 3, 4), (1, 3, 4), (2, 1, 4), (2, 3, 1), (1, 1, 1)
    check_also_right(*answers(*(product(*size) for size in sizes)), told=" for a size of 1")


@pytest.mark.needs_value
def test_shapes(student, product):
    """Each gradient has the shape of its factor"""
    for n, k, m in ((2, 3, 4), (1, 3, 1)):
        dA, dB = check_pair(student.matmul_backward(*product(n, k, m)), NAMES)
        check_array(dA, "dA", (n, k))
        check_array(dB, "dB", (k, m))


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, product):
    """All arguments are as they were"""
    before = dict(zip(("grad", "A", "B"), product(2, 3, 4), strict=True))
    seen = student.matmul_backward.observe(**before)
    check_unchanged(seen.arguments, before)
