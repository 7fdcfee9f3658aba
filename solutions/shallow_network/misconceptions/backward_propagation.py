"""Mistakes that students make in `backward_propagation`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


def _of_hidden_layer(dZ1, X):
    """Return the gradients of the hidden layer's parameters."""
    m = X.shape[1]
    return {"dW1": dZ1 @ X.T / m, "db1": dZ1.sum(axis=1, keepdims=True) / m}


@misconception("backward_propagation")
def backward_not_averaged(parameters, cache, X, Y, *, reference):
    """Your gradients are sums over the samples, but the cost is a mean.

    The gradient of a mean is the mean of the gradients. Without the factor 1/m a step grows
    with the number of samples, and the learning rate would have to change with it.
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {name: X.shape[1] * gradient for name, gradient in gradients.items()}


@misconception("backward_propagation")
def backward_averaged_twice(parameters, cache, X, Y, *, reference):
    """Your gradients are divided by m twice.

    Take the mean over the samples once. dZ1 and dZ2 hold the slopes of each sample, which are not
    divided by anything. The factor 1/m belongs where you add up the samples.
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {name: gradient / X.shape[1] for name, gradient in gradients.items()}


@misconception("backward_propagation")
def backward_divides_by_features(parameters, cache, X, Y, *, reference):
    """Your gradients are divided by the number of features, not by the number of samples.

    In this course each sample is a column of X, so X.shape[0] is the number of features. Which axis
    of X counts the samples?
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {name: g * X.shape[1] / X.shape[0] for name, g in gradients.items()}


@misconception("backward_propagation")
def backward_biases_not_averaged(parameters, cache, X, Y, *, reference):
    """Your db1 and db2 are sums over the samples; they should be means.

    For dW1 and dW2 you divide by m. A bias is a parameter like any other, and the cost is a mean.
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    m = X.shape[1]
    return {**gradients, "db1": m * gradients["db1"], "db2": m * gradients["db2"]}


@misconception("backward_propagation")
def backward_biases_with_one_axis(parameters, cache, X, Y, *, reference):
    """Your db1 and db2 have lost an axis. A sum can keep it: look up `keepdims`.

    A sum over an axis removes this axis, and the rest is no column. In the update, b1 minus such an
    array becomes a square matrix, without an error.
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, "db1": np.ravel(gradients["db1"]), "db2": np.ravel(gradients["db2"])}


@misconception("backward_propagation")
def backward_biases_from_dw(parameters, cache, X, Y, *, reference):
    """You compute db1 and db2 from dW1 and dW2.

    A bias is not multiplied by any input: its slope is the slope of its own z. So add up dZ of the
    same layer over the samples. dW has no axis for the samples any more.
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    db1 = gradients["dW1"].sum(axis=1, keepdims=True) / X.shape[1]
    db2 = gradients["dW2"].sum(axis=1, keepdims=True) / X.shape[1]
    return {**gradients, "db1": db1, "db2": db2}


@misconception("backward_propagation")
def backward_biases_of_all_units(parameters, cache, X, Y, *, reference):
    """Your db1 and db2 are single numbers: you add up the units of a layer too.

    Every unit has its own bias, and so its own slope. Add up over the samples only: tell np.sum
    which axis to use, and to keep this axis.
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, "db1": np.sum(gradients["db1"]), "db2": np.sum(gradients["db2"])}


@misconception("backward_propagation")
def backward_sign_flipped(parameters, cache, X, Y, *, reference):
    """Your gradients all have the wrong sign: they point downhill.

    If an output is too large, a smaller one is better, so the slope of the loss in z2 must be
    positive there: prediction minus truth. The minus of gradient descent comes in exercise 7.
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {name: -gradient for name, gradient in gradients.items()}


@misconception("backward_propagation")
def backward_of_squared_error(parameters, cache, X, Y, *, reference):
    """Your dZ2 has an extra factor A2 * (1 - A2).

    That is the slope of the sigmoid. For the cross-entropy it cancels with the slope of the
    logarithms (step 1 of the derivation). With this factor, you get the gradient of a squared
    error.
    """
    A2 = cache["A2"]
    as_label = A2 - (A2 - Y) * A2 * (1 - A2)  # so that A2 - as_label has the factor
    return reference.backward_propagation(parameters, cache, X, as_label)


