"""As in many courses: a third argument that is not used, and an assertion about the type."""

import numpy as np


def compute_cost(A2, Y, parameters):
    m = Y.shape[1]  # number of examples

    # Compute the cross-entropy cost
    logprobs = np.multiply(np.log(A2), Y) + np.multiply((1 - Y), np.log(1 - A2))
    cost = -(1.0 / m) * np.sum(logprobs)

    cost = float(np.squeeze(cost))  # makes sure cost is the dimension we expect.
    assert isinstance(cost, float)

    return cost
