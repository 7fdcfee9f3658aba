"""An array that a finaliser and a property would change after it was looked at; one copy of its
bytes is judged.

exercises: {sigmoid: failed, others: passed}
"""

# %%
import numpy as np

# %%
class Shifty(np.ndarray):
    looked = 0

    @property
    def shape(self):
        Shifty.looked += 1
        return super().shape if Shifty.looked % 2 else (1,)

# %%
def sigmoid(z):
    return np.full(np.shape(z), 0.5).view(Shifty)

# %% honest: initialize_parameters, forward_propagation, compute_cost, backward_propagation, update_parameters
