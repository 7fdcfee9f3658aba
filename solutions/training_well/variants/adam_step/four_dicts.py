"""Every quantity in a dict of its own, as many courses have it."""

import numpy as np


def adam_step(
    parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    t = state["t"] + 1
    v = {k: beta1 * state["v"][k] + (1 - beta1) * gradients["d" + k] for k in parameters}
    s = {
        k: beta2 * state["s"][k] + (1 - beta2) * np.power(gradients["d" + k], 2)
        for k in parameters
    }
    v_corrected = {k: v[k] / (1 - np.power(beta1, t)) for k in v}
    s_corrected = {k: s[k] / (1 - np.power(beta2, t)) for k in s}
    new = {
        k: parameters[k] - learning_rate * v_corrected[k] / (np.sqrt(s_corrected[k]) + epsilon)
        for k in parameters
    }
    return new, dict(t=t, v=v, s=s)
