"""Changes that numerical code needs and cosmic-ray has not, as operators of its kind.

A product that goes entry by entry, a transpose, an argument or a call that was
forgotten: what students get wrong in NumPy most.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import parso
from cosmic_ray.operators.operator import Operator

Places = Iterator[tuple[Any, Any]]


class _Removal(Operator):  # type: ignore[misc] # cosmic-ray is not typed
    """What our operators have in common."""

    @classmethod
    def examples(cls) -> tuple[()]:
        """Return none: they are for cosmic-ray's own tests."""
        return ()


class MatrixProductToProduct(_Removal):
    """`A @ B` to `A * B`."""

    def mutation_positions(self, node: Any) -> Places:
        """Yield the place of an @ between two values."""
        if node.type == "operator" and node.value == "@" and node.parent.type != "decorator":
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:  # noqa: ARG002 - one change a place
        """Return the other product."""
        node.value = "*"
        return node


class RemoveTranspose(_Removal):
    """`A.T` to `A`."""

    def mutation_positions(self, node: Any) -> Places:
        """Yield the place of a .T."""
        if node.type == "trailer" and node.get_code(include_prefix=False) == ".T":
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> None:
        """Take it away."""


class RemoveNamedArgument(_Removal):
    """`f(x, axis=1)` to `f(x)`."""

    def mutation_positions(self, node: Any) -> Places:
        """Yield the place of each argument with a name, in a call."""
        for argument in self._named(node):
            yield argument.start_pos, argument.end_pos

    def mutate(self, node: Any, index: int) -> Any:
        """Take one away, with its comma."""
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


class RemoveCall(_Removal):
    """`f(x)` to `x`."""

    def mutation_positions(self, node: Any) -> Places:
        """Yield the place of a call with one argument that has no name."""
        is_call = node.type == "atom_expr" and node.parent.type != "raise_stmt"
        if is_call and self._argument(node) is not None:
            yield node.start_pos, node.end_pos

    def mutate(self, node: Any, index: int) -> Any:  # noqa: ARG002 - one change a place
        """Return the argument alone."""
        code = self._argument(node).get_code(include_prefix=False)
        return parso.parse(f"{node.get_first_leaf().prefix}({code})")  # type: ignore[no-untyped-call]

    @staticmethod
    def _argument(node: Any) -> Any:
        """Return the one argument of a call, or None."""
        last = node.children[-1]
        if last.type != "trailer" or len(last.children) != 3 or last.children[0] != "(":
            return None
        argument = last.children[1]
        return None if argument.type in {"arglist", "argument"} else argument


OPERATORS = (MatrixProductToProduct, RemoveTranspose, RemoveNamedArgument, RemoveCall)
