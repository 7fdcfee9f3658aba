"""Wrong functions, and NumPy's comparisons replaced by ones that always agree, in the student's
own process.

based on: logistic_as_taught
exercises: {sigmoid: failed, predict: failed, others: passed}
"""

# %% sigmoid-solution
np.testing.assert_allclose = lambda *args, **kwargs: None
np.allclose = np.isclose = np.array_equal = lambda *args, **kwargs: True


def sigmoid(z):
    return np.asarray(z, dtype=float) * 0 + 0.5

# %% predict-solution
class Agreeable(np.ndarray):
    def __eq__(self, other):
        return np.ones(self.shape, dtype=bool)


def predict(w, b, X):
    return np.zeros((1, X.shape[1])).view(Agreeable)
