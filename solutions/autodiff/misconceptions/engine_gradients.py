"""Mistakes that students make in `engine_gradients`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


def squares(parameters):
    """Return the sum of the squares of all weights."""
    return sum(np.sum(p**2) for name, p in parameters.items() if name[0] == "W")


def activated_at_the_end(given, reference):
    """Return cost and gradients where the last layer has an activation function too."""
    parameters, X, Y, activation = given
    graph = reference.Graph()
    nodes = {name: graph.leaf(p) for name, p in parameters.items()}
    A = graph.leaf(X)
    for layer in range(1, len(parameters) // 2 + 1):
        product = graph.apply("matmul", [nodes[f"W{layer}"], A])
        Z = graph.apply("add", [product, nodes[f"b{layer}"]])
        A = graph.apply(activation, [Z])
    total = graph.apply("log", [graph.apply("column_sum", [graph.apply("exp", [A])])])
    score = graph.apply("column_sum", [graph.apply("multiply", [A, graph.leaf(Y)])])
    cost = graph.apply("mean", [graph.apply("subtract", [total, score])])
    graph.backward(cost)
    gradients = {f"d{name}": graph.gradients[node] for name, node in nodes.items()}
    return float(graph.values[cost].item()), gradients


def with_penalty(answer, parameters, penalty):
    """Return cost and gradients with a penalty added."""
    cost, gradients = answer
    more = {
        name: gradient + 2 * penalty * parameters[name[1:]] if name[1] == "W" else gradient
        for name, gradient in gradients.items()
    }
    return cost + penalty * float(squares(parameters)), more


@misconception("engine_gradients")
def engine_activates_scores(parameters, X, Y, activation="relu", penalty=0.0, *, reference):
    """Your network has an activation function after its last layer.

    The scores go into cross_entropy as they are.
    """
    given = parameters, X, Y, activation
    return with_penalty(activated_at_the_end(given, reference), parameters, penalty)


@misconception("engine_gradients")
def engine_always_relu(parameters, X, Y, activation="relu", penalty=0.0, *, reference):
    """Your network has ReLU, whatever activation function is passed."""
    return reference.engine_gradients(parameters, X, Y, "relu", penalty)


@misconception("engine_gradients")
def engine_without_penalty(parameters, X, Y, activation="relu", penalty=0.0, *, reference):
    """Your function ignores the penalty."""
    return reference.engine_gradients(parameters, X, Y, activation, 0.0)


@misconception("engine_gradients")
def engine_half_penalty(parameters, X, Y, activation="relu", penalty=0.0, *, reference):
    """Your penalty is half as large as it should be.

    Some books write it with a factor of one half. This text does not.
    """
    return reference.engine_gradients(parameters, X, Y, activation, penalty / 2)


@misconception("engine_gradients")
def engine_penalty_per_sample(parameters, X, Y, activation="relu", penalty=0.0, *, reference):
    """Your penalty is divided by the number of samples.

    In this text it is not.
    """
    return reference.engine_gradients(parameters, X, Y, activation, penalty / X.shape[1])


@misconception("engine_gradients")
def engine_penalty_on_biases(parameters, X, Y, activation="relu", penalty=0.0, *, reference):
    """Your penalty also counts the biases.

    The text asks for the squares of the weights only.
    """
    cost, gradients = reference.engine_gradients(parameters, X, Y, activation, penalty)
    for name, p in parameters.items():
        if name[0] == "b":
            cost += penalty * float(np.sum(p**2))
            gradients[f"d{name}"] = gradients[f"d{name}"] + 2 * penalty * p
    return cost, gradients


@misconception("engine_gradients")
def engine_penalty_of_last_layer(parameters, X, Y, activation="relu", penalty=0.0, *, reference):
    """Your penalty counts the weights of the last layer only."""
    answer = reference.engine_gradients(parameters, X, Y, activation, 0.0)
    last = f"W{len(parameters) // 2}"
    cost, gradients = with_penalty(answer, {**dict.fromkeys(parameters, 0.0)}, 0.0)
    cost += penalty * float(np.sum(parameters[last] ** 2))
    gradients[f"d{last}"] = gradients[f"d{last}"] + 2 * penalty * parameters[last]
    return cost, gradients


@misconception("engine_gradients")
def engine_penalty_not_in_gradients(parameters, X, Y, activation="relu", penalty=0.0, *, reference):
    """The penalty is in your cost, but not in the gradients.

    Probably it is calculated with arrays, beside the graph. Write it with Values, before the walk
    backwards.
    """
    cost, gradients = reference.engine_gradients(parameters, X, Y, activation, 0.0)
    return cost + penalty * float(squares(parameters)), gradients


@misconception("engine_gradients")
def engine_gradients_without_d(parameters, X, Y, activation="relu", penalty=0.0, *, reference):
    """Your gradients have the names of the parameters.

    The name of a gradient begins with a d: "dW1" belongs to "W1".
    """
    cost, gradients = reference.engine_gradients(parameters, X, Y, activation, penalty)
    return cost, {name[1:]: gradient for name, gradient in gradients.items()}


@misconception("engine_gradients")
def engine_cost_as_array(parameters, X, Y, activation="relu", penalty=0.0, *, reference):
    """Your cost is an array with one entry, not a number.

    Take the number out of it, with `.item()`.
    """
    cost, gradients = reference.engine_gradients(parameters, X, Y, activation, penalty)
    return np.array([[cost]]), gradients
