"""A needed statement raises an exception whose type's name raises when it is asked for; that
statement alone is lost.

exercises: {update_parameters: crashed, others: passed}
notes:
- cell
"""

# %%
import numpy as np

# %%
class Nameless(type):
    @property
    def __name__(cls):
        raise RuntimeError("no name")


class Trouble(Exception, metaclass=Nameless):
    pass


def trouble():
    raise Trouble


rate = trouble()

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost, backward_propagation

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] - rate * grads["d" + k] for k in parameters}
