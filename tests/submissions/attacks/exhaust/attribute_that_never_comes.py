"""An attribute of its class is computed for ever.

title: none
assignment: logistic_regression
exercises: {LogisticRegression: timeout, others: missing}
"""

# %%
import numpy as np

# %%
class LogisticRegression:
    def __init__(self, learning_rate=0.5, num_iterations=200):
        pass

    def fit(self, X, Y):
        return self

    @property
    def w(self):
        while True:
            pass

    b = costs = w
    predict = predict_proba = fit
