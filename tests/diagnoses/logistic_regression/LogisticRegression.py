# %% not_stored
# says: It asks an object for something that such an object does not have: misspelt, or the object is of another type than you think.
class LogisticRegression:
    def __init__(self, learning_rate=0.5, num_iterations=200):
        learning_rate = learning_rate
        num_iterations = num_iterations

    def fit(self, X, Y):
        w = np.zeros((X.shape[0], 1))
        self.w, self.b, self.costs = gradient_descent(X, Y, w, 0.0, self.learning_rate, self.num_iterations)
        return self

    def predict(self, X):
        return predict(self.w, self.b, X)

# %% self_forgotten
# says: A method's first parameter is the object that it is called on: `fit` needs `self` before the others.
class LogisticRegression:
    def __init__(self, learning_rate=0.5, num_iterations=200):
        self.learning_rate = learning_rate
        self.num_iterations = num_iterations

    def fit(X, Y):
        w = np.zeros((X.shape[0], 1))
        w, b, costs = gradient_descent(X, Y, w, 0.0, 0.5, 200)
        return w, b

    def predict(self, X):
        return predict(self.w, self.b, X)
