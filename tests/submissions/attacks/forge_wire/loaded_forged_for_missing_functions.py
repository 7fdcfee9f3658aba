"""Forges the message that says which exercises are defined, though two are not; afterwards the
conversation makes no sense, and nothing can be judged.

exercises: crashed
"""

# %% wire: imports, helpers
say(frame({"type": "Loaded", "defined": ["sigmoid", "compute_cost", "backward_propagation", "update_parameters", "score"], "notes": [], "too_slow": [], "is_needed_alone": False}))
np.said = os.getpid()

# %%
def sigmoid(z):
    np.said, say
    os._exit(0)

# %%
def initialize_parameters(n_x, n_h, n_y):
    np.said
    os._exit(0)

# %%
def forward_propagation(X, parameters):
    np.said
    os._exit(0)

# %%
def compute_cost(A2, Y):
    np.said
    os._exit(0)

# %%
def backward_propagation(parameters, cache, X, Y):
    np.said
    os._exit(0)

# %%
def update_parameters(parameters, grads, learning_rate=1.2):
    np.said
    os._exit(0)
