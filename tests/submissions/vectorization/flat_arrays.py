"""Arrays with one axis everywhere, the mistake that the notebook is about; the standardization
does not even run.

based on: as_taught
exercises:
  as_column: failed
  standardize: crashed
  weighted_sums: failed
  merge_linear_layers: failed
  others: passed
"""

# %% as_column-solution
def as_column(v):
    return v.T

# %% rank_one_question
YOUR ANSWER HERE

# %% standardize-solution
def standardize(X):
    return (X - X.mean(axis=1)) / X.std(axis=1)

# %% weighted_sums-solution
def weighted_sums(w, X, b):
    return np.dot(w.ravel(), X) + b

# %% merge_linear_layers-solution
def merge_linear_layers(W1, b1, W2, b2):
    return W2 @ W1, (W2 @ b1 + b2).flatten()
