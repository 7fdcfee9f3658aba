"""Copies, and steps in place on the copies; a list comes back."""


def update_parameters(W1, b1, W2, b2, dW1, db1, dW2, db2, learning_rate=0.1):
    parameters = [W1.copy(), b1.copy(), W2.copy(), b2.copy()]
    for parameter, gradient in zip(parameters, (dW1, db1, dW2, db2)):
        parameter -= learning_rate * gradient
    return parameters
