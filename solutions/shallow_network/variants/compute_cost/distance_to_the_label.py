"""What is left of 1 after the distance to the label; np.vdot adds up."""

import numpy as np


def compute_cost(A2: np.ndarray, Y: np.ndarray) -> np.float64:
    logs = np.log(1 - np.abs(A2 - Y))
    return np.vdot(logs, np.full(logs.shape, -1 / logs.size))