@misconception("backward_propagation")
def backward_without_tanh(parameters, cache, X, Y, *, reference):
    """Your hidden layer's gradients lack the slope of tanh.

    W2 transposed times dZ2 is the slope in A1. To reach Z1, the chain rule needs one more factor,
    entry by entry: see step 4 of the derivation.
    """
    dZ1 = parameters["W2"].T @ (cache["A2"] - Y)
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, **_of_hidden_layer(dZ1, X)}


@misconception("backward_propagation")
def backward_with_slope_of_sigmoid(parameters, cache, X, Y, *, reference):
    """Your hidden layer's gradients use the slope of the sigmoid, A1 * (1 - A1).

    The activation of the hidden layer is tanh, which has another slope: see step 4 of the
    derivation.
    """
    A1 = cache["A1"]
    dZ1 = (parameters["W2"].T @ (cache["A2"] - Y)) * A1 * (1 - A1)
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, **_of_hidden_layer(dZ1, X)}


@misconception("backward_propagation")
def backward_without_square(parameters, cache, X, Y, *, reference):
    """Your hidden layer's gradients have the factor 1 - A1, but a square is missing.

    tanh is as steep at -z as at z, so its slope cannot depend on the sign of A1. See step 4 of the
    derivation.
    """
    dZ1 = (parameters["W2"].T @ (cache["A2"] - Y)) * (1 - cache["A1"])
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, **_of_hidden_layer(dZ1, X)}


@misconception("backward_propagation")
def backward_w2_elementwise(parameters, cache, X, Y, *, reference):
    """Your function stops with ValueError if there are several output units.

    Something in it only works for one output: perhaps a product entry by entry where the formula
    has a matrix product, or a shape with a fixed 1. For one output unit the two products are the
    same. Only the matrix product adds up all ways from a hidden unit to the outputs.
    """
    dZ1 = (parameters["W2"].T * (cache["A2"] - Y)) * (1 - cache["A1"] ** 2)
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, **_of_hidden_layer(dZ1, X)}


