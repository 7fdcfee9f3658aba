"""Mistakes that students make in `graph_backward`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("graph_backward")
def backward_exchanges_b_and_c(a, b, c, *, reference):
    """Your db and dc have changed places.

    u = b c grows by c for each 1 that is added to b: the derivative with respect to one factor
    is the other factor.
    """
    slopes = reference.graph_backward(a, b, c)
    return {**slopes, "db": slopes["dc"], "dc": slopes["db"]}


@misconception("graph_backward")
def backward_is_local(a, b, c, *, reference):
    """You return the local derivatives of the single steps, not the derivatives of J.

    Each still has to be multiplied by what arrives from the right: that is the chain rule.
    """
    slopes = reference.graph_backward(a, b, c)
    return {name: slope if name == "dv" else slope / 3 for name, slope in slopes.items()}


@misconception("graph_backward")
def backward_forgets_three_at_the_product(a, b, c, *, reference):
    """Your db and dc are too small by the factor 3.

    They are derivatives of u. What arrives at u from the right, du, multiplies both.
    """
    slopes = reference.graph_backward(a, b, c)
    return {**slopes, "db": slopes["db"] / 3, "dc": slopes["dc"] / 3}


@misconception("graph_backward")
def backward_with_three_twice(a, b, c, *, reference):
    """Your db and dc have the factor 3 twice.

    On its way back the 3 is picked up once, at J = 3 v. After that it is part of what arrives.
    """
    slopes = reference.graph_backward(a, b, c)
    return {**slopes, "db": 3 * slopes["db"], "dc": 3 * slopes["dc"]}


@misconception("graph_backward")
def backward_without_three(a, b, c, *, reference):
    """All your derivatives are too small by the factor 3.

    They are the derivatives of v. The last step, J = 3 v, is where the way back begins.
    """
    return {name: slope / 3 for name, slope in reference.graph_backward(a, b, c).items()}


@misconception("graph_backward")
def backward_is_forward(a, b, c, *, reference):
    """Your du and dv are the values of u and v, not derivatives.

    dv asks how fast J grows with v; where v lies does not matter, since J = 3 v is a straight
    line.
    """
    u = b * c
    return {**reference.graph_backward(a, b, c), "du": u, "dv": a + u}


@misconception("graph_backward")
def backward_with_values(a, b, c, *, reference):
    """Your derivatives are multiplied by the numbers themselves: da by a, db by b, dc by c.

    The change of J is derivative times change. The derivative alone is asked for.
    """
    slopes = reference.graph_backward(a, b, c)
    own = {"da": a, "db": b, "dc": c, "du": b * c, "dv": a + b * c}
    return {name: slopes[name] * own[name] for name in slopes}


@misconception("graph_backward")
def backward_with_a_at_the_sum(a, b, c, *, reference):
    """Your da is 3 a. In v = a + u the number a stands alone, so v grows as fast as a does."""
    return {**reference.graph_backward(a, b, c), "da": 3 * a}


@misconception("graph_backward")
def backward_of_product_with_both(a, b, c, *, reference):
    """Your db and dc are both 3 b c.

    If b grows and c does not, how much does b c grow?
    """
    return {**reference.graph_backward(a, b, c), "db": 3 * b * c, "dc": 3 * b * c}


@misconception("graph_backward")
def backward_of_inputs_only(a, b, c, *, reference):
    """Your dict has the derivatives of the inputs only; du and dv are asked for as well."""
    slopes = reference.graph_backward(a, b, c)
    return {name: slopes[name] for name in ("da", "db", "dc")}
