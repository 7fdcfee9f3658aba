"""Mistakes that students make in the class `Graph`, each with the hint that they read."""

import numpy as np

from autograder.misconceptions import misconception

from .shared import add_to, graph_that, handed_on, zeros_and_ones


@misconception("Graph")
def graph_assigns(*, reference):
    """A value that is used several times gets only one of its contributions.

    Each use is a path on which the cost changes. Add what comes along each of them.
    """

    def backward(self, last):
        table = zeros_and_ones(self, last)
        for node in reversed(reference.topological_order(self.parents, last)):
            for parent, part in handed_on(self, node, table[node], reference):
                table[parent] = part
        add_to(self, table)

    return graph_that(reference, backward)


@misconception("Graph")
def graph_pairs_in_a_dict(*, reference):
    """If both parents of a node are the same one, only one of the two contributions counts.

    In x·x, the value x is used twice. A dict with the parents as keys has only one place for both.
    """

    def backward(self, last):
        table = zeros_and_ones(self, last)
        for node in reversed(reference.topological_order(self.parents, last)):
            for parent, part in dict(handed_on(self, node, table[node], reference)).items():
                table[parent] = table[parent] + part
        add_to(self, table)

    return graph_that(reference, backward)


@misconception("Graph")
def graph_hands_on_old_gradients(*, reference):
    """A second call of backward hands on again what the first one has left.

    Probably the walk works in `gradients` itself. Let each call fill a table of its own, and add
    that to the gradients at the end.
    """

    def backward(self, last):
        self.gradients[last] = self.gradients[last] + np.ones_like(self.values[last])
        for node in reversed(reference.topological_order(self.parents, last)):
            for parent, part in handed_on(self, node, self.gradients[node], reference):
                self.gradients[parent] = self.gradients[parent] + part

    return graph_that(reference, backward)


@misconception("Graph")
def graph_starts_at_one(*, reference):
    """A second call of backward hands on again what the first one has left in nodes between.

    Only the last node begins anew. Let each call fill a table of its own, and add that to the
    gradients at the end.
    """

    def backward(self, last):
        self.gradients[last] = np.ones_like(self.values[last])
        for node in reversed(reference.topological_order(self.parents, last)):
            for parent, part in handed_on(self, node, self.gradients[node], reference):
                self.gradients[parent] = self.gradients[parent] + part

    return graph_that(reference, backward)


@misconception("Graph")
def graph_overwrites(*, reference):
    """A second call of backward replaces the gradients of the first one.

    The text asks for the sum of both, until zero_gradients is called.
    """
    graph = reference.Graph()
    backward = graph.backward

    def anew(last):
        graph.zero_gradients()
        backward(last)

    graph.backward = anew
    return graph


@misconception("Graph")
def graph_adds_in_place(*, reference):
    """Where a sum hands the same array to two parents, the gradients of both become wrong.

    `+=` on an array changes this array, whoever else has it. Make a new array for each sum.
    """

    def backward(self, last):
        table = [None for _ in self.values]
        table[last] = np.ones_like(self.values[last])
        for node in reversed(reference.topological_order(self.parents, last)):
            for parent, part in handed_on(self, node, table[node], reference):
                if table[parent] is None:
                    table[parent] = np.asarray(part)
                else:
                    table[parent] += part
        pairs = zip(table, self.values, strict=True)
        add_to(self, [np.zeros_like(value) if new is None else new for new, value in pairs])

    return graph_that(reference, backward)


@misconception("Graph")
def graph_hands_on_too_early(*, reference):
    """A node hands on before it has got everything.

    Probably the walk goes from a node straight to its parents. Take the nodes in reversed
    topological order.
    """

    def backward(self, last):
        table, waiting, seen = zeros_and_ones(self, last), [last], {last}
        while waiting:
            node = waiting.pop(0)
            for parent, part in handed_on(self, node, table[node], reference):
                table[parent] = table[parent] + part
                if parent not in seen:
                    seen.add(parent)
                    waiting.append(parent)
        add_to(self, table)

    return graph_that(reference, backward)


@misconception("Graph")
def graph_walks_forwards(*, reference):
    """Only the last operation hands anything on.

    Probably the walk goes through the topological order from its beginning. Backwards, `last`
    comes first.
    """

    def backward(self, last):
        table = zeros_and_ones(self, last)
        for node in reference.topological_order(self.parents, last):
            for parent, part in handed_on(self, node, table[node], reference):
                table[parent] = table[parent] + part
        add_to(self, table)

    return graph_that(reference, backward)


@misconception("Graph")
def graph_without_a_start(*, reference):
    """After backward all gradients are still zero.

    The walk needs a beginning: the derivative of `last` with respect to itself.
    """
    return graph_that(reference, lambda self, last: None)  # noqa: ARG005


@misconception("Graph")
def graph_keeps_gradients(*, reference):
    """Your zero_gradients changes nothing."""
    graph = reference.Graph()
    graph.zero_gradients = lambda: None
    return graph


@misconception("Graph")
def graph_zeroes_to_numbers(*, reference):
    """After zero_gradients each gradient is a single number, not an array of zeros.

    A gradient has the shape of its value.
    """
    graph = reference.Graph()

    def to_numbers():
        graph.gradients = [0.0 for _ in graph.values]

    graph.zero_gradients = to_numbers
    return graph


@misconception("Graph")
def graph_last_missing(*, reference):
    """The node that the walk begins at has no gradient of its own.

    Its derivative with respect to itself is 1, and it counts too.
    """

    def backward(self, last):
        table = zeros_and_ones(self, last)
        for node in reversed(reference.topological_order(self.parents, last)):
            for parent, part in handed_on(self, node, table[node], reference):
                table[parent] = table[parent] + part
        table[last] = np.zeros_like(table[last])
        add_to(self, table)

    return graph_that(reference, backward)


@misconception("Graph")
def graph_counts_from_one(*, reference):
    """Your numbers of nodes begin at 1.

    The first node of a graph has the number 0.
    """
    graph = reference.Graph()
    leaf, apply = graph.leaf, graph.apply
    graph.leaf = lambda value: leaf(value) + 1
    graph.apply = lambda operation, parents: apply(operation, parents) + 1
    return graph
