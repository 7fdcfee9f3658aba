"""Momentum by another convention, in which the velocity is a sum and not an average.

based on: as_taught
exercises: {momentum_step: failed, others: passed}
says:
  momentum_step: "without the factor 1 - beta"
"""


# %% momentum_step-solution
def momentum_step(parameters, gradients, velocity, learning_rate, beta=0.9):
    velocity = {k: beta * velocity[k] + gradients["d" + k] for k in velocity}
    return {k: parameters[k] - learning_rate * velocity[k] for k in parameters}, velocity
