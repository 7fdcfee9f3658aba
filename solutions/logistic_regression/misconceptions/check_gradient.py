"""Mistakes that students make in `check_gradient`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception


def _slopes(reference, place, ahead, behind, span):
    """Return dw and db: the cost's change from one moved place to another, over a span."""
    w, b, X, Y = place

    def cost(theta):
        return reference.propagate(theta[:-1], float(theta[-1, 0]), X, Y)[0]

    theta = np.vstack([w, [[b]]])
    units = np.eye(len(theta))
    slopes = [
        (cost(theta + ahead * units[:, [k]]) - cost(theta + behind * units[:, [k]])) / span
        for k in range(len(theta))
    ]
    return np.array(slopes[:-1]).reshape(w.shape), slopes[-1]


def _error(claimed, measured):
    """Return the relative error of two vectors."""
    return np.linalg.norm(claimed - measured) / (np.linalg.norm(claimed) + np.linalg.norm(measured))


def _answer(measured, dw, db):
    """Return the whole answer for measured slopes."""
    return *measured, _error(np.append(dw, db), np.append(*measured))


@misconception("check_gradient")
def check_is_one_sided(w, b, X, Y, dw, db, h=1e-5, *, reference):
    """You measure to one side only: the cost after the step minus the cost before it.

    That slope is off by about h. Move the parameter to both sides, and divide by the whole distance
    between the two places.
    """
    return _answer(_slopes(reference, (w, b, X, Y), h, 0.0, h), dw, db)


@misconception("check_gradient")
def check_looks_back(w, b, X, Y, dw, db, h=1e-5, *, reference):
    """You measure to the left side only: the cost before the step minus that at the lower place.

    That slope is off by about h. Move the parameter to both sides, and divide by the whole distance
    between the two places.
    """
    return _answer(_slopes(reference, (w, b, X, Y), 0.0, -h, h), dw, db)


@misconception("check_gradient")
def check_divides_by_h(w, b, X, Y, dw, db, h=1e-5, *, reference):
    """Your measured derivatives are twice too large.

    Between w + h and w - h there is a distance of 2 h, not of h.
    """
    return _answer(_slopes(reference, (w, b, X, Y), h, -h, h), dw, db)


@misconception("check_gradient")
def check_multiplies_by_half_h(w, b, X, Y, dw, db, h=1e-5, *, reference):
    """Your measured derivatives are divided by 2 and multiplied by h.

    Python computes from left to right: `/ 2 * h` is not `/ (2 * h)`. Brackets are missing.
    """
    return _answer(_slopes(reference, (w, b, X, Y), h, -h, 2 / h), dw, db)


@misconception("check_gradient")
def check_has_the_sign_wrong(w, b, X, Y, dw, db, h=1e-5, *, reference):
    """Your measured derivatives have the wrong sign.

    The cost at the larger parameter comes first: J(w + h) - J(w - h).
    """
    return _answer(_slopes(reference, (w, b, X, Y), -h, h, 2 * h), dw, db)


@misconception("check_gradient")
def check_uses_the_derived_gradient(w, b, X, Y, dw, db, h=1e-5, *, reference):
    """Nothing is measured: your answer is the gradient that propagate returns.

    A check that uses what it has to check finds nothing. Take only the cost from propagate, at
    moved places.
    """
    _, own_dw, own_db = reference.propagate(w, b, X, Y)
    return _answer((own_dw, own_db), dw, db)


@misconception("check_gradient")
def check_ignores_h(w, b, X, Y, dw, db, h=1e-5, *, reference):
    """You measure with a step of your own, not with the h that is passed."""
    return _answer(_slopes(reference, (w, b, X, Y), 1e-5, -1e-5, 2e-5), dw, db)


@misconception("check_gradient")
def check_moves_all_weights(w, b, X, Y, dw, db, h=1e-5, *, reference):
    """All your measured entries of dw are equal: you move all weights at once.

    A partial derivative asks what one parameter does while the others are held still. Put h into
    one entry of an array of zeros.
    """
    ahead, behind = (reference.propagate(w + s * h, b, X, Y)[0] for s in (1, -1))
    _, db_alone = _slopes(reference, (w, b, X, Y), h, -h, 2 * h)
    return _answer((np.full(w.shape, (ahead - behind) / (2 * h)), db_alone), dw, db)


