"""Adam as it is often typed: without the correction of its averages.

based on: as_taught
exercises: {adam_step: failed, others: passed}
says:
  adam_step: "averages are not corrected"
"""


# %% adam_step-solution
def adam_step(parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    v, s, new = {}, {}, {}
    for key in parameters:
        v[key] = beta1 * state["v"][key] + (1 - beta1) * gradients["d" + key]
        s[key] = beta2 * state["s"][key] + (1 - beta2) * gradients["d" + key] ** 2
        new[key] = parameters[key] - learning_rate * v[key] / (np.sqrt(s[key]) + epsilon)
    return new, {"t": state["t"] + 1, "v": v, "s": s}
