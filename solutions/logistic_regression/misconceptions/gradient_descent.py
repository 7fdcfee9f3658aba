"""Mistakes that students make in `gradient_descent`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("gradient_descent")
def descent_changes_w(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """After the call, the w that was passed in has changed.

    `w -= ...` writes into the caller's own array, and the caller may want to start from it again.
    To get a new array, write `w = w - ...`, or copy w at the beginning.
    """
    result = reference.gradient_descent(X, Y, w.copy(), b, learning_rate, num_iterations)
    w[:] = result[0]
    return result


@misconception("gradient_descent")
def descent_goes_uphill(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your steps go uphill: you add the gradient.

    The gradient points in the direction in which the cost grows fastest. To go downhill, subtract
    it.
    """
    return reference.gradient_descent(X, Y, w, b, -learning_rate, num_iterations)


@misconception("gradient_descent")
def descent_from_zero(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your descent always begins at zero, not at the w and b that were passed in.

    Zero is a good start, but here the caller chooses the start.
    """
    start = np.zeros_like(w)
    return reference.gradient_descent(X, Y, start, 0.0, learning_rate, num_iterations)


@misconception("gradient_descent")
def descent_measures_once(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Every step uses the same slopes: those of the start.

    The slopes change with the parameters. Compute them again in every round, at the parameters of
    that round.
    """
    J, dw, db = reference.propagate(w, b, X, Y)
    far = learning_rate * num_iterations
    return w - far * dw, b - far * db, [J] * num_iterations


@misconception("gradient_descent")
def descent_takes_one_step(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your function stops after the first step, even if more were asked for.

    Is the `return` inside the loop? Then the function ends in the first round.
    """
    steps = min(num_iterations, 1)
    return reference.gradient_descent(X, Y, w, b, learning_rate, steps)


@misconception("gradient_descent")
def descent_keeps_b(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your steps change w, but b stays as it was.

    The bias is a parameter like any other and takes a step too.
    """
    costs = []
    for _ in range(num_iterations):
        J, dw, _ = reference.propagate(w, b, X, Y)
        w = w - learning_rate * dw
        costs.append(J)
    return w, b, costs


@misconception("gradient_descent")
def descent_adds_slope_to_b(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your b goes uphill, while w goes downhill.

    Subtract the slope for both parameters. Look at the sign in the line for b.
    """
    costs = []
    for _ in range(num_iterations):
        J, dw, db = reference.propagate(w, b, X, Y)
        w, b = w - learning_rate * dw, b + learning_rate * db
        costs.append(J)
    return w, b, costs


@misconception("gradient_descent")
def descent_moves_w_first(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """You compute the slope for b after w has changed.

    Both slopes must come from the same w and b. First compute both, then change both parameters.
    """
    costs = []
    for _ in range(num_iterations):
        J, dw, _ = reference.propagate(w, b, X, Y)
        w = w - learning_rate * dw
        b = b - learning_rate * reference.propagate(w, b, X, Y)[2]
        costs.append(J)
    return w, b, costs


@misconception("gradient_descent")
def descent_costs_after_the_step(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your costs are those after each step; the first one, the cost of the start, is missing.

    The text asks for the cost before each step. You get it together with the slopes.
    """
    w, b, costs = reference.gradient_descent(X, Y, w, b, learning_rate, num_iterations)
    return w, b, [*costs[1:], *[reference.propagate(w, b, X, Y)[0] for _ in costs[:1]]]


@misconception("gradient_descent")
def descent_costs_with_the_end(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your list of costs has one entry too many: the cost of the end.

    The text asks for one cost for each step: the cost before the step.
    """
    w, b, costs = reference.gradient_descent(X, Y, w, b, learning_rate, num_iterations)
    return w, b, [*costs, reference.propagate(w, b, X, Y)[0]]


@misconception("gradient_descent")
def descent_costs_of_some_steps(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your costs are those of some steps only, such as every hundredth.

    That saves space if there are many steps. This exercise asks for the cost of every step, to show
    what the first ones do.
    """
    w, b, costs = reference.gradient_descent(X, Y, w, b, learning_rate, num_iterations)
    return w, b, costs[::100]


@misconception("gradient_descent")
def descent_last_cost_only(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your function returns a single cost, not a list of costs.

    Begin with an empty list before the loop, and append to it in every round.
    """
    w, b, costs = reference.gradient_descent(X, Y, w, b, learning_rate, num_iterations)
    return w, b, costs[-1] if costs else 0.0


@misconception("gradient_descent")
def descent_without_costs(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your function returns w and b; the costs are missing.

    Collect the cost of every step in a list, and return this list as the third result.
    """
    return reference.gradient_descent(X, Y, w, b, learning_rate, num_iterations)[:2]


@misconception("gradient_descent")
def descent_one_step_fewer(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your function takes one step fewer than asked for.

    range(1, n) has n - 1 numbers; range(n) has n.
    """
    steps = max(num_iterations - 1, 0)
    return reference.gradient_descent(X, Y, w, b, learning_rate, steps)


@misconception("gradient_descent")
def descent_one_step_more(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your function takes one step more than asked for.

    range(n + 1) begins at 0, so it has n + 1 numbers; range(n) has n.
    """
    return reference.gradient_descent(X, Y, w, b, learning_rate, num_iterations + 1)


@misconception("gradient_descent")
def descent_rate_fixed(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your steps always use the learning rate 0.01, whatever is passed.

    Is there a number in the loop where learning_rate should be?
    """
    return reference.gradient_descent(X, Y, w, b, 0.01, num_iterations)


@misconception("gradient_descent")
def descent_rate_left_out(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your steps subtract the whole slope: the learning rate is missing.

    Multiply the slope by it, for w and for b.
    """
    return reference.gradient_descent(X, Y, w, b, 1.0, num_iterations)


@misconception("gradient_descent")
def descent_divides_by_m(X, Y, w, b, learning_rate, num_iterations, *, reference):
    """Your steps are too short by the factor m, the number of samples.

    The slopes that propagate returns are already means: do not divide them again.
    """
    rate = learning_rate / X.shape[1]
    return reference.gradient_descent(X, Y, w, b, rate, num_iterations)
