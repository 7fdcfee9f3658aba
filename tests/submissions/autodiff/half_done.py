"""The first four exercises are done; the others are as they were handed out.

based on: untouched
exercises:
  numerical_gradient: passed
  gradient_check: passed
  topological_order: passed
  unbroadcast: passed
  others: missing
"""

# %% numerical_gradient-solution
def numerical_gradient(f, x, h=1e-5):
    f = as_function(f)
    x = np.array(x, dtype=float)
    result = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        step = np.zeros_like(x)
        step[index] = h
        result[index] = (f(x + step) - f(x - step)) / (2 * h)
    return result

# %% gradient_check-solution
def gradient_check(f, x, gradient):
    num = numerical_gradient(f, x)
    return num.shape == np.shape(gradient) and bool(
        np.linalg.norm(num - gradient) <= 1e-6 * np.linalg.norm(num))

# %% topological_order-solution
def topological_order(parents, last):
    order = []
    def visit(node):
        if node not in order:
            for p in parents[node]:
                visit(p)
            order.append(node)
    visit(last)
    return order

# %% unbroadcast-solution
def unbroadcast(grad, shape):
    lead = grad.ndim - len(shape)
    axes = tuple(range(lead)) + tuple(lead + i for i, n in enumerate(shape) if n == 1)
    return grad.sum(axis=axes, keepdims=True).reshape(shape)
