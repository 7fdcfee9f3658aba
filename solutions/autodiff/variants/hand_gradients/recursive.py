"""A function that calls itself for the layers that are left."""

import numpy as np


def hand_gradients(parameters, X, Y):
    L, gradients = len(parameters) // 2, {}

    def go(layer, A):
        Z = parameters[f"W{layer}"] @ A + parameters[f"b{layer}"]
        if layer == L:
            E = np.exp(Z - Z.max(axis=0, keepdims=True))
            P = E / E.sum(axis=0, keepdims=True)
            true_score = (Z * Y).sum(axis=0)
            peak = Z.max(axis=0)
            cost = (peak + np.log(E.sum(axis=0)) - true_score).mean()
            dZ = (P - Y) / X.shape[1]
        else:
            cost, dA = go(layer + 1, np.where(Z > 0, Z, 0))
            dZ = np.where(Z > 0, dA, 0)
        gradients[f"dW{layer}"] = dZ @ A.T
        gradients[f"db{layer}"] = np.sum(dZ, axis=1).reshape(-1, 1)
        return cost, parameters[f"W{layer}"].T @ dZ

    return go(1, X)[0], gradients
