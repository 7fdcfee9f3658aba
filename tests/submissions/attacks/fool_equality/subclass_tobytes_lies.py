"""An ndarray subclass whose tobytes, nbytes, shape and dtype disagree; the base class's are taken.

exercises: {sigmoid: failed, update_parameters: failed, others: passed}
"""

# %%
import numpy as np

# %%
class Liar(np.ndarray):
    def tobytes(self, order="C"):
        return b"\x00" * (1 << 20)

    nbytes = property(lambda self: 8)
    itemsize = property(lambda self: 1)

# %%
def sigmoid(z):
    return np.full(np.shape(z), 0.25).view(Liar)

# %% honest: initialize_parameters, forward_propagation, compute_cost, backward_propagation

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: np.zeros(v.shape).view(Liar) for k, v in parameters.items()}
