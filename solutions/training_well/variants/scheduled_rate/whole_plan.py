"""The rates of all steps first, and then the one that was asked for."""

import numpy as np


def scheduled_rate(step, total_steps, base_rate, warmup_steps=0):
    up = base_rate * np.arange(1, warmup_steps + 1) / max(warmup_steps, 1)
    down = base_rate / 2 * (1 + np.cos(np.linspace(0, np.pi, total_steps - warmup_steps + 1)))
    return np.concatenate([up, down])[min(step, total_steps)]
