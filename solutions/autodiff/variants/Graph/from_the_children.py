"""Each node collects from its children, by a function that remembers what it knows."""

import numpy as np


class Graph:
    def __init__(self):
        self.values, self.operations, self.parents, self.gradients = [], [], [], []

    def _node(self, value, operation, parents):
        for column, entry in (
            (self.values, value),
            (self.operations, operation),
            (self.parents, parents),
            (self.gradients, 0 * value),
        ):
            column.append(entry)
        return len(self.values) - 1

    def leaf(self, value):
        return self._node(np.array(value, dtype=float), "", ())

    def apply(self, operation, parents):
        value = FORWARD[operation](*map(self.values.__getitem__, parents))
        return self._node(value, operation, tuple(parents))

    def backward(self, last):
        known = {}
        for node in range(len(self.values) - 1, -1, -1):
            total = np.zeros_like(self.values[node])
            if node == last:
                total = total + 1.0
            for child in known:
                for parent, part in zip(self.parents[child], known[child][1]):
                    if parent == node:
                        total = total + part
            parts = ()
            if self.parents[node] and np.any(total):
                inputs = [self.values[p] for p in self.parents[node]]
                parts = backward_rule(self.operations[node], total, inputs)
            known[node] = total, parts
        self.gradients = [g + known[k][0] for k, g in enumerate(self.gradients)]

    def zero_gradients(self):
        self.gradients = [np.zeros_like(g) for g in self.gradients]
