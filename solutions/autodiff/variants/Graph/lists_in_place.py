"""The lists are changed in place, the parents are lists, and gradients are copies."""

import numpy as np


class Graph:
    def __init__(self):
        self.values = []
        self.operations = []
        self.parents = []
        self.gradients = []

    def leaf(self, value):
        value = np.array(value).astype(float)
        self.values.append(value)
        self.operations.append("")
        self.parents.append(())
        self.gradients.append(value * 0)
        return len(self.values) - 1

    def apply(self, operation, parents):
        value = FORWARD[operation](*(self.values[p] for p in parents))
        self.values.append(value)
        self.operations.append(operation)
        self.parents.append(tuple(parents))
        self.gradients.append(np.zeros_like(value))
        return len(self.values) - 1

    def backward(self, last):
        earlier = [gradient.copy() for gradient in self.gradients]
        self.zero_gradients()
        self.gradients[last] = np.ones_like(self.values[last])
        for k in topological_order(self.parents, last)[::-1]:
            if not self.parents[k]:
                continue
            inputs = [self.values[p] for p in self.parents[k]]
            parts = backward_rule(self.operations[k], self.gradients[k], inputs)
            for p, part in zip(self.parents[k], parts):
                self.gradients[p] = self.gradients[p] + part
        for k, gradient in enumerate(earlier):
            self.gradients[k] = self.gradients[k] + gradient

    def zero_gradients(self):
        for k in range(len(self.values)):
            self.gradients[k] = np.zeros(self.values[k].shape)
