"""Take a test cell apart: each assertion is a test of its own, with a title.

Statements that only prepare something belong to the assertion that they stand before.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

from autograder.course.plan import Check
from autograder.execution.statements import Statement, read_cells
from autograder.wire.messages import Note

BEGIN_HIDDEN, END_HIDDEN = "BEGIN HIDDEN TESTS", "END HIDDEN TESTS"
_MARK = re.compile(r"\b(?:BEGIN|END) (?:HIDDEN TESTS|MARK SCHEME|SOLUTION)\b|\bAUTOTEST\b")
_COMMENT = re.compile(r"^\s*#+\s*(.*?)\s*#*\s*$")
_TITLE_CHARS = 160
_PREPARES = frozenset(
    {"print", "display", "seed", "append", "extend", "update", "filterwarnings", "simplefilter"}
)
_INNER = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda


class Parsed(NamedTuple):
    """The checks of a cell, and what of it is no Python."""

    checks: tuple[Check, ...]
    problems: list[Note]


def hidden_lines(text: str) -> frozenset[int]:
    """Return the numbers of the lines that students do not get, with the marks around them."""
    found, is_inside = set(), False
    for number, line in enumerate(text.split("\n"), 1):
        if BEGIN_HIDDEN in line:
            is_inside = True
        if is_inside:
            found.add(number)
        if END_HIDDEN in line:
            is_inside = False
    return frozenset(found)


def visible_text(text: str) -> str:
    """Return what students have of a test cell."""
    hidden = hidden_lines(text)
    return "\n".join(line for n, line in enumerate(text.split("\n"), 1) if n not in hidden)


def read_checks(number: int, text: str) -> Parsed:
    """Return the checks of a test cell."""
    read = read_cells([(number, text)])
    lines, hidden = text.split("\n"), hidden_lines(text)
    checks: list[Check] = []
    group: list[Statement] = []
    for statement in read.statements:
        group.append(statement)
        if is_assertion(statement.tree):
            checks.append(_check(group, lines, hidden))
            group = []
    if group and checks:  # what comes last can fail as well
        last = checks[-1]
        is_hidden = last.is_hidden or _is_hidden(group, hidden)
        title = "" if is_hidden else last.title
        statements = (*last.statements, *group)
        checks[-1] = last._replace(statements=statements, is_hidden=is_hidden, title=title)
    elif group:
        checks.append(_check(group, lines, hidden))
    return Parsed(tuple(checks), read.problems)


def _is_hidden(group: list[Statement], hidden: frozenset[int]) -> bool:
    return any(
        not hidden.isdisjoint(range(s.line, (s.tree.end_lineno or s.line) + 1)) for s in group
    )


def _check(group: list[Statement], lines: list[str], hidden: frozenset[int]) -> Check:
    if _is_hidden(group, hidden):
        return Check("", tuple(group), is_hidden=True, code="\n".join(lines))
    return Check(_title(group[-1], lines), tuple(group), code="\n".join(lines))


def _title(statement: Statement, lines: list[str]) -> str:
    """Return the message of an assertion, else the comment above or beside it, else ""."""
    tree = statement.tree
    if isinstance(tree, ast.Assert) and isinstance(tree.msg, ast.Constant):
        return shortened(str(tree.msg.value))
    above: list[str] = []
    for line in reversed(lines[: statement.line - 1]):
        comment = _comment(line)
        if not comment:
            break
        above.insert(0, comment)
    if above:
        return shortened(" ".join(above))
    last = lines[(tree.end_lineno or statement.line) - 1]
    return shortened(_comment(last[_end_column(tree, last) :]))


def _end_column(tree: ast.stmt, line: str) -> int:
    return len(line.encode()[: tree.end_col_offset or 0].decode(errors="ignore"))


def _comment(line: str) -> str:
    """Return the words of a line that is a comment, "" of any other or a mark."""
    match = _COMMENT.match(line)
    if match is None or _MARK.search(line):
        return ""
    return match[1] if any(map(str.isalpha, match[1])) else ""


def shortened(text: str) -> str:
    """Return a text on one line, no longer than a title."""
    line = " ".join(text.split())
    return line if len(line) <= _TITLE_CHARS else f"{line[: _TITLE_CHARS - 1]}…"


def docstring(text: str) -> str:
    """Return the text that a test cell begins with, or the comment at its top, as a title."""
    visible = visible_text(text)
    read = read_cells([(0, visible)]).statements
    first = read[0].tree if read else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        value = first.value.value
        if isinstance(value, str) and value.strip():
            return shortened(value.strip().split("\n\n")[0]).rstrip(".")
    return ""


def is_assertion(tree: ast.stmt) -> bool:
    """Whether a statement is there to fail if something is wrong."""
    return any(map(_judges, _outside_functions(tree)))


def _outside_functions(tree: ast.AST) -> Iterator[ast.AST]:
    if isinstance(tree, _INNER):
        return
    yield tree
    for child in ast.iter_child_nodes(tree):
        yield from _outside_functions(child)


def _judges(node: ast.AST) -> bool:
    if isinstance(node, ast.Assert | ast.Raise):
        return True
    if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)):
        return False
    called = node.value.func
    name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
    return name not in _PREPARES
