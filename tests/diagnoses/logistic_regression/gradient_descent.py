# %% params_grads_costs
def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    costs = []
    for i in range(num_iterations):
        J, dw, db = propagate(w, b, X, Y)
        w = w - learning_rate * dw
        b = b - learning_rate * db
        costs.append(J)
    params = {"w": w, "b": b}
    grads = {"dw": dw, "db": db}
    return params, grads, costs

# %% optimize_signature
def gradient_descent(w, b, X, Y, num_iterations, learning_rate, print_cost=False):
    costs = []
    for i in range(num_iterations):
        J, dw, db = propagate(w, b, X, Y)
        w = w - learning_rate * dw
        b = b - learning_rate * db
        if i % 100 == 0:
            costs.append(J)
    return w, b, costs

# %% changes_w_in_place
def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    costs = []
    for i in range(num_iterations):
        J, dw, db = propagate(w, b, X, Y)
        w -= learning_rate * dw
        b -= learning_rate * db
        costs.append(J)
    return w, b, costs

# %% grads_of_a_dict
def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        costs.append(cost)
    return w, b, costs

# %% unfilled
def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    costs = []
    for i in range(num_iterations):
        J, dw, db = propagate(w, b, X, Y)
        w = None
        b = None
        costs.append(J)
    return w, b, costs

# %% returns_in_loop
def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    costs = []
    for i in range(num_iterations):
        J, dw, db = propagate(w, b, X, Y)
        w = w - learning_rate * dw
        b = b - learning_rate * db
        costs.append(J)
        return w, b, costs

# %% w_b_only
def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    for i in range(num_iterations):
        J, dw, db = propagate(w, b, X, Y)
        w = w - learning_rate * dw
        b = b - learning_rate * db
    return w, b

# %% costs_as_array_of_hundredths
def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    costs = []
    for i in range(num_iterations):
        J, dw, db = propagate(w, b, X, Y)
        w = w - learning_rate * dw
        b = b - learning_rate * db
        if i % 10 == 0:
            costs.append(J)
    return w, b, costs

# %% while_never_counts_up
def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    costs = []
    for i in range(1, num_iterations):
        J, dw, db = propagate(w, b, X, Y)
        w = w - learning_rate * dw
        b = b - learning_rate * db
        costs.append(J)
    return w, b, costs
