# %% none
def sigmoid(z):
    s = None
    return s

# %% missing_minus
def sigmoid(z):
    s = 1.0 / (1.0 + np.exp(z))
    return s

# %% np_mat
def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-np.mat(z)))
