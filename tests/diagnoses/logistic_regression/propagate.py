# %% grads_cost
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A) + (1 - Y) * np.log(1 - A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    cost = np.squeeze(cost)
    assert cost.shape == ()
    grads = {"dw": dw, "db": db}
    return grads, cost

# %% cost_grads
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = compute_cost(A, Y)
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return cost, (dw, db)

# %% dw_db_cost
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = compute_cost(A, Y)
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return dw, db, cost

# %% dict
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = compute_cost(A, Y)
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"cost": cost, "dw": dw, "db": db}

# %% list
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return [cost, dw, db]

# %% gradients_only
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}

# %% four_values
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    return compute_cost(A, Y), np.dot(X, (A - Y).T) / m, np.sum(A - Y) / m, A

# %% unfilled
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = None
    cost = None
    dw = None
    db = None
    assert dw.shape == w.shape
    assert db.dtype == float
    cost = np.squeeze(cost)
    assert cost.shape == ()
    grads = {"dw": dw, "db": db}
    return grads, cost

# %% unfilled_in_order
def propagate(w, b, X, Y):
    A = sigmoid(np.dot(w.T, X) + b)
    J = None
    dw = None
    db = None
    return J, dw, db

# %% no_transpose_of_w
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w, X) + b)
    return compute_cost(A, Y), np.dot(X, (A - Y).T) / m, np.sum(A - Y) / m

# %% dw_sum_of_all
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    return compute_cost(A, Y), np.sum(np.dot(X, (A - Y).T)) / m, np.sum(A - Y) / m

# %% assert_that_catches
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    dw = np.dot((A - Y), X.T) / m
    db = np.sum(A - Y) / m
    assert dw.shape == w.shape
    return compute_cost(A, Y), dw, db

# %% db_without_sum
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    return compute_cost(A, Y), np.dot(X, (A - Y).T) / m, (A - Y) / m

# %% global_data
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, train_set_x) + b)
    return compute_cost(A, train_set_y), np.dot(X, (A - Y).T) / m, np.sum(A - Y) / m

# %% dw_minus
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    return compute_cost(A, Y), np.dot(X, (A + Y).T) / m, np.sum(A + Y) / m
