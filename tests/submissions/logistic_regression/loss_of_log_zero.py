"""The loss is the formula as it stands, infinite or NaN for certain answers. Loop, cost and the
rest call it and are judged with the reference in its place.

based on: logistic_as_taught
exercises: {loss: failed, others: passed}
"""

# %% loss-solution
def loss(a, y):
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))
