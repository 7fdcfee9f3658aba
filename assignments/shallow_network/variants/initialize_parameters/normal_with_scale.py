"""np.random.normal with the standard deviation 0.01, from the global generator as it is."""

import numpy as np


def initialize_parameters(n_x, n_h, n_y):
    parameters = {}
    parameters["W1"] = np.random.normal(loc=0.0, scale=0.01, size=(n_h, n_x))
    parameters["W2"] = np.random.normal(loc=0.0, scale=0.01, size=(n_y, n_h))
    parameters["b1"] = np.full((n_h, 1), 0.0)
    parameters["b2"] = np.full((n_y, 1), 0.0)
    return parameters
