"""Sorted by the length of the longest path from a leaf; a tuple."""

from functools import lru_cache


def topological_order(parents, last):
    @lru_cache(maxsize=None)
    def depth(node):
        return 1 + max((depth(parent) for parent in parents[node]), default=-1)

    needed, todo = set(), [last]
    while todo:
        node = todo.pop()
        if node in needed:
            continue
        needed.add(node)
        todo += parents[node]
    return tuple(sorted(needed, key=depth))
