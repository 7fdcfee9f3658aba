"""Mistakes that students make in `EarlyStopping`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


@misconception("EarlyStopping")
def stopping_with_the_last_parameters(patience, *, reference):
    """Your best_parameters are those of the last call; they should be those of the lowest cost.

    By the time one stops, the last ones have been getting worse for a while.
    """
    stopper = reference.EarlyStopping(patience)
    update = stopper.update

    def update_and_keep(cost, parameters):
        answer = update(cost, parameters)
        stopper.best_parameters = dict(parameters)
        return answer

    stopper.update = update_and_keep
    return stopper


@misconception("EarlyStopping")
def stopping_counts_all(patience, *, reference):
    """Your count never begins again: it counts all calls without a new lowest cost.

    Only those in a row should count.
    """
    stopper = reference.EarlyStopping(patience)
    update, without = stopper.update, []

    def update_and_count(cost, parameters):
        if cost >= stopper.best_cost:
            without.append(cost)
        update(cost, parameters)
        return len(without) >= patience

    stopper.update = update_and_count
    return stopper


@misconception("EarlyStopping")
def stopping_one_too_late(patience, *, reference):
    """It stops one call too late. With a patience of 2, the second call in a row is enough."""
    return reference.EarlyStopping(patience + 1)


@misconception("EarlyStopping")
def stopping_at_once(patience, *, reference):
    """It stops at the first call without a new lowest cost, whatever the patience is."""
    return reference.EarlyStopping(1)


@misconception("EarlyStopping")
def stopping_compares_with_the_last(patience, *, reference):
    """Each cost is compared with the one before it; it should be compared with the lowest so far.

    After a bad epoch, one that is a little less bad is no progress yet.
    """
    stopper = reference.EarlyStopping(patience)
    update, seen, without = stopper.update, [], [0]

    def update_and_compare(cost, parameters):
        update(cost, parameters)
        without[0] = without[0] + 1 if seen and cost >= seen[-1] else 0
        seen.append(cost)
        return without[0] >= patience

    stopper.update = update_and_compare
    return stopper


@misconception("EarlyStopping")
def stopping_takes_equal_for_better(patience, *, reference):
    """An equal cost counts as progress for you; only a lower one should."""
    stopper = reference.EarlyStopping(patience)
    update = stopper.update

    def update_equal(cost, parameters):
        is_equal = cost == stopper.best_cost
        answer = update(np.nextafter(cost, -1) if is_equal else cost, parameters)
        stopper.best_cost = cost if is_equal else stopper.best_cost
        return answer

    stopper.update = update_equal
    return stopper


@misconception("EarlyStopping")
def stopping_wants_large_costs(patience, *, reference):
    """Your object takes the highest cost for the best. A cost should be low."""
    stopper = reference.EarlyStopping(patience)
    update = stopper.update

    def update_reversed(cost, parameters):
        answer = update(-cost, parameters)
        stopper.best_cost = -stopper.best_cost
        return answer

    def update_all(cost, parameters):
        stopper.best_cost = -stopper.best_cost if np.isfinite(stopper.best_cost) else np.inf
        return update_reversed(cost, parameters)

    stopper.update = update_all
    return stopper


@misconception("EarlyStopping")
def stopping_never(patience, *, reference):
    """It never says stop. After `patience` calls in a row without a lower cost it should."""
    stopper = reference.EarlyStopping(patience)
    update = stopper.update

    def update_only(cost, parameters):
        update(cost, parameters)
        return False

    stopper.update = update_only
    return stopper


@misconception("EarlyStopping")
def stopping_answers_nothing(patience, *, reference):
    """Your update returns None; it should return True or False.

    Is there a return line that is reached in every case?
    """
    stopper = reference.EarlyStopping(patience)
    update = stopper.update

    def update_silently(cost, parameters):
        update(cost, parameters)

    stopper.update = update_silently
    return stopper


@misconception("EarlyStopping")
def stopping_answers_whether_to_go_on(patience, *, reference):
    """Your update returns True if training should go on; True should mean stop."""
    stopper = reference.EarlyStopping(patience)
    update = stopper.update
    stopper.update = lambda cost, parameters: not update(cost, parameters)
    return stopper


@misconception("EarlyStopping")
def stopping_keeps_the_last_cost(patience, *, reference):
    """Your best_cost is the last cost; it should be the lowest one."""
    stopper = reference.EarlyStopping(patience)
    update, lowest = stopper.update, [np.inf]

    def update_and_keep(cost, parameters):
        stopper.best_cost = lowest[0]
        answer = update(cost, parameters)
        lowest[0], stopper.best_cost = stopper.best_cost, cost
        return answer

    stopper.update = update_and_keep
    return stopper
