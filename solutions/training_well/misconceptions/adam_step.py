"""Mistakes that students make in `adam_step`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


def _step(
    parameters, gradients, state, learning_rate, beta1, beta2, epsilon, *, correct, root=None
):
    """Take a step with a correction (v, s, t -> both corrected) and a denominator of its own."""
    t, v, s, moved = state["t"] + 1, {}, {}, {}
    for name, p in parameters.items():
        g = gradients["d" + name]
        v[name] = beta1 * state["v"][name] + (1 - beta1) * g
        s[name] = beta2 * state["s"][name] + (1 - beta2) * g**2
        with np.errstate(all="ignore"):
            v_hat, s_hat = correct(v[name], s[name], t)
            below = np.sqrt(s_hat) + epsilon if root is None else root(s_hat)
            moved[name] = p - learning_rate * v_hat / below
    return moved, {"t": t, "v": v, "s": s}


@misconception("adam_step")
def adam_without_correction(
    parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    """Your averages are not corrected, so the first steps have a wrong length.

    Both begin at 0, and so they are too small for a while, each by a factor of its own.
    """
    settings = (learning_rate, beta1, beta2, epsilon)
    return _step(parameters, gradients, state, *settings, correct=lambda v, s, _t: (v, s))


@misconception("adam_step")
def adam_corrects_v_only(
    parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    """You correct v but not s. The squares' average begins at 0 too, with another beta."""

    def correct(v, s, t):
        return v / (1 - beta1**t), s

    settings = (learning_rate, beta1, beta2, epsilon)
    return _step(parameters, gradients, state, *settings, correct=correct)


