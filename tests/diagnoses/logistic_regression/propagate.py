# %% grads_cost
# says: Two values came back where three are asked for. `dw` and `db` are in it, and right.
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
# says: Two values came back where three are asked for. Everything that is asked for is in it and right; only return it as asked: `J`, `dw` and `db`,
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = np.mean(loss(A, Y))
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return cost, (dw, db)

# %% dw_db_cost
# known: propagate_cost_last
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = np.mean(loss(A, Y))
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return dw, db, cost

# %% dict
# says: A dict came back where three values are asked for. Everything that is asked for is in it and right; only return it as asked: `J`, `dw` and
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = np.mean(loss(A, Y))
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"cost": cost, "dw": dw, "db": db}

# %% list
# says: `dw` and `db` are right; `J` is not.
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    cost = -np.sum(Y * np.log(A)) / m
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return [cost, dw, db]

# %% gradients_only
# says: A dict came back where three values are asked for. `dw` and `db` are in it, and right.
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    dw = np.dot(X, (A - Y).T) / m
    db = np.sum(A - Y) / m
    return {"dw": dw, "db": db}

# %% four_values
# says: Four values came back where three are asked for. Everything that is asked for is in it and right; only return it as asked: `J`, `dw` and `db`,
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    return np.mean(loss(A, Y)), np.dot(X, (A - Y).T) / m, np.sum(A - Y) / m, A

# %% unfilled
# says: `dw` is still None: the line `dw = None` waits for your answer.
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
# says: `J`, `dw` and `db` are None, not a value. `J`, `dw` and `db` are still None: the lines that set them to None wait for your answers.
def propagate(w, b, X, Y):
    A = sigmoid(np.dot(w.T, X) + b)
    J = None
    dw = None
    db = None
    return J, dw, db

# %% no_transpose_of_w
# known: propagate_does_not_transpose
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w, X) + b)
    return np.mean(loss(A, Y)), np.dot(X, (A - Y).T) / m, np.sum(A - Y) / m

# %% dw_sum_of_all
# says: `dw` has the shape (); it should be (rows of w, 1).
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    return np.mean(loss(A, Y)), np.sum(np.dot(X, (A - Y).T)) / m, np.sum(A - Y) / m

# %% assert_that_catches
# known: propagate_dw_as_row
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    dw = np.dot((A - Y), X.T) / m
    db = np.sum(A - Y) / m
    assert dw.shape == w.shape
    return np.mean(loss(A, Y)), dw, db

# %% db_without_sum
# says: `db` has the shape (1, columns of X); it should be ().
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    return np.mean(loss(A, Y)), np.dot(X, (A - Y).T) / m, (A - Y) / m

# %% global_data
# says: `train_set_x` is not defined: no argument of the function and no line of it gives a value to that name, nor does a cell that was run. It is
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, train_set_x) + b)
    return np.mean(loss(A, train_set_y)), np.dot(X, (A - Y).T) / m, np.sum(A - Y) / m

# %% dw_minus
# says: In some calls `db` is too large. In the others it is right. `J` is right; `dw` and `db` are not.
def propagate(w, b, X, Y):
    m = X.shape[1]
    A = sigmoid(np.dot(w.T, X) + b)
    return np.mean(loss(A, Y)), np.dot(X, (A + Y).T) / m, np.sum(A + Y) / m
