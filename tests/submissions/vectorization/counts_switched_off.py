"""An attack on the count of executed lines, which is found out.

based on: as_taught
exercises: {squared_distances: failed, others: passed}
"""

# %% rank_one_question
YOUR ANSWER HERE

# %% squared_distances-solution
def squared_distances(P, X):
    import sys

    sys.settrace(None)  # nobody is counting
    D = np.zeros((P.shape[1], X.shape[1]))
    for j in range(X.shape[1]):
        D[:, j] = ((P - X[:, [j]]) ** 2).sum(axis=0)
    return D
