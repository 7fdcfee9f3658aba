"""Half a wave that is shifted up is the square of a quarter of a wave."""

import numpy as np


def scheduled_rate(step, total_steps, base_rate, warmup_steps=0):
    if warmup_steps > step:
        return base_rate * np.float64(step + 1) / warmup_steps
    x = np.clip((step - warmup_steps) / (total_steps - warmup_steps), 0, 1)
    return base_rate * np.cos(np.pi * x / 2) ** 2
