"""Zeros, ones and copies in the right shapes earn nothing.

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
points:
  numerical_gradient: 0
  gradient_check: 0
  topological_order: 0
  unbroadcast: 0
  binary_backward: 0
  unary_backward: 0
  matmul_backward: 0
  reduce_backward: 0
  engine_gradients: 0
  hand_gradients: 0
"""

# %% numerical_gradient-solution
def numerical_gradient(f, x, h=1e-5):
    return np.zeros(np.shape(x))

# %% gradient_check-solution
def gradient_check(f, x, gradient):
    return True

# %% topological_order-solution
def topological_order(parents, last):
    return list(range(len(parents)))

# %% unbroadcast-solution
def unbroadcast(grad, shape):
    return np.zeros(shape)

# %% binary_backward-solution
def binary_backward(operation, grad, a, b):
    return np.zeros(np.shape(a)), np.zeros(np.shape(b))

# %% unary_backward-solution
def unary_backward(operation, grad, x):
    return np.zeros(x.shape)

# %% matmul_backward-solution
def matmul_backward(grad, A, B):
    return np.zeros(A.shape), np.zeros(B.shape)

# %% reduce_backward-solution
def reduce_backward(operation, grad, x, axis):
    return np.zeros(x.shape)

# %% engine_gradients-solution
def engine_gradients(parameters, X, Y, activation="relu", penalty=0.0):
    return np.log(len(Y)), {"d" + name: np.zeros(p.shape) for name, p in parameters.items()}

# %% hand_gradients-solution
def hand_gradients(parameters, X, Y):
    return np.log(len(Y)), {"d" + name: np.zeros(p.shape) for name, p in parameters.items()}
