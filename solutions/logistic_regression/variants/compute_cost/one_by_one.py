"""A loop over the samples, each by its loss."""


def compute_cost(A, Y):
    total = 0.0
    for a, y in zip(A[0], Y[0]):
        total += float(loss(float(a), int(y)))
    return total / len(A[0])
