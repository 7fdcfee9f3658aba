"""Mistakes that students make in `decayed_rate`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("decayed_rate")
def rate_without_brackets(learning_rate, decay, step):
    """Your rate grows from step to step.

    Perhaps brackets are missing: Python divides before it adds. Put all that is below the fraction
    line into brackets.
    """
    return learning_rate / 1 + decay * step


@misconception("decayed_rate")
def rate_without_one(learning_rate, decay, step):
    """Your function divides by decay times step alone, and so by 0 in the first step.

    The sum below the fraction line begins with 1, so that step 0 has the full rate.
    """
    return learning_rate / (decay * step)


@misconception("decayed_rate")
def rate_by_powers(learning_rate, decay, step):
    """Your rate is multiplied by the decay in every step.

    That is a possible schedule, but not the one of the text: with decay 0 it stops after the first
    step. The text divides by a number that grows with the step.
    """
    return learning_rate * decay**step


@misconception("decayed_rate")
def rate_by_exponential(learning_rate, decay, step):
    """Your rate falls exponentially with the step.

    That is a possible schedule, but it falls much faster than the one of the text. The text divides
    by a number that grows with the step.
    """
    return learning_rate * np.exp(-decay * step)


@misconception("decayed_rate")
def rate_in_a_line(learning_rate, decay, step):
    """Your rate falls in a straight line and becomes negative.

    With a negative rate, a step goes uphill. The text divides by a number that grows with the step,
    so the rate never reaches 0.
    """
    return learning_rate * (1 - decay * step)


@misconception("decayed_rate")
def rate_of_the_next_step(learning_rate, decay, step, *, reference):
    """Your rate belongs to the next step.

    Count the steps from 0: step 0 has the full rate.
    """
    return reference.decayed_rate(learning_rate, decay, step + 1)
