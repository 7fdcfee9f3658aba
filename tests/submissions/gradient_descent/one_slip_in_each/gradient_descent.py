import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def linear_gradients(X, y, w, b):
    error = X @ w + b - y
    return 2 * X.T @ error / len(X), 2 * error.mean(axis=0)


def logistic_gradients(X, y, w, b):
    error = sigmoid(X @ w + b) - y
    return X.T @ error / len(X), error.mean(axis=0)


def cross_entropy_loss(y_true, y_pred):
    a = np.clip(y_pred, 1e-12, 1 - 1e-12)
    return -np.mean(y_true * np.log(a) + (1 - y_true) * np.log(1 - a))
