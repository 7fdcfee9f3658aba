"""A thread keeps changing what was returned, and the arguments, after the call has returned.

exercises: {update_parameters: failed, others: passed}
"""

# %%
import threading
import time
import numpy as np

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost, backward_propagation

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    def stir():
        while True:
            for value in parameters.values():
                value += 1
            time.sleep(0.001)
    try:
        threading.Thread(target=stir, daemon=True).start()
    except (OSError, RuntimeError):
        pass
    return {k: np.zeros_like(v) for k, v in parameters.items()}
