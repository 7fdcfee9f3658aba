"""Loops everywhere, down to single numbers. The values are right; sigmoid, loss and propagate were
to have none.

based on: logistic_as_taught
exercises: {sigmoid: failed, loss: failed, propagate: failed, others: passed}
"""

# %% sigmoid-solution
import math


def sigmoid(z):
    def one(v):
        return 1 / (1 + math.exp(-v)) if v > -700 else 0.0
    return np.vectorize(one, otypes=[float])(z)

# %% loss-solution
def loss(a, y):
    shape = np.shape(a)
    out = []
    for p, t in zip(np.ravel(a), np.ravel(y)):
        p = min(max(p, 1e-15), 1 - 1e-15)
        out.append(-np.log(p) if t else -np.log(1 - p))
    return np.array(out).reshape(shape)

# %% compute_cost-solution
def compute_cost(A, Y):
    total = 0
    for i in range(A.shape[1]):
        total += float(loss(A[0, i], Y[0, i]))
    return total / A.shape[1]

# %% propagate-solution
def propagate(w, b, X, Y):
    return propagate_loop(w, b, X, Y)

# %% check_gradient-solution
def check_gradient(w, b, X, Y, dw, db, h=1e-5):
    slopes = []
    for j in range(w.shape[0]):
        up, down = w.copy(), w.copy()
        up[j, 0] += h
        down[j, 0] -= h
        slopes.append((propagate_loop(up, b, X, Y)[0] - propagate_loop(down, b, X, Y)[0]) / (2 * h))
    db_measured = (propagate_loop(w, b + h, X, Y)[0] - propagate_loop(w, b - h, X, Y)[0]) / (2 * h)
    off, one, other = (db - db_measured) ** 2, db**2, db_measured**2
    for j in range(w.shape[0]):
        off += (dw[j, 0] - slopes[j]) ** 2
        one += dw[j, 0] ** 2
        other += slopes[j] ** 2
    return np.array([[s] for s in slopes]), db_measured, off**0.5 / (one**0.5 + other**0.5)

# %% predict-solution
def predict(w, b, X):
    labels = []
    for i in range(X.shape[1]):
        z = b
        for j in range(X.shape[0]):
            z += w[j, 0] * X[j, i]
        labels.append(1 if z > 0 else 0)
    return np.array([labels])

# %% standardize-solution
def standardize(X_train, X_new):
    a = np.zeros(X_train.shape)
    c = np.zeros(X_new.shape)
    for j in range(X_train.shape[0]):
        mu = sum(X_train[j]) / len(X_train[j])
        s = (sum((v - mu) ** 2 for v in X_train[j]) / len(X_train[j])) ** 0.5
        if min(X_train[j]) == max(X_train[j]):
            s = 1
        for i in range(X_train.shape[1]):
            a[j, i] = (X_train[j, i] - mu) / s
        for i in range(X_new.shape[1]):
            c[j, i] = (X_new[j, i] - mu) / s
    return a, c

# %% flatten-solution
def flatten(pictures):
    columns = []
    for picture in pictures:
        column = []
        for row in picture:
            for pixel in row:
                column.extend(np.ravel(pixel))
        columns.append(column)
    return np.array(columns).T
