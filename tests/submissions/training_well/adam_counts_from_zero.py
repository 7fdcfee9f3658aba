"""Adam corrects with the number of steps before this one, and divides by zero; epsilon is under
the root, too.

based on: as_taught
exercises: {adam_step: failed, others: passed}
"""


# %% adam_step-solution
def adam_step(parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    t = state["t"]
    v, s, new = {}, {}, {}
    for key in parameters:
        v[key] = beta1 * state["v"][key] + (1 - beta1) * gradients["d" + key]
        s[key] = beta2 * state["s"][key] + (1 - beta2) * gradients["d" + key] ** 2
        v_hat = v[key] / (1 - beta1**t)
        s_hat = s[key] / (1 - beta2**t)
        new[key] = parameters[key] - learning_rate * v_hat / np.sqrt(s_hat + epsilon)
    return new, {"t": t + 1, "v": v, "s": s}
