"""The sigmoid of negative numbers is 1 minus that of the positive ones: right to 16 digits behind
the point, and 0 where digits are asked for. All that builds on it is right. Constant features are
asked for by a standard deviation of 0.

based on: logistic_as_taught
exercises: {sigmoid: failed, standardize: failed, others: passed}
says:
  standardize: divided all the same where rounding is in the way
"""

# %% sigmoid-solution
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    right = 1 / (1 + np.exp(-np.abs(z)))
    return np.where(z >= 0, right, 1 - right)

# %% standardize-solution
def standardize(X_train, X_new):
    mu = np.mean(X_train, axis=1, keepdims=True)
    s = np.std(X_train, axis=1, keepdims=True)
    s = np.where(s == 0, 1, s)
    return (X_train - mu) / s, (X_new - mu) / s
