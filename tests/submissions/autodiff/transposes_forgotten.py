"""The rule of the product without transposes: it fits only square matrices.

based on: as_taught
exercises: {matmul_backward: crashed, others: passed}
says: {matmul_backward: fit square matrices only}
"""

# %% matmul_backward-solution
def matmul_backward(grad, A, B):
    dA = grad @ B
    dB = A @ grad
    return dA, dB
