"""A list of caches, as in the deeplearning.ai course."""

import numpy as np


def hand_gradients(parameters, X, Y):
    L, m = len(parameters) // 2, Y.shape[1]
    caches, A = [], X
    for l in range(1, L + 1):
        W, b = parameters["W" + str(l)], parameters["b" + str(l)]
        Z = np.dot(W, A) + b
        caches.append((A, W, Z))
        A = np.maximum(0, Z)
    shifted = Z - np.max(Z, axis=0, keepdims=True)
    expZ = np.exp(shifted)
    P = expZ / np.sum(expZ, axis=0, keepdims=True)
    log_P = shifted - np.log(np.sum(expZ, axis=0, keepdims=True))
    cost = -np.sum(Y * log_P) / m
    grads, dZ = {}, P - Y
    for l in reversed(range(L)):
        A_prev, W, _ = caches[l]
        grads["dW" + str(l + 1)] = np.dot(dZ, A_prev.T) / m
        grads["db" + str(l + 1)] = np.sum(dZ, axis=1, keepdims=True) / m
        if l > 0:
            dZ = np.dot(W.T, dZ) * (caches[l - 1][2] > 0)
    return np.squeeze(cost), grads
