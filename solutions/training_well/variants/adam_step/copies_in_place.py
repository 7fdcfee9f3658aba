"""A deep copy of the state, changed in place."""

from copy import deepcopy

import numpy as np


def adam_step(
    parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    state, parameters = deepcopy(state), deepcopy(parameters)
    state["t"] += 1
    for name in parameters:
        v, s, g = state["v"][name], state["s"][name], gradients["d" + name]
        v *= beta1
        v += (1 - beta1) * g
        s *= beta2
        s += (1 - beta2) * g**2
        v_hat = v / (1 - beta1 ** state["t"])
        s_hat = s / (1 - beta2 ** state["t"])
        parameters[name] -= learning_rate * v_hat / (np.sqrt(s_hat) + epsilon)
    return parameters, state
