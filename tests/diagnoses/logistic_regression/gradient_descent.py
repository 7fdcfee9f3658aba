# %% params_grads_costs
# says: `w` is a dict, where an array is asked for. `b` is a dict, where a number is asked for. In other calls it stops. It uses a variable before
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
# known: descent_costs_of_some_steps
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
# known: descent_changes_w
def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    costs = []
    for i in range(num_iterations):
        J, dw, db = propagate(w, b, X, Y)
        w -= learning_rate * dw
        b -= learning_rate * db
        costs.append(J)
    return w, b, costs

# %% grads_of_a_dict
# says: In some calls it stops. A line takes apart what came back into more or fewer names than there are values. Compare the names on its left
def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    costs = []
    for i in range(num_iterations):
        grads, cost = propagate(w, b, X, Y)
        w = w - learning_rate * grads["dw"]
        b = b - learning_rate * grads["db"]
        costs.append(cost)
    return w, b, costs

# %% unfilled
# says: In some calls `w` and `b` are None, not a value.
# says: `w` and `b` are still None: the lines that set them to None wait for your answers.
def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    costs = []
    for i in range(num_iterations):
        J, dw, db = propagate(w, b, X, Y)
        w = None
        b = None
        costs.append(J)
    return w, b, costs

# %% returns_in_loop
# vague
# says: `w`, `b` and `costs` are wrong in some of the calls. In the others all is right.
def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    costs = []
    for i in range(num_iterations):
        J, dw, db = propagate(w, b, X, Y)
        w = w - learning_rate * dw
        b = b - learning_rate * db
        costs.append(J)
        return w, b, costs

# %% w_b_only
# known: descent_without_costs
def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    for i in range(num_iterations):
        J, dw, db = propagate(w, b, X, Y)
        w = w - learning_rate * dw
        b = b - learning_rate * db
    return w, b

# %% costs_as_array_of_hundredths
# known: descent_costs_of_some_steps
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
# known: descent_one_step_fewer
def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    costs = []
    for i in range(1, num_iterations):
        J, dw, db = propagate(w, b, X, Y)
        w = w - learning_rate * dw
        b = b - learning_rate * db
        costs.append(J)
    return w, b, costs
