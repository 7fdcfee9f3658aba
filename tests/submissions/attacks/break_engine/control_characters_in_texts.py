"""Exceptions and types with escape sequences, NULs, bidirectional overrides and markup in their
names and texts.

exercises:
  initialize_parameters: passed
  forward_propagation: passed
  compute_cost: crashed
  backward_propagation: crashed
  others: failed
portable: true
"""

# %%
import numpy as np

# %%
def sigmoid(z):
    return type("\x1b[2J\u202e<script>&\r\n]]>", (), {})()

# %% honest: initialize_parameters, forward_propagation

# %%
def compute_cost(A2, Y):
    raise ValueError("\x1b]0;owned\x07\x00\u202e</failure>]]>\r\n\ud800")

# %%
def backward_propagation(parameters, cache, X, Y):
    raise type("\x1b[31m\u2028\ud800", (Exception,), {})("\x9b2J")

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    return type("\u202e<b>\x7f", (), {})()
