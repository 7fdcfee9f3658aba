"""Mistakes that students make in `update_parameters`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("update_parameters")
def update_uphill(parameters, grads, learning_rate=1.2, *, reference):
    """Your step goes uphill: the parameters move in the direction of the gradient.

    The gradient points in the direction in which the cost grows fastest. To make the cost smaller,
    go the opposite way.
    """
    return reference.update_parameters(parameters, grads, -learning_rate)


@misconception("update_parameters")
def update_without_rate(parameters, grads, learning_rate=1.2, *, reference):
    """Your step is the whole gradient, whatever the learning rate is.

    The gradient gives the direction of the step; the learning rate says how far to go. Multiply the
    gradient by it.
    """
    return reference.update_parameters(parameters, grads, 1.0)


@misconception("update_parameters")
def update_always_with_default_rate(parameters, grads, learning_rate=1.2, *, reference):
    """Your step always uses the rate 1.2, even if another one is passed.

    A default is for calls that pass no rate. Probably you use a number, or a variable from outside
    the function, in place of the argument `learning_rate`.
    """
    return reference.update_parameters(parameters, grads, 1.2)


@misconception("update_parameters")
def update_with_default_of_one_percent(parameters, grads, learning_rate=0.01, *, reference):
    """If no learning rate is passed, your step uses 0.01.

    For the flower, such small steps would take too long. The first line of the function, as it was
    given, holds the right default.
    """
    return reference.update_parameters(parameters, grads, learning_rate)


@misconception("update_parameters")
def update_returns_steps(parameters, grads, learning_rate=1.2, *, reference):
    """Your function returns the steps alone, not the parameters after the step.

    A step is a change. The new value is the old value plus this change.
    """
    updated = reference.update_parameters(parameters, grads, learning_rate)
    return {name: updated[name] - parameters[name] for name in updated}


@misconception("update_parameters")
def update_of_weights_only(parameters, grads, learning_rate=1.2, *, reference):
    """Your W1 and W2 take a step, but b1 and b2 do not change.

    The biases are learned in the same way as the weights, each with its own gradient.
    """
    updated = reference.update_parameters(parameters, grads, learning_rate)
    return {**updated, "b1": parameters["b1"], "b2": parameters["b2"]}


@misconception("update_parameters")
def update_of_w1_only(parameters, grads, learning_rate=1.2, *, reference):
    """Your W1 takes a step, but no other parameter changes.

    If you use a loop, look at how far the `return` is indented: inside the loop, it ends the
    function in the first round.
    """
    updated = reference.update_parameters(parameters, grads, learning_rate)
    return {**parameters, "W1": updated["W1"]}


@misconception("update_parameters")
def update_returns_old_values(parameters, grads, learning_rate=1.2, *, reference):
    """Your function returns the parameters as they were before the step.

    A line such as `W1 = W1 - ...` makes a new array and leaves the dict as it is. Return a dict
    that holds the new arrays.
    """
    return reference.update_parameters(parameters, grads, 0.0)


@misconception("update_parameters")
def update_b1_with_db2(parameters, grads, learning_rate=1.2, *, reference):
    """Your b1 uses db2 for its step, but it should use db1.

    With one output unit db2 is a single number, and NumPy subtracts it from every entry of b1
    without an error. Look at the names in the line for b1.
    """
    return reference.update_parameters(parameters, {**grads, "db1": grads["db2"]}, learning_rate)


@misconception("update_parameters")
def update_divides_by_rate(parameters, grads, learning_rate=1.2, *, reference):
    """Your step divides the gradient by the learning rate.

    A larger learning rate must give a larger step. Multiply by it.
    """
    return reference.update_parameters(parameters, grads, 1 / learning_rate)


@misconception("update_parameters")
def update_rate_times_both(parameters, grads, learning_rate=1.2):
    """Your learning rate multiplies the parameters as well, not the gradient alone.

    The learning rate only scales the step. Look at the brackets: first the product, then the
    difference.
    """
    return {k: learning_rate * (parameters[k] - grads[f"d{k}"]) for k in parameters}


@misconception("update_parameters")
def update_with_default_of_a_tenth(parameters, grads, learning_rate=0.1, *, reference):
    """If no learning rate is passed, your step uses 0.1.

    The first line of the function, as it was given, holds the right default.
    """
    return reference.update_parameters(parameters, grads, learning_rate)


@misconception("update_parameters")
def update_with_default_of_one(parameters, grads, learning_rate=1.0, *, reference):
    """If no learning rate is passed, your step uses 1.

    The first line of the function, as it was given, holds the right default.
    """
    return reference.update_parameters(parameters, grads, learning_rate)


@misconception("update_parameters")
def update_changes_gradients(parameters, grads, learning_rate=1.2, *, reference):
    """After the call, the gradients have changed.

    Perhaps `*=` or a similar operator writes into one of their arrays: an array that you take out
    of a dict is not a copy. Make a new array for the step, and store nothing in `grads`.
    """
    updated = reference.update_parameters(parameters, grads, learning_rate)
    for name in grads:
        grads[name] *= learning_rate
    return updated
