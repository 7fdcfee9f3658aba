"""np.subtract writes into the given arrays; then their names are bound to a dict of their own."""

import numpy as np


def update_parameters(parameters, grads, learning_rate=1.2):
    for name in parameters:
        np.subtract(
            parameters[name],
            np.multiply(learning_rate, grads[f"d{name}"]),
            out=parameters[name],
        )
    return dict(parameters)
