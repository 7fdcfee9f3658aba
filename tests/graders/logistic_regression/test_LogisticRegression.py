"""Hidden graders of the class LogisticRegression.

What the methods say is judged by the w and b that the object itself has learned, so that an
error in `fit` is charged once.
"""

import numpy as np
import pytest

from autograder.checks import (
    Opaque,
    check_array,
    check_close,
    check_number,
    check_numbers,
    check_that,
    check_values,
    say,
)

pytestmark = pytest.mark.exercise("LogisticRegression")

LEARNED = (("w",), ("b",))
CLOSE = {"rtol": 1e-5, "atol": 1e-7}


@pytest.fixture
def data(make_model):
    """Make samples, labels that mostly follow a line, and fresh samples of the same kind."""

    def make(n_x=3, m=8):
        model, half = make_model(n_x, m), make_model(n_x, 3)
        Y = (model.w.T @ model.X + model.b > 0).astype(float)
        Y[0, :2] = 1.0, 0.0
        fresh = 4 * np.hstack([half.X, -half.X])  # on both sides of any boundary
        return model.X, Y, fresh, (fresh[:1] > 0).astype(float)

    return make


@pytest.fixture
def learned(student):
    """Fit an object; return its w and b, whatever they come in, and all that was answered."""

    def call(*arguments, fits, then=(), **named):
        steps = [*(("fit", *fit) for fit in fits), *LEARNED, *then]
        answers = student.LogisticRegression.use(*arguments, **named, steps=steps)
        w = check_numbers(answers["w"], "w", (len(fits[-1][0]), 1))
        return w, check_number(answers["b"], "b", wrapped=True), answers

    return call


@pytest.mark.weight(1.5)
@pytest.mark.parametrize("name", ["w", "b"])
def test_fit(learned, reference, data, name):
    """{name} is what gradient descent learns from w = 0 and b = 0"""
    X, Y, *_ = data()
    *actual, _ = learned(0.6, 25, fits=[(X, Y)])
    right = reference.gradient_descent(X, Y, np.zeros((len(X), 1)), 0.0, 0.6, 25)
    k = ("w", "b").index(name)
    check_values(actual[k], right[k], name, **CLOSE)


@pytest.mark.weight(2)
def test_costs(student, reference, data, take_costs):
    """The attribute costs holds the cost before each step of the last fit"""
    (X, Y, *_), (X2, Y2, *_) = data(), data(4, 5)
    steps = [("fit", X, Y), ("costs",), ("fit", X2, Y2), ("costs",)]
    answers = student.LogisticRegression.use(0.6, 25, steps=steps)
    for name, x, y in (("costs", X, Y), ("costs 2", X2, Y2)):
        right = reference.gradient_descent(x, y, np.zeros((len(x), 1)), 0.0, 0.6, 25)
        check_close(take_costs(answers[name], 25), right[2], "costs", **CLOSE)


@pytest.mark.needs_value
def test_defaults(learned, data):
    """Without arguments the rate is 0.5 and the number of steps 200"""
    X, Y, *_ = data()
    exact = {"rtol": 1e-8, "atol": 1e-10}  # one step more or less shows
    for given in ({}, {"num_iterations": 5}, {"learning_rate": 0.3}):
        w, b, _ = learned(fits=[(X, Y)], **given)
        whole = {"learning_rate": 0.5, "num_iterations": 200} | given
        right_w, right_b, _ = learned(fits=[(X, Y)], **whole)
        check_close(w, right_w, "w", **exact)
        check_close(b, right_b, "b", **exact)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_returns_itself(student, data):
    """The object itself comes back from fit"""
    X, Y, *_ = data()
    answers = student.LogisticRegression.use(0.5, 3, steps=[("fit", X, Y)])
    check_that(
        isinstance(answers["fit"], Opaque) and answers["fit"].type_name == "object",
        "fit does not return the object itself",
    )


