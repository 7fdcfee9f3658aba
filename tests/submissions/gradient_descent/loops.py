"""Sample by sample, and entry by entry, in Python loops; slow, and right.

based on: article_mended
exercises: passed
"""

# %% mean_squared_error-solution
def mean_squared_error(y_true, y_pred):
    true, predicted = y_true.flatten().tolist(), y_pred.flatten().tolist()
    total = 0
    for t, p in zip(true, predicted):
        total += (t - p) ** 2
    return total / len(true)

# %% linear_gradients-solution
def linear_gradients(X, y, w, b):
    dw, db = np.zeros(w.shape), 0.0
    for x, target in zip(X, y):
        error = (x @ w + b - target).item()
        dw += 2 * error * x.reshape(-1, 1)
        db += 2 * error
    return [dw / len(X), db / len(X)]

# %% cross_entropy_loss-solution
import math

def cross_entropy_loss(y_true, y_pred):
    total, n = 0.0, 0
    for y, a in zip(np.ravel(y_true), np.ravel(y_pred)):
        a = min(max(a, 1e-15), 1 - 1e-15)
        total -= math.log(a) if y else math.log(1 - a)
        n += 1
    return total / n

# %% logistic_gradients-solution
def logistic_gradients(X, y, w, b):
    dw, db = np.zeros_like(w), 0
    for i in range(X.shape[0]):
        error = sigmoid(X[i] @ w + b)[0] - y[i, 0]
        dw += error * X[[i]].T
        db += error
    return dw / X.shape[0], db / X.shape[0]

# %% minibatches-solution
def minibatches(X, Y, batch_size, rng):
    rows = list(range(len(X)))
    rng.shuffle(rows)
    X_batch, Y_batch = [], []
    for i in rows:
        X_batch.append(X[i])
        Y_batch.append(Y[i])
        if len(X_batch) == batch_size:
            yield np.array(X_batch), np.array(Y_batch)
            X_batch, Y_batch = [], []
    if X_batch:
        yield np.array(X_batch), np.array(Y_batch)

# %% one_hot-solution
class UnknownClass(ValueError):
    pass


def one_hot(labels, n_classes):
    rows = []
    for label in labels:
        row = [0.0] * n_classes
        if not 0 <= label < n_classes:
            raise UnknownClass(label)
        row[label] = 1.0
        rows.append(row)
    return np.array(rows)

# %% initialize_parameters-solution
import random

def initialize_parameters(input_size, hidden_size, output_size):
    def weights(n, k):
        return np.array([[random.gauss(0, 1) / n**0.5 for _ in range(k)] for _ in range(n)])

    W1, W2 = weights(input_size, hidden_size), weights(hidden_size, output_size)
    return W1, np.zeros_like(W1[:1]), W2, np.zeros_like(W2[:1])

# %% forward_propagation-solution
def forward_propagation(X, W1, b1, W2, b2):
    rows = []
    for x in X:
        z1 = x @ W1 + b1[0]
        a1 = sigmoid(z1)
        z2 = a1 @ W2 + b2[0]
        rows.append((z1, a1, z2, sigmoid(z2)))
    return [np.stack(part) for part in zip(*rows)]

# %% backward_propagation-solution
def backward_propagation(X, y_true, a1, a2, W2):
    m, n_out = a2.shape
    dW1, db1 = np.zeros((X.shape[1], a1.shape[1])), np.zeros((1, a1.shape[1]))
    dW2, db2 = np.zeros(W2.shape), np.zeros((1, n_out))
    for i in range(m):
        dz2 = (a2[[i]] - y_true[[i]]) / n_out
        dz1 = dz2 @ W2.T * (a1[[i]] - a1[[i]] ** 2)
        dW1 += X[[i]].T @ dz1 / m
        db1 += dz1 / m
        dW2 += np.outer(a1[i], dz2) / m
        db2 += dz2 / m
    return dW1, db1, dW2, db2

# %% update_parameters-solution
def update_parameters(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.1):
    W1 = W1 - learning_rate * dW1
    b1 = b1 - learning_rate * db1
    W2 = W2 - learning_rate * dW2
    b2 = b2 - learning_rate * db2
    return W1, b1, W2, b2
