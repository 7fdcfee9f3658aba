"""Mistakes that students make in `graph_forward`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("graph_forward")
def graph_multiplies_a_only(a, b, c, *, reference):
    """Your J is 3 a + b c: the factor 3 multiplies a, but not b c.

    It stands in front of the bracket, so it multiplies all of v.
    """
    return {**reference.graph_forward(a, b, c), "J": 3 * a + b * c}


@misconception("graph_forward")
def graph_without_three(a, b, c, *, reference):
    """Your J equals v: the factor 3 is missing."""
    steps = reference.graph_forward(a, b, c)
    return {**steps, "J": steps["v"]}


@misconception("graph_forward")
def graph_adds_b_and_c(a, b, c):
    """Your u is the sum of b and c, not their product."""
    v = a + (b + c)
    return {"u": b + c, "v": v, "J": 3 * v}


@misconception("graph_forward")
def graph_multiplies_a_and_u(a, b, c):
    """Your v is the product of a and u, not their sum."""
    v = a * b * c
    return {"u": b * c, "v": v, "J": 3 * v}


@misconception("graph_forward")
def graph_cubes(a, b, c, *, reference):
    """Your J is v to the power of 3, not 3 times v."""
    steps = reference.graph_forward(a, b, c)
    return {**steps, "J": steps["v"] ** 3}


@misconception("graph_forward")
def graph_returns_j_only(a, b, c, *, reference):
    """Your function returns J alone; it should return a dict that also has the steps u and v."""
    return reference.graph_forward(a, b, c)["J"]


@misconception("graph_forward")
def graph_returns_tuple(a, b, c, *, reference):
    """Your function returns u, v and J as a tuple; it should return a dict with these keys."""
    return tuple(reference.graph_forward(a, b, c).values())
