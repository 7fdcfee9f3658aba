"""Mistakes that students make in `momentum_step`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("momentum_step")
def momentum_uphill(parameters, gradients, velocity, learning_rate, beta=0.9, *, reference):
    """Your parameters go along the velocity, and so uphill; they should go against it."""
    return reference.momentum_step(parameters, gradients, velocity, -learning_rate, beta)


@misconception("momentum_step")
def momentum_without_its_share(
    parameters, gradients, velocity, learning_rate, beta=0.9, *, reference
):
    """In your velocity the gradient counts in full, without the factor 1 - beta.

    That is another convention: its velocity is a sum, and ten times as large at beta = 0.9. Here it
    is an average.
    """
    larger = {name: value / (1 - beta) for name, value in gradients.items()}
    return reference.momentum_step(parameters, larger, velocity, learning_rate, beta)


@misconception("momentum_step")
def momentum_with_beta_exchanged(
    parameters, gradients, velocity, learning_rate, beta=0.9, *, reference
):
    """You have exchanged beta and 1 - beta: the gradient counts nine tenths, the past one tenth.

    With beta = 0.9 most of the old velocity should stay.
    """
    return reference.momentum_step(parameters, gradients, velocity, learning_rate, 1 - beta)


@misconception("momentum_step")
def momentum_with_signs_against_each_other(
    parameters, gradients, velocity, learning_rate, beta=0.9, *, reference
):
    """Your velocity takes the gradient off instead of adding it.

    Either the velocity points uphill and the step goes against it, or both the other way round.
    Here it is an average of the gradients.
    """
    against = {name: -value for name, value in gradients.items()}
    return reference.momentum_step(parameters, against, velocity, learning_rate, beta)


@misconception("momentum_step")
def momentum_follows_the_old_velocity(
    parameters, gradients, velocity, learning_rate, beta=0.9, *, reference
):
    """Your step follows the old velocity; it should follow the new one.

    First the velocity, then the step.
    """
    _, after = reference.momentum_step(parameters, gradients, velocity, learning_rate, beta)
    return {n: p - learning_rate * velocity[n] for n, p in parameters.items()}, after


@misconception("momentum_step")
def momentum_not_remembered(parameters, gradients, velocity, learning_rate, beta=0.9, *, reference):
    """You return the old velocity, so the next step knows nothing of this one."""
    after, _ = reference.momentum_step(parameters, gradients, velocity, learning_rate, beta)
    return after, velocity


@misconception("momentum_step")
def momentum_with_the_rate_inside(
    parameters, gradients, velocity, learning_rate, beta=0.9, *, reference
):
    """Your velocity contains the learning rate.

    If the rate changes later, old gradients keep their old rate. Here the velocity is an average of
    gradients, and the rate belongs to the step.
    """
    shorter = {name: learning_rate * value for name, value in gradients.items()}
    return reference.momentum_step(parameters, shorter, velocity, 1.0, beta)


@misconception("momentum_step")
def momentum_without_memory(parameters, gradients, velocity, learning_rate, beta=0.9, *, reference):
    """Your step is one of plain gradient descent: it follows the gradient, and not the velocity."""
    _, after = reference.momentum_step(parameters, gradients, velocity, learning_rate, beta)
    return {n: p - learning_rate * gradients["d" + n] for n, p in parameters.items()}, after


@misconception("momentum_step")
def momentum_of_first_layers_only(
    parameters, gradients, velocity, learning_rate, beta=0.9, *, reference
):
    """Your function only knows W1, b1, W2 and b2; other names are lost.

    Go through the names of the dict that is passed.
    """
    after, new = reference.momentum_step(parameters, gradients, velocity, learning_rate, beta)
    names = ("W1", "b1", "W2", "b2")
    return {n: after[n] for n in names}, {n: new[n] for n in names}


@misconception("momentum_step")
def momentum_in_place(parameters, gradients, velocity, learning_rate, beta=0.9, *, reference):
    """After the call, the arrays that were passed have changed.

    `+=` and similar operators write into the caller's own arrays. Make new ones.
    """
    after, new = reference.momentum_step(parameters, gradients, velocity, learning_rate, beta)
    for name in parameters:
        parameters[name][...], velocity[name][...] = after[name], new[name]
    return after, new
