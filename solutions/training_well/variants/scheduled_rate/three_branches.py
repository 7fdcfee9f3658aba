"""A branch for each part of the schedule, with math.cos."""

import math


def scheduled_rate(step, total_steps, base_rate, warmup_steps=0):
    if step < warmup_steps:
        return (step + 1) / warmup_steps * base_rate
    elif step < total_steps:
        x = (step - warmup_steps) / (total_steps - warmup_steps)
        return 0.5 * base_rate * (math.cos(math.pi * x) + 1)
    else:
        return 0
