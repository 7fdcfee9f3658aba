"""Hidden graders of the exercise topological_order(parents, last): any right order will do."""

import numpy as np
import pytest

from autograder.checks import check_that, check_unchanged

pytestmark = pytest.mark.exercise("topological_order")


@pytest.fixture
def renumbered(rng):
    """Give the nodes of a graph other numbers; return the graph and the new number of a node."""

    def shuffle(parents, last):
        number = rng.permutation(len(parents)).tolist()
        shuffled = [[]] * len(parents)
        for node, group in enumerate(parents):
            shuffled[number[node]] = [number[parent] for parent in group]
        return shuffled, number[last]

    return shuffle


@pytest.fixture
def random_graph(rng, renumbered):
    """Make a graph in which nodes have up to three parents, and some nodes are not needed."""

    def make(size=14):
        parents = [
            rng.choice(k, min(k, int(rng.integers(1, 4))), replace=False).tolist() if k > 3 else []
            for k in range(size)
        ]
        parents.append([size - 1, size - 1])  # not needed, as nothing is calculated from it
        return renumbered([*parents, [0]], size - 1)

    return make


def needed(parents, last):
    """Return all nodes that a node is calculated from, and itself."""
    found, todo = set(), [last]
    while todo:
        node = todo.pop()
        if node not in found:
            found.add(node)
            todo.extend(parents[node])
    return found


def check_order(order, parents, last):
    """Check that each needed node is there, after its parents, and that `last` is at the end."""
    first = {}
    for place, node in enumerate(order):
        first.setdefault(node, place)
    nodes = needed(parents, last)
    check_that(nodes <= first.keys(), "some nodes that are needed are missing")
    is_sorted = all(first[parent] < first[node] for node in nodes for parent in parents[node])
    check_that(is_sorted, "a node comes before one of its parents")
    check_that(order[-1] == last, "the node `last` is not at the end")


@pytest.mark.weight(2)
def test_nodes(student, random_graph, take_order):
    """Each node that is needed is there once, and no other node"""
    graphs = [random_graph() for _ in range(4)]
    for value, graph in zip(student.topological_order.many(graphs), graphs, strict=True):
        order = take_order(value)
        check_that(set(order) == needed(*graph), "other nodes are there than those needed")
        check_that(len(set(order)) == len(order), "a node is there more than once")


@pytest.mark.weight(3)
def test_order(student, random_graph, renumbered, take_order):
    """Each node comes after its parents, and `last` at the end"""
    graphs = [random_graph() for _ in range(4)]
    # A leaf that is near to the end, and far from it too.
    shortcuts = [[[], [0], [1], [2], group, [0]] for group in ([0, 3], [3, 0])]
    graphs += [renumbered(parents, 4) for parents in shortcuts]
    for value, graph in zip(student.topological_order.many(graphs), graphs, strict=True):
        check_order(take_order(value), *graph)


@pytest.mark.needs_value
@pytest.mark.weight(1.5)
def test_many_paths(student, take_order, renumbered):
    """It ends quickly, and is right, if very many paths lead from one node to another"""
    parents = [[]]
    for top in range(0, 120, 3):
        parents += [[top], [top], [top + 1, top + 2]]
    graph = renumbered(parents, 120)
    order = take_order(student.topological_order(*graph))
    check_that(len(order) == len(set(order)), "a node is there more than once")
    check_order(order, *graph)


@pytest.mark.needs_value
def test_long_path(student, take_order, renumbered):
    """Right for a path of 200 nodes"""
    graph = renumbered([[k - 1] if k else [] for k in range(200)], 199)
    check_order(take_order(student.topological_order(*graph)), *graph)


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_leaf(student, take_order):
    """A leaf needs only itself"""
    order = take_order(student.topological_order([[], [0], [1, 0]], 0))
    check_that(order == [0], "the order of a leaf does not hold just the leaf")


@pytest.mark.needs_value
@pytest.mark.weight(0.5)
def test_input_stays(student, random_graph):
    """The list of parents is as it was"""
    parents, last = random_graph()
    seen = student.topological_order.observe(parents, last)
    check_unchanged(seen.arguments, {"parents": parents})


def test_same_parent_twice(student, take_order, rng):
    """Right too if a node has the same parent twice"""
    a, b, c = rng.permutation(3).tolist()
    parents = [[]] * 3
    parents[b], parents[c] = [a, a], [b, b]
    graph = [*parents, [0]], c
    order = take_order(student.topological_order(*graph))
    check_that(order == [a, b, c], "the order is wrong if a node is used twice")
    check_that(np.unique(order).size == 3, "a node is there more than once")
