"""The product the other way round, transposed at the end."""


def weighted_sums(weights, samples, bias):
    return (samples.T @ weights + bias).T
