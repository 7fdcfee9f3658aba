"""Right numbers in the wrong wrapping: a list, arrays with one entry, a dict, texts.

based on: logistic_as_taught
exercises: {standardize: passed, others: failed}
"""

# %% sigmoid-solution
def sigmoid(z):
    return (1 / (1 + np.exp(-np.asarray(z, dtype=float)))).tolist()

# %% loss-solution
def loss(a, y):
    a = np.clip(a, EPSILON, 1 - EPSILON)
    return str(-(y * np.log(a) + (1 - y) * np.log(1 - a)))

# %% gradients_of_one-solution
def gradients_of_one(w, b, x, y):
    dz = 1 / (1 + np.exp(-(w.T @ x + b))) - y
    return {"dw": x * dz, "db": dz}

# %% propagate_loop-solution
def propagate_loop(w, b, X, Y):
    J, dw, db = propagate(w, b, X, Y)
    return [J], dw, [db]

# %% compute_cost-solution
def compute_cost(A, Y):
    A = np.clip(A, EPSILON, 1 - EPSILON)
    return -(Y @ np.log(A).T + (1 - Y) @ np.log(1 - A).T) / Y.shape[1]

# %% propagate-solution
def propagate(w, b, X, Y):
    A = 1 / (1 + np.exp(-(w.T @ X + b)))
    dZ = A - Y
    A = np.clip(A, EPSILON, 1 - EPSILON)
    J = -np.mean(Y * np.log(A) + (1 - Y) * np.log(1 - A))
    return J, X @ dZ.T / Y.size, np.mean(dZ, axis=1, keepdims=True)

# %% check_gradient-solution
def check_gradient(w, b, X, Y, dw, db, h=1e-5):
    theta = np.append(w, b)
    g = []
    for k in range(theta.size):
        d = np.zeros(theta.size)
        d[k] = h
        (up, *_), (down, *_) = (propagate(t[:-1, None], t[-1], X, Y) for t in (theta + d, theta - d))
        g.append((up - down) / (2 * h))
    claimed = np.append(dw, db)
    error = np.linalg.norm(claimed - g) / (np.linalg.norm(claimed) + np.linalg.norm(g))
    return g[:-1], [g[-1]], f"{error:.3e}"

# %% gradient_descent-solution
def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    costs = {}
    for k in range(num_iterations):
        J, dw, db = propagate(w, b, X, Y)
        costs[k] = J
        w, b = w - learning_rate * dw, b - learning_rate * db
    return w, b, costs

# %% decayed_rate-solution
def decayed_rate(learning_rate, decay, step):
    return f"{learning_rate / (1 + decay * step):.6f}"

# %% predict-solution
def predict(w, b, X):
    return ["malignant" if z > 0 else "benign" for z in (w.T @ X + b)[0]]

# %% LogisticRegression-solution
class LogisticRegression:
    def __init__(self, learning_rate=0.5, num_iterations=200):
        self.learning_rate = learning_rate
        self.num_iterations = num_iterations

    def fit(self, X, Y):
        self.w, self.b, self.costs = np.zeros((len(X), 1)), 0.0, []
        for _ in range(self.num_iterations):
            dZ = self.predict_proba(X) - Y
            self.costs.append(None)
            self.w = self.w - self.learning_rate * X @ dZ.T / Y.size
            self.b = self.b - self.learning_rate * np.mean(dZ)
        return self

    def predict_proba(self, X):
        return 1 / (1 + np.exp(-(self.w.T @ X + self.b)))

    def predict(self, X):
        return (self.predict_proba(X) > 0.5).tolist()

    def score(self, X, Y):
        return f"{np.mean(np.array(self.predict(X)) == Y):.1%}"

# %% flatten-solution
def flatten(pictures):
    return [picture.ravel() for picture in pictures]
