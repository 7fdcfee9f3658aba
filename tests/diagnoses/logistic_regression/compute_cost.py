# %% asscalar
# says: NumPy has no `np.asscalar` any more. Use the array's method `item()` instead.
def compute_cost(A, Y):
    m = Y.shape[1]
    return np.asscalar(-np.dot(Y, np.log(A).T) / m)

# %% no_sum
# says: The result has the shape (1, columns of A); it should be ().
def compute_cost(A, Y):
    m = Y.shape[1]
    return -(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m

# %% one_over_m_integer
# vague
# says: In some calls the result is too small in every entry. In the others it is right.
def compute_cost(A, Y):
    m = Y.shape[1]
    return -(1 // m) * np.sum(loss(A, Y))

# %% not_clipped
# known: cost_not_clipped
def compute_cost(A, Y):
    m = Y.shape[1]
    return -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m

# %% sign
# known: cost_without_minus
def compute_cost(A, Y):
    return -np.mean(loss(A, Y))

# %% loss_of_other_arguments
# says: The result is as if `A` and `Y` had changed places.
def compute_cost(A, Y):
    return np.mean(loss(Y, A))

# %% w_b_X_Y
# says: It is called as `compute_cost(A, Y)`, but the def of `compute_cost` takes (w, b, X, Y). Take just the arguments that the exercise has: `A`
def compute_cost(w, b, X, Y):
    A = sigmoid(np.dot(w.T, X) + b)
    return np.mean(loss(A, Y))
