"""Lists, texts, nothing and one value where two are asked for: each is a wrong answer, and no error.

based on: as_taught
exercises:
  numerical_gradient: failed
  gradient_check: failed
  topological_order: failed
  unbroadcast: failed
  binary_backward: failed
  unary_backward: failed
  matmul_backward: failed
  reduce_backward: failed
  engine_gradients: failed
  hand_gradients: failed
  others: passed
"""

# %% numerical_gradient-solution
def numerical_gradient(f, x, h=1e-5):
    return "2x"

# %% gradient_check-solution
def gradient_check(f, x, gradient):
    return "right"

# %% topological_order-solution
def topological_order(parents, last):
    return {"order": [last]}

# %% unbroadcast-solution
def unbroadcast(grad, shape):
    return None

# %% binary_backward-solution
def binary_backward(operation, grad, a, b):
    return grad

# %% unary_backward-solution
def unary_backward(operation, grad, x):
    return [["x"], [1.0, 2.0]]

# %% matmul_backward-solution
def matmul_backward(grad, A, B):
    return grad, A, B

# %% reduce_backward-solution
def reduce_backward(operation, grad, x, axis):
    return grad * 1j

# %% engine_gradients-solution
def engine_gradients(parameters, X, Y, activation="relu", penalty=0.0):
    return np.float64(1.0), [1, 2]

# %% hand_gradients-solution
def hand_gradients(parameters, X, Y):
    return {"cost": 1.0}
