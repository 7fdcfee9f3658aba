"""Mistakes that students make in `backward_propagation`, each with the hint that they read."""

from autograder.misconceptions import misconception

from .shared import squashed


@misconception("backward_propagation")
def gradients_divided_by_samples(X, y_true, a1, a2, W2, *, reference):
    """Your gradients are divided by m alone: they are too large by the number of outputs.

    They belong to a cost that adds up the outputs. The cost of exercise 3 is a mean over all
    entries, rows times columns. A gradient check would show this.
    """
    parts = reference.backward_propagation(X, y_true, a1, a2, W2)
    return tuple(a2.shape[1] * part for part in parts)


@misconception("backward_propagation")
def gradients_not_averaged(X, y_true, a1, a2, W2, *, reference):
    """Your gradients are sums over all entries, but the cost is a mean."""
    parts = reference.backward_propagation(X, y_true, a1, a2, W2)
    return tuple(a2.size * part for part in parts)


@misconception("backward_propagation")
def gradients_divided_twice(X, y_true, a1, a2, W2, *, reference):
    """Your gradients are divided by the number of entries twice.

    If dz2 has the factor 1/n, all that you compute from dz2 has this factor too.
    """
    parts = reference.backward_propagation(X, y_true, a1, a2, W2)
    return tuple(part / a2.size for part in parts)


@misconception("backward_propagation")
def gradients_divided_again_by_samples(X, y_true, a1, a2, W2, *, reference):
    """Your gradients are divided by m once more, although dz2 already has the factor 1/n.

    All that you compute from dz2 has its factor too.
    """
    parts = reference.backward_propagation(X, y_true, a1, a2, W2)
    return tuple(part / len(X) for part in parts)


@misconception("backward_propagation")
def gradients_uphill(X, y_true, a1, a2, W2, *, reference):
    """Your gradients have the wrong sign: they belong to truth minus prediction."""
    return tuple(-part for part in reference.backward_propagation(X, y_true, a1, a2, W2))


@misconception("backward_propagation")
def gradients_without_slope_of_hidden_layer(X, y_true, a1, a2, W2, *, reference):
    """Your dW1 and db1 lack the slope of the hidden layer, a1 (1 - a1).

    The backward pass goes through every sigmoid that the forward pass went through.
    """
    _, _, dW2, db2 = reference.backward_propagation(X, y_true, a1, a2, W2)
    dz1 = (a2 - y_true) / a2.size @ W2.T
    return X.T @ dz1, dz1.sum(axis=0, keepdims=True), dW2, db2


@misconception("backward_propagation")
def gradients_with_slope_of_tanh(X, y_true, a1, a2, W2, *, reference):
    """Your hidden layer has the slope of tanh, 1 - a1²; here it uses the sigmoid.

    The slope of the sigmoid is a1 (1 - a1).
    """
    _, _, dW2, db2 = reference.backward_propagation(X, y_true, a1, a2, W2)
    dz1 = (a2 - y_true) / a2.size @ W2.T * (1 - a1**2)
    return X.T @ dz1, dz1.sum(axis=0, keepdims=True), dW2, db2


@misconception("backward_propagation")
def gradients_with_sigmoid_of_a1(X, y_true, a1, a2, W2, *, reference):
    """Your slope of the hidden layer applies the sigmoid to a1, as if a1 were z1.

    a1 is already the sigmoid of z1, so the slope is a1 (1 - a1).
    """
    _, _, dW2, db2 = reference.backward_propagation(X, y_true, a1, a2, W2)
    s = squashed(a1)
    dz1 = (a2 - y_true) / a2.size @ W2.T * s * (1 - s)
    return X.T @ dz1, dz1.sum(axis=0, keepdims=True), dW2, db2


@misconception("backward_propagation")
def gradients_with_slope_at_output(X, y_true, a1, a2, W2, *, reference):
    """Your dz2 has an extra factor a2 (1 - a2).

    For the cross-entropy this factor cancels, and a2 - Y is left.
    """
    slope = a2 * (1 - a2)
    return reference.backward_propagation(X, a2 - (a2 - y_true) * slope, a1, a2, W2)


@misconception("backward_propagation")
def gradients_of_squared_error(X, y_true, a1, a2, W2, *, reference):
    """Your gradients belong to the mean squared error, not to the cross-entropy.

    Their dz2 has an extra factor 2 a2 (1 - a2).
    """
    slope = 2 * a2 * (1 - a2)
    return reference.backward_propagation(X, a2 - (a2 - y_true) * slope, a1, a2, W2)


@misconception("backward_propagation")
def bias_gradients_with_one_axis(X, y_true, a1, a2, W2, *, reference):
    """Your db1 and db2 have one axis, but the biases are rows with the shape (1, n).

    A sum along an axis removes this axis, unless you ask to keep it.
    """
    dW1, db1, dW2, db2 = reference.backward_propagation(X, y_true, a1, a2, W2)
    return dW1, db1.ravel(), dW2, db2.ravel()


@misconception("backward_propagation")
def bias_gradients_summed_up(X, y_true, a1, a2, W2, *, reference):
    """Your db1 and db2 are single numbers: the sum goes over the units as well.

    Every unit has a bias of its own. Add up only over the samples, which are the rows.
    """
    dW1, db1, dW2, db2 = reference.backward_propagation(X, y_true, a1, a2, W2)
    return dW1, db1.sum(), dW2, db2.sum()


@misconception("backward_propagation")
def bias_gradients_averaged(X, y_true, a1, a2, W2, *, reference):
    """Your db1 and db2 are divided by m once more: they are means, but should be sums.

    dz2 already has the factor 1/n, so just add up over the samples.
    """
    dW1, db1, dW2, db2 = reference.backward_propagation(X, y_true, a1, a2, W2)
    return dW1, db1 / len(X), dW2, db2 / len(X)


@misconception("backward_propagation")
def gradients_of_output_layer_first(X, y_true, a1, a2, W2, *, reference):
    """You return the output layer's gradients first; the order should be dW1, db1, dW2, db2."""
    dW1, db1, dW2, db2 = reference.backward_propagation(X, y_true, a1, a2, W2)
    return dW2, db2, dW1, db1


@misconception("backward_propagation")
def gradients_in_a_dict(X, y_true, a1, a2, W2, *, reference):
    """You return a dict; return the gradients one by one instead: dW1, db1, dW2, db2."""
    parts = reference.backward_propagation(X, y_true, a1, a2, W2)
    return dict(zip(("dW1", "db1", "dW2", "db2"), parts, strict=True))


@misconception("backward_propagation")
def gradients_update_what_is_not_passed(X, y_true, a1, a2, W2):
    """Your function stops with UnboundLocalError in all tests.

    If a function assigns to a name, `W1 -= ...` for example, this name is local to the function,
    and here it has no value yet. This function only computes gradients; the update is exercise 10.
    """
    raise UnboundLocalError


@misconception("backward_propagation")
def gradients_need_a_name_from_outside(X, y_true, a1, a2, W2):
    """Your function stops with NameError in all tests: it uses a name that is not defined.

    The function gets all that it needs as arguments. Look for parameters and learning rates that
    come from somewhere else in your notebook.
    """
    raise NameError


@misconception("backward_propagation")
def gradients_change_a2(X, y_true, a1, a2, W2, *, reference):
    """After the call, a2 has changed.

    `a2 -= ...` writes into the array that was passed in. Make a new array.
    """
    parts = reference.backward_propagation(X, y_true, a1, a2, W2)
    a2 -= y_true
    return parts
