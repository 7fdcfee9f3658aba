"""Functions raise exceptions whose str, type name, traceback and cause raise or are not what they
should be.

exercises: {compute_cost: crashed, update_parameters: crashed, others: passed}
"""

# %%
import numpy as np

# %%
class Nameless(type):
    @property
    def __name__(cls):
        raise SystemExit(0)


class Trouble(BaseException, metaclass=Nameless):
    def __str__(self):
        raise SystemExit(0)


class Liar(Exception):
    __traceback__ = property(lambda self: 7)

    def __str__(self):
        return 7

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    raise Trouble

# %% honest: backward_propagation

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    raise Liar from Liar()
