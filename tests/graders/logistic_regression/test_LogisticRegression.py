"""Hidden graders of the class LogisticRegression."""

import numpy as np
import pytest

from autograder.checks import check_array, check_close, check_number, check_that
from autograder.wire import Opaque

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
def check_learned(reference):
    """Compare what a fit has learned with the reference's."""

    def check(answers, X, Y, rate, steps, *, close=CLOSE):
        right = reference.gradient_descent(X, Y, np.zeros((len(X), 1)), 0.0, rate, steps)
        check_close(check_array(answers["w"], "w", (len(X), 1)), right[0], "w", **close)
        check_close(check_number(answers["b"], "b"), right[1], "b", **close)

    return check


@pytest.mark.weight(3)
def test_fit(student, check_learned, data):
    """From w = 0 and b = 0, fit learns w and b by gradient descent"""
    X, Y, *_ = data()
    steps = [("fit", X, Y), *LEARNED]
    answers = student.LogisticRegression.use(0.6, 25, steps=steps)
    check_learned(answers, X, Y, 0.6, 25)


@pytest.mark.weight(2)
def test_costs(student, reference, data, take_costs):
    """The attribute costs holds the cost before each step of the last fit"""
    (X, Y, *_), (X2, Y2, *_) = data(), data(4, 5)
    steps = [("fit", X, Y), ("costs",), ("fit", X2, Y2), ("costs",)]
    answers = student.LogisticRegression.use(0.6, 25, steps=steps)
    for name, x, y in (("costs", X, Y), ("costs 2", X2, Y2)):
        right = reference.gradient_descent(x, y, np.zeros((len(x), 1)), 0.0, 0.6, 25)
        check_close(take_costs(answers[name], 25), right[2], "costs", **CLOSE)


def test_defaults(student, check_learned, data):
    """Without arguments the rate is 0.5 and the number of steps 200"""
    X, Y, *_ = data()
    steps = [("fit", X, Y), *LEARNED]
    check_learned(student.LogisticRegression.use(num_iterations=5, steps=steps), X, Y, 0.5, 5)
    exact = {"rtol": 1e-8, "atol": 1e-10}  # one step more or less shows
    check_learned(student.LogisticRegression.use(steps=steps), X, Y, 0.5, 200, close=exact)


def test_returns_itself(student, data):
    """The object itself comes back from fit"""
    X, Y, *_ = data()
    answers = student.LogisticRegression.use(0.5, 3, steps=[("fit", X, Y)])
    check_that(
        isinstance(answers["fit"], Opaque) and answers["fit"].type_name == "object",
        "fit does not return the object itself",
    )


@pytest.mark.weight(3)
def test_fit_again(student, check_learned, data):
    """A second fit starts anew, also on samples with another number of features"""
    (X, Y, *_), (X2, Y2, *_) = data(), data(4, 5)
    for second in ((X, Y), (X2, Y2)):
        steps = [("fit", X, Y), ("fit", *second), *LEARNED]
        check_learned(student.LogisticRegression.use(0.4, 12, steps=steps), *second, 0.4, 12)


@pytest.mark.weight(3)
def test_predict_proba(student, reference, data):
    """The method predict_proba gives the probabilities of fresh samples"""
    X, Y, fresh, _ = data()
    steps = [("fit", X, Y), ("predict_proba", fresh), ("predict_proba", fresh[:, :1])]
    answers = student.LogisticRegression.use(0.6, 25, steps=steps)
    w, b, _ = reference.gradient_descent(X, Y, np.zeros((3, 1)), 0.0, 0.6, 25)
    right = reference.sigmoid(w.T @ fresh + b)
    many = check_array(answers["predict_proba"], "the probabilities", right.shape)
    check_close(many, right, "the probabilities", **CLOSE)
    one = check_array(answers["predict_proba 2"], "the probability of one sample", (1, 1))
    check_close(one, right[:, :1], "the probability of one sample", **CLOSE)


@pytest.mark.weight(2)
def test_predict(student, reference, data, take_labels):
    """The method predict gives the labels of fresh samples"""
    X, Y, fresh, _ = data()
    answers = student.LogisticRegression.use(0.6, 25, steps=[("fit", X, Y), ("predict", fresh)])
    w, b, _ = reference.gradient_descent(X, Y, np.zeros((3, 1)), 0.0, 0.6, 25)
    labels = take_labels(answers["predict"], (1, fresh.shape[1]))
    check_that(np.array_equal(labels, reference.predict(w, b, fresh)), "some labels are wrong")


@pytest.mark.weight(3)
def test_score(student, reference, data):
    """The score is the accuracy on the samples and labels that are passed"""
    X, Y, fresh, _ = data()
    w, b, _ = reference.gradient_descent(X, Y, np.zeros((3, 1)), 0.0, 0.6, 25)
    right = reference.predict(w, b, fresh)
    labels = [right, 1 - right, np.where(np.arange(6) < 2, right, 1 - right)]
    steps = [("fit", X, Y), *(("score", fresh, y.astype(float)) for y in labels)]
    answers = student.LogisticRegression.use(0.6, 25, steps=steps)
    for name, share in (("score", 1.0), ("score 2", 0.0), ("score 3", 1 / 3)):
        check_close(check_number(answers[name], "the score"), share, "the score")


def test_methods_change_nothing(student, check_learned, data, take_costs):
    """What was learned stays while the object predicts and scores"""
    X, Y, fresh, labels = data()
    asked = [("predict", fresh), ("predict_proba", fresh), ("score", fresh, labels)]
    steps = [("fit", X, Y), ("costs",), *asked, *LEARNED, ("costs",)]
    answers = student.LogisticRegression.use(0.6, 10, steps=steps)
    check_learned(answers, X, Y, 0.6, 10)
    before, after = (take_costs(answers[name], 10) for name in ("costs", "costs 2"))
    check_close(after, before, "the costs after prediction")
