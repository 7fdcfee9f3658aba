"""A loop that fills two dicts."""


def momentum_step(parameters, gradients, velocity, learning_rate, beta=0.9):
    new_parameters, new_velocity = {}, {}
    for key in parameters.keys():
        new_velocity[key] = beta * velocity[key] + (1 - beta) * gradients[f"d{key}"]
        new_parameters[key] = parameters[key] - learning_rate * new_velocity[key]
    return new_parameters, new_velocity
