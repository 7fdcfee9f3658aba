"""Kahn's algorithm: a node follows when its last parent has been written down."""

from collections import deque


def topological_order(parents, last):
    needed, todo = {last}, [last]
    while todo:
        for parent in parents[todo.pop()]:
            if parent not in needed:
                needed.add(parent)
                todo.append(parent)
    missing = {node: len(set(parents[node])) for node in needed}
    children = {node: [] for node in needed}
    for node in needed:
        for parent in set(parents[node]):
            children[parent].append(node)
    ready, order = deque(node for node in needed if missing[node] == 0), []
    while ready:
        node = ready.popleft()
        order.append(node)
        for child in children[node]:
            missing[child] -= 1
            if missing[child] == 0:
                ready.append(child)
    return order
