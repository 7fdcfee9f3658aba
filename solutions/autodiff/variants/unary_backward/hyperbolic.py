"""With the hyperbolic cosine, masks, and the sigmoid through logaddexp."""

import numpy as np


def unary_backward(operation, grad, x):
    if operation == "exp":
        return np.exp(x) * grad
    if operation == "log":
        return np.divide(grad, x)
    if operation == "tanh":
        with np.errstate(over="ignore"):
            return grad / np.cosh(x) ** 2
    if operation == "relu":
        passed = grad.copy()
        passed[x <= 0] = 0
        return passed
    return grad * np.exp(-np.logaddexp(0, -x))
