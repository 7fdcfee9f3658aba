# %% transpose
# known: column_by_transposing
def as_column(v):
    return v.T

# %% newaxis
# says: In some calls the result is of another shape than asked for; the numbers are right. In the others it is right.
def as_column(v):
    return v[:, np.newaxis]

# %% row
# known: column_of_row
def as_column(v):
    return v.reshape(1, -1)

# %% flat
# known: column_is_flat
def as_column(v):
    return v.reshape(-1)
