"""The penalty is added by its formula, only where there is one."""

import numpy as np


def engine_gradients(parameters, X, Y, activation="relu", penalty=0.0):
    graph, values = Graph(), {}
    A = Value(graph, graph.leaf(X))
    for layer in range(1, len(parameters) // 2 + 1):
        for kind in "Wb":
            name = f"{kind}{layer}"
            values[name] = Value(graph, graph.leaf(parameters[name]))
        Z = (values[f"W{layer}"] @ A) + values[f"b{layer}"]
        A = Z.apply(activation)
    cost = cross_entropy(Z, Y)
    graph.backward(cost.node)
    number = float(np.squeeze(cost.data))
    gradients = {"d" + name: value.grad for name, value in values.items()}
    if penalty:
        for name, array in parameters.items():
            if name.startswith("W"):
                number += penalty * np.sum(array**2)
                gradients["d" + name] = gradients["d" + name] + 2 * penalty * array
    return number, gradients
