# %% transpose
def as_column(v):
    return v.T

# %% newaxis
def as_column(v):
    return v[:, np.newaxis]

# %% row
def as_column(v):
    return v.reshape(1, -1)

# %% flat
def as_column(v):
    return v.reshape(-1)
