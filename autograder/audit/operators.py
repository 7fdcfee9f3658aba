"""Changes of numerical code that cosmic-ray does not have, as operators for it.

They are an entrywise product, and a forgotten transpose, argument or call: the most common
mistakes of students in NumPy. There are also changes of texts and tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import parso
import parso.tree
from cosmic_ray.operators.operator import Operator

Places = Iterator[tuple[Any, Any]]


class _Change(Operator):  # type: ignore[misc] # cosmic-ray is not typed
    """What all of our operators share."""

    @classmethod
    def examples(cls) -> tuple[()]:
        """Return none: examples are for cosmic-ray's own tests."""
        return ()


class MatrixProductToProduct(_Change):
    """`A @ B` to `A * B`."""

    def mutation_positions(self, node: Any) -> Places:
        """Yield the place of each @ between two values."""
        if node.type == "operator" and node.value == "@" and node.parent.type != "decorator":
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:  # noqa: ARG002 - one change a place
        """Return the entrywise product."""
        node.value = "*"
        return node


class RemoveTranspose(_Change):
    """`A.T` to `A`."""

    def mutation_positions(self, node: Any) -> Places:
        """Yield the place of each .T."""
        if node.type == "trailer" and node.get_code(include_prefix=False) == ".T":
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> None:
        """Remove it."""


class RemoveNamedArgument(_Change):
    """`f(x, axis=1)` to `f(x)`."""

    def mutation_positions(self, node: Any) -> Places:
        """Yield the place of each named argument in a call."""
        for argument in self._named(node):
            yield argument.start_pos, argument.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        """Remove one, with its comma."""
        children = list(node.children)
        place = children.index(self._named(node)[index])
        start = place - 1 if children[place - 1] == "," else place
        end = place + 2 if start == place and children[place + 1] == "," else place + 1
        del children[start:end]
        node.children = children
        return node

    @staticmethod
    def _named(node: Any) -> list[Any]:
        if node.type not in {"arglist", "trailer"}:
            return []
        return [
            child
            for child in node.children
            if child.type == "argument" and child.children[1].get_code().strip() == "="
        ]


class RemoveCall(_Change):
    """`f(x)` to `x`."""

    def mutation_positions(self, node: Any) -> Places:
        """Yield the place of each call with exactly one argument, which has no name."""
        is_call = node.type == "atom_expr" and node.parent.type != "raise_stmt"
        if is_call and self._argument(node) is not None:
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:  # noqa: ARG002 - one change a place
        """Return only the argument."""
        code = self._argument(node).get_code(include_prefix=False)
        return parso.parse(f"{node.get_first_leaf().prefix}({code})")  # type: ignore[no-untyped-call]

    @staticmethod
    def _argument(node: Any) -> Any:
        """Return the only argument of a call, or None."""
        last = node.children[-1]
        if last.type != "trailer" or len(last.children) != 3 or last.children[0] != "(":
            return None
        argument = last.children[1]
        return None if argument.type in {"arglist", "argument"} else argument


class OtherAnswer(_Change):
    """`answer = "b"` to another text: all that can be changed in an answer to a question."""

    def mutation_positions(self, node: Any) -> Places:
        """Yield the place of each text that is assigned outside functions and classes."""
        is_value = node.type == "string" and node.parent.type == "expr_stmt"
        if is_value and parso.tree.search_ancestor(node, "funcdef", "classdef") is None:
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:  # noqa: ARG002 - one change a place
        """Return another text."""
        node.value = "'another answer'"
        return node


class RemoveMethod(_Change):
    """`table.mean().reset_index()` to `table.mean()`, or to `table.reset_index()`."""

    def mutation_positions(self, node: Any) -> Places:
        """Yield the place of each call of a method."""
        children = list(node.children) if self._methods(node) else []  # `mutate` replaces them
        for place in self._methods(node):
            yield children[place].start_pos, children[place + 1].end_pos

    def mutate(self, node: Any, index: int) -> Any:
        """Remove one."""
        place = self._methods(node)[index]
        node.children = [*node.children[:place], *node.children[place + 2 :]]
        return node

    @staticmethod
    def _methods(node: Any) -> list[int]:
        if node.type != "atom_expr":
            return []
        codes = [child.get_code(include_prefix=False) for child in node.children]
        return [
            i
            for i in range(1, len(codes) - 1)
            if codes[i].startswith(".") and codes[i + 1].startswith("(")
        ]


OPERATORS = (
    *(MatrixProductToProduct, RemoveTranspose, RemoveNamedArgument, RemoveCall),
    OtherAnswer,
)
# For code that nothing else changes, such as a chain of a table's methods.
OTHERWISE = (RemoveMethod,)