@misconception("check_gradient")
def check_forgets_the_bias(w, b, X, Y, dw, db, h=1e-5, *, reference):
    """You have not measured the derivative for the bias: your measured_db is the claimed one.

    The bias is a parameter too. Move it to both sides while the weights are held still.
    """
    measured, _ = _slopes(reference, (w, b, X, Y), h, -h, 2 * h)
    return _answer((measured, db), dw, db)


@misconception("check_gradient")
def check_moves_and_stays_there(w, b, X, Y, dw, db, h=1e-5, *, reference):
    """After each measurement, your weight stays where it was moved to.

    So the next weight is measured at another place, and the caller's w may have changed. Make a new
    array for each moved w.
    """
    moved, slopes = np.array(w), []
    for j in range(len(w)):
        moved[j] += h
        ahead = reference.propagate(moved, b, X, Y)[0]
        moved[j] -= 2 * h
        slopes.append((ahead - reference.propagate(moved, b, X, Y)[0]) / (2 * h))
    ahead, behind = (reference.propagate(moved, b + s * h, X, Y)[0] for s in (1, -1))
    measured = np.array(slopes).reshape(w.shape), (ahead - behind) / (2 * h)
    return _answer(measured, dw, db)


@misconception("check_gradient")
def check_error_is_not_relative(w, b, X, Y, dw, db, h=1e-5, *, reference):
    """Your error is the length of the difference. It is not yet divided by anything.

    Whether 0.001 is much depends on how long the gradient is. Divide by the sum of both lengths.
    """
    measured = _slopes(reference, (w, b, X, Y), h, -h, 2 * h)
    return *measured, np.linalg.norm(np.append(dw, db) - np.append(*measured))


@misconception("check_gradient")
def check_error_by_one_length(w, b, X, Y, dw, db, h=1e-5, *, reference):
    """Your error is divided by the length of the measured gradient alone.

    The text divides by the sum of both lengths, so that the error is never above 1.
    """
    measured = _slopes(reference, (w, b, X, Y), h, -h, 2 * h)
    off = np.linalg.norm(np.append(dw, db) - np.append(*measured))
    return *measured, off / np.linalg.norm(np.append(*measured))


@misconception("check_gradient")
def check_error_of_lengths(w, b, X, Y, dw, db, h=1e-5, *, reference):
    """Your error compares only the two lengths, so a gradient in the wrong direction passes.

    Subtract the vectors first, and take the length of the difference.
    """
    measured = _slopes(reference, (w, b, X, Y), h, -h, 2 * h)
    sizes = np.linalg.norm(np.append(dw, db)), np.linalg.norm(np.append(*measured))
    return *measured, abs(sizes[0] - sizes[1]) / (sizes[0] + sizes[1])


@misconception("check_gradient")
def check_error_of_weights_only(w, b, X, Y, dw, db, h=1e-5, *, reference):
    """Your error leaves the bias out: a wrong db is not noticed.

    Put all partial derivatives, those of the weights and that of the bias, into one vector.
    """
    measured = _slopes(reference, (w, b, X, Y), h, -h, 2 * h)
    return *measured, _error(dw.ravel(), measured[0].ravel())


@misconception("check_gradient")
def check_error_squared(w, b, X, Y, dw, db, h=1e-5, *, reference):
    """Your lengths are sums of squares; the square root is missing."""
    measured = _slopes(reference, (w, b, X, Y), h, -h, 2 * h)
    claimed, seen = np.append(dw, db), np.append(*measured)
    return *measured, np.sum((claimed - seen) ** 2) / (np.sum(claimed**2) + np.sum(seen**2))


@misconception("check_gradient")
def check_flattens_dw(w, b, X, Y, dw, db, h=1e-5, *, reference):
    """Your measured dw has one axis; it should be a column, like w."""
    measured, measured_db, error = reference.check_gradient(w, b, X, Y, dw, db, h)
    return measured.ravel(), measured_db, error


@misconception("check_gradient")
def check_changes_w(w, b, X, Y, dw, db, h=1e-5, *, reference):
    """After the call, w has changed: you add h to an entry of the caller's own array.

    Even if you subtract it again, rounding may leave something. Move a copy.
    """
    answer = reference.check_gradient(w.copy(), b, X, Y, dw, db, h)
    w += h
    return answer
