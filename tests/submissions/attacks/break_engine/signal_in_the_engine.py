"""Arms a timer in one call whose handler raises in the engine's code after the return.

exercises: {update_parameters: crashed, others: passed}
"""

# %%
import signal
import time
import numpy as np

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost, backward_propagation

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    def trip(*args):
        raise SystemExit(0)
    signal.signal(signal.SIGALRM, trip)
    signal.setitimer(signal.ITIMER_REAL, 0.05)
    time.sleep(0.5)
    return {}
