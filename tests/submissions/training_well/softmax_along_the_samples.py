"""The softmax runs along the wrong axis. The cost uses it, and is not charged for it again.

based on: as_taught
exercises: {softmax: failed, others: passed}
says:
  softmax: "add up to 1 in each column"
"""


# %% softmax-solution
def softmax(Z):
    e = np.exp(Z - np.max(Z, axis=0, keepdims=True))
    return e / np.sum(e, axis=0, keepdims=True)
