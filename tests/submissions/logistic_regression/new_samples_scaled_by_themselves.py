"""The new samples are standardised by their own mean and deviation.

based on: logistic_as_taught
exercises: {standardize: failed, others: passed}
"""

# %% standardize-solution
def standardize(X_train, X_new):
    def one(X):
        mu = np.mean(X, axis=1, keepdims=True)
        s = np.std(X, axis=1, keepdims=True)
        s[np.ptp(X, axis=1, keepdims=True) == 0] = 1
        return (X - mu) / s
    return one(X_train), one(X_new)
