"""What a release must not reveal: solutions by statement, graders by line.

A solution is compared as code, without comments, white space and kinds of quotes. A statement's
value is compared as well if it is long enough to be telling, so that another name on the left
does not hide it. Code that the source notebook gives students outside its solutions is not
secret.
"""

from __future__ import annotations

import ast
import copy
import functools
import io
import itertools
import re
import tokenize
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from autograder.course.cells import grade_id_of, is_solution, is_stand_in
from autograder.release.notebook import BEGIN, END, Cell, place_of, statements_of

MARKS = (
    *(BEGIN, END, "BEGIN HIDDEN TESTS", "END HIDDEN TESTS"),
    *("BEGIN MARK SCHEME", "END MARK SCHEME"),
)
TELLING = 10  # tokens: a formula in the text is shorter, many lines of solutions are not
_LINE_CHARS, _LINE_WORDS = 30, 4  # a telling line of a grader has at least so many
_GAP = r"(?:\s|\\n?|#[^\n]*)"  # what may be between two tokens, also in a JSON string
_QUOTED = re.compile(r"([A-Za-z]*)('''|\"\"\"|'|\")(.*)\2", re.DOTALL)
_LAYOUT = {
    *(tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT),
    *(tokenize.ENDMARKER, tokenize.ENCODING),
}


class Secret(msgspec.Struct, frozen=True):
    """A statement of a solution, or a line of a model answer."""

    text: str  # in normal form
    size: int  # in tokens, or in words
    pattern: str  # a regular expression that finds it in any text


class Solution(msgspec.Struct, frozen=True):
    """Everything in one cell of the source notebook that students must not see."""

    grade_id: str
    place: str
    secrets: tuple[Secret, ...]


def solutions_of(notebook: Any) -> list[Solution]:
    """Return the solutions of a source notebook, both code and text."""
    return [
        Solution(grade_id_of(cell), place_of(notebook, cell), secrets_of(cell))
        for cell in notebook.cells
        if is_solution(cell)
    ]


def given_by(notebook: Any) -> frozenset[str]:
    """Return the normal form of what a source notebook contains outside its solutions.

    Stand-ins do not count: code of a solution in a stand-in would reveal it.
    """
    cells = (cell for cell in notebook.cells if not is_stand_in(cell))
    return frozenset().union(*map(given_in, cells))


def given_in(cell: Cell) -> frozenset[str]:
    """Return the normal form of a cell's code, or lines, outside its solution."""
    inside = _solution_lines(cell)
    if cell["cell_type"] != "code":
        return frozenset(map(one_line, _outside(cell).split("\n")))
    return normal_forms(cell["source"], lambda line: line not in inside)


def normal_forms(source: str, is_asked: Callable[[int], bool] = lambda _: True) -> frozenset[str]:
    """Return the normal form of each statement in a cell, and of each statement's value."""
    return frozenset().union(*(forms for line, forms in _forms(source) if is_asked(line)))


@functools.cache  # most cells of a release are those of its source
def _forms(source: str) -> list[tuple[int, frozenset[str]]]:
    """Return each statement's line, with the normal forms of the statement and of its value."""
    return [(node.lineno, frozenset(_forms_of(node))) for node in _nodes(source)]


def _forms_of(node: ast.stmt) -> Iterator[str]:
    yield _unparsed(node)
    if (value := getattr(node, "value", None)) is not None:
        yield ast.unparse(value)


def secrets_of(cell: Cell) -> tuple[Secret, ...]:
    """Return what nbgrader removes from a cell, by statement or by line."""
    inside, source = _solution_lines(cell), cell["source"]
    if cell["cell_type"] == "code":
        return tuple(_secret(node, source) for node in _nodes(source) if node.lineno in inside)
    lines = [line.split() for number, line in enumerate(source.split("\n"), 1) if number in inside]
    return tuple(
        Secret(" ".join(words), len(words), r"\s+".join(map(re.escape, words)))
        for words in lines
        if words
    )


