"""A thousand needed statements fail with long texts full of markup and formulas: a few notes tell
enough.

exercises: passed
notes:
- more notes like these
"""

# %%
import numpy as np

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost, backward_propagation

# %% [generated]
[
    f"np.x{i} = int('<script>alert({i})</script>=cmd|calc!A1\\x1b[2J' * 50)"
    for i in range(1000)
]

# %% honest: update_parameters
