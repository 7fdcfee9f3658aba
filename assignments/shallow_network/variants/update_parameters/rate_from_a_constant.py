"""A default of None stands for a constant of the module."""

LEARNING_RATE = 1.2


def step(theta, slope, rate):
    return theta + (-rate) * slope


def update_parameters(parameters, grads, learning_rate=None):
    rate = LEARNING_RATE if learning_rate is None else learning_rate
    names = ["W1", "b1", "W2", "b2"]
    return dict(zip(names, [step(parameters[n], grads["d" + n], rate) for n in names]))
