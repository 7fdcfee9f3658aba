"""A loop over the flattened arrays, in plain Python."""


def mean_squared_error(y_true, y_pred):
    true, predicted = y_true.flatten().tolist(), y_pred.flatten().tolist()
    total = 0
    for t, p in zip(true, predicted):
        total += (t - p) ** 2
    return total / len(true)
