"""Hidden graders of the exercise batchnorm_forward(Z, gamma, beta, running, training, ...)."""

import numpy as np
import pytest

from autograder.checks import (
    check_also_right,
    check_array,
    check_arrays,
    check_numbers,
    check_parts,
    check_unchanged,
    check_values,
    say,
)

pytestmark = pytest.mark.exercise("batchnorm_forward")

CLOSE = {"rtol": 1e-5, "atol": 1e-7}
NAMES = ("out", "cache", "running")


@pytest.fixture
def given(rng):
    """Make the arguments of a call: units of unequal means and sizes."""

    def make(m=7, n=4):
        sizes, means = rng.uniform(0.3, 3.0, (1, n)), rng.normal(0, 2, (1, n))
        return {
            "Z": means + sizes * rng.normal(0, 1, (m, n)),
            "gamma": rng.uniform(0.5, 2.0, (1, n)),
            "beta": rng.normal(0, 1, (1, n)),
            "running": {
                "mean": rng.normal(0, 1, (1, n)),
                "var": rng.uniform(0.5, 3.0, (1, n)),
            },
        }

    return make


def right(given, training=True, momentum=0.9, epsilon=1e-5):
    """Return every array that is asked for, by its name."""
    Z, after = given["Z"], dict(given["running"])
    mean, var = after["mean"], after["var"]
    if training:
        mean = np.sum(Z, axis=0)[None, :] / len(Z)
        var = np.sum(Z**2, axis=0)[None, :] / len(Z) - mean**2
        new = {"mean": mean, "var": var}
        after = {name: momentum * old + (1 - momentum) * new[name] for name, old in after.items()}
    std = np.sqrt(var + epsilon)
    Z_hat = (Z - mean) / std
    out = given["gamma"] * Z_hat + given["beta"]
    return {"out": out, "Z_hat": Z_hat, "std": std, **after}


@pytest.fixture
def answers(student, entries):
    """Return for each of some calls every array of the student's, and the right ones."""

    def call(*every, **options):
        found = []
        for arguments in every:
            answer = check_parts(student.batchnorm_forward(**arguments, **options), NAMES)
            cache = entries(answer["cache"], ("Z_hat", "std"), say("the cache"))
            running = entries(answer["running"], ("mean", "var"), "running")
            actual = {"out": answer["out"], **cache, **running}
            found.append((actual, right(arguments, **options)))
        return found

    return call


@pytest.mark.weight(1.5)
@pytest.mark.parametrize("name", ["Z_hat", "std"])
def test_cache(answers, given, name):
    """In training, {name} is that of this batch, over the samples of each unit"""
    for actual, expected in answers(given(), given(3, 5), given(4, 4)):
        check_values(actual[name], expected[name], name, **CLOSE)


@pytest.mark.needs_value
@pytest.mark.weight(2)
def test_out(answers, given):
    """The output is Z_hat, scaled by gamma and shifted by beta"""
    for options in ({}, {"training": False}):
        arguments = given(4, 4)
        actual = answers(arguments, **options)[0][0]
        Z_hat = check_numbers(actual["Z_hat"], "Z_hat", (4, 4))
        out = arguments["gamma"] * Z_hat + arguments["beta"]
        check_values(actual["out"], out, "out", **CLOSE)


@pytest.mark.weight(1)
@pytest.mark.parametrize("name", ["mean", "var"])
def test_running(answers, given, name):
    """In training, the running {name} moves a little towards that of this batch"""
    for actual, expected in answers(given(), given(2, 3)):
        check_values(actual[name], expected[name], say("the running {name}", name=name), **CLOSE)


@pytest.mark.weight(2)
def test_in_use(answers, given):
    """In use, the running averages take the place of those of the batch, for one sample too"""
    for actual, expected in answers(given(), given(1, 3), training=False):
        for name in ("Z_hat", "std"):
            check_values(actual[name], expected[name], say("{name} in use", name=name), **CLOSE)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_averages_stay_in_use(answers, given):
    """In use, the running averages stay as they are"""
    for actual, expected in answers(given(), given(1, 3), training=False):
        for name in ("mean", "var"):
            check_values(actual[name], expected[name], say("the running {name} in use", name=name))


@pytest.mark.needs_value
@pytest.mark.weight(1)
def test_settings(answers, given):
    """Right for other values of momentum and epsilon"""
    arguments = given()
    usual = answers(arguments)[0]
    options = {"momentum": 0.5}, {"epsilon": 0.7}, {"momentum": 0.0, "epsilon": 0.1}
    others = [answers(arguments, **option)[0] for option in options]
    check_also_right(usual, *others, told=" for other settings", **CLOSE)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_constant_unit(answers, given):
    """Right where a unit has the same value for all samples"""
    constant = given()
    constant["Z"][:, 1] = 0.75
    told = say(" where a unit is constant")
    check_also_right(*answers(given(), constant), told=told, rtol=1e-5, atol=1e-5)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_shapes(student, given):
    """Every array has floats, and its shape: (m, n), or (1, n) for what belongs to a unit"""
    for m, n, training in ((7, 4, True), (1, 3, False)):
        answer = check_parts(student.batchnorm_forward(**given(m, n), training=training), NAMES)
        check_array(answer["out"], "out", (m, n))
        check_arrays(answer["cache"], "cache", {"Z_hat": (m, n), "std": (1, n)})
        check_arrays(answer["running"], "running", {"mean": (1, n), "var": (1, n)})


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, given):
    """All arguments are as they were, the old running averages too"""
    before = given()
    check_unchanged(student.batchnorm_forward.observe(**before).arguments, before)
