"""Mistakes that students make in `scheduled_rate`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("scheduled_rate")
def schedule_begins_at_zero(step, total_steps, base_rate, warmup_steps=0, *, reference):
    """Your warm-up begins at 0, and its last step does not have the full rate yet.

    A first step with the rate 0 is a lost step. The last step of the warm-up has the full rate.
    """
    if step < warmup_steps:
        return base_rate * step / warmup_steps
    return reference.scheduled_rate(step, total_steps, base_rate, warmup_steps)


@misconception("scheduled_rate")
def schedule_forgets_the_warmup(step, total_steps, base_rate, warmup_steps=0, *, reference):
    """After the warm-up, your rate jumps to where it would be without one.

    The descent begins at the end of the warm-up, with the full rate. Count its steps from there.
    """
    if step < warmup_steps:
        return base_rate * (step + 1) / warmup_steps
    return reference.scheduled_rate(step, total_steps, base_rate, 0)


@misconception("scheduled_rate")
def schedule_descends_too_long(step, total_steps, base_rate, warmup_steps=0):
    """After a warm-up, your rate is not 0 at the end: the descent takes total_steps more.

    The warm-up's steps belong to total_steps too.
    """
    if step < warmup_steps:
        return base_rate * (step + 1) / warmup_steps
    progress = min(1.0, (step - warmup_steps) / total_steps)
    return base_rate * (1 + np.cos(np.pi * progress)) / 2


@misconception("scheduled_rate")
def schedule_rises_again(step, total_steps, base_rate, warmup_steps=0):
    """After the last step your rate rises again: the cosine goes on. It should stay 0."""
    if step < warmup_steps:
        return base_rate * (step + 1) / warmup_steps
    progress = (step - warmup_steps) / (total_steps - warmup_steps)
    return base_rate * (1 + np.cos(np.pi * progress)) / 2


@misconception("scheduled_rate")
def schedule_in_a_straight_line(step, total_steps, base_rate, warmup_steps=0):
    """Your rate falls in a straight line; the shape of a cosine is asked for.

    It falls slowly at first and at last, and fastest in the middle.
    """
    if step < warmup_steps:
        return base_rate * (step + 1) / warmup_steps
    return base_rate * max(0.0, 1 - (step - warmup_steps) / (total_steps - warmup_steps))


@misconception("scheduled_rate")
def schedule_of_a_quarter_wave(step, total_steps, base_rate, warmup_steps=0):
    """Your rate follows a quarter of a cosine wave, from 1 to 0; half a wave is asked for.

    It goes from 1 to -1. Shift and stretch it, so that it ends at 0.
    """
    if step < warmup_steps:
        return base_rate * (step + 1) / warmup_steps
    progress = min(1.0, (step - warmup_steps) / (total_steps - warmup_steps))
    return base_rate * np.cos(np.pi / 2 * progress)


@misconception("scheduled_rate")
def schedule_below_zero(step, total_steps, base_rate, warmup_steps=0):
    """Your rate becomes negative in the second half: the cosine itself goes down to -1.

    A negative rate leads uphill. Shift and stretch the cosine, so that it ends at 0.
    """
    if step < warmup_steps:
        return base_rate * (step + 1) / warmup_steps
    progress = min(1.0, (step - warmup_steps) / (total_steps - warmup_steps))
    return base_rate * np.cos(np.pi * progress)


@misconception("scheduled_rate")
def schedule_twice_too_high(step, total_steps, base_rate, warmup_steps=0, *, reference):
    """Your descent begins at twice the base rate: 1 plus the cosine goes from 2 to 0."""
    value = reference.scheduled_rate(step, total_steps, base_rate, warmup_steps)
    return value if step < warmup_steps else 2 * value


@misconception("scheduled_rate")
def schedule_without_warmup(step, total_steps, base_rate, warmup_steps=0, *, reference):
    """Your schedule takes no notice of warmup_steps: it descends from the first step on."""
    return reference.scheduled_rate(step, total_steps, base_rate)


@misconception("scheduled_rate")
def schedule_as_a_factor(step, total_steps, base_rate, warmup_steps=0, *, reference):
    """You return a share between 0 and 1; it is still to be multiplied by the base rate."""
    return reference.scheduled_rate(step, total_steps, 1.0, warmup_steps)
