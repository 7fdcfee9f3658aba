"""Forward differences, and a check with a strict limit: it is right with a right numerical gradient.

based on: as_taught
exercises: {numerical_gradient: failed, others: passed}
says: {numerical_gradient: takes the forward difference}
"""

# %% numerical_gradient-solution
def numerical_gradient(f, x, h=1e-5):
    f = as_function(f)
    x = np.array(x, dtype=float)
    result = np.zeros_like(x)
    for index in np.ndindex(x.shape):
        moved = x.copy()
        moved[index] += h
        result[index] = (f(moved) - f(x)) / h
    return result

# %% gradient_check-solution
def gradient_check(f, x, gradient):
    num = numerical_gradient(f, x)
    if np.shape(gradient) != num.shape:
        return False
    return bool(np.linalg.norm(num - gradient) <= 1e-7 * np.linalg.norm(num))
