# %% array_1_1
def compute_cost(A2, Y, parameters):
    m = Y.shape[1]
    logprobs = np.dot(Y, np.log(A2).T) + np.dot(1 - Y, np.log(1 - A2).T)
    return -logprobs / m

# %% not_summed
def compute_cost(A2, Y):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
    cost = -logprobs / m
    return cost

# %% asscalar
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -(np.dot(Y, np.log(A2).T) + np.dot(1 - Y, np.log(1 - A2).T)) / m
    return np.asscalar(cost)

# %% unfilled_with_assert
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = None
    assert isinstance(cost, float)
    return cost

# %% unfilled_squeezed
def compute_cost(A2, Y, parameters):
    m = Y.shape[1]
    logprobs = None
    cost = None
    cost = float(np.squeeze(cost))
    assert(isinstance(cost, float))
    return cost

# %% unfilled_logprobs
def compute_cost(A2, Y):
    m = Y.shape[1]
    logprobs = None
    cost = -np.sum(logprobs) / m
    return cost

# %% one_class
def compute_cost(A2, Y):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y)
    cost = -np.sum(logprobs)
    return cost

# %% one_class_mean
def compute_cost(A2, Y):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y)
    cost = -np.sum(logprobs) / m
    return cost

# %% dot_does_not_fit
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -(np.dot(Y, np.log(A2)) + np.dot(1 - Y, np.log(1 - A2))) / m
    return cost

# %% outer_product
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -(np.dot(Y.T, np.log(A2)) + np.dot((1 - Y).T, np.log(1 - A2))) / m
    return np.sum(cost)

# %% m_of_rows
def compute_cost(A2, Y):
    m = Y.shape[0]
    cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    return cost

# %% misplaced_bracket
def compute_cost(A2, Y):
    m = Y.shape[1]
    return -1 / m * np.sum(Y * np.log(A2)) + np.sum((1 - Y) * np.log(1 - A2))

# %% minus_half
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -np.sum(Y * np.log(A2) - (1 - Y) * np.log(1 - A2)) / m
    return cost

# %% log_of_1_minus_y
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -np.sum(Y * np.log(A2) + (1 - A2) * np.log(1 - Y)) / m
    return cost

# %% swapped
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -np.sum(A2 * np.log(Y) + (1 - A2) * np.log(1 - Y)) / m
    return cost

# %% log10
def compute_cost(A2, Y):
    m = Y.shape[1]
    return -np.sum(Y * np.log10(A2) + (1 - Y) * np.log10(1 - A2)) / m

# %% mse
def compute_cost(A2, Y):
    m = Y.shape[1]
    return np.sum((A2 - Y) ** 2) / (2 * m)

# %% constant_in_the_logarithm
def compute_cost(A2, Y):
    m = Y.shape[1]
    return -np.sum(Y * np.log(A2 + 1e-5) + (1 - Y) * np.log(1 - A2 + 1e-5)) / m

# %% clipped
def compute_cost(A2, Y):
    m = Y.shape[1]
    A2 = np.clip(A2, 1e-4, 1 - 1e-4)
    return -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m

# %% nan_to_num
def compute_cost(A2, Y):
    m = Y.shape[1]
    return np.nan_to_num(np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m)

# %% rounded
def compute_cost(A2, Y):
    m = Y.shape[1]
    return round(float(-np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m), 2)

# %% prints
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    print("cost:", cost)

# %% text
def compute_cost(A2, Y):
    m = Y.shape[1]
    cost = -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m
    return "%.6f" % cost

# %% global_m
m = 400
def compute_cost(A2, Y):
    return -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m

# %% undefined_m
def compute_cost(A2, Y):
    return -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / number_of_samples

# %% cost_in_dict
def compute_cost(A2, Y):
    m = Y.shape[1]
    return {"cost": -np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m}

# %% cost_and_logprobs
def compute_cost(A2, Y):
    m = Y.shape[1]
    logprobs = np.multiply(np.log(A2), Y) + np.multiply(np.log(1 - A2), 1 - Y)
    cost = -np.sum(logprobs) / m
    return cost, logprobs

# %% int_m
def compute_cost(A2, Y):
    m = Y.shape[1]
    return int(-np.sum(Y * np.log(A2) + (1 - Y) * np.log(1 - A2)) / m)

# %% y_twice
def compute_cost(A2, Y):
    m = Y.shape[1]
    return -np.sum(Y * np.log(A2) + Y * np.log(1 - A2)) / m
