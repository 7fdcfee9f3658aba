"""With the numbers of nodes, without Value, and cross_entropy at the end."""

import numpy as np


def engine_gradients(parameters, X, Y, activation="relu", penalty=0.0):
    graph = Graph()
    leaves = {name: graph.leaf(array) for name, array in parameters.items()}
    top, L = graph.leaf(X), len(parameters) // 2
    for l in range(1, L + 1):
        if l > 1:
            top = graph.apply(activation, [top])
        product = graph.apply("matmul", [leaves[f"W{l}"], top])
        top = graph.apply("add", [product, leaves[f"b{l}"]])
    cost = cross_entropy(Value(graph, top), Y).node
    factor = graph.leaf(penalty)
    for l in range(1, L + 1):
        square = graph.apply("multiply", [leaves[f"W{l}"], leaves[f"W{l}"]])
        part = graph.apply("multiply", [graph.apply("sum", [square]), factor])
        cost = graph.apply("add", [cost, part])
    graph.backward(cost)
    gradients = {"d" + name: np.array(graph.gradients[k]) for name, k in leaves.items()}
    return np.squeeze(graph.values[cost]), gradients
