"""ReLU after the last layer in both networks, and no shift in softmax.

based on: as_taught
exercises: {engine_gradients: failed, hand_gradients: failed, others: passed}
says: {engine_gradients: activation function after its last layer}
"""

# %% engine_gradients-solution
def engine_gradients(parameters, X, Y, activation="relu", penalty=0.0):
    graph = Graph()
    P = {name: Value(graph, graph.leaf(p)) for name, p in parameters.items()}
    L = len(parameters) // 2
    A = Value(graph, graph.leaf(X))
    for l in range(1, L + 1):
        Z = P[f"W{l}"] @ A + P[f"b{l}"]
        A = Z.apply(activation)
    J = cross_entropy(A, Y)
    for l in range(1, L + 1):
        J = J + (P[f"W{l}"] * P[f"W{l}"]).apply("sum") * penalty
    graph.backward(J.node)
    return J.data.item(), {"d" + name: p.grad for name, p in P.items()}

# %% hand_gradients-solution
def hand_gradients(parameters, X, Y):
    L = len(parameters) // 2
    m = X.shape[1]
    As, Zs = [X], []
    for l in range(1, L + 1):
        Z = parameters[f"W{l}"] @ As[-1] + parameters[f"b{l}"]
        Zs.append(Z)
        As.append(np.maximum(Z, 0))
    Z = As[-1]
    E = np.exp(Z)
    S = E.sum(axis=0, keepdims=True)
    cost = np.sum(np.log(S) - (Y * Z).sum(axis=0, keepdims=True)) / m
    grads = {}
    dZ = (E / S - Y) / m
    for l in range(L, 0, -1):
        grads[f"dW{l}"] = dZ @ As[l - 1].T
        grads[f"db{l}"] = dZ.sum(axis=1, keepdims=True)
        if l > 1:
            dZ = (parameters[f"W{l}"].T @ dZ) * (Zs[l - 2] > 0)
    return float(cost), grads
