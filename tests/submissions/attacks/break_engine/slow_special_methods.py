"""Returns an object whose repr raises, and one whose repr is no string.

exercises: {sigmoid: failed, compute_cost: failed, others: passed}
portable: true
"""

# %%
import numpy as np

# %%
class Raises:
    def __repr__(self):
        raise SystemExit(0)


class NoString:
    def __repr__(self):
        return 7

# %%
def sigmoid(z):
    return Raises()

# %% honest: initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    return NoString()

# %% honest: backward_propagation, update_parameters
