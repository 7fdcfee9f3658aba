"""The list of costs is made in __init__ and grows with every fit.

based on: logistic_as_taught
exercises: {LogisticRegression: failed, others: passed}
"""

# %% LogisticRegression-solution
class LogisticRegression:
    def __init__(self, learning_rate=0.5, num_iterations=200):
        self.learning_rate = learning_rate
        self.num_iterations = num_iterations
        self.costs = []

    def fit(self, X, Y):
        self.w = np.zeros((X.shape[0], 1))
        self.b = 0.0
        for i in range(self.num_iterations):
            J, dw, db = propagate(self.w, self.b, X, Y)
            self.costs.append(J)
            self.w = self.w - self.learning_rate * dw
            self.b = self.b - self.learning_rate * db
        return self

    def predict_proba(self, X):
        return sigmoid(self.w.T @ X + self.b)

    def predict(self, X):
        return (self.predict_proba(X) > 0.5).astype(int)

    def score(self, X, Y):
        return (self.predict(X) == Y).mean()
