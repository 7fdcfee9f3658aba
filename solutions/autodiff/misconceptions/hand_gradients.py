"""Mistakes that students make in `hand_gradients`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


def by_hand(given, *, slope=None, scores=None, error=None):
    """Return cost and gradients, with other slopes, other scores or another start.

    `slope` makes of A what ReLU lets through; `scores` makes what softmax gets of the last Z;
    `error` makes dZ of Z and Y.
    """
    parameters, X, Y = given
    layers, A = len(parameters) // 2, [X]
    for layer in range(1, layers + 1):
        Z = parameters[f"W{layer}"] @ A[-1] + parameters[f"b{layer}"]
        A.append(np.maximum(Z, 0))
    Z = scores(Z) if scores else Z
    Z = Z - Z.max(axis=0)
    total = np.exp(Z).sum(axis=0)
    cost = float(np.mean(np.log(total) - np.sum(Y * Z, axis=0)))
    dZ = error(Z, Y) if error else (np.exp(Z) / total - Y) / X.shape[1]
    gradients = {}
    for layer in range(layers, 0, -1):
        gradients[f"dW{layer}"] = dZ @ A[layer - 1].T
        gradients[f"db{layer}"] = dZ.sum(axis=1, keepdims=True)
        is_open = slope(A[layer - 1]) if slope else A[layer - 1] > 0
        dZ = parameters[f"W{layer}"].T @ dZ * is_open
    return cost, gradients


@misconception("hand_gradients")
def hand_not_averaged(parameters, X, Y, *, reference):
    """Your gradients are as many times too large as there are samples.

    The cost is a mean over the samples, and so are its gradients.
    """
    cost, gradients = reference.hand_gradients(parameters, X, Y)
    return cost, {name: gradient * X.shape[1] for name, gradient in gradients.items()}


@misconception("hand_gradients")
def hand_uphill(parameters, X, Y, *, reference):
    """All your gradients have the wrong sign.

    Is it P - Y, or Y - P? For a sample of class 1, the cost falls if the score of class 1 grows.
    """
    cost, gradients = reference.hand_gradients(parameters, X, Y)
    return cost, {name: -gradient for name, gradient in gradients.items()}


@misconception("hand_gradients")
def hand_without_slope(parameters, X, Y):
    """On the way back, your gradients ignore ReLU.

    Where a unit was switched off on the way forwards, nothing may pass on the way back.
    """
    return by_hand((parameters, X, Y), slope=np.ones_like)


@misconception("hand_gradients")
def hand_slope_is_value(parameters, X, Y):
    """On the way back, you multiply by the value of ReLU, not by its slope."""
    return by_hand((parameters, X, Y), slope=lambda A: A)


@misconception("hand_gradients")
def hand_activates_scores(parameters, X, Y):
    """Your network has ReLU after its last layer, and softmax gets its result.

    The last layer has no activation function.
    """
    return by_hand((parameters, X, Y), scores=lambda Z: np.maximum(Z, 0))


@misconception("hand_gradients")
def hand_softmax_of_rows(parameters, X, Y):
    """Your softmax in the backward pass is taken along the rows.

    A sample is a column, so the probabilities of a column add up to 1.
    """

    def error(Z, Y):
        P = np.exp(Z) / np.exp(Z).sum(axis=1, keepdims=True)
        return (P - Y) / Y.shape[1]

    return by_hand((parameters, X, Y), error=error)


@misconception("hand_gradients")
def hand_bias_without_keepdims(parameters, X, Y, *, reference):
    """Your gradients of the biases have one axis, not two.

    NumPy's sum removes the axis that it goes along, unless `keepdims` says otherwise.
    """
    cost, gradients = reference.hand_gradients(parameters, X, Y)
    flat = {name: g.ravel() if name[1] == "b" else g for name, g in gradients.items()}
    return cost, flat


@misconception("hand_gradients")
def hand_biases_averaged(parameters, X, Y, *, reference):
    """Your gradients of the biases are divided by the number of samples twice.

    The factor is already in dZ. A sum over the samples is enough.
    """
    cost, gradients = reference.hand_gradients(parameters, X, Y)
    m = X.shape[1]
    return cost, {name: g / m if name[1] == "b" else g for name, g in gradients.items()}


@misconception("hand_gradients")
def hand_cost_summed(parameters, X, Y, *, reference):
    """Your cost is the sum over the samples, not their mean."""
    cost, gradients = reference.hand_gradients(parameters, X, Y)
    return cost * X.shape[1], gradients


@misconception("hand_gradients")
def hand_cost_of_all_entries(parameters, X, Y, *, reference):
    """Your cost is also divided by the number of classes.

    Each sample has one loss. The mean is taken over the samples only.
    """
    cost, gradients = reference.hand_gradients(parameters, X, Y)
    return cost / Y.shape[0], gradients


@misconception("hand_gradients")
def hand_overflow(parameters, X, Y, *, reference):
    """For large scores your function gives NaN or infinity.

    e to the 1000 is too large for a computer. Subtract the largest score of each column first.
    """
    A = X
    for layer in range(1, len(parameters) // 2 + 1):
        Z = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        A = np.maximum(Z, 0)
    _, gradients = reference.hand_gradients(parameters, X, Y)
    is_finite = np.isfinite(np.exp(Z)).all()
    cost = np.mean(np.log(np.exp(Z).sum(axis=0)) - np.sum(Y * Z, axis=0))
    return float(cost), {
        n: g if is_finite else np.full_like(g, np.nan) for n, g in gradients.items()
    }
