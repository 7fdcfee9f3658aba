"""PyTorch is to take the derivatives, but it is not there.

based on: as_taught
exercises: {matmul_backward: crashed, hand_gradients: crashed, others: passed}
"""

# %% matmul_backward-solution
def matmul_backward(grad, A, B):
    import torch
    A, B = torch.tensor(A, requires_grad=True), torch.tensor(B, requires_grad=True)
    (A @ B).backward(torch.tensor(grad))
    return A.grad.numpy(), B.grad.numpy()

# %% hand_gradients-solution
import torch.nn.functional as F

def hand_gradients(parameters, X, Y):
    loss = F.cross_entropy(parameters, Y)
    return loss.item(), {}
