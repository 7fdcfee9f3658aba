"""A list of small objects; the four lists are properties. Everything else by numbers, no order."""

import numpy as np


class Node:
    def __init__(self, value, operation, parents):
        self.value, self.operation, self.parents = value, operation, parents
        self.gradient = np.zeros(np.shape(value))


class Graph:
    def __init__(self):
        self.nodes = []

    @property
    def values(self):
        return [node.value for node in self.nodes]

    @property
    def operations(self):
        return [node.operation for node in self.nodes]

    @property
    def parents(self):
        return [node.parents for node in self.nodes]

    @property
    def gradients(self):
        return [node.gradient for node in self.nodes]

    def leaf(self, value):
        self.nodes.append(Node(np.asarray(value, dtype=float).copy(), "", ()))
        return len(self.nodes) - 1

    def apply(self, operation, parents):
        value = FORWARD[operation](*[self.nodes[k].value for k in parents])
        self.nodes.append(Node(value, operation, tuple(parents)))
        return len(self.nodes) - 1

    def backward(self, last):
        arrived = {last: np.ones(np.shape(self.nodes[last].value))}
        for k in range(last, -1, -1):  # a parent always has a smaller number
            if k not in arrived:
                continue
            node = self.nodes[k]
            node.gradient = node.gradient + arrived[k]
            if node.operation:
                inputs = [self.nodes[p].value for p in node.parents]
                for p, part in zip(node.parents, backward_rule(node.operation, arrived[k], inputs)):
                    arrived[p] = arrived.get(p, 0.0) + part

    def zero_gradients(self):
        for node in self.nodes:
            node.gradient = np.zeros(np.shape(node.value))