@misconception("backward_propagation")
def backward_changes_cache(parameters, cache, X, Y, *, reference):
    """After the call, the cache has changed.

    Perhaps a line stores something in the cache. Or `-=`, `*=` and similar operators write into one
    of its arrays: an array that you take out of a dict is not a copy. Make a new array for each
    step, and give it a name of its own.
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    cache["A2"] -= Y
    return gradients


@misconception("backward_propagation")
def backward_products_do_not_fit(parameters, cache, X, Y, *, reference):
    """Your function stops with ValueError in all tests: probably two shapes do not fit.

    Write the shapes below each formula: (a, b) times (b, c) gives (a, c), and the two inner numbers
    must be equal. Each of the three matrix products has one transposed factor. Does everything come
    from the arguments, not from variables outside the function?
    """
    transposed = {**parameters, "W2": parameters["W2"].T}
    return reference.backward_propagation(transposed, cache, X, Y)


@misconception("backward_propagation")
def backward_biases_along_units(parameters, cache, X, Y, *, reference):
    """Your db1 and db2 add up the units and keep the samples; it should be the other way round.

    A gradient has the shape of its parameter: one row for each unit, and one column. Which axis
    counts the samples?
    """
    dZ2 = cache["A2"] - Y
    dZ1 = (parameters["W2"].T @ dZ2) * (1 - cache["A1"] ** 2)
    m = X.shape[1]
    db1, db2 = dZ1.sum(axis=0, keepdims=True) / m, dZ2.sum(axis=0, keepdims=True) / m
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, "db1": db1, "db2": db2}


@misconception("backward_propagation")
def backward_dw2_from_z1(parameters, cache, X, Y, *, reference):
    """You compute dW2 with Z1, but it should be A1.

    W2 multiplies the output of the hidden layer, after tanh. That output is A1, so the slope in W2
    contains A1.
    """
    dW2 = (cache["A2"] - Y) @ cache["Z1"].T / X.shape[1]
    return {**reference.backward_propagation(parameters, cache, X, Y), "dW2": dW2}


@misconception("backward_propagation")
def backward_with_square_of_z1(parameters, cache, X, Y, *, reference):
    """Your hidden layer's gradients have the factor 1 - Z1 squared; it should be A1.

    The easiest way to write the slope of tanh uses the value of tanh, which is A1. See step 4 of
    the derivation.
    """
    dZ1 = (parameters["W2"].T @ (cache["A2"] - Y)) * (1 - cache["Z1"] ** 2)
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, **_of_hidden_layer(dZ1, X)}


@misconception("backward_propagation")
def backward_with_tanh_twice(parameters, cache, X, Y, *, reference):
    """Your hidden layer's gradients take tanh of A1, which is already tanh of Z1.

    The slope of tanh at Z1 is 1 minus the square of tanh(Z1), and tanh(Z1) is A1 itself.
    """
    dZ1 = (parameters["W2"].T @ (cache["A2"] - Y)) * (1 - np.tanh(cache["A1"]) ** 2)
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, **_of_hidden_layer(dZ1, X)}


@misconception("backward_propagation")
def backward_with_plus_square(parameters, cache, X, Y, *, reference):
    """Your hidden layer's gradients have the factor 1 + A1 squared; it should be a minus.

    tanh is steepest in the middle, where A1 is 0. It is flat at both ends, where A1 is near 1 or
    -1. A slope of 1 + A1 squared would be the other way round.
    """
    dZ1 = (parameters["W2"].T @ (cache["A2"] - Y)) * (1 + cache["A1"] ** 2)
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, **_of_hidden_layer(dZ1, X)}


@misconception("backward_propagation")
def backward_with_slope_of_relu(parameters, cache, X, Y, *, reference):
    """Your hidden layer's gradients use the slope of ReLU: 1 if Z1 is positive, and 0 otherwise.

    The activation of the hidden layer is tanh, which has another slope: see step 4 of the
    derivation.
    """
    dZ1 = (parameters["W2"].T @ (cache["A2"] - Y)) * (cache["A1"] > 0)
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    return {**gradients, **_of_hidden_layer(dZ1, X)}


@misconception("backward_propagation")
def backward_with_dw2_for_w2(parameters, cache, X, Y, *, reference):
    """On the way back to the hidden layer you multiply by dW2, but it should be W2.

    An error goes back through the same weights as the signal went forward. How these weights will
    change (dW2) plays no part in that.
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    dZ1 = (gradients["dW2"].T @ (cache["A2"] - Y)) * (1 - cache["A1"] ** 2)
    return {**gradients, **_of_hidden_layer(dZ1, X)}


@misconception("backward_propagation")
def backward_without_slope_of_sigmoid(parameters, cache, X, Y, *, reference):
    """Your dZ2 is dA2, the slope in the output itself.

    From A2 back to Z2, the chain rule needs the slope of the sigmoid, A2 * (1 - A2). With it,
    nearly everything cancels: see step 1 of the derivation.
    """
    A2 = cache["A2"]
    as_label = A2 - (A2 - Y) / (A2 * (1 - A2))  # so that A2 - as_label is dA2
    return reference.backward_propagation(parameters, cache, X, as_label)


@misconception("backward_propagation")
def backward_negates_booleans(parameters, cache, X, Y, *, reference):
    """Your function stops with TypeError if the labels are True and False, not numbers.

    Probably it computes -Y, or subtracts booleans from booleans. NumPy does not allow that, but it
    does allow `A2 - Y`.
    """
    return reference.backward_propagation(parameters, cache, X, -1.0 * np.negative(Y))


@misconception("backward_propagation")
def backward_changes_parameters(parameters, cache, X, Y, *, reference):
    """After the call, the parameters have changed.

    This function only computes gradients; the step comes in exercise 7. Perhaps a line stores
    something in the dict, or `-=`, `*=` and similar operators write into one of its arrays.
    """
    gradients = reference.backward_propagation(parameters, cache, X, Y)
    parameters["W2"] *= 0.5
    return gradients
