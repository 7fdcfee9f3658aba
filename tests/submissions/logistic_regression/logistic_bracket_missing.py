"""One function has an unclosed bracket. Those that build on it are judged with the reference in
its place.

based on: logistic_as_taught
exercises: {propagate: missing, others: passed}
notes:
- did not parse
"""

# %% propagate-solution
def propagate(w, b, X, Y):
    A = sigmoid(np.dot(w.T, X + b)
    dZ = A - Y
    return compute_cost(A, Y), np.dot(X, dZ.T) / X.shape[1], np.mean(dZ)
