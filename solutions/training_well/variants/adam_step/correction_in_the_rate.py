"""The two corrections as one factor of the learning rate, as in the paper's last remark."""

import numpy as np


def adam_step(
    parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    after = {"t": state["t"] + 1, "v": {}, "s": {}}
    root = np.sqrt(1 - beta2 ** after["t"])
    rate = learning_rate * root / (1 - beta1 ** after["t"])
    moved = {}
    for name, value in parameters.items():
        g = gradients["d" + name]
        v = after["v"][name] = state["v"][name] + (1 - beta1) * (g - state["v"][name])
        s = after["s"][name] = state["s"][name] + (1 - beta2) * (g * g - state["s"][name])
        moved[name] = value - rate * v / (np.sqrt(s) + epsilon * root)
    return moved, after
