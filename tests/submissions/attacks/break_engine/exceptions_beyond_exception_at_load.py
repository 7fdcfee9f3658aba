"""Needed statements raise SystemExit, KeyboardInterrupt, GeneratorExit and an exception group;
each loses nothing but itself.

exercises: passed
notes:
- SystemExit
portable: true
"""

# %%
import sys
import numpy as np

# %%
def trip(kind, *args):
    raise kind(*args)


np.a = sys.exit(0)
np.b = trip(KeyboardInterrupt)
np.c = trip(GeneratorExit)
np.d = trip(BaseExceptionGroup, "all", [SystemExit(1)])
np.e = trip(StopIteration)

# %% honest: sigmoid, initialize_parameters, forward_propagation, compute_cost, backward_propagation, update_parameters
