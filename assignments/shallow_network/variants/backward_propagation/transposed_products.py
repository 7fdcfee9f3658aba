"""Every product the other way round and transposed, logged by a decorator."""

import functools

import numpy as np


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        result = function(*args, **kwargs)
        print(function.__name__, {name: value.shape for name, value in result.items()})
        return result

    return wrapper


@logged
def backward_propagation(parameters, cache, X, Y):
    m = float(X.shape[1])
    A1t = cache["A1"].T
    dZ2t = (cache["A2"] - Y).T
    dZ1t = (dZ2t @ parameters["W2"]) * (1 - A1t**2)
    return {
        "dW1": (X @ dZ1t).T / m,
        "db1": dZ1t.sum(axis=0, keepdims=True).T / m,
        "dW2": (cache["A1"] @ dZ2t).T / m,
        "db2": dZ2t.sum(axis=0, keepdims=True).T / m,
    }
