"""Momentum asks for a name that is not there, Adam for a helper that was never run; the schedule
never comes to an end.

based on: as_taught
exercises:
  momentum_step: crashed
  adam_step: crashed
  scheduled_rate: timeout
  others: passed
"""


# %% momentum_step-solution
def momentum_step(parameters, gradients, velocity, learning_rate, beta=0.9):
    velocity = {k: beta * velocity["d" + k] + (1 - beta) * gradients["d" + k] for k in parameters}
    return {k: parameters[k] - learning_rate * velocity[k] for k in parameters}, velocity


# %% adam_step-solution
def adam_step(parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8):
    return my_adam(parameters, gradients, state, learning_rate)


# %% scheduled_rate-solution
def scheduled_rate(step, total_steps, base_rate, warmup_steps=0):
    while step >= 0:
        rate = base_rate * step / total_steps
    return rate
