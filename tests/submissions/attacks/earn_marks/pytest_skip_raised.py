"""Raises pytest's own Skipped and Exit, which would end an in-process test without a failure; here
they are exceptions like any other.

exercises: {sigmoid: crashed, backward_propagation: crashed, others: passed}
portable: true
"""

# %%
import numpy as np

# %%
def end_the_test(kind):
    try:
        import _pytest.outcomes as outcomes
    except ImportError:
        raise KeyboardInterrupt from None
    raise getattr(outcomes, kind)("nothing to see here")

# %%
def sigmoid(z):
    end_the_test("Skipped")

# %% honest: initialize_parameters, forward_propagation, compute_cost

# %%
def backward_propagation(parameters, cache, X, Y):
    end_the_test("Exit")

# %% honest: update_parameters
