"""Zeros are made only where something arrives, and `+=` writes into an array that two parents share.

based on: as_taught
exercises: {Graph: failed, others: passed}
says: {Graph: hands the same array to two parents}
"""

# %% Graph-solution
class Graph:
    def __init__(self):
        self.values = []
        self.operations = []
        self.parents = []
        self.gradients = []

    def add_node(self, value, operation, parents):
        self.values.append(value)
        self.operations.append(operation)
        self.parents.append(parents)
        self.gradients.append(np.zeros_like(value))
        return len(self.values) - 1

    def leaf(self, value):
        return self.add_node(np.array(value, dtype=float), "", ())

    def apply(self, operation, parents):
        inputs = [self.values[p] for p in parents]
        return self.add_node(FORWARD[operation](*inputs), operation, tuple(parents))

    def backward(self, last):
        table = [None] * len(self.values)
        table[last] = np.ones_like(self.values[last])
        for node in topological_order(self.parents, last)[::-1]:
            if not self.parents[node]:
                continue
            inputs = [self.values[p] for p in self.parents[node]]
            grads = backward_rule(self.operations[node], table[node], inputs)
            for p, g in zip(self.parents[node], grads):
                if table[p] is None:
                    table[p] = g
                else:
                    table[p] += g
        for node in range(len(table)):
            if table[node] is None:
                continue
            self.gradients[node] = self.gradients[node] + table[node]

    def zero_gradients(self):
        self.gradients = [np.zeros_like(v) for v in self.values]
