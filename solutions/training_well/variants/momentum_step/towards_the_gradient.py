"""The average moves a little towards the gradient; a list of two dicts comes back."""


def momentum_step(parameters, gradients, velocity, learning_rate, beta=0.9):
    v = {}
    for name, old in velocity.items():
        v[name] = old + (1.0 - beta) * (gradients["d" + name] - old)
    moved = {name: parameters[name] + v[name] * -learning_rate for name in v}
    return [moved, v]
