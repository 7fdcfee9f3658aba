"""Nodes with a closure each, as in micrograd, behind the four lists; all of it is right.

based on: as_taught
exercises: passed
"""

# %% Graph-solution
class Node:
    def __init__(self, data, op="", prev=()):
        self.data = np.array(data, dtype=float)
        self.op, self.prev = op, prev
        self.grad = self.pending = np.zeros_like(self.data)
        self._backward = lambda: None


class Graph:
    def __init__(self):
        self.nodes = []

    values = property(lambda self: [n.data for n in self.nodes])
    operations = property(lambda self: [n.op for n in self.nodes])
    parents = property(lambda self: [n.prev for n in self.nodes])
    gradients = property(lambda self: [n.grad for n in self.nodes])

    def leaf(self, value):
        self.nodes.append(Node(value))
        return len(self.nodes) - 1

    def apply(self, operation, parents):
        inputs = [self.nodes[p] for p in parents]
        out = Node(FORWARD[operation](*[n.data for n in inputs]), operation, tuple(parents))

        def _backward():
            parts = backward_rule(operation, out.pending, [n.data for n in inputs])
            for n, part in zip(inputs, parts):
                n.pending = n.pending + part

        out._backward = _backward
        self.nodes.append(out)
        return len(self.nodes) - 1

    def backward(self, last):
        for n in self.nodes:
            n.pending = np.zeros_like(n.data)
        self.nodes[last].pending = np.ones_like(self.nodes[last].data)
        for k in reversed(topological_order(self.parents, last)):
            self.nodes[k]._backward()
        for n in self.nodes:
            n.grad = n.grad + n.pending

    def zero_gradients(self):
        for n in self.nodes:
            n.grad = np.zeros_like(n.data)
