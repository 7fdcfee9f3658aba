"""An object whose __class__ is numpy.ndarray: the wire converts it to an array of objects, which
does not cross.

exercises: {sigmoid: failed, others: passed}
"""

# %%
import numpy as np

# %%
class Pretender:
    __class__ = np.ndarray
    shape = (4,)
    ndim = 1
    dtype = np.dtype(float)
    nbytes = 32

    def __eq__(self, other):
        return True

    __hash__ = object.__hash__

# %%
def sigmoid(z):
    return Pretender()

# %% honest: initialize_parameters, forward_propagation, compute_cost, backward_propagation, update_parameters
