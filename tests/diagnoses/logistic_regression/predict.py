# %% probabilities
def predict(w, b, X):
    return sigmoid(np.dot(w.T, X) + b)

# %% flat
def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return np.array([1 if a > 0.5 else 0 for a in A[0]])

# %% zeros_never_filled
def predict(w, b, X):
    m = X.shape[1]
    Y_prediction = np.zeros((1, m))
    w = w.reshape(X.shape[0], 1)
    A = sigmoid(np.dot(w.T, X) + b)
    for i in range(A.shape[1]):
        pass
    assert Y_prediction.shape == (1, m)
    return Y_prediction

# %% unfilled
def predict(w, b, X):
    m = X.shape[1]
    Y_prediction = np.zeros((1, m))
    A = None
    for i in range(A.shape[1]):
        if A[0, i] > 0.5:
            Y_prediction[0, i] = 1
    return Y_prediction

# %% only_first
def predict(w, b, X):
    m = X.shape[1]
    Y_prediction = np.zeros((1, m))
    A = sigmoid(np.dot(w.T, X) + b)
    for i in range(A.shape[0]):
        Y_prediction[0, i] = 1 if A[0, i] > 0.5 else 0
    return Y_prediction

# %% booleans
def predict(w, b, X):
    return sigmoid(np.dot(w.T, X) + b) > 0.5

# %% of_parameters
def predict(parameters, X):
    A = sigmoid(np.dot(parameters["w"].T, X) + parameters["b"])
    return (A > 0.5).astype(int)

# %% np_int
def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return (A > 0.5).astype(np.int)
