"""Every function and the class follow the text step by step; all of it is right.

based on: logistic_untouched
exercises: passed
"""

# %% sigmoid-solution
def sigmoid(z):
    z = np.asarray(z, dtype=float)
    small = np.exp(-abs(z))  # never above 1
    for_positive = 1 / (1 + small)
    for_negative = small / (1 + small)
    return np.where(z >= 0, for_positive, for_negative)

# %% loss-solution
def loss(a, y):
    a = np.clip(a, EPSILON, 1 - EPSILON)
    if_one = np.log(a)
    if_zero = np.log(1 - a)
    return -(y * if_one + (1 - y) * if_zero)

# %% gradients_of_one-solution
def gradients_of_one(w, b, x, y):
    z = (w.T @ x).item() + b
    a = sigmoid(z)
    dz = a - y
    dw = x * dz
    db = dz
    return dw, db

# %% propagate_loop-solution
def propagate_loop(w, b, X, Y):
    m = X.shape[1]
    J = 0
    dw = np.zeros(w.shape)
    db = 0
    for i in range(m):
        x = X[:, i:i+1]
        y = Y[0, i]
        a = sigmoid((w.T @ x).item() + b)
        J += loss(a, y)
        dz = a - y
        dw += x * dz
        db += dz
    J /= m
    dw /= m
    db /= m
    return J, dw, db

# %% compute_cost-solution
def compute_cost(A, Y):
    m = Y.shape[1]
    return np.sum(loss(A, Y)) / m

# %% propagate-solution
def propagate(w, b, X, Y):
    m = X.shape[1]
    Z = w.T @ X + b
    A = sigmoid(Z)
    dZ = A - Y
    J = compute_cost(A, Y)
    dw = X @ dZ.T / m
    db = np.sum(dZ) / m
    return J, dw, db

# %% check_gradient-solution
def check_gradient(w, b, X, Y, dw, db, h=1e-5):
    measured_dw = np.zeros(w.shape)
    for j in range(w.shape[0]):
        step = np.zeros(w.shape)
        step[j, 0] = h
        measured_dw[j, 0] = (propagate(w + step, b, X, Y)[0] - propagate(w - step, b, X, Y)[0]) / (2 * h)
    measured_db = (propagate(w, b + h, X, Y)[0] - propagate(w, b - h, X, Y)[0]) / (2 * h)
    g = np.append(dw, db)
    measured = np.append(measured_dw, measured_db)
    error = np.linalg.norm(g - measured) / (np.linalg.norm(g) + np.linalg.norm(measured))
    return measured_dw, measured_db, error

# %% gradient_descent-solution
def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    costs = []
    for i in range(num_iterations):
        J, dw, db = propagate(w, b, X, Y)
        costs.append(J)
        w = w - learning_rate * dw
        b = b - learning_rate * db
    return w, b, costs

# %% decayed_rate-solution
def decayed_rate(learning_rate, decay, step):
    return learning_rate / (1 + decay * step)

# %% rates_question
With 0.02 the cost sinks slowly (0.43 at the end), with 1 it is at 0.25 after 30 steps, with 40 it jumps. They all begin at ln 2.

# %% predict-solution
def predict(w, b, X):
    A = sigmoid(w.T @ X + b)
    return np.where(A > 0.5, 1, 0)

# %% standardize-solution
def standardize(X_train, X_new):
    mu = np.mean(X_train, axis=1, keepdims=True)
    s = np.std(X_train, axis=1, keepdims=True)
    s = np.where(np.ptp(X_train, axis=1, keepdims=True) == 0, 1, s)
    return (X_train - mu) / s, (X_new - mu) / s

# %% LogisticRegression-solution
class LogisticRegression:
    def __init__(self, learning_rate=0.5, num_iterations=200):
        self.learning_rate = learning_rate
        self.num_iterations = num_iterations

    def fit(self, X, Y):
        n_x = X.shape[0]
        self.w, self.b, self.costs = gradient_descent(
            X, Y, np.zeros((n_x, 1)), 0, self.learning_rate, self.num_iterations)
        return self

    def predict_proba(self, X):
        return sigmoid(self.w.T @ X + self.b)

    def predict(self, X):
        return predict(self.w, self.b, X)

    def score(self, X, Y):
        return np.mean(self.predict(X) == Y)

# %% flatten-solution
def flatten(pictures):
    m = pictures.shape[0]
    return pictures.reshape(m, -1).T
