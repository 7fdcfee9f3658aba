"""A loop over the numbers of the layers, with typing's names."""

from typing import Dict

import numpy as np


def update_parameters(
    parameters: Dict[str, np.ndarray], grads: Dict[str, np.ndarray], learning_rate: float = 1.2
) -> Dict[str, np.ndarray]:
    updated: Dict[str, np.ndarray] = {}
    for l in range(1, len(parameters) // 2 + 1):
        for kind in "Wb":
            updated[f"{kind}{l}"] = parameters[f"{kind}{l}"] - learning_rate * grads[f"d{kind}{l}"]
    return updated
