"""The steps of gradient descent are taken in place, in the array of the caller. The class, which
passes a new one, is right.

based on: logistic_as_taught
exercises: {gradient_descent: failed, others: passed}
"""

# %% gradient_descent-solution
def gradient_descent(X, Y, w, b, learning_rate, num_iterations):
    costs = []
    for i in range(num_iterations):
        J, dw, db = propagate(w, b, X, Y)
        costs.append(J)
        w -= learning_rate * dw
        b -= learning_rate * db
    return w, b, costs
