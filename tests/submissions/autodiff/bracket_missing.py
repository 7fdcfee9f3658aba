"""A bracket is missing in unbroadcast; what builds on it is judged with the reference's.

based on: as_taught
exercises: {unbroadcast: missing, others: passed}
"""

# %% unbroadcast-solution
def unbroadcast(grad, shape):
    while grad.ndim > len(shape):
        grad = grad.sum(axis=0
    for axis, n in enumerate(shape):
        if n == 1:
            grad = grad.sum(axis=axis, keepdims=True)
    return grad
