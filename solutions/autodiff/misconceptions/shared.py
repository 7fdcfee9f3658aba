"""Helpers that the known mistakes of several exercises need."""

import types

import numpy as np

MEASURED = {
    "squares": lambda x: np.sum(x**2),
    "cubes": lambda x: np.sum(x**3),
    "waves": lambda x: np.sum(np.sin(x)),
    "neighbours": lambda x: np.sum(np.ravel(x)[1:] * np.ravel(x)[:-1]),
    "length": lambda x: np.sqrt(1.0 + np.sum(x**2)),
    "tiny": lambda x: 1e-7 * np.sum(np.sin(x)),
    "huge": lambda x: 1e7 * np.sum(np.sin(x)),
    "flat": lambda x: 7.0,  # noqa: ARG005
}
REDUCED = {
    "sum": ("sum", None),
    "mean": ("mean", None),
    "column_sum": ("sum", 0),
    "column_max": ("max", 0),
}


def forward_difference(f, x, h=1e-5):
    """Measure a gradient by forward differences; f is the name of a function."""
    f = MEASURED[f]
    x = np.array(x, dtype=float)
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        moved = x.copy()
        moved[index] += h
        gradient[index] = (f(moved) - f(x)) / h
    return gradient


def graph_that(reference, backward):
    """Return a graph of the reference whose method backward is another function of it."""
    graph = reference.Graph()
    graph.backward = types.MethodType(backward, graph)
    return graph


def zeros_and_ones(graph, last):
    """Return a table of zeros, with ones for the node that a walk begins at."""
    table = [np.zeros_like(value) for value in graph.values]
    table[last] = np.ones_like(table[last])
    return table


def rule(operation, grad, inputs, reference):
    """Return the gradients of an operation's inputs."""
    if operation in {"add", "subtract", "multiply", "divide"}:
        return reference.binary_backward(operation, grad, *inputs)
    if operation == "matmul":
        return reference.matmul_backward(grad, *inputs)
    if operation in REDUCED:
        kind, axis = REDUCED[operation]
        return (reference.reduce_backward(kind, grad, inputs[0], axis),)
    return (reference.unary_backward(operation, grad, inputs[0]),)


def handed_on(graph, node, gradient, reference):
    """Yield the parents of a node, each with what the node hands on to it."""
    if graph.parents[node]:
        inputs = [graph.values[parent] for parent in graph.parents[node]]
        parts = rule(graph.operations[node], gradient, inputs, reference)
        yield from zip(graph.parents[node], parts, strict=True)


def add_to(graph, table):
    """Add a table to the gradients of a graph."""
    pairs = zip(graph.gradients, table, strict=True)
    graph.gradients = [old + new for old, new in pairs]
