#!/usr/bin/env python3
"""Shallow network, worked out as a script because I do not like notebooks.

Usage: python shallow_network.py --hidden 5 --steps 10000
"""
import argparse
import sys

import numpy as np


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(np.negative(z)))


def initialize_parameters(n_x, n_h, n_y):
    weights_1 = np.random.randn(n_h, n_x)
    weights_2 = np.random.randn(n_y, n_h)
    return {
        "W1": np.multiply(weights_1, 0.01),
        "b1": np.zeros((n_h, 1), float),
        "W2": np.multiply(weights_2, 0.01),
        "b2": np.zeros((n_y, 1), float),
    }


def forward_propagation(X, parameters):
    cache = {}
    cache["Z1"] = parameters["W1"].dot(X) + parameters["b1"]
    cache["A1"] = np.tanh(cache["Z1"])
    cache["Z2"] = parameters["W2"].dot(cache["A1"]) + parameters["b2"]
    cache["A2"] = sigmoid(cache["Z2"])
    return cache["A2"], cache


def compute_cost(A2, Y):
    samples = A2.shape[1]
    cost = 0.0
    for prediction, label in zip(A2.ravel(), Y.ravel()):
        cost -= np.log(prediction) if label else np.log(1.0 - prediction)
    return cost / samples


def backward_propagation(parameters, cache, X, Y):
    samples = X.shape[1]
    error = (cache["A2"] - Y) / samples
    back = parameters["W2"].T.dot(error) * (1.0 - np.square(cache["A1"]))
    grads = {}
    for number, delta, source in ((1, back, X), (2, error, cache["A1"])):
        grads["dW%d" % number] = delta.dot(source.T)
        grads["db%d" % number] = np.add.reduce(delta, axis=1, keepdims=True)
    return grads


def update_parameters(parameters, grads, learning_rate=1.2):
    return {
        name: value - learning_rate * grads["d" + name]
        for name, value in parameters.items()
    }


def accuracy(X, Y, parameters):
    A2, _ = forward_propagation(X, parameters)
    return np.mean((A2 > 0.5) == Y)


def main(argv):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--hidden", type=int, default=5)
    parser.add_argument("--steps", type=int, default=10_000)
    options = parser.parse_args(argv)

    np.random.seed(0)
    X = np.random.uniform(-2, 2, (2, 500))
    Y = (X[:1] ** 2 + X[1:] ** 2 < 2).astype(int)
    parameters = initialize_parameters(2, options.hidden, 1)
    for step in range(options.steps):
        A2, cache = forward_propagation(X, parameters)
        if step % 1000 == 0:
            print(f"{step:6d}  {compute_cost(A2, Y):.5f}")
        grads = backward_propagation(parameters, cache, X, Y)
        parameters = update_parameters(parameters, grads)
    print(f"accuracy {accuracy(X, Y, parameters):.1%}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
