# %% summed
def loss(a, y):
    a = np.clip(a, EPSILON, 1 - EPSILON)
    return -np.sum(y * np.log(a) + (1 - y) * np.log(1 - a))

# %% not_clipped
def loss(a, y):
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))

# %% added_epsilon
def loss(a, y):
    return -(y * np.log(a + EPSILON) + (1 - y) * np.log(1 - a + EPSILON))

# %% other_epsilon
def loss(a, y):
    a = np.clip(a, 1e-3, 1 - 1e-3)
    return -(y * np.log(a) + (1 - y) * np.log(1 - a))