@misconception("adam_step")
def adam_corrects_s_only(
    parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    """You correct s but not v. The gradients' average begins at 0 too, with another beta."""

    def correct(v, s, t):
        return v, s / (1 - beta2**t)

    settings = (learning_rate, beta1, beta2, epsilon)
    return _step(parameters, gradients, state, *settings, correct=correct)


@misconception("adam_step")
def adam_counts_from_zero(
    parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    """Your correction uses the number of steps before this one: the first step divides by 0.

    state["t"] counts the steps that are over. The correction needs this one too.
    """

    def correct(v, s, t):
        return v / np.float64(1 - beta1 ** (t - 1)), s / np.float64(1 - beta2 ** (t - 1))

    settings = (learning_rate, beta1, beta2, epsilon)
    return _step(parameters, gradients, state, *settings, correct=correct)


@misconception("adam_step")
def adam_corrects_without_the_step(
    parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    """Your correction is the same in every step: it is right in the first one only.

    An average that began at 0 comes nearer to its right size with each step.
    """

    def correct(v, s, t):
        return v / (1 - beta1), s / (1 - beta2)

    settings = (learning_rate, beta1, beta2, epsilon)
    return _step(parameters, gradients, state, *settings, correct=correct)


@misconception("adam_step")
def adam_corrects_both_with_one_beta(
    parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    """You correct both averages with the same beta. Each has its own."""

    def correct(v, s, t):
        return v / (1 - beta1**t), s / (1 - beta1**t)

    settings = (learning_rate, beta1, beta2, epsilon)
    return _step(parameters, gradients, state, *settings, correct=correct)


@misconception("adam_step")
def adam_with_epsilon_inside_the_root(
    parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    """Your epsilon stands under the root, where 1e-8 counts as 1e-4.

    It shows where gradients are small. Add epsilon to the root.
    """

    def correct(v, s, t):
        return v / (1 - beta1**t), s / (1 - beta2**t)

    settings = (learning_rate, beta1, beta2, epsilon)
    return _step(
        *(parameters, gradients, state, *settings),
        correct=correct,
        root=lambda s_hat: np.sqrt(s_hat + epsilon),
    )


@misconception("adam_step")
def adam_with_epsilon_before_the_correction(
    parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    """Your epsilon is too small or too large by a factor: it was added before the correction.

    Correct s first, take its root, and then add epsilon.
    """
    t = state["t"] + 1
    smaller = epsilon / np.sqrt(1 - beta2**t)

    def correct(v, s, t):
        return v / (1 - beta1**t), s / (1 - beta2**t)

    settings = (learning_rate, beta1, beta2, smaller)
    return _step(parameters, gradients, state, *settings, correct=correct)


@misconception("adam_step")
def adam_without_epsilon(
    parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    """Your epsilon has no effect: a gradient of 0 gives NaN."""

    def correct(v, s, t):
        return v / (1 - beta1**t), s / (1 - beta2**t)

    settings = (learning_rate, beta1, beta2, epsilon)
    return _step(
        *(parameters, gradients, state, *settings),
        correct=correct,
        root=np.sqrt,
    )


@misconception("adam_step")
def adam_without_the_root(
    parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    """You divide by the average of the squares itself; its root is missing."""

    def correct(v, s, t):
        return v / (1 - beta1**t), s / (1 - beta2**t)

    settings = (learning_rate, beta1, beta2, epsilon)
    return _step(
        *(parameters, gradients, state, *settings),
        correct=correct,
        root=lambda s_hat: s_hat + epsilon,
    )


@misconception("adam_step")
def adam_uphill(
    parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, *, reference
):
    """Your parameters go uphill: the step is added; it should be subtracted."""
    settings = (beta1, beta2, epsilon)
    return reference.adam_step(parameters, gradients, state, -learning_rate, *settings)


@misconception("adam_step")
def adam_with_betas_exchanged(
    parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, *, reference
):
    """You have exchanged beta1 and beta2.

    beta1 belongs to the gradients, beta2 to their squares.
    """
    settings = (beta2, beta1, epsilon)
    return reference.adam_step(parameters, gradients, state, learning_rate, *settings)


@misconception("adam_step")
def adam_stores_the_corrected(
    parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, *, reference
):
    """Your new state holds the corrected averages, so the next step corrects them again.

    The correction is for this step only. Keep the averages as the formulas give them.
    """
    settings = (learning_rate, beta1, beta2, epsilon)
    moved, after = reference.adam_step(parameters, gradients, state, *settings)
    v = {n: value / (1 - beta1 ** after["t"]) for n, value in after["v"].items()}
    s = {n: value / (1 - beta2 ** after["t"]) for n, value in after["s"].items()}
    return moved, {"t": after["t"], "v": v, "s": s}


@misconception("adam_step")
def adam_does_not_count(
    parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, *, reference
):
    """The number of steps in your new state is the old one, so every step counts as the same."""
    settings = (learning_rate, beta1, beta2, epsilon)
    moved, after = reference.adam_step(parameters, gradients, state, *settings)
    return moved, after | {"t": state["t"]}


@misconception("adam_step")
def adam_squares_the_average(
    parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8
):
    """Your s averages the squares of v; it should average the squares of the gradients."""
    t, v, s, moved = state["t"] + 1, {}, {}, {}
    for name, p in parameters.items():
        v[name] = beta1 * state["v"][name] + (1 - beta1) * gradients["d" + name]
        s[name] = beta2 * state["s"][name] + (1 - beta2) * v[name] ** 2
        below = np.sqrt(s[name] / (1 - beta2**t)) + epsilon
        moved[name] = p - learning_rate * v[name] / (1 - beta1**t) / below
    return moved, {"t": t, "v": v, "s": s}


@misconception("adam_step")
def adam_follows_the_gradient(
    parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, *, reference
):
    """Your step follows the gradient itself, as in RMSProp; in Adam it follows the average v."""
    settings = (learning_rate, beta1, beta2, epsilon)
    _, after = reference.adam_step(parameters, gradients, state, *settings)
    moved = {}
    for name, p in parameters.items():
        below = np.sqrt(after["s"][name] / (1 - beta2 ** after["t"])) + epsilon
        moved[name] = p - learning_rate * gradients["d" + name] / below
    return moved, after


@misconception("adam_step")
def adam_in_place(
    parameters, gradients, state, learning_rate, beta1=0.9, beta2=0.999, epsilon=1e-8, *, reference
):
    """After the call, the old state or the parameters have changed. Make new arrays and dicts."""
    settings = (learning_rate, beta1, beta2, epsilon)
    moved, after = reference.adam_step(parameters, gradients, state, *settings)
    state.update(after)
    return moved, state
