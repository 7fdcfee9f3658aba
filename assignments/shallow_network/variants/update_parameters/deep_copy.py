"""Copies everything first, then changes the copy in place."""

import copy


def update_parameters(parameters, grads, learning_rate=1.2):
    parameters = copy.deepcopy(parameters)
    for key in parameters.keys():
        parameters[key] -= learning_rate * grads["d" + key]
    return parameters
