"""Mistakes that students make in `LogisticRegression`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("LogisticRegression")
def regression_adds_to_costs(learning_rate=0.5, num_iterations=200, *, reference):
    """After a second fit, the costs of the first one are still in the list.

    Probably you make the list once, in __init__ or in the class, and fit appends to it. Every fit
    must begin with an empty list.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    fit, earlier = model.fit, []

    def fit_on(X, Y):
        fit(X, Y)
        earlier.extend(model.costs)
        model.costs = list(earlier)
        return model

    model.fit = fit_on
    return model


@misconception("LogisticRegression")
def regression_goes_on(learning_rate=0.5, num_iterations=200, *, reference):
    """A second fit continues where the first one ended, or fails if the shapes do not fit.

    Probably you only set w and b once: in __init__, or if they are still None. Every fit must begin
    at zero, also for samples with another number of features.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    fit, state = model.fit, []

    def fit_on(X, Y):
        if not state:
            fit(X, Y)
        else:
            how = (learning_rate, num_iterations)
            model.w, model.b, model.costs = reference.gradient_descent(X, Y, *state[-1], *how)
        state.append((model.w, model.b))
        return model

    model.fit = fit_on
    return model


@misconception("LogisticRegression")
def regression_costs_of_every_hundredth(learning_rate=0.5, num_iterations=200, *, reference):
    """Your costs are those of every hundredth step only.

    This class promises the cost of every step, which is what gradient_descent returns.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    fit = model.fit

    def fit_sparsely(X, Y):
        fit(X, Y)
        model.costs = model.costs[::100]
        return model

    model.fit = fit_sparsely
    return model


@misconception("LogisticRegression")
def regression_adds_every_hundredth(learning_rate=0.5, num_iterations=200, *, reference):
    """Your costs are those of every hundredth step, and a second fit appends its own to them.

    This class promises the cost of every step, and a new list for every fit.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    fit, earlier = model.fit, []

    def fit_on(X, Y):
        fit(X, Y)
        earlier.extend(model.costs[::100])
        model.costs = list(earlier)
        return model

    model.fit = fit_on
    return model


@misconception("LogisticRegression")
def regression_fit_returns_nothing(learning_rate=0.5, num_iterations=200, *, reference):
    """Your fit learns the right parameters, but returns None.

    With `return self` at its end, LogisticRegression().fit(X, Y).predict(X) works.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    fit = model.fit

    def fit_silently(X, Y):
        fit(X, Y)

    model.fit = fit_silently
    return model


@misconception("LogisticRegression")
def regression_fit_returns_parameters(learning_rate=0.5, num_iterations=200, *, reference):
    """Your fit learns the right parameters, but returns parameters and costs, not the object.

    These are kept in attributes. With `return self`, LogisticRegression().fit(X, Y).predict(X)
    works.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    fit = model.fit

    def fit_and_tell(X, Y):
        fit(X, Y)
        return model.w, model.b, model.costs

    model.fit = fit_and_tell
    return model


@misconception("LogisticRegression")
def regression_default_rate(learning_rate=0.01, num_iterations=200, *, reference):
    """If no learning rate is passed, your class uses 0.01, which is not what the text says.

    Compare the first line of __init__ with the table.
    """
    return reference.LogisticRegression(learning_rate, num_iterations)


@misconception("LogisticRegression")
def regression_default_steps(learning_rate=0.5, num_iterations=1000, *, reference):
    """If no number of steps is passed, your class takes 1000, which is not what the text says.

    Compare the first line of __init__ with the table.
    """
    return reference.LogisticRegression(learning_rate, num_iterations)


@misconception("LogisticRegression")
def regression_ignores_settings(learning_rate=0.5, num_iterations=200, *, reference):
    """Your class learns with its default settings, whatever is passed to it.

    __init__ must keep both numbers in attributes, and fit must use these attributes.
    """
    return reference.LogisticRegression()


@misconception("LogisticRegression")
def regression_scores_training_data(learning_rate=0.5, num_iterations=200, *, reference):
    """Your score is that of the training samples, whatever is passed to it.

    Only new samples show how good a model is. Use the arguments of score.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    fit, score, seen = model.fit, model.score, []

    def fit_and_keep(X, Y):
        seen[:] = [X, Y]
        return fit(X, Y)

    model.fit = fit_and_keep
    model.score = lambda X, Y: score(*seen)  # noqa: ARG005
    return model


@misconception("LogisticRegression")
def regression_scores_percent(learning_rate=0.5, num_iterations=200, *, reference):
    """Your score is a percentage; it should be a share from 0 to 1."""
    model = reference.LogisticRegression(learning_rate, num_iterations)
    score = model.score
    model.score = lambda X, Y: 100 * score(X, Y)
    return model


@misconception("LogisticRegression")
def regression_scores_errors(learning_rate=0.5, num_iterations=200, *, reference):
    """Your score is the share of wrong answers.

    A larger score should be better: count the answers that agree.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    score = model.score
    model.score = lambda X, Y: 1 - score(X, Y)
    return model


@misconception("LogisticRegression")
def regression_counts_right_answers(learning_rate=0.5, num_iterations=200, *, reference):
    """Your score is the number of right answers, not their share.

    Divide by the number of samples.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    score = model.score
    model.score = lambda X, Y: Y.size * score(X, Y)
    return model


@misconception("LogisticRegression")
def regression_scores_cost(learning_rate=0.5, num_iterations=200, *, reference):
    """Your score is the cost of the samples, not the share of right answers.

    The cost says how sure the model is. The score compares labels: predict, then count.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    model.score = lambda X, Y: reference.propagate(model.w, model.b, X, Y)[0]
    return model


@misconception("LogisticRegression")
def regression_predicts_probabilities(learning_rate=0.5, num_iterations=200, *, reference):
    """Your predict returns probabilities, and score compares those with the labels.

    A label is 0 or 1. predict_proba returns the probabilities.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    model.predict = model.predict_proba
    model.score = lambda X, Y: float(np.mean(model.predict(X) == Y))
    return model


@misconception("LogisticRegression")
def regression_probabilities_are_z(learning_rate=0.5, num_iterations=200, *, reference):
    """Your predict_proba returns z, which can be any number.

    A probability lies between 0 and 1: the sigmoid is missing.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    model.predict_proba = lambda X: model.w.T @ X + model.b
    return model


@misconception("LogisticRegression")
def regression_probabilities_of_both(learning_rate=0.5, num_iterations=200, *, reference):
    """Your predict_proba returns two numbers for every sample.

    scikit-learn returns the probabilities of both classes. Here the result should be one row: the
    probabilities of class 1.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    proba = model.predict_proba
    model.predict_proba = lambda X: np.vstack([1 - proba(X), proba(X)])
    return model


@misconception("LogisticRegression")
def regression_forgets_bias(learning_rate=0.5, num_iterations=200, *, reference):
    """Your probabilities lack the bias, though fit learns it.

    z is w.T X + b, both in predict_proba and in training.
    """
    model = reference.LogisticRegression(learning_rate, num_iterations)
    model.predict_proba = lambda X: reference.sigmoid(model.w.T @ X)
    return model
