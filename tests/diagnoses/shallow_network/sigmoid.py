# %% prints
# says: The function returns None. That happens where it ends without a return line, and where it returns what print, or a method that works in
def sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    print(s)

# %% none_left
# says: The function returns None. That happens where it ends without a return line, and where it returns what print, or a method that works in
def sigmoid(z):
    s = None
    return s

# %% rounded
# says: In some calls the result is rounded to a few decimals, and right otherwise. In the others it is right.
def sigmoid(z):
    return np.round(1 / (1 + np.exp(-z)), 3)

# %% power_sign
# known: sigmoid_mirrored
def sigmoid(z):
    return 1 / (1 + np.e ** z)

# %% exp_of_positive
# known: sigmoid_overflows
def sigmoid(z):
    return np.exp(z) / (1 + np.exp(z))

# %% math_exp
# known: sigmoid_of_numbers_only
import math
def sigmoid(z):
    return 1 / (1 + math.exp(-z))

# %% loop_over_rows_only
# says: The result is of type list or tuple; the numbers in it are right. In other calls it stops. A single number is taken there for a list or an
def sigmoid(z):
    return [1 / (1 + np.exp(-x)) for x in z]

# %% divided_twice
# says: The result is as if `z` were halved.
def sigmoid(z):
    return 1 / (1 + np.exp(-z / 2))

# %% derivative
# known: sigmoid_is_its_slope
def sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)

# %% two_values
# says: Two values came back where one is asked for. The result is in it, and right.
def sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    cache = z
    return s, cache

# %% np_float
# says: NumPy has no `np.float` any more. Use `float` instead.
def sigmoid(z):
    z = np.asarray(z).astype(np.float)
    return 1 / (1 + np.exp(-z))

# %% exp_misspelt
# says: NumPy has no `np.exponential`. Look up how what you want is called there.
def sigmoid(z):
    return 1 / (1 + np.exponential(-z))

# %% wrong_variable
# says: `x` is not defined: no argument of the function and no line of it gives a value to that name, nor does a cell that was run. It is misspelt,
def sigmoid(z):
    s = 1 / (1 + np.exp(-x))
    return s

# %% threshold
# says: In some calls the result is cut or rounded to whole numbers. In the others it is right.
def sigmoid(z):
    return (1 / (1 + np.exp(-z)) > 0.5).astype(float)

# %% text
# says: A text came back where a number or an array is asked for.
def sigmoid(z):
    s = 1 / (1 + np.exp(-z))
    return str(s)

# %% flattened
# says: In some calls the result is of another shape than asked for; the numbers are right. In the others it is right. In the tests it is right
def sigmoid(z):
    z = np.asarray(z).reshape(1, -1)
    return 1 / (1 + np.exp(-z))

# %% float32_column
# says: The result is of another shape than asked for; the numbers are right.
def sigmoid(z):
    return 1 / (1 + np.exp(-np.array(z).reshape(-1, 1)))
