"""Hidden graders of the exercise predict(w, b, X)."""

import numpy as np
import pytest

from autograder.checks import CheckFailed, check_that, check_unchanged, say, type_name

pytestmark = pytest.mark.exercise("predict")


@pytest.fixture
def check(student, reference, take_labels):
    """Compare the labels of some batches with the reference's."""

    def call(*batches, told):
        for batch, value in zip(batches, student.predict.many(batches), strict=True):
            labels = take_labels(value, (1, batch[2].shape[1]))
            check_that(np.array_equal(labels, reference.predict(*batch)), told)

    return call


def batch(model):
    """Return what the function is called with."""
    return model.w, model.b, model.X


@pytest.mark.weight(2)
def test_labels(check, make_model):
    """1 where the probability is above 1/2, else 0"""
    check(batch(make_model(3, 40)), batch(make_model(6, 25)), told="some labels are wrong")


def test_close_calls(check, rng):
    """Right also where the probability is just above or below 1/2"""
    X = rng.uniform(1e-3, 0.4, (1, 12)) * rng.choice([-1, 1], 12)
    check((np.array([[1.0]]), 0.0, X), told=say("some labels are wrong near the boundary"))


def test_bias(check, rng):
    """The bias counts: with w = 0 every sample gets the same label"""
    X = rng.normal(0, 1, (2, 5))
    batches = [(np.zeros((2, 1)), b, X) for b in (-0.3, 0.3)]
    check(*batches, told=say("the labels do not follow the bias"))


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_tie(check, rng):
    """At exactly 1/2 the answer is 0"""
    X = rng.normal(0, 1, (2, 4))
    check((np.zeros((2, 1)), 0.0, X), told=say("the label at probability 1/2 is not 0"))


@pytest.mark.weight(0.5)
def test_one_sample(check, make_model):
    """Right for a single sample"""
    batches = [batch(make_model(m=1)) for _ in range(12)]
    check(*batches, told=say("the label of a single sample is wrong"))


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_shape(student, make_model):
    """The labels are an array of the shape (1, m), also for a single sample"""
    for m in (7, 1):
        labels = student.predict(*batch(make_model(m=m)))
        if not isinstance(labels, np.ndarray) or labels.shape != (1, m):
            raise CheckFailed(
                say(
                    "the labels are {type}; expected the shape (1, {m})",
                    type=type_name(labels),
                    m=m,
                )
            )


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_inputs_stay(student, make_model):
    """The arguments w and X are as they were"""
    model = make_model()
    seen = student.predict.observe(*batch(model))
    check_unchanged(seen.arguments, {"w": model.w, "X": model.X})
