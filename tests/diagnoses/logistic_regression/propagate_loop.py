# %% pair
# says: Two values came back where three are asked for. `dw` and `db` are in it, and right.
def propagate_loop(w, b, X, Y):
    m = X.shape[1]
    J, dw, db = 0, np.zeros(w.shape), 0
    for i in range(m):
        x, y = X[:, i:i + 1], Y[0, i]
        a = sigmoid(np.dot(w.T, x) + b).item()
        J += -(y * np.log(a) + (1 - y) * np.log(1 - a))
        dw += x * (a - y)
        db += a - y
    grads = {"dw": dw / m, "db": db / m}
    return grads, J / m

# %% return_in_the_loop
# known: loop_returns_after_first
def propagate_loop(w, b, X, Y):
    m = X.shape[1]
    J, dw, db = 0, np.zeros(w.shape), 0
    for i in range(m):
        x, y = X[:, i:i + 1], Y[0, i]
        a = sigmoid(np.dot(w.T, x) + b).item()
        J += loss(a, y)
        dw += x * (a - y)
        db += a - y
        return J / m, dw / m, db / m

# %% overwrites
# known: loop_keeps_last_sample
def propagate_loop(w, b, X, Y):
    m = X.shape[1]
    J, dw, db = 0, np.zeros(w.shape), 0
    for i in range(m):
        x, y = X[:, i:i + 1], Y[0, i]
        a = sigmoid(np.dot(w.T, x) + b).item()
        J = loss(a, y)
        dw = x * (a - y)
        db = a - y
    return J / m, dw / m, db / m

# %% does_not_divide
# known: loop_not_averaged
def propagate_loop(w, b, X, Y):
    m = X.shape[1]
    J, dw, db = 0, np.zeros(w.shape), 0
    for i in range(m):
        x, y = X[:, i:i + 1], Y[0, i]
        a = sigmoid(np.dot(w.T, x) + b).item()
        J += loss(a, y)
        dw += x * (a - y)
        db += a - y
    return J, dw, db

# %% dw_of_zeros_flat
# known: loop_numbers_with_one_axis loop_dw_with_one_axis
def propagate_loop(w, b, X, Y):
    m = X.shape[1]
    J, dw, db = 0, np.zeros(w.shape[0]), 0
    for i in range(m):
        a = sigmoid(np.dot(w.T, X[:, i]) + b)
        J += loss(a, Y[0, i])
        dw += X[:, i] * (a - Y[0, i])
        db += a - Y[0, i]
    return J / m, dw / m, db / m
