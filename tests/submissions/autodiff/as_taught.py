"""Every function and the class follow the text step by step; all of it is right.

based on: untouched
exercises: passed
"""

# %% numerical_gradient-solution
def numerical_gradient(f, x, h=1e-5):
    f = as_function(f)
    x = np.array(x, dtype=float)  # a copy
    result = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        old = x[index]
        x[index] = old + h
        right = f(x)
        x[index] = old - h
        left = f(x)
        x[index] = old
        result[index] = (right - left) / (2 * h)
    return result

# %% gradient_check-solution
def gradient_check(f, x, gradient):
    num = numerical_gradient(f, x)
    if np.shape(gradient) != np.shape(num):
        return False
    difference = np.max(np.abs(num - gradient))
    size = np.max(np.abs(num))
    return bool(difference <= 1e-6 * size)

# %% topological_order-solution
def topological_order(parents, last):
    order = []
    visited = set()

    def visit(node):
        if node in visited:
            return
        visited.add(node)
        for p in parents[node]:
            visit(p)
        order.append(node)

    visit(last)
    return order

# %% unbroadcast-solution
def unbroadcast(grad, shape):
    while grad.ndim > len(shape):
        grad = grad.sum(axis=0)
    for axis, n in enumerate(shape):
        if n == 1:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad

# %% binary_backward-solution
def binary_backward(operation, grad, a, b):
    a, b = np.asarray(a), np.asarray(b)
    if operation == "add":
        da = grad
        db = grad
    elif operation == "subtract":
        da = grad
        db = -grad
    elif operation == "multiply":
        da = grad * b
        db = grad * a
    else:
        da = grad / b
        db = -grad * a / (b * b)
    return unbroadcast(da, a.shape), unbroadcast(db, b.shape)

# %% unary_backward-solution
def unary_backward(operation, grad, x):
    if operation == "exp":
        slope = np.exp(x)
    elif operation == "log":
        slope = 1 / x
    elif operation == "tanh":
        slope = 1 - np.tanh(x) ** 2
    elif operation == "relu":
        slope = (x > 0).astype(float)
    else:
        slope = 1 / (1 + np.exp(-x))
    return grad * slope

# %% matmul_backward-solution
def matmul_backward(grad, A, B):
    dA = grad @ B.T
    dB = A.T @ grad
    return dA, dB

# %% reduce_backward-solution
def reduce_backward(operation, grad, x, axis):
    ones = np.ones(x.shape)
    if operation == "sum":
        return grad * ones
    if operation == "mean":
        n = x.size if axis is None else x.shape[axis]
        return grad * ones / n
    return grad * (x == np.max(x, axis=axis, keepdims=True))

# %% Graph-solution
class Graph:
    def __init__(self):
        self.values = []
        self.operations = []
        self.parents = []
        self.gradients = []

    def add_node(self, value, operation, parents):
        self.values.append(value)
        self.operations.append(operation)
        self.parents.append(parents)
        self.gradients.append(np.zeros_like(value))
        return len(self.values) - 1

    def leaf(self, value):
        return self.add_node(np.array(value, dtype=float), "", ())

    def apply(self, operation, parents):
        inputs = [self.values[p] for p in parents]
        return self.add_node(FORWARD[operation](*inputs), operation, tuple(parents))

    def backward(self, last):
        table = [np.zeros_like(v) for v in self.values]
        table[last] = np.ones_like(self.values[last])
        for node in topological_order(self.parents, last)[::-1]:
            if not self.parents[node]:
                continue
            inputs = [self.values[p] for p in self.parents[node]]
            grads = backward_rule(self.operations[node], table[node], inputs)
            for p, g in zip(self.parents[node], grads):
                table[p] = table[p] + g
        for node in range(len(table)):
            self.gradients[node] = self.gradients[node] + table[node]

    def zero_gradients(self):
        self.gradients = [np.zeros_like(v) for v in self.values]

# %% engine_gradients-solution
def engine_gradients(parameters, X, Y, activation="relu", penalty=0.0):
    graph = Graph()
    P = {name: Value(graph, graph.leaf(p)) for name, p in parameters.items()}
    L = len(parameters) // 2
    A = Value(graph, graph.leaf(X))
    for l in range(1, L + 1):
        Z = P[f"W{l}"] @ A + P[f"b{l}"]
        A = Z.apply(activation)
    J = cross_entropy(Z, Y)
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
    Z = Zs[-1] - Zs[-1].max(axis=0, keepdims=True)
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
