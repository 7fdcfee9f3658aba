# %% summed
# known: loss_summed
def loss(a, y):
    a = np.clip(a, EPSILON, 1 - EPSILON)
    return -np.sum(y * np.log(a) + (1 - y) * np.log(1 - a))

# %% not_clipped
# known: loss_not_clipped
def loss(a, y):
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))

# %% other_epsilon
# vague
# says: The result is wrong in some of the calls
# says: In the others all is right.
def loss(a, y):
    a = np.clip(a, 1e-3, 1 - 1e-3)
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))