@pytest.mark.needs_value
@pytest.mark.weight(1.5)
def test_fit_again(learned, data):
    """A second fit starts anew, also on samples with another number of features"""
    (X, Y, *_), (X2, Y2, *_) = data(), data(4, 5)
    for second in ((X, Y), (X2, Y2)):
        w, b, _ = learned(0.4, 12, fits=[(X, Y), second])
        right_w, right_b, _ = learned(0.4, 12, fits=[second])
        check_close(w, right_w, "w after a second fit", **CLOSE)
        check_close(b, right_b, "b after a second fit", **CLOSE)


@pytest.mark.weight(2)
def test_predict_proba(learned, reference, data):
    """The method predict_proba gives the probabilities of fresh samples, of one too"""
    X, Y, fresh, _ = data()
    asked = [("predict_proba", fresh), ("predict_proba", fresh[:, :1])]
    w, b, answers = learned(0.6, 25, fits=[(X, Y)], then=asked)
    right = reference.sigmoid(w.T @ fresh + b)
    check_values(answers["predict_proba"], right, "the probabilities", **CLOSE)
    told = say("the probability of one sample")
    check_values(answers["predict_proba 2"], right[:, :1], told, **CLOSE)


@pytest.mark.needs_value
@pytest.mark.weight(1.5)
def test_predict(learned, reference, data, take_labels):
    """The method predict gives the labels of fresh samples"""
    X, Y, fresh, _ = data()
    w, b, answers = learned(0.6, 25, fits=[(X, Y)], then=[("predict", fresh)])
    labels = take_labels(answers["predict"], (1, fresh.shape[1]))
    check_that(np.array_equal(labels, reference.predict(w, b, fresh)), "some labels are wrong")


@pytest.mark.weight(1.5)
def test_score(student, data, take_labels):
    """The score is the accuracy on the samples and labels that are passed"""
    X, Y, fresh, _ = data()
    first = student.LogisticRegression.use(0.6, 25, steps=[("fit", X, Y), ("predict", fresh)])
    own = take_labels(first["predict"], (1, fresh.shape[1]))
    labels = [own, 1 - own, np.where(np.arange(6) < 2, own, 1 - own)]
    steps = [("fit", X, Y), *(("score", fresh, y) for y in labels)]
    answers = student.LogisticRegression.use(0.6, 25, steps=steps)
    for name, share in (("score", 1.0), ("score 2", 0.0), ("score 3", 1 / 3)):
        check_values(answers[name], share, "the score")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_methods_change_nothing(student, data, take_costs):
    """What was learned stays while the object predicts and scores"""
    X, Y, fresh, labels = data()
    asked = [("predict", fresh), ("predict_proba", fresh), ("score", fresh, labels)]
    seen = [*LEARNED, ("costs",)]
    steps = [("fit", X, Y), *seen, *asked, *seen]
    answers = student.LogisticRegression.use(0.6, 10, steps=steps)
    for name, shape in (("w", (len(X), 1)), ("b", ())):
        before = check_numbers(answers[name], name, shape)
        check_values(answers[f"{name} 2"], before, say("{name} after prediction", name=name))
    before, after = (take_costs(answers[name], 10) for name in ("costs", "costs 2"))
    check_close(after, before, "the costs after prediction")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_shapes(student, data):
    """W has the shape (n_x, 1), b and the score are numbers, the answers have the shape (1, m)"""
    X, Y, fresh, labels = data()
    asked = [("predict_proba", fresh), ("predict", fresh), ("score", fresh, labels)]
    answers = student.LogisticRegression.use(0.6, 5, steps=[("fit", X, Y), *LEARNED, *asked])
    check_array(answers["w"], "w", (len(X), 1))
    check_number(answers["b"], "b")
    check_array(answers["predict_proba"], "the probabilities", labels.shape)
    predicted = answers["predict"]
    is_row = isinstance(predicted, np.ndarray) and predicted.shape == labels.shape
    check_that(is_row, say("the labels do not have the shape {shape}", shape=labels.shape))
    check_number(answers["score"], "the score")