def _solution_lines(cell: Cell) -> set[int]:
    """Return the numbers of the lines that nbgrader removes from a cell."""
    if not is_solution(cell):
        return set()
    inside, is_inside = set(), False
    lines = cell["source"].split("\n")
    for number, line in enumerate(lines, 1):
        if BEGIN in line:
            is_inside = True
        elif END in line:
            is_inside = False
        elif is_inside:
            inside.add(number)
    has_region = any(BEGIN in line for line in lines)
    return inside if has_region else set(range(1, len(lines) + 1))


# -- statements ----------------------------------------------------------------------


def _nodes(source: str) -> Iterator[ast.stmt]:
    """Yield the statements of a cell, and those inside them, that may reveal a solution.

    A stub has the same head, docstring and `raise`, so these reveal nothing.
    """
    told_by_stub = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Raise)
    for statement in statements_of(source):
        for node in ast.walk(statement.tree):
            is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            if isinstance(node, ast.stmt) and not isinstance(node, told_by_stub) and not is_text:
                yield node


def _secret(node: ast.stmt, source: str) -> Secret:
    part: ast.AST = node
    value = getattr(node, "value", None)
    if value is not None and len(tokens_of(ast.unparse(value))) >= TELLING:
        part = value
    text = _unparsed(part)
    written = text if hasattr(part, "body") else ast.get_source_segment(source, part) or text
    tokens = tokens_of(written)
    return Secret(text, len(tokens), _pattern(tokens))


def _unparsed(node: ast.AST) -> str:
    """Return code in normal form; of a compound statement, only the head."""
    if isinstance(node, ast.stmt) and hasattr(node, "body"):
        node = copy.copy(node)
        for name in ("body", "orelse", "handlers", "finalbody"):
            if hasattr(node, name):
                setattr(node, name, [])
    return ast.unparse(node)


def tokens_of(code: str) -> list[str]:
    """Return the tokens of code without comments and layout."""
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    except (tokenize.TokenError, SyntaxError):
        return code.split()
    return [token.string for token in tokens if token.type not in _LAYOUT]


def _pattern(tokens: list[str]) -> str:
    """Return a regular expression for these tokens, with any layout between them."""
    if not tokens:
        return r"(?!)"
    first = _token_pattern(tokens[0])
    if _ends_word(tokens[0][0]):  # a search is quicker if its pattern begins with plain text
        is_plain = _QUOTED.fullmatch(tokens[0]) is None
        first = rf"{first}(?<![\w.]{first})" if is_plain else rf"(?<![\w.]){first}"
    parts = [first]
    for before, token in itertools.pairwise(tokens):
        joins = _ends_word(before[-1]) and _ends_word(token[0])
        parts += [_GAP + ("+" if joins else "*"), _token_pattern(token)]
    end = r"(?!\w)" if _ends_word(tokens[-1][-1]) else ""
    return "".join(parts) + end


def _token_pattern(token: str) -> str:
    quoted = _QUOTED.fullmatch(token)
    if quoted is None:
        return re.escape(token)
    return rf"{quoted[1]}\\*[\"']+{re.escape(quoted[3])}\\*[\"']+"


def _ends_word(character: str) -> bool:
    return character.isalnum() or character == "_"


@functools.cache
def finder(pattern: str) -> re.Pattern[str]:
    """Return a compiled pattern."""
    return re.compile(pattern)


# -- lines ---------------------------------------------------------------------------


def grader_lines(folder: Path, sources: Iterable[Any]) -> dict[str, frozenset[str]]:
    """Return the telling lines of each hidden grader file, without those in the notebooks."""
    known = one_line("\n".join(_outside(cell) for source in sources for cell in source.cells))
    found = {}
    for path in sorted(folder.rglob("*.py")):
        lines = map(one_line, path.read_text(encoding="utf-8").splitlines())
        telling = {line for line in lines if is_telling(line) and line not in known}
        found[str(path.relative_to(folder))] = frozenset(telling)
    return found


def _outside(cell: Cell) -> str:
    inside = _solution_lines(cell)
    lines = enumerate(cell["source"].split("\n"), 1)
    return "\n".join(line for number, line in lines if number not in inside)


def is_telling(line: str) -> bool:
    """Whether a line is long enough to be recognised."""
    return len(line) >= _LINE_CHARS and len(re.findall(r"\w+", line)) >= _LINE_WORDS


def one_line(text: str) -> str:
    """Return text with single spaces, the form in which lines are compared."""
    return " ".join(text.split())
