# %% array_1_1
# known: cost_is_matrix
def compute_cost(A2, Y, parameters):
    m = Y.shape[1]
    logprobs = np.dot(Y, np.log(A2).T) + np.dot(1 - Y, np.log(1 - A2).T)
    return -logprobs / m

# %% not_summed
# says: The result has the shape (1, columns of A2); it should be ().
def compute_cost(A2, Y):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
    cost = -logprobs / m
    return cost

# %% asscalar
# says: NumPy has no `np.asscalar` any more. Use the array's method `item()` instead.
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -(np.dot(Y, np.log(A2).T) + np.dot(1 - Y, np.log(1 - A2).T)) / m
    return np.asscalar(cost)

# %% unfilled_with_assert
# says: `cost` is still None: the line `cost = None` waits for your answer.
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = None
    assert isinstance(cost, float)
    return cost

# %% unfilled_squeezed
# says: `cost` is still None: the line `cost = None` waits for your answer.
def compute_cost(A2, Y, parameters):
    m = Y.shape[1]
    logprobs = None
    cost = None
    cost = float(np.squeeze(cost))
    assert(isinstance(cost, float))
    return cost

# %% unfilled_logprobs
# says: `logprobs` is still None: the line `logprobs = None` waits for your answer.
def compute_cost(A2, Y):
    m = Y.shape[1]
    logprobs = None
    cost = -np.sum(logprobs) / m
    return cost

# %% one_class
# known: cost_is_sum cost_of_class_one_only
def compute_cost(A2, Y):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y)
    cost = -np.sum(logprobs)
    return cost

# %% one_class_mean
# known: cost_of_class_one_only
def compute_cost(A2, Y):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y)
    cost = -np.sum(logprobs) / m
    return cost

# %% dot_does_not_fit
# says: In some calls it stops. A matrix product does not fit in that line: the first factor must have as many columns as the second has rows.
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -(np.dot(Y, np.log(A2)) + np.dot(1 - Y, np.log(1 - A2))) / m
    return cost

# %% outer_product
# known: cost_mixes_samples
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -(np.dot(Y.T, np.log(A2)) + np.dot((1 - Y).T, np.log(1 - A2))) / m
    return np.sum(cost)

# %% m_of_rows
# known: cost_is_sum
def compute_cost(A2, Y):
    m = Y.shape[0]
    cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    return cost

# %% misplaced_bracket
# says: In some calls the result is negative in part, though no right value is. In the others it is right.
def compute_cost(A2, Y):
    m = Y.shape[1]
    return -1 / m * np.sum(Y * np.log(A2)) + np.sum((1 - Y) * np.log(1 - A2))

# %% minus_half
# known: cost_with_minus_between
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -np.sum(Y * np.log(A2) - (1 - Y) * np.log(1 - A2)) / m
    return cost

# %% log_of_1_minus_y
# vague
# says: The result is wrong in all calls of the tests, and infinite or NaN in some of them.
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -np.sum(Y * np.log(A2) + (1 - A2) * np.log(1 - Y)) / m
    return cost

# %% swapped
# says: The result is infinite, at least in part.
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -np.sum(A2 * np.log(Y) + (1 - A2) * np.log(1 - Y)) / m
    return cost

# %% log10
# says: The result is too small by the factor ln 10, as if a logarithm had base 10.
def compute_cost(A2, Y):
    m = Y.shape[1]
    return -np.sum(Y * np.log10(A2) + (1 - Y) * np.log10(1 - A2)) / m

# %% mse
# known: cost_halved cost_is_squared_error
def compute_cost(A2, Y):
    m = Y.shape[1]
    return np.sum((A2 - Y) ** 2) / (2 * m)

# %% constant_in_the_logarithm
# vague
# says: The result is too small.
def compute_cost(A2, Y):
    m = Y.shape[1]
    return -np.sum(Y * np.log(A2 + 1e-5) + (1 - Y) * np.log(1 - A2 + 1e-5)) / m

# %% clipped
# says: In some calls the result is too small. In the others it is right. In the tests it is wrong where `A2` comes very close to 0
def compute_cost(A2, Y):
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-4, 1 - 1e-4)
    return -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m

# %% nan_to_num
# known: cost_without_minus
def compute_cost(A2, Y):
    m = Y.shape[1]
    return np.nan_to_num(np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m)

# %% rounded
# says: The result is rounded to a few decimals, and right otherwise.
def compute_cost(A2, Y):
    m = Y.shape[1]
    return round(float(-np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m), 2)

# %% prints
# says: The function returns None. That happens where it ends without a return line, and where it returns what print, or a method that works in
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    print("cost:", cost)

# %% text
# says: A text came back where a number is asked for. Return the number itself.
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    return "%.6f" % cost

# %% global_m
# known: cost_divides_by_400
m = 400
def compute_cost(A2, Y):
    return -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m

# %% undefined_m
# says: `number_of_samples` is not defined: no argument of the function and no line of it gives a value to that name, nor does a cell that was run.
def compute_cost(A2, Y):
    return -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / number_of_samples

# %% cost_in_dict
# says: A dict came back where a number is asked for. The result is in it, and right.
def compute_cost(A2, Y):
    m = Y.shape[1]
    return {"cost": -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m}

# %% cost_and_logprobs
# says: Two values came back where one is asked for, a number. The result is in it, and right.
def compute_cost(A2, Y):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
    cost = -np.sum(logprobs) / m
    return cost, logprobs

# %% int_m
# says: The result is cut or rounded to whole numbers.
def compute_cost(A2, Y):
    m = Y.shape[1]
    return int(-np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m)

# %% y_twice
# vague
# says: The result is wrong in some of the calls. In the others all is right.
def compute_cost(A2, Y):
    m = Y.shape[1]
    return -np.sum(Y * np.log(A2) + Y * np.log(1 - A2)) / m
