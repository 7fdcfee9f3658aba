# %% asscalar
def compute_cost(A, Y):
    m = Y.shape[1]
    return np.asscalar(-np.dot(Y, np.log(A).T) / m)

# %% no_sum
def compute_cost(A, Y):
    m = Y.shape[1]
    return -(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m

# %% one_over_m_integer
def compute_cost(A, Y):
    m = Y.shape[1]
    return -(1 // m) * np.sum(loss(A, Y))

# %% not_clipped
def compute_cost(A, Y):
    m = Y.shape[1]
    return -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m

# %% sign
def compute_cost(A, Y):
    return -np.mean(loss(A, Y))

# %% loss_of_other_arguments
def compute_cost(A, Y):
    return np.mean(loss(Y, A))

# %% w_b_X_Y
def compute_cost(w, b, X, Y):
    A = sigmoid(np.dot(w.T, X) + b)
    return np.mean(loss(A, Y))
