# %% prints
def sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    print(s)

# %% none_left
def sigmoid(z):
    s = None
    return s

# %% rounded
def sigmoid(z):
    return np.round(1 / (1 + np.exp(-z)), 3)

# %% power_sign
def sigmoid(z):
    return 1 / (1 + np.e ** z)

# %% exp_of_positive
def sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))

# %% math_exp
import math
def sigmoid(z):
    return 1 / (1 + math.exp(-z))

# %% loop_over_rows_only
def sigmoid(z):
    return [1 / (1 + np.exp(-x)) for x in z]

# %% divided_twice
def sigmoid(z):
    return 1 / (1 + np.exp(-z / 2))

# %% derivative
def sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)

# %% two_values
def sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    cache = z
    return s, cache

# %% np_float
def sigmoid(z):
    z = np.asarray(z).astype(np.float)
    return 1 / (1 + np.exp(-z))

# %% exp_misspelt
def sigmoid(z):
    return 1 / (1 + np.exponential(-z))

# %% wrong_variable
def sigmoid(z):
    s = 1 / (1 + np.exp(-x))
    return s

# %% threshold
def sigmoid(z):
    return (1 / (1 + np.exp(-z)) > 0.5).astype(float)

# %% text
def sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    return str(s)

# %% flattened
def sigmoid(z):
    z = np.asarray(z).reshape(1, -1)
    return 1 / (1 + np.exp(-z))

# %% float32_column
def sigmoid(z):
    return 1 / (1 + np.exp(-np.array(z).reshape(-1, 1)))
