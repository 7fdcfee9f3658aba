"""Cost and penalty are walked separately, and the gradients add up."""


def engine_gradients(parameters, X, Y, activation="relu", penalty=0.0):
    graph = Graph()
    nodes = {}
    for name in parameters:
        nodes[name] = Value(graph, graph.leaf(parameters[name]))
    layers = len(parameters) // 2
    Z = nodes["W1"] @ X + nodes["b1"]
    for layer in range(2, layers + 1):
        Z = nodes[f"W{layer}"] @ Z.apply(activation) + nodes[f"b{layer}"]
    cost = cross_entropy(Z, Y)
    graph.backward(cost.node)
    total = float(cost.data.sum())
    for layer in range(1, layers + 1):
        W = nodes[f"W{layer}"]
        part = (W * W * penalty).apply("sum")
        graph.backward(part.node)
        total += part.data.item()
    return total, {f"d{name}": nodes[name].grad for name in nodes}
