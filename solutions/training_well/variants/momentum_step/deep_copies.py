"""Copies, changed in place."""

import copy


def momentum_step(parameters, gradients, velocity, learning_rate, beta=0.9):
    parameters, velocity = copy.deepcopy(parameters), copy.deepcopy(velocity)
    for name in parameters:
        velocity[name] *= beta
        velocity[name] += (1 - beta) * gradients["d" + name]
        parameters[name] -= learning_rate * velocity[name]
    return parameters, velocity
