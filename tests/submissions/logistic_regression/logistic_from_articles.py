"""Code as articles on the subject print it, typed in. The loss takes log(0), the loop's numbers
are arrays of one entry, the walk begins at zero and keeps every hundredth cost, and the class has
other defaults and never empties its list of costs.

based on: logistic_untouched
exercises:
  loss: failed
  gradients_of_one: failed
  propagate_loop: failed
  check_gradient: missing
  gradient_descent: failed
  standardize: missing
  LogisticRegression: failed
  flatten: missing
  others: passed
"""

# %% sigmoid-solution
def sigmoid(Z):
    return 1 / (1 + np.exp(-Z))

# %% loss-solution
def loss(y_hat, y):
    return -(y * np.log(y_hat)) - (1 - y) * np.log(1 - y_hat)

# %% gradients_of_one-solution
def gradients_of_one(w, b, x, y):
    z = np.dot(w.T, x) + b
    a = sigmoid(z)
    da = -y / a + (1 - y) / (1 - a)
    dz = da * a * (1 - a)
    dw = x * dz
    db = dz
    return dw, db

# %% propagate_loop-solution
def propagate_loop(w, b, X, Y):
    m = X.shape[1]
    J = 0
    dw = np.zeros_like(w)
    db = 0

    for i in range(m):
        z = np.dot(w.T, X[:, i]) + b
        a = sigmoid(z)
        J += -(Y[0, i] * np.log(a) + (1 - Y[0, i]) * np.log(1 - a))
        dw += (a - Y[0, i]) * X[:, i].reshape(-1, 1)
        db += (a - Y[0, i])

    J = J / m
    dw = dw / m
    db = db / m
    return J, dw, db

# %% compute_cost-solution
def compute_cost(Y_hat, Y):
    m = Y.shape[1]
    epsilon = 1e-15
    Y_hat = np.clip(Y_hat, epsilon, 1 - epsilon)
    cost = - (1 / m) * np.sum(Y * np.log(Y_hat) + (1 - Y) * np.log(1 - Y_hat))
    return cost

# %% propagate-solution
def propagate(w, b, X, Y):
    m = X.shape[1]
    Z = np.dot(w.T, X) + b
    A = sigmoid(Z)
    cost = compute_cost(A, Y)
    dZ = A - Y
    dw = (1 / m) * np.dot(X, dZ.T)
    db = (1 / m) * np.sum(dZ)
    return cost, dw, db

# %% gradient_descent-solution
def gradient_descent(X, Y, w, b, learning_rate=0.01, num_iterations=1000):
    n_x, m = X.shape
    w = np.zeros((n_x, 1))
    b = 0
    costs = []
    for i in range(num_iterations):
        Z = np.dot(w.T, X) + b
        A = sigmoid(Z)
        cost = compute_cost(A, Y)
        dZ = A - Y
        dw = (1 / m) * np.dot(X, dZ.T)
        db = (1 / m) * np.sum(dZ)
        w -= learning_rate * dw
        b -= learning_rate * db
        if i % 100 == 0:
            costs.append(cost)
            print(f"{i}: {cost:.4f}")
    return w, b, costs

# %% decayed_rate-solution
def decayed_rate(learning_rate, decay, step):
    return learning_rate / (1 + decay * step)

# %% predict-solution
def predict(w, b, X):
    m = X.shape[1]
    Y_prediction = np.zeros((1, m))
    A = sigmoid(np.dot(w.T, X) + b)
    Y_prediction = (A > 0.5).astype(int)
    return Y_prediction

# %% LogisticRegression-solution
class LogisticRegression:
    def __init__(self, learning_rate=0.01, num_iterations=1000, print_cost=False):
        self.lr = learning_rate
        self.num_iterations = num_iterations
        self.print_cost = print_cost
        self.w = None
        self.b = None
        self.costs = []

    def sigmoid(self, z):
        return 1 / (1 + np.exp(-np.clip(z, -500, 500)))

    def initialize_parameters(self, dim):
        self.w = np.zeros((dim, 1))
        self.b = 0

    def propagate(self, X, Y):
        m = X.shape[1]
        A = self.sigmoid(np.dot(self.w.T, X) + self.b)
        epsilon = 1e-15
        cost = - (1 / m) * np.sum(
            Y * np.log(A + epsilon) + (1 - Y) * np.log(1 - A + epsilon)
        )
        dw = (1 / m) * np.dot(X, (A - Y).T)
        db = (1 / m) * np.sum(A - Y)
        return cost, dw, db

    def fit(self, X, Y):
        n_features = X.shape[0]
        self.initialize_parameters(n_features)
        for i in range(self.num_iterations):
            cost, dw, db = self.propagate(X, Y)
            self.w -= self.lr * dw
            self.b -= self.lr * db
            if i % 100 == 0:
                self.costs.append(cost)
                if self.print_cost:
                    print(f"{i}: {cost:.6f}")
        return self

    def predict(self, X):
        A = self.sigmoid(np.dot(self.w.T, X) + self.b)
        return (A > 0.5).astype(int)

    def predict_proba(self, X):
        return self.sigmoid(np.dot(self.w.T, X) + self.b)

    def score(self, X, Y):
        predictions = self.predict(X)
        accuracy = np.mean(predictions == Y)
        return accuracy
