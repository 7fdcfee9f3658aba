"""Mistakes that students make in `add_l2`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("add_l2")
def l2_on_biases(cost, gradients, parameters, strength, m, *, reference):
    """You regularize all parameters, biases, gamma and beta included.

    Only weights have a price: a bias shifts and makes no bends, so a large one does no harm. The
    names of weights begin with W.
    """
    renamed = {"W" + name: value for name, value in parameters.items()}
    slopes = {"dW" + name[1:]: value for name, value in gradients.items()}
    cost, after = reference.add_l2(cost, slopes, renamed, strength, m)
    return cost, {"d" + name[2:]: value for name, value in after.items()}


@misconception("add_l2")
def l2_not_divided_by_m(cost, gradients, parameters, strength, m, *, reference):
    """Your price is not divided by m, the number of training samples."""
    return reference.add_l2(cost, gradients, parameters, strength * m, m)


@misconception("add_l2")
def l2_gradient_not_divided_by_m(cost, gradients, parameters, strength, m, *, reference):
    """Your cost is right, but what the gradients gain is not divided by m."""
    right, _ = reference.add_l2(cost, gradients, parameters, strength, m)
    return right, reference.add_l2(cost, gradients, parameters, strength * m, m)[1]


@misconception("add_l2")
def l2_cost_without_the_half(cost, gradients, parameters, strength, m, *, reference):
    """Your price is twice too high, though the gradients are right: the 2 in 2 m is missing."""
    twice, _ = reference.add_l2(cost, gradients, parameters, 2 * strength, m)
    return twice, reference.add_l2(cost, gradients, parameters, strength, m)[1]


@misconception("add_l2")
def l2_gradient_with_the_half(cost, gradients, parameters, strength, m, *, reference):
    """What your gradients gain is half of what it should be.

    The derivative of a square has a factor 2. What becomes of the 2 in the denominator?
    """
    right, _ = reference.add_l2(cost, gradients, parameters, strength, m)
    return right, reference.add_l2(cost, gradients, parameters, strength / 2, m)[1]


@misconception("add_l2")
def l2_gradient_twice(cost, gradients, parameters, strength, m, *, reference):
    """What your gradients gain is twice what it should be.

    Probably the 2 of the derivative is there and the 2 of the denominator is not.
    """
    right, _ = reference.add_l2(cost, gradients, parameters, strength, m)
    return right, reference.add_l2(cost, gradients, parameters, 2 * strength, m)[1]


@misconception("add_l2")
def l2_of_the_cost_only(cost, gradients, parameters, strength, m, *, reference):
    """Your gradients stay as they were; only the cost has its price.

    Gradient descent follows the gradients. Without a change there, training is the same.
    """
    return reference.add_l2(cost, gradients, parameters, strength, m)[0], dict(gradients)


@misconception("add_l2")
def l2_of_the_gradients_only(cost, gradients, parameters, strength, m, *, reference):
    """Your cost stays as it was; only the gradients have changed.

    Then they are no longer the gradients of the cost that you measure.
    """
    return cost, reference.add_l2(cost, gradients, parameters, strength, m)[1]


@misconception("add_l2")
def l2_with_shrinking_sign(cost, gradients, parameters, strength, m, *, reference):
    """Your price is subtracted; it should be added. So large weights are rewarded."""
    return reference.add_l2(cost, gradients, parameters, -strength, m)


@misconception("add_l2")
def l2_gradient_with_the_wrong_sign(cost, gradients, parameters, strength, m, *, reference):
    """What the gradients gain has the wrong sign. The step goes *against* the gradient."""
    right, _ = reference.add_l2(cost, gradients, parameters, strength, m)
    return right, reference.add_l2(cost, gradients, parameters, -strength, m)[1]


@misconception("add_l2")
def l2_of_the_norm(cost, gradients, parameters, strength, m, *, reference):
    """Your price takes the norms of the weight matrices; it should take their squares' sums.

    np.linalg.norm returns a root.
    """
    norms = sum(np.linalg.norm(w) for name, w in parameters.items() if name.startswith("W"))
    _, after = reference.add_l2(cost, gradients, parameters, strength, m)
    return cost + strength * norms / (2 * m), after


@misconception("add_l2")
def l1_in_place_of_l2(cost, gradients, parameters, strength, m):
    """Your price takes absolute values and your gradients gain signs: that is L1 regularization."""
    after = dict(gradients)
    for name, w in parameters.items():
        if name.startswith("W"):
            cost = cost + strength / (2 * m) * np.sum(np.abs(w))
            after["d" + name] = after["d" + name] + strength / (2 * m) * np.sign(w)
    return cost, after


@misconception("add_l2")
def l2_of_two_layers(cost, gradients, parameters, strength, m, *, reference):
    """Your function only regularizes W1 and W2; a network may have more layers, or one."""
    both = {name: w for name, w in parameters.items() if name in ("W1", "W2")}
    return reference.add_l2(cost, gradients, both, strength, m)


@misconception("add_l2")
def l2_returns_weights_only(cost, gradients, parameters, strength, m, *, reference):
    """Your dict holds the gradients of the weights only; the others are lost.

    The next step needs the gradients of all parameters.
    """
    cost, after = reference.add_l2(cost, gradients, parameters, strength, m)
    return cost, {name: value for name, value in after.items() if name.startswith("dW")}


@misconception("add_l2")
def l2_in_place(cost, gradients, parameters, strength, m, *, reference):
    """After the call, the gradients that were passed have changed.

    Make new arrays, in a new dict.
    """
    cost, after = reference.add_l2(cost, gradients, parameters, strength, m)
    for name, value in after.items():
        gradients[name][...] = value
    return cost, gradients
