"""A generator without a seed, the spread as a parameter of the distribution, a list."""

import numpy as np


def initialize_parameters(input_size, hidden_size, output_size):
    rng = np.random.default_rng()
    parameters = []
    for rows, columns in ((input_size, hidden_size), (hidden_size, output_size)):
        parameters.append(rng.normal(0.0, rows**-0.5, size=(rows, columns)))
        parameters.append(np.full((1, columns), 0.0))
    return parameters
