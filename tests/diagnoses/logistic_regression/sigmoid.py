# %% none
# says: The function returns None. That happens where it ends without a return line, and where it returns what print, or a method that works in
def sigmoid(z):
    s = None
    return s

# %% missing_minus
# known: sigmoid_mirrored
def sigmoid(z):
    s = 1.0 / (1.0 + np.exp(z))
    return s

# %% np_mat
# says: NumPy has no `np.mat` any more. Use `np.asarray`, and `@` for products instead.
def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-np.mat(z)))
