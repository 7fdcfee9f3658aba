"""The order walks along every path: nodes are there several times, and many paths take for ever.

based on: as_taught
exercises: {topological_order: timeout, others: passed}
"""

# %% topological_order-solution
def topological_order(parents, last):
    order = []
    def visit(node):
        for p in parents[node]:
            visit(p)
        order.append(node)
    visit(last)
    return order
