"""Find the exercises that nobody has written: a stub that was handed out, or nothing at all.

Calling such a stub raises NotImplementedError and does nothing else, whatever else the notebook
executes. So nobody needs to call it, and no skipped statement can matter to it. The same holds for
a name that is nowhere in the notebook's code. This is read before any code of the submission is
executed.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from autograder.execution.statements import Statement

_RAISED = "NotImplementedError"
_WORD = re.compile(r"\w+")


def unwritten_exercises(statements: Sequence[Statement], exercises: Iterable[str]) -> list[str]:
    """Return the exercises that are stubs, word for word, and that nothing else can define."""
    stubs = {name for s in statements if s.is_given and _is_stub(s.tree) for name in s.binds}
    stubs.intersection_update(exercises)
    if not stubs or _may_hide_names(statements):
        return []
    times = Counter(name for s in statements for name in s.binds | s.changes)
    return [name for name in sorted(stubs) if times[name] == 1 and not times[_RAISED]]


def absent_exercises(
    statements: Sequence[Statement], code: Iterable[str], exercises: Iterable[str]
) -> list[str]:
    """Return the exercises whose names are nowhere in a notebook's code, nor made by it."""
    if _may_hide_names(statements):
        return []
    words = {word for text in code for word in _WORD.findall(text)}
    return sorted({*exercises} - words)


def _may_hide_names(statements: Iterable[Statement]) -> bool:
    """Return whether a notebook may define a name that its code does not show."""
    return any(s.is_star_import or s.is_dynamic for s in statements)


def _is_stub(tree: ast.stmt) -> bool:
    """Return whether a statement defines a function, or a class, whose every call raises."""
    if isinstance(tree, ast.ClassDef):
        made = [s for s in tree.body if isinstance(s, ast.FunctionDef) and s.name == "__init__"]
        is_plain = not (tree.bases or tree.keywords or tree.decorator_list)
        return is_plain and len(made) == 1 and _is_stub(made[0])
    if not isinstance(tree, ast.FunctionDef) or tree.decorator_list:
        return False
    *before, last = tree.body
    return all(map(_is_text, before)) and isinstance(last, ast.Raise) and _is_unwritten(last.exc)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _is_unwritten(raised: ast.expr | None) -> bool:
    """Return whether it is a NotImplementedError, perhaps with a text."""
    if isinstance(raised, ast.Call):
        is_text = all(isinstance(argument, ast.Constant) for argument in raised.args)
        return is_text and not raised.keywords and _is_unwritten(raised.func)
    return isinstance(raised, ast.Name) and raised.id == _RAISED
