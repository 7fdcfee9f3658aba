# %% columns
# known: one_hot_with_samples_in_columns
def one_hot(labels, n_classes):
    if labels.min() < 0 or labels.max() >= n_classes:
        raise ValueError("no such class")
    return np.eye(n_classes)[labels].T

# %% integers
# known: one_hot_of_integers
def one_hot(labels, n_classes):
    if labels.min() < 0 or labels.max() >= n_classes:
        raise ValueError("no such class")
    return np.eye(n_classes, dtype=int)[labels]

# %% does_not_refuse
# known: one_hot_leaves_refusing_to_numpy
def one_hot(labels, n_classes):
    return np.eye(n_classes)[labels]

# %% by_the_largest
# known: one_hot_counts_classes_itself
def one_hot(labels, n_classes):
    if labels.min() < 0 or labels.max() >= n_classes:
        raise ValueError("no such class")
    return np.eye(labels.max() + 1)[labels]
