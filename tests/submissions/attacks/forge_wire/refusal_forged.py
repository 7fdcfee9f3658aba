"""Refuses nothing, and has the worker say that a ValueError was raised.

title: none
assignment: gradient_descent
exercises: {one_hot: failed, others: missing}
"""

# %%
import numpy as np

# %%
import sys


def armed():
    serve = sys.modules["autograder.worker.serve"]
    right = serve.perform

    def perform(ask, arguments, extras, manner, details):
        if manner == "refuse":
            return {"raised": "ValueError"}, [["ValueError", "Exception", "object"], "4 5 6 of 3"]
        return right(ask, arguments, extras, manner, details)

    serve.perform = perform


IS_ARMED = armed()

# %%
def one_hot(labels, classes):
    IS_ARMED
    return np.zeros((classes, np.size(labels)))
