"""The functions of a text on gradient descent as they stand there: weights of spread 1, and a
backward pass that updates names which it was never given. The rest was not begun.

based on: article_mended
exercises:
  mean_squared_error: passed
  cross_entropy_loss: passed
  initialize_parameters: failed
  forward_propagation: passed
  backward_propagation: crashed
  others: missing
"""

# %% linear_gradients-solution
def linear_gradients(X: NDArray, y: NDArray, w: NDArray, b: float) -> tuple[NDArray, float]:
    """Compute the gradients of the mean squared error of a linear model.

    Formulas: ŷ = X w + b,  dw = (2/m) Xᵀ (ŷ - y),  db = (2/m) * sum of (ŷ - y).

    Arguments:
        X: samples, one per row, shape (m, n_x), integers or floats.
        y: what was observed, shape (m, 1), integers or floats.
        w: weights, shape (n_x, 1).
        b: the bias, a number. No argument is changed.

    Returns:
        dw: shape (n_x, 1).
        db: one number.
    """
    # Your code here
    raise NotImplementedError("Exercise 2: write linear_gradients")

# %% logistic_gradients-solution
def logistic_gradients(X: NDArray, y: NDArray, w: NDArray, b: float) -> tuple[NDArray, float]:
    """Compute the gradients of the mean cross-entropy of logistic regression.

    Formulas: a = σ(X w + b),  dw = (1/m) Xᵀ (a - y),  db = (1/m) * sum of (a - y),
              where σ is the sigmoid given above.

    Arguments:
        X: samples, one per row, shape (m, n_x).
        y: labels 0 and 1, shape (m, 1), as float, int or bool.
        w: weights, shape (n_x, 1).
        b: the bias, a number. No argument is changed.

    Returns:
        dw: shape (n_x, 1).
        db: one number.
    """
    # Your code here
    raise NotImplementedError("Exercise 4: write logistic_gradients")

# %% minibatches-solution
def minibatches(
    X: NDArray, Y: NDArray, batch_size: int, rng: np.random.Generator
) -> Iterator[tuple[NDArray, NDArray]]:
    """Hand out all samples once, shuffled, batch_size at a time; a generator.

    Arguments:
        X: samples, one per row, shape (m, n_x).
        Y: their labels, shape (m, n_out), row i of Y belonging to row i of X.
        batch_size: how many samples a batch has, 1 or more. The last may have fewer.
        rng: the generator of random numbers that chooses the order.
            X and Y are not changed.

    Yields:
        Pairs (X_batch, Y_batch) of shapes (batch_size, n_x) and (batch_size, n_out).
    """
    # Your code here
    raise NotImplementedError("Exercise 5: write minibatches")

# %% one_hot-solution
def one_hot(labels: NDArray, n_classes: int) -> NDArray:
    """Turn class numbers into rows of zeros with a single one.

    Arguments:
        labels: class numbers from 0 to n_classes - 1, integers, shape (m,). Not changed.
        n_classes: number of classes, which is the number of columns.

    Returns:
        A float array of shape (m, n_classes) that is 1 at (i, labels[i]) and 0 elsewhere.

    Raises:
        ValueError: if a label is below 0, or n_classes or more.
    """
    # Your code here
    raise NotImplementedError("Exercise 6: write one_hot")

# %% initialize_parameters-solution
def initialize_parameters(input_size, hidden_size, output_size):
    W1 = np.random.randn(input_size, hidden_size)
    b1 = np.zeros((1, hidden_size))
    W2 = np.random.randn(hidden_size, output_size)
    b2 = np.zeros((1, output_size))
    return W1, b1, W2, b2

W1, b1, W2, b2 = initialize_parameters(784, 128, 10)

# %% forward_propagation-solution
def sigmoid(x):
    return 1 / (1 + np.exp(-x))

def forward_propagation(X, W1, b1, W2, b2):
    z1 = np.dot(X, W1) + b1
    a1 = sigmoid(z1)
    z2 = np.dot(a1, W2) + b2
    a2 = sigmoid(z2)
    return z1, a1, z2, a2

X = np.random.rand(1, 784)
z1, a1, z2, a2 = forward_propagation(X, W1, b1, W2, b2)
print(f'hidden layer: {a1}')

# %% backward_propagation-solution
def backward_propagation(X, y_true, z1, a1, z2, a2, learning_rate=0.1):
    m = X.shape[0]
    dz2 = a2 - y_true
    dW2 = (1/m) * np.dot(a1.T, dz2)
    db2 = (1/m) * np.sum(dz2, axis=0, keepdims=True)
    da1 = np.dot(dz2, W2.T)
    dz1 = da1 * a1 * (1 - a1)
    dW1 = (1/m) * np.dot(X.T, dz1)
    db1 = (1/m) * np.sum(dz1, axis=0, keepdims=True)
    W1 -= learning_rate * dW1
    b1 -= learning_rate * db1
    W2 -= learning_rate * dW2
    b2 -= learning_rate * db2
    return W1, b1, W2, b2

# %% update_parameters-solution
def update_parameters(
    W1: NDArray,
    b1: NDArray,
    W2: NDArray,
    b2: NDArray,
    dW1: NDArray,
    db1: NDArray,
    dW2: NDArray,
    db2: NDArray,
    learning_rate: float = 0.1,
) -> tuple[NDArray, NDArray, NDArray, NDArray]:
    """Take one step of gradient descent.

    Formula: each parameter minus learning_rate times its gradient.

    Arguments:
        W1, b1, W2, b2: the parameters.
        dW1, db1, dW2, db2: their gradients, in the same shapes.
        learning_rate: length of the step. No argument is changed.

    Returns:
        W1, b1, W2, b2 after the step, as new arrays.
    """
    # Your code here
    raise NotImplementedError("Exercise 10: write update_parameters")

# %% train-solution
def train(
    X: NDArray,
    Y: NDArray,
    W1: NDArray,
    b1: NDArray,
    W2: NDArray,
    b2: NDArray,
    epochs: int,
    batch_size: int,
    learning_rate: float,
    rng: np.random.Generator,
) -> tuple[NDArray, NDArray, NDArray, NDArray, list[float]]:
    """Train the network by gradient descent with mini-batches.

    Arguments:
        X: samples, one per row, shape (m, n_x).
        Y: labels 0 and 1, shape (m, n_out).
        W1, b1, W2, b2: the parameters to start from. No array is changed.
        epochs: how often to go through all samples, 1 or more.
        batch_size: samples per step: m or more for batch, 1 for stochastic gradient descent.
        learning_rate: length of a step.
        rng: the generator of random numbers that shuffles.

    Returns:
        W1, b1, W2, b2 after training, and
        costs: a list with the cross-entropy of all samples after each epoch.
    """
    # Your code here
    raise NotImplementedError("Exercise 11: write train")
