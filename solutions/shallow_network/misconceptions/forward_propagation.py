"""Mistakes that students make in `forward_propagation`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("forward_propagation")
def forward_sigmoid_in_hidden_layer(X, parameters, *, reference):
    """Your hidden layer uses the sigmoid as its activation, not tanh.

    The two curves look similar, but tanh goes from -1 to 1 and is zero at zero. The sigmoid is only
    for the output layer, which must give a probability.
    """
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = reference.sigmoid(Z1)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = reference.sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@misconception("forward_propagation")
def forward_relu_in_hidden_layer(X, parameters, *, reference):
    """Your hidden layer uses ReLU as its activation: negative values become zero.

    That is a good network, but not the one of this exercise: here the hidden layer uses tanh, and
    the gradients in exercise 6 belong to tanh.
    """
    Z1 = parameters["W1"] @ X + parameters["b1"]
    A1 = np.maximum(Z1, 0)
    Z2 = parameters["W2"] @ A1 + parameters["b2"]
    A2 = reference.sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}


@misconception("forward_propagation")
def forward_hidden_layer_linear(X, parameters, *, reference):
    """Your hidden layer has no activation: A1 is the same as Z1.

    Two linear layers in a row can do no more than one linear layer, so the network could only draw
    a straight border. The hidden layer needs an activation that is not linear.
    """
    Z1 = parameters["W1"] @ X + parameters["b1"]
    Z2 = parameters["W2"] @ Z1 + parameters["b2"]
    A2 = reference.sigmoid(Z2)
    return A2, {"Z1": Z1, "A1": Z1, "Z2": Z2, "A2": A2}


@misconception("forward_propagation")
def forward_output_layer_skips_tanh(X, parameters, *, reference):
    """Your output layer uses Z1, not A1.

    Then tanh has no effect on the result, and two linear layers in a row can do no more than one.
    The input of a layer is the output of the layer before it, after the activation.
    """
    _, cache = reference.forward_propagation(X, parameters)
    Z2 = parameters["W2"] @ cache["Z1"] + parameters["b2"]
    A2 = reference.sigmoid(Z2)
    return A2, {**cache, "Z2": Z2, "A2": A2}


@misconception("forward_propagation")
def forward_tanh_on_output(X, parameters, *, reference):
    """Your output layer uses tanh, so A2 can be negative.

    A2 is a probability and must lie between 0 and 1. Which of the two activations gives such
    values?
    """
    _, cache = reference.forward_propagation(X, parameters)
    A2 = np.tanh(cache["Z2"])
    return A2, {**cache, "A2": A2}


@misconception("forward_propagation")
def forward_output_not_activated(X, parameters, *, reference):
    """Your A2 is the same as Z2: the last activation is missing.

    Z2 can be any number. A2 is a probability, so one more function must map Z2 to a number between
    0 and 1. You wrote this function in exercise 1.
    """
    _, cache = reference.forward_propagation(X, parameters)
    return cache["Z2"], {**cache, "A2": cache["Z2"]}


@misconception("forward_propagation")
def forward_without_b1(X, parameters, *, reference):
    """Your result does not depend on b1: the hidden layer adds no bias.

    Before training all biases are zero, so you cannot see this mistake there. Without b1, every
    hidden unit changes its sign on a line through the origin, wherever the data lie.
    """
    b1 = np.zeros_like(parameters["b1"])
    return reference.forward_propagation(X, {**parameters, "b1": b1})


@misconception("forward_propagation")
def forward_without_b2(X, parameters, *, reference):
    """Your result does not depend on b2: the output layer adds no bias.

    Before training all biases are zero, so you cannot see this mistake there. Without b2, the
    output unit cannot shift all its answers up or down.
    """
    b2 = np.zeros_like(parameters["b2"])
    return reference.forward_propagation(X, {**parameters, "b2": b2})


@misconception("forward_propagation")
def forward_b2_in_hidden_layer(X, parameters, *, reference):
    """Your hidden layer adds b2, but it should add b1.

    With one output unit b2 is a single number, and NumPy adds it to every hidden unit without an
    error. As long as the biases are zero, even the values are right. Look at the names that you
    read from `parameters`.
    """
    return reference.forward_propagation(X, {**parameters, "b1": parameters["b2"]})


@misconception("forward_propagation")
def forward_cache_has_z1_as_a1(X, parameters, *, reference):
    """In your cache, A1 is Z1.

    A1 is the hidden layer after tanh. Exercise 6 takes it from the cache. With Z1 in its place, the
    gradients of both layers would be wrong.
    """
    A2, cache = reference.forward_propagation(X, parameters)
    return A2, {**cache, "A1": cache["Z1"]}


@misconception("forward_propagation")
def forward_changes_parameters(X, parameters, *, reference):
    """After the call, `parameters` has changed.

    Python does not copy a dict that is passed to a function, so the next call would start from
    changed parameters. Perhaps a line stores something in `parameters` (results belong in the
    cache), or `+=`, `*=` and similar operators write into one of its arrays.
    """
    answer = reference.forward_propagation(X, parameters)
    for name in ("b1", "b2"):
        parameters[name] = np.repeat(parameters[name], X.shape[1], axis=1)
    return answer


@misconception("forward_propagation")
def forward_products_do_not_fit(X, parameters, *, reference):
    """Your function stops with ValueError in all tests: probably two shapes do not fit.

    Write the shapes below the formula: (a, b) times (b, c) gives (a, c), and the two inner numbers
    must be equal. The formulas need the matrix product, and you need not transpose anything. Do X
    and all parameters come from the arguments, not from variables outside the function?
    """
    return reference.forward_propagation(X, {**parameters, "W1": parameters["W1"].T})


@misconception("forward_propagation")
def forward_returns_cache_first(X, parameters, *, reference):
    """You return the cache first and A2 second; the order should be A2, cache.

    A caller writes `A2, cache = ...`, and would get each of them under the wrong name.
    """
    A2, cache = reference.forward_propagation(X, parameters)
    return cache, A2


@misconception("forward_propagation")
def forward_returns_no_cache(X, parameters, *, reference):
    """You return A2 alone; the cache is missing.

    The backward pass needs what the forward pass computed. Return both: A2, cache.
    """
    return reference.forward_propagation(X, parameters)[0]


@misconception("forward_propagation")
def forward_predicts(X, parameters, *, reference):
    """Your A2 holds only 0 and 1: it is a prediction, not a probability.

    The cost and the gradients need to know how sure the network is. Only round at the end, when
    somebody asks for a class.
    """
    _, cache = reference.forward_propagation(X, parameters)
    A2 = (cache["A2"] > 0.5).astype(float)
    return A2, {**cache, "A2": A2}


@misconception("forward_propagation")
def forward_b1_subtracted(X, parameters, *, reference):
    """Your hidden layer subtracts b1, but the formula adds it.

    Before training all biases are zero, so you cannot see this mistake there. The gradient of b1 in
    exercise 6 belongs to a sum.
    """
    return reference.forward_propagation(X, {**parameters, "b1": -parameters["b1"]})
