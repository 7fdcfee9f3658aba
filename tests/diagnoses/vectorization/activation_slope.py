# %% of_the_activation
# known: slope_of_relu_is_boolean
def activation_slope(name, z):
    a = activation(name, z)
    if name == "sigmoid":
        return a * (1 - a)
    if name == "tanh":
        return 1 - a ** 2
    if name == "relu":
        return z > 0
    if name == "leaky_relu":
        return np.where(z > 0, 1, 0.01)
    return np.where(z > 0, 1, np.exp(z))

# %% only_two
# says: In some calls the result is None, not a value. In the others it is right.
def activation_slope(name, z):
    a = activation(name, z)
    if name == "sigmoid":
        return a * (1 - a)
    if name == "tanh":
        return 1 - a ** 2
