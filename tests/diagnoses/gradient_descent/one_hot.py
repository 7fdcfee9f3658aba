# %% columns
def one_hot(labels, n_classes):
    if labels.min() < 0 or labels.max() >= n_classes:
        raise ValueError("no such class")
    return np.eye(n_classes)[labels].T

# %% integers
def one_hot(labels, n_classes):
    if labels.min() < 0 or labels.max() >= n_classes:
        raise ValueError("no such class")
    return np.eye(n_classes, dtype=int)[labels]

# %% does_not_refuse
def one_hot(labels, n_classes):
    return np.eye(n_classes)[labels]

# %% by_the_largest
def one_hot(labels, n_classes):
    if labels.min() < 0 or labels.max() >= n_classes:
        raise ValueError("no such class")
    return np.eye(labels.max() + 1)[labels]
