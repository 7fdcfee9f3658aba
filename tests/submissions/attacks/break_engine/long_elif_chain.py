"""An if with fifteen hundred elifs in a cell that nothing needs: too deep for a recursive visitor,
and no reason to lose anything else.

exercises: passed
"""

# %%
import numpy as np

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost, backward_propagation, update_parameters

# %% [generated]
[
    "n = 3\nif n == 0:\n    print(0)\n"
    + "".join(f"elif n == {i}:\n    print({i})\n" for i in range(1, 1500))
]
