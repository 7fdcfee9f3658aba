"""Steps from the loop over the samples."""


def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    costs = []
    while len(costs) < num_iterations:
        cost, dw, db = propagate_loop(w, b, X, Y)
        costs.append(float(cost))
        w = w - learning_rate * dw
        b = b - learning_rate * db
    return (w, b, costs)
