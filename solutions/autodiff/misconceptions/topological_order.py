"""Mistakes that students make in `topological_order`, each with the hint that they read."""

from collections import deque

from autograder.misconceptions import misconception


@misconception("topological_order")
def order_backwards(parents, last, *, reference):
    """Your order is the right one backwards: each node comes before its parents.

    The text asks for the forward order, with `last` at the end.
    """
    return reference.topological_order(parents, last)[::-1]


@misconception("topological_order")
def order_without_last(parents, last, *, reference):
    """The node `last` is missing in your order."""
    return reference.topological_order(parents, last)[:-1]


@misconception("topological_order")
def order_by_number(parents, last, *, reference):
    """Your order goes by the numbers of the nodes.

    In this exercise, a parent may have a larger number than its child.
    """
    return sorted(reference.topological_order(parents, last))


@misconception("topological_order")
def order_of_all(parents, last, *, reference):
    """Your order holds nodes that `last` does not need.

    Begin at `last`, and go only to parents.
    """
    order, others = reference.topological_order(parents, last), range(len(parents))
    for node in others:
        order += [n for n in reference.topological_order(parents, node) if n not in order]
    return order


@misconception("topological_order")
def order_child_first(parents, last):
    """A node that several others need may come after one of them in your order.

    Probably you write a node down before its parents and turn the list around at the end. Write it
    down after them.
    """
    order, seen = [], set()

    def visit(node):
        if node in seen:
            return
        seen.add(node)
        order.append(node)
        for parent in parents[node]:
            visit(parent)

    visit(last)
    return order[::-1]


@misconception("topological_order")
def order_by_distance(parents, last):
    """Your order goes by the shortest way to `last`, and a node may have longer ways too.

    Then it comes too late. Write a node down only when all its parents are there.
    """
    order, waiting = [last], deque([last])
    while waiting:
        for parent in parents[waiting.popleft()]:
            if parent not in order:
                order.append(parent)
                waiting.append(parent)
    return order[::-1]


@misconception("topological_order")
def order_with_double_parents(parents, last, *, reference):
    """A node that is a parent of the same child twice is there twice in your order.

    Remember which nodes you have been to.
    """
    twice = {p for group in parents for p in group if list(group).count(p) > 1}
    order = reference.topological_order(parents, last)
    return [node for node in order for _ in range(1 + (node in twice))]
