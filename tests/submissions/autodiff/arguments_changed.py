"""Right values, but the caller's arrays are written into.

based on: as_taught
exercises:
  numerical_gradient: failed
  unary_backward: failed
  hand_gradients: failed
  others: passed
"""

# %% numerical_gradient-solution
def numerical_gradient(f, x, h=1e-5):
    f = as_function(f)
    x = np.asarray(x, dtype=float)
    result = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        x[index] += h
        above = f(x)
        x[index] -= 2 * h
        result[index] = (above - f(x)) / (2 * h)
        x[index] += h
    x += 1e-12
    return result

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
    grad *= slope
    return grad

# %% hand_gradients-solution
def hand_gradients(parameters, X, Y):
    L = len(parameters) // 2
    X -= 0.0
    Y *= 1.0
    parameters['W1'] += 1e-9
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
