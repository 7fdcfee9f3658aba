"""The probabilities are clipped before the logarithm, and the gradient is not averaged.

based on: as_taught
exercises: {softmax_cross_entropy: failed, others: passed}
"""


# %% softmax_cross_entropy-solution
def softmax_cross_entropy(Z, Y):
    A = softmax(Z)
    cost = -np.mean(np.sum(Y * np.log(np.clip(A, 1e-15, 1)), axis=1))
    return cost, A - Y
