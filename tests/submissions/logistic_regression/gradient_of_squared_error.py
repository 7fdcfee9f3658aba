"""All three gradients have the factor a * (1 - a) of a squared error.

based on: logistic_as_taught
exercises: {gradients_of_one: failed, propagate_loop: failed, propagate: failed, others: passed}
"""

# %% gradients_of_one-solution
def gradients_of_one(w, b, x, y):
    a = sigmoid(w.T @ x + b).item()
    dz = (a - y) * a * (1 - a)
    return x * dz, dz

# %% propagate_loop-solution
def propagate_loop(w, b, X, Y):
    m = X.shape[1]
    J, dw, db = 0, np.zeros(w.shape), 0
    for i in range(m):
        x = X[:, i:i+1]
        a = sigmoid(w.T @ x + b).item()
        J += loss(a, Y[0, i])
        dz = (a - Y[0, i]) * a * (1 - a)
        dw += x * dz
        db += dz
    return J / m, dw / m, db / m

# %% propagate-solution
def propagate(w, b, X, Y):
    A = sigmoid(w.T @ X + b)
    dZ = (A - Y) * A * (1 - A)
    return compute_cost(A, Y), X @ dZ.T / X.shape[1], np.mean(dZ)
