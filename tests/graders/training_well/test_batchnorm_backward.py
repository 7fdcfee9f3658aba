"""Hidden graders of the exercise batchnorm_backward(dOut, gamma, cache).

Judged by the measured slopes of a forward pass that is written here in its own way.
"""

import numpy as np
import pytest

from autograder.checks import (
    central_differences,
    check_also_right,
    check_array,
    check_parts,
    check_unchanged,
    check_values,
)

pytestmark = pytest.mark.exercise("batchnorm_backward")

NAMES = ("dZ", "dgamma", "dbeta")
MEASURED = {"rtol": 1e-4, "atol": 1e-6}
EPSILON = 1e-5


def standardized(Z):
    """Return Z_hat and std of a batch."""
    centred = Z - Z.mean(axis=0)
    std = np.sqrt((centred**2).mean(axis=0) + EPSILON)[None, :]
    return centred / std, std


@pytest.fixture
def make(rng):
    """Make Z and the arguments of a call, with units of unequal sizes."""

    def call(m=6, n=4):
        Z = rng.uniform(0.4, 2.5, (1, n)) * rng.normal(0, 1, (m, n)) + rng.normal(0, 2, (1, n))
        Z_hat, std = standardized(Z)
        gamma = rng.uniform(0.5, 2.0, (1, n))
        return Z, {
            "dOut": rng.normal(0, 1, (m, n)),
            "gamma": gamma,
            "cache": {"Z_hat": Z_hat, "std": std},
        }

    return call


def right(Z, given):
    """Return the measured slopes, by their names."""

    def cost(Z, gamma, beta):
        return float(np.sum(given["dOut"] * (gamma * standardized(Z)[0] + beta)))

    gamma, beta = given["gamma"], np.zeros(given["gamma"].shape)
    return {
        "dZ": central_differences(lambda at: cost(at, gamma, beta), Z, 1e-5),
        "dgamma": central_differences(lambda at: cost(Z, at, beta), gamma),
        "dbeta": central_differences(lambda at: cost(Z, gamma, at), beta),
    }


@pytest.fixture
def answers(student):
    """Return for each of some batches the student's gradients, and the measured ones."""

    def call(*cases):
        order = ("dOut", "gamma", "cache")
        values = student.batchnorm_backward.many([[given[n] for n in order] for _, given in cases])
        return [
            (check_parts(value, NAMES), right(*case))
            for value, case in zip(values, cases, strict=True)
        ]

    return call


@pytest.mark.weight(1.5)
@pytest.mark.parametrize("name", ["dgamma", "dbeta"])
def test_scale_and_shift(answers, make, name):
    """{name} agrees with the measured slopes"""
    for actual, expected in answers(make(), make(3, 5), make(4, 4)):
        check_values(actual[name], expected[name], name, **MEASURED)


@pytest.mark.weight(5)
def test_inputs(answers, make):
    """The gradient dZ agrees with the measured slopes: all three ways from Z are in it"""
    for actual, expected in answers(make(), make(3, 5), make(4, 4)):
        check_values(actual["dZ"], expected["dZ"], "dZ", **MEASURED)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_small_batches(answers, make):
    """Right for a batch of two, and for a single unit"""
    cases = answers(make(), make(2, 3), make(9, 1))
    check_also_right(*cases, told=" for two samples or a single unit", **MEASURED)


@pytest.mark.needs_value
@pytest.mark.weight(1)
def test_shapes(student, make):
    """The shape of dZ is (m, n), that of dgamma and dbeta (1, n); all are arrays of floats"""
    for m, n in ((6, 4), (5, 1)):
        answer = check_parts(student.batchnorm_backward(**make(m, n)[1]), NAMES)
        for name, shape in zip(NAMES, ((m, n), (1, n), (1, n)), strict=True):
            check_array(answer[name], name, shape)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, make):
    """All arguments are as they were"""
    _, before = make()
    check_unchanged(student.batchnorm_backward.observe(**before).arguments, before)
