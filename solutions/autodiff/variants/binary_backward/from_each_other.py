"""A difference as a sum, a quotient as a product."""

import numpy as np


def binary_backward(operation, grad, a, b):
    if operation == "add":
        return unbroadcast(grad * 1.0, np.shape(a)), unbroadcast(grad * 1.0, np.shape(b))
    if operation == "subtract":
        da, db = binary_backward("add", grad, a, b)
        return da, -db
    if operation == "multiply":
        return unbroadcast(grad * b, np.shape(a)), unbroadcast(grad * a, np.shape(b))
    da, dinverse = binary_backward("multiply", grad, a, 1 / np.asarray(b, dtype=float))
    return da, -dinverse / np.asarray(b) ** 2
