# %% dict
def gradients_of_one(w, b, x, y):
    a = sigmoid(np.dot(w.T, x) + b)
    return {"dw": x * (a - y), "db": float((a - y).item())}

# %% db_first
def gradients_of_one(w, b, x, y):
    a = sigmoid(np.dot(w.T, x) + b).item()
    return a - y, x * (a - y)

# %% no_transpose
def gradients_of_one(w, b, x, y):
    a = sigmoid(np.dot(w, x) + b).item()
    return x * (a - y), a - y

# %% y_minus_a
def gradients_of_one(w, b, x, y):
    a = sigmoid(np.dot(w.T, x) + b).item()
    return x * (y - a), y - a
