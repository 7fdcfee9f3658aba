# %% dict
# says: A dict came back where two values are asked for. Everything that is asked for is in it and right; only return it as asked: `dw` and `db`, in
def gradients_of_one(w, b, x, y):
    a = sigmoid(np.dot(w.T, x) + b)
    return {"dw": x * (a - y), "db": float((a - y).item())}

# %% db_first
# says: `dw` has the shape (); it should be (rows of w, 1). `db` has the shape (rows of w, 1); it should be ().
def gradients_of_one(w, b, x, y):
    a = sigmoid(np.dot(w.T, x) + b).item()
    return a - y, x * (a - y)

# %% no_transpose
# says: A matrix product does not fit in that line: the first factor must have as many columns as the second has rows.
def gradients_of_one(w, b, x, y):
    a = sigmoid(np.dot(w, x) + b).item()
    return x * (a - y), a - y

# %% y_minus_a
# known: one_sign_flipped
def gradients_of_one(w, b, x, y):
    a = sigmoid(np.dot(w.T, x) + b).item()
    return x * (y - a), y - a
