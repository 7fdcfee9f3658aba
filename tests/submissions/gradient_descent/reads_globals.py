"""Two functions read names of the notebook in place of their arguments.

based on: article_mended
exercises: {logistic_gradients: crashed, update_parameters: failed, others: passed}
"""

# %% first-0
X_tumour = np.ones((426, 30))
rate = 0.1

# %% mean_squared_error-solution
def mean_squared_error(y_true, y_pred):
    return np.mean(np.square(np.subtract(y_pred, y_true)))

# %% cross_entropy_loss-solution
def cross_entropy_loss(y_true, y_pred):
    epsilon = 1e-15
    clipped = np.minimum(np.maximum(y_pred, epsilon), 1 - epsilon)
    losses = y_true * np.log(clipped) + (1 - y_true) * np.log(1 - clipped)
    return -losses.mean()

# %% logistic_gradients-solution
def logistic_gradients(X, y, w, b):
    error = sigmoid(X_tumour @ w + b) - y
    return X_tumour.T @ error / len(X_tumour), error.mean()

# %% backward_propagation-solution
def backward_propagation(X, y_true, a1, a2, W2):
    n = y_true.shape[0] * y_true.shape[1]
    dz2 = a2 - y_true
    dW2 = (1 / n) * np.dot(a1.T, dz2)
    db2 = (1 / n) * np.sum(dz2, axis=0, keepdims=True)
    da1 = np.dot(dz2, W2.T)
    dz1 = da1 * a1 * (1 - a1)
    dW1 = (1 / n) * np.dot(X.T, dz1)
    db1 = (1 / n) * np.sum(dz1, axis=0, keepdims=True)
    return dW1, db1, dW2, db2

# %% update_parameters-solution
def update_parameters(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.1):
    return W1 - rate * dW1, b1 - rate * db1, W2 - rate * dW2, b2 - rate * db2
