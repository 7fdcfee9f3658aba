"""A needed statement raises an exception whose text is a str of a class of its own that raises
when it is formatted.

exercises: {update_parameters: crashed, others: passed}
"""

# %%
import numpy as np

# %%
class Text(str):
    def __format__(self, spec):
        raise RuntimeError("not printable")

    def encode(self, *args):
        raise RuntimeError("not encodable")


class Trouble(Exception):
    def __str__(self):
        return Text("trouble")


def trouble():
    raise Trouble


rate = trouble()

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost, backward_propagation

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return {k: parameters[k] - rate * grads["d" + k] for k in parameters}
