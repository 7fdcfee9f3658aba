"""One step, and the rest of the walk from there."""


def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    if num_iterations == 0:
        return w, b, []
    cost, dw, db = propagate(w, b, X, Y)
    rest = (w - learning_rate * dw, b - learning_rate * db, learning_rate, num_iterations - 1)
    w, b, costs = gradient_descent(X, Y, *rest)
    return w, b, [cost, *costs]
