"""Replaces socket.socket by a class of its own, which sees all that the forks say and spoils what
one exercise says.

exercises: {update_parameters: crashed, others: passed}
"""

# %%
import os
import stat
import struct
import sys

import msgspec
import socket
import numpy as np

# %% wire: helpers
spoil = []


class Tapped(socket.socket):
    def sendall(self, data, *flags):
        return super().sendall(b"\xff" * len(data) if spoil else data, *flags)


socket.socket = Tapped

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost, backward_propagation

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    spoil.append(socket.socket)
    say(b'\xff' * 64)
    os._exit(0)
    return {k: np.zeros_like(v) for k, v in parameters.items()}
