# %% probabilities
# known: predict_probabilities
def predict(w, b, X):
    return sigmoid(np.dot(w.T, X) + b)

# %% flat
# known: predict_with_one_axis
def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return np.array([1 if a > 0.5 else 0 for a in A[0]])

# %% zeros_never_filled
# vague
# says: The result is wrong in all calls of the tests.
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
# says: `A` is still None: the line `A = None` waits for your answer.
def predict(w, b, X):
    m = X.shape[1]
    Y_prediction = np.zeros((1, m))
    A = None
    for i in range(A.shape[1]):
        if A[0, i] > 0.5:
            Y_prediction[0, i] = 1
    return Y_prediction

# %% only_first
# vague
# says: The result is wrong in all calls of the tests.
def predict(w, b, X):
    m = X.shape[1]
    Y_prediction = np.zeros((1, m))
    A = sigmoid(np.dot(w.T, X) + b)
    for i in range(A.shape[0]):
        Y_prediction[0, i] = 1 if A[0, i] > 0.5 else 0
    return Y_prediction

# %% of_parameters
# says: It is called as `predict(w, b, X)`, but the def of `predict` takes (parameters, X). Take just the arguments that the exercise has: `w`, `b`
def predict(parameters, X):
    A = sigmoid(np.dot(parameters["w"].T, X) + parameters["b"])
    return (A > 0.5).astype(int)

# %% np_int
# says: NumPy has no `np.int` any more. Use `int` instead.
def predict(w, b, X):
    A = sigmoid(np.dot(w.T, X) + b)
    return (A > 0.5).astype(np.int)
