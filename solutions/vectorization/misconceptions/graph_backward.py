"""Mistakes that students make in `graph_backward`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("graph_backward")
def backward_exchanges_b_and_c(a, b, c, *, reference):
    """Your db and dc are exchanged.

    If b grows by 1, u = b c grows by c: the derivative with respect to one factor is the other
    factor.
    """
    slopes = reference.graph_backward(a, b, c)
    return {**slopes, "db": slopes["dc"], "dc": slopes["db"]}


@misconception("graph_backward")
def backward_is_local(a, b, c, *, reference):
    """You return the local derivatives of the single steps, not the derivatives of J.

    Multiply each of them by the derivative that arrives from the right: that is the chain rule.
    """
    slopes = reference.graph_backward(a, b, c)
    return {name: slope if name == "dv" else slope / 3 for name, slope in slopes.items()}


@misconception("graph_backward")
def backward_forgets_three_at_the_product(a, b, c, *, reference):
    """Your db and dc are too small by the factor 3.

    They are derivatives of u. Multiply both by du, the derivative that arrives at u from the right.
    """
    slopes = reference.graph_backward(a, b, c)
    return {**slopes, "db": slopes["db"] / 3, "dc": slopes["dc"] / 3}


@misconception("graph_backward")
def backward_with_three_twice(a, b, c, *, reference):
    """Your db and dc have the factor 3 twice.

    On the way back, the 3 comes in once, at J = 3 v. After that it is part of what arrives.
    """
    slopes = reference.graph_backward(a, b, c)
    return {**slopes, "db": 3 * slopes["db"], "dc": 3 * slopes["dc"]}


@misconception("graph_backward")
def backward_without_three(a, b, c, *, reference):
    """All your derivatives are too small by the factor 3.

    They are the derivatives of v. The way back begins with the last step, J = 3 v.
    """
    return {name: slope / 3 for name, slope in reference.graph_backward(a, b, c).items()}


@misconception("graph_backward")
def backward_is_forward(a, b, c, *, reference):
    """Your du and dv are the values of u and v, not derivatives.

    dv says how fast J grows with v. The value of v does not matter, because J = 3 v is a straight
    line.
    """
    u = b * c
    return {**reference.graph_backward(a, b, c), "du": u, "dv": a + u}


@misconception("graph_backward")
def backward_with_values(a, b, c, *, reference):
    """Your derivatives are multiplied by the numbers themselves: da by a, db by b, dc by c.

    Derivative times change is the change of J. The exercise asks for the derivative alone.
    """
    slopes = reference.graph_backward(a, b, c)
    own = {"da": a, "db": b, "dc": c, "du": b * c, "dv": a + b * c}
    return {name: slopes[name] * own[name] for name in slopes}


@misconception("graph_backward")
def backward_with_a_at_the_sum(a, b, c, *, reference):
    """Your da is 3 a. In v = a + u the number a has no factor, so v grows as fast as a."""
    return {**reference.graph_backward(a, b, c), "da": 3 * a}


@misconception("graph_backward")
def backward_of_product_with_both(a, b, c, *, reference):
    """Your db and dc are both 3 b c.

    If b grows and c does not, how much does b c grow?
    """
    return {**reference.graph_backward(a, b, c), "db": 3 * b * c, "dc": 3 * b * c}


@misconception("graph_backward")
def backward_of_inputs_only(a, b, c, *, reference):
    """Your dict only has the derivatives of the inputs; du and dv are missing."""
    slopes = reference.graph_backward(a, b, c)
    return {name: slopes[name] for name in ("da", "db", "dc")}
