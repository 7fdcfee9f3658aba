"""Find the skipped statements that could matter to an exercise.

With `run: needed`, statements that no exercise depends on are skipped. Before a loss of marks
counts, the notebook is loaded once more, with every statement that is not known to be harmless. A
harmless statement only draws, prints, or computes values that no executed statement shares. A
statement that is not understood could matter.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import NamedTuple

from autograder.execution.effects import Effects, effects_of, is_inert, surroundings
from autograder.execution.harmless import SAFE_DECORATORS, Kind
from autograder.execution.statements import Selection, Statement, close

_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
_OF_GENERATORS = frozenset({Kind.DRAWS, Kind.SEEDS})
_FIGURES = "<how figures are drawn>"  # stands for a name that a notebook cannot have


def with_what_could_matter(statements: list[Statement], selection: Selection) -> list[Statement]:
    """Return the selected statements and those that could matter, in notebook order."""
    try:
        return _Notebook(statements, selection).complete()
    except RecursionError:  # nested too deeply to be examined
        return statements


class _Reached(NamedTuple):
    """The names whose use may cause something, directly or indirectly."""

    risky: set[str]  # calling one may cause trouble
    loose: set[str]  # using one may call anything
    opaque: set[str]  # binding one may have caused trouble
    drawn: set[str]  # using one draws random numbers or sets a generator
    drawing: set[str]  # the same, but only through calls of functions


class _Notebook:
    """What is known about a notebook's statements, whether skipped or not."""

    def __init__(self, statements: list[Statement], selection: Selection) -> None:
        self._statements = statements
        self._wanted = set(selection.wanted)
        self._chosen = set(selection.chosen)
        bound = {name for s in statements for name in s.binds | s.changes}
        self._names = surroundings((s.tree for s in statements), bound)
        effects = [effects_of(s.tree, self._names) for s in statements]
        self._now, self._later = [now for now, _ in effects], [later for _, later in effects]
        self._is_hidden = bool(bound & SAFE_DECORATORS) or any(
            effects.is_dynamic for effects in (*self._now, *self._later)
        )
        self._touched = [self._touches(i) for i in range(len(statements))]
        self._used_by: dict[str, set[str]] = {}  # by name, the names whose binding uses it
        self._called_by: dict[str, set[str]] = {}  # the same, but only functions and classes
        for statement, touched in zip(statements, self._touched, strict=True):
            for name in touched:
                bound_so = statement.binds | statement.changes
                self._used_by.setdefault(name, set()).update(bound_so)
                if isinstance(statement.tree, _DEFINITIONS):
                    self._called_by.setdefault(name, set()).update(statement.binds)
        self._shows_figures = any(Kind.PLOTS in self._later[i].kinds for i in self._chosen)
        drawing = self._bound(self._later, lambda e: bool(e.kinds & _OF_GENERATORS))
        self._reached = _Reached(
            self._reach(self._bound(self._later, lambda e: e.has_trouble)),
            self._reach(self._bound(self._later, lambda e: e.is_loose)),
            self._reach(self._bound(self._now, lambda e: e.has_trouble)),
            self._reach(drawing),
            self._reach(drawing, self._called_by),
        )

    def complete(self) -> list[Statement]:
        """Return the statements to execute: those that could matter, and what they depend on."""
        if self._is_hidden:
            return self._statements
        while more := self._could_matter():
            uses = (self._statements[i].uses for i in more)
            self._wanted, self._chosen = close(
                self._statements, self._wanted.union(*uses), self._chosen | more
            )
        return [self._statements[i] for i in sorted(self._chosen)]

    def _could_matter(self) -> set[int]:
        """Return the skipped statements that could matter to those chosen so far."""
        shared, is_drawn = self._reach(self._shared()) | self._reached.risky, self._is_drawn()
        skipped = (i for i in range(len(self._statements)) if i not in self._chosen)
        return {i for i in skipped if self._matters(i, shared, is_drawn=is_drawn)}

    def _matters(self, i: int, shared: set[str], *, is_drawn: bool) -> bool:
        now, touched = self._now[i], self._touched[i]
        if now.has_trouble:
            return True
        if is_inert(self._statements[i].tree):  # it only defines something
            return False
        calls_any = now.is_loose or not touched.isdisjoint(self._reached.loose)
        if not touched.isdisjoint(shared):
            return True
        if calls_any and not touched.isdisjoint(self._reached.opaque):
            return True
        draws = now.kinds & _OF_GENERATORS or not touched.isdisjoint(self._reached.drawing)
        return is_drawn and bool(
            draws or (calls_any and not touched.isdisjoint(self._reached.drawn))
        )

    def _touches(self, i: int) -> set[str]:
        """Return all names that a statement reads or changes when it is executed or called."""
        statement = self._statements[i]
        touched = set(statement.uses | statement.changes)
        if not is_inert(statement.tree):
            touched |= statement.binds
        if Kind.PLOTS in self._kinds(i):
            touched.add(_FIGURES)
        return touched

    def _shared(self) -> set[str]:
        """Return the names whose values could change while the chosen statements use them."""
        bound = {name for s in self._statements for name in s.binds}
        lively = {n for s in self._statements if not is_inert(s.tree) for n in s.binds}
        lively |= {n for s in self._statements for n in s.changes}
        shared = self._wanted & bound & lively
        shared |= self._bound(self._now, lambda e: Kind.WORLD in e.kinds)
        if any(Kind.FOREIGN in self._kinds(i) for i in self._chosen):
            shared |= self._bound(self._now, lambda e: Kind.FOREIGN in e.kinds)
        if self._shows_figures:
            shared.add(_FIGURES)
        return shared

    def _is_drawn(self) -> bool:
        """Return whether the drawn random numbers depend on the state of a generator.

        If a notebook never sets a generator, the generator starts in a state that no student
        knows.
        """
        drawn = {Kind.DRAWS, Kind.FOREIGN}
        return any(Kind.SEEDS in self._kinds(i) for i in range(len(self._statements))) and any(
            self._kinds(i) & drawn and not self._later[i].seeds_itself for i in self._chosen
        )

    def _kinds(self, i: int) -> set[Kind]:
        return self._now[i].kinds | self._later[i].kinds

    def _bound(self, effects: list[Effects], is_meant: Callable[[Effects], bool]) -> set[str]:
        pairs = zip(self._statements, effects, strict=True)
        return {name for s, e in pairs if is_meant(e) for name in s.binds | s.changes}

    def _reach(self, names: set[str], edges: dict[str, set[str]] | None = None) -> set[str]:
        """Return the names, and the names of everything that uses one of them, even indirectly."""
        edges = self._used_by if edges is None else edges
        reached, queue = set(names), list(names)
        while queue:
            new = edges.get(queue.pop(), set()) - reached
            reached |= new
            queue.extend(new)
        return reached
