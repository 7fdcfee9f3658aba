"""What an assignment's own solution says: its words, its imports and its functions' parameters.

The solution is the instructor's, so it may be parsed here.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment
from autograder.errors import UnreadableSubmission
from autograder.insight.anonymous import Words
from autograder.submission.cells import read_submission


class Solution(msgspec.Struct, frozen=True):
    """The code of an assignment's solution notebooks."""

    words: Words
    functions: dict[str, ast.arguments]  # of the notebooks' top level, and of its classes
    classes: frozenset[str]
    imports: dict[str, str]  # statements, by the name that each binds


def read_solution(folder: CourseFolder, assignment: Assignment) -> Solution:
    """Read the solution notebooks; what cannot be read or parsed is left out."""
    strings: set[str] = set()
    names: set[str] = set()
    functions: dict[str, ast.arguments] = {}
    classes: set[str] = set()
    imports: dict[str, str] = {}
    for node in _statements(folder, assignment):
        for part in ast.walk(node):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                strings.add(part.value)
            names.update(_names_in(part))
            imports.update(imported(part))
        if isinstance(node, ast.FunctionDef):
            functions[node.name] = node.args
        elif isinstance(node, ast.ClassDef):
            classes.add(node.name)
            if (own := constructor_of(node)) is not None:
                functions[node.name] = own
    hints = _hints(folder.misconceptions(assignment.name))
    words = Words(frozenset(strings), frozenset(names), hints)
    return Solution(words, functions, frozenset(classes), imports)


def _statements(folder: CourseFolder, assignment: Assignment) -> Iterator[ast.stmt]:
    for path in folder.source_notebooks(assignment).values():
        try:
            cells = read_submission(path, path.read_bytes()).code
        except (OSError, UnreadableSubmission):
            continue
        for _, text in cells:
            try:
                yield from ast.parse(text).body
            except (SyntaxError, ValueError):  # IPython's own syntax
                continue


def constructor_of(node: ast.ClassDef) -> ast.arguments | None:
    """Return what a class is called with; None if it does not say so itself."""
    for one in node.body:
        if isinstance(one, ast.FunctionDef) and one.name == "__init__":
            args = copy.deepcopy(one.args)
            del (args.posonlyargs or args.args)[:1]
            return args
    return None


def _hints(place: Path) -> dict[str, str]:
    """Return the docstrings of known mistakes; no file is run."""
    found = {}
    for path in (place.with_suffix(".py"), *sorted(place.glob("*.py"))):
        try:
            body = ast.parse(path.read_bytes()).body
        except (OSError, SyntaxError, ValueError):
            continue
        for node in body:
            if isinstance(node, ast.FunctionDef) and (hint := ast.get_docstring(node)):
                found[node.name] = " ".join(hint.split())
    return found


def _names_in(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name):
        yield node.id
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.FunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Attribute):
        yield node.attr


def imported(node: ast.AST) -> Iterator[tuple[str, str]]:
    """Yield each name that a statement imports, with a statement that imports it alone."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            bound = alias.asname or alias.name.partition(".")[0]
            yield bound, ast.unparse(ast.Import([alias]))
    elif isinstance(node, ast.ImportFrom):
        for alias in node.names:
            bound = alias.asname or alias.name
            yield bound, ast.unparse(ast.ImportFrom(node.module, [alias], node.level))
