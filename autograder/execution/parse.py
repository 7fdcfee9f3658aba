"""Parse the code of a cell into top-level statements, and say what does not parse and why.

It runs inside the sandbox for submissions, because hostile text can crash a parser, and on the
trusted side for the reference solution. Code that does not parse is one piece of the cell; the
pieces before and after it are kept.
"""

from __future__ import annotations

import ast
import functools
import importlib
import importlib.util
import itertools
import re
import shlex
import sys
import types
import unicodedata
import warnings
from collections.abc import Iterator
from typing import Any, NamedTuple

# Cell magics whose body is ordinary Python and runs in the notebook's namespace.
_PYTHON_CELL_MAGICS = frozenset({"time", "timeit", "capture", "prun", "python", "python3"})
_FILE_MAGICS = frozenset({"writefile", "file"})
# The beginning of a line that continues the function above it, whatever its indentation.
_GOES_ON = re.compile(
    r"(?:return|yield|raise|pass|break|continue|else|elif|except|finally|case)\b|[])}]"
)
_DEF = re.compile(r"(?:async[ \t]+)?def\b|class\b|@")
_MARIMO = re.compile(r"\bmarimo\.App\s*\(")
_MARIMO_FUNCTIONS = {"function", "class_definition"}


class Misplaced(NamedTuple):
    """A line whose indentation matches nothing above it; it is read as if it were not indented."""

    line: int


class Unparsed(NamedTuple):
    """A piece of a cell that is not valid Python: its lines, and the parser's line and reason."""

    first: int
    last: int
    line: int
    reason: str


def parse_cell(source: str) -> Iterator[tuple[ast.stmt, int] | Misplaced | Unparsed]:
    """Yield the statements of a cell with their lines, and its errors in between.

    `import a, b` becomes two statements. So a module that is missing, or slow and not needed,
    does not affect the other one.
    """
    source = source.removeprefix("\ufeff")
    source = source.replace("\r\n", "\n").replace("\r", "\n").replace("\0", " ")
    is_marimo = _MARIMO.search(source) is not None
    for found in _parsed(source):
        if not isinstance(found, ast.stmt):
            yield found
            continue
        for statement in _out_of_marimo(found) if is_marimo else [found]:
            if (line := _line_of_return(statement)) is not None:
                last = statement.end_lineno or line
                yield Unparsed(statement.lineno, last, line, "'return' outside function")
            elif isinstance(statement, ast.Import):
                for alias in statement.names:
                    yield ast.copy_location(ast.Import([alias]), statement), statement.lineno
            else:
                yield statement, statement.lineno


def _parsed(source: str) -> Iterator[ast.stmt | Misplaced | Unparsed]:
    tree = _parse(source)
    offset = 0
    if not isinstance(tree, ast.Module):
        source, offset = _strip_top(source)
        source = _transform(source)
        tree = _parse("\n" * offset + source)
    if isinstance(tree, ast.Module):
        yield from tree.body
        return
    for chunk, line in _chunks(source):
        for number, (piece, start) in enumerate(_pieces(chunk, line + offset)):
            if number:
                yield Misplaced(start)
            tree = _parse(piece, start)
            if isinstance(tree, ast.Module):
                yield from tree.body
            else:
                yield tree


def _parse(source: str, start: int = 1) -> ast.Module | Unparsed:
    """Return the tree of source that begins at line `start`, or why it does not parse."""
    last = start + source.rstrip().count("\n")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse("\n" * (start - 1) + source)
    except SyntaxError as error:
        return Unparsed(start, last, min(max(error.lineno or start, start), last), error.msg)
    except (ValueError, RecursionError, MemoryError):
        return Unparsed(start, last, start, "")


def _strip_top(source: str) -> tuple[str, int]:
    """Return source without blank lines and a cell magic at its top, and how many lines were cut.

    If a cell magic is not for Python, its body counts as empty, unless it is written to a file.
    """
    match = re.match(r"(?:[ \t]*\n)*(?:[ \t]*%%(\w+)[^\n]*\n?(?:[ \t]*\n)*)?", source)
    assert match is not None
    if match[1] in _FILE_MAGICS:
        return _written(match[0], source[match.end(1) :].partition("\n")[2]), 0
    if match[1] is not None and match[1] not in _PYTHON_CELL_MAGICS:
        return "", 0
    return source[match.end() :], match[0].count("\n")


def _written(top: str, body: str) -> str:
    """Return a statement with the effect of a cell magic that writes a file."""
    try:
        *options, name = shlex.split(top.strip().partition("\n")[0])[1:]
    except ValueError:  # there is no name, or a quote is not closed
        return ""
    mode = "a" if {"-a", "--append"} & {*options} else "w"
    lines = top[: len(top) - len(top.lstrip("\n"))]
    return f"{lines}open({name!r}, {mode!r}).write({body!r})"


# -- IPython ---------------------------------------------------------------------------


def _transform(source: str) -> str:
    """Rewrite IPython's syntax (magics, `!`, `?`, indented cells) as Python."""
    try:
        return str(_transformer()().transform_cell(source))
    except Exception:  # noqa: BLE001 - a third-party parser over hostile text; pieces come next
        return source


@functools.cache
def _transformer() -> Any:
    """Import only IPython's input transformer: all of IPython takes 0.3 s and 30 MiB.

    An empty package replaces IPython meanwhile, so that its `__init__` does not run. It is
    removed afterwards, so that a notebook can still import IPython.
    """
    spec = importlib.util.find_spec("IPython")
    if spec is None or spec.submodule_search_locations is None:
        raise ImportError("IPython is not installed")
    before = set(sys.modules)
    stand_in = types.ModuleType("IPython")
    stand_in.__path__ = list(spec.submodule_search_locations)
    sys.modules.setdefault("IPython", stand_in)
    try:
        return importlib.import_module("IPython.core.inputtransformer2").TransformerManager
    finally:
        for name in set(sys.modules) - before:
            if name.partition(".")[0] == "IPython":
                del sys.modules[name]


def preload() -> None:
    """Import what only some notebooks need, before there is any notebook."""
    _transformer()
    importlib.import_module("parso").parse("")


# -- what does not parse as a whole ----------------------------------------------------


def _chunks(source: str) -> Iterator[tuple[str, int]]:
    """Cut source that does not parse into top-level pieces, with their lines."""
    import parso  # noqa: PLC0415 - only for cells that do not parse

    lines = source.split("\n")  # as Python and parso count; splitlines splits more often
    lines = [f"{line}\n" for line in lines]
    children = [
        node
        for node in parso.parse(source).children  # type: ignore[no-untyped-call]
        if node.type != "endmarker" and node.start_pos[1] == 0
    ]
    # A line may begin with a space that Python does not know: it belongs to what is above it.
    children = [node for node in children if not _begins_with_space(lines[node.start_pos[0] - 1])]
    starts = sorted({1, *(node.start_pos[0] for node in children)})
    for start, end in itertools.pairwise([*starts, len(lines) + 1]):
        chunk = "".join(lines[start - 1 : end - 1])
        if chunk.strip():
            yield chunk, start


def _begins_with_space(line: str) -> bool:
    is_space = line[0].isspace() or unicodedata.category(line[0]) == "Cf"
    return is_space and line.strip() != ""


def _pieces(chunk: str, line: int) -> Iterator[tuple[str, int]]:
    """Yield a chunk as it is if it parses; otherwise as IPython's, or cut before a stray line."""
    if isinstance(_parse(chunk), ast.Module):
        yield chunk, line
        return
    rewritten = _transform(chunk)
    if isinstance(_parse(rewritten), ast.Module):
        yield rewritten, line
        return
    lines = [f"{text}\n" for text in chunk.rstrip("\n").split("\n")]
    cut = _stray_line(lines)
    if cut is None or not _is_complete(_parse("".join(lines[:cut]))):
        yield chunk, line
        return
    yield "".join(lines[:cut]), line
    yield from _pieces(_dedented(lines[cut:]), line + cut)


def _stray_line(lines: list[str]) -> int | None:
    """Return the index of the first line that is indented less than the body above it.

    It is None if a later line returns to that body. Then the piece is one function with a mistake
    in its middle.
    """
    indents = [len(text) - len(text.lstrip()) if text.strip() else None for text in lines]
    body = next((indent for indent in indents[1:] if indent), 0)
    for i, indent in enumerate(indents[1:], 1):
        if indent is not None and 0 < indent < body:
            stray, rest = lines[i].lstrip(), indents[i + 1 :]
            is_stray = not _GOES_ON.match(stray) and (_DEF.match(stray) or body not in rest)
            return i if is_stray else None
    return None


def _is_complete(tree: ast.Module | Unparsed) -> bool:
    """Return whether the code before a stray line is complete."""
    if not isinstance(tree, ast.Module) or not tree.body:
        return False
    last = tree.body[-1]
    if isinstance(last, ast.FunctionDef | ast.AsyncFunctionDef):
        return isinstance(last.body[-1], ast.Return | ast.Raise)
    return not isinstance(last, ast.ClassDef)


def _dedented(lines: list[str]) -> str:
    """Return lines with the first one at the margin, and the others moved by the same amount."""
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    return "".join(text.removeprefix(indent) for text in lines)


def _line_of_return(statement: ast.stmt) -> int | None:
    """Return the line of a `return` outside every function; None if there is none."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return None
    pending: list[ast.AST] = [statement]
    while pending:
        node = pending.pop()
        if isinstance(node, ast.Return):
            return node.lineno
        if isinstance(node, ast.stmt | ast.ExceptHandler | ast.match_case) and not isinstance(
            node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
        ):
            pending += ast.iter_child_nodes(node)
    return None


# -- marimo ----------------------------------------------------------------------------


def _out_of_marimo(statement: ast.stmt) -> Iterator[ast.stmt]:
    """Yield what a top-level statement of a marimo notebook runs: the code in its cells."""
    if _is_frame(statement):
        return
    if isinstance(statement, ast.With) and "setup" in map(_marimo_role, _contexts(statement)):
        yield from statement.body
        return
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        roles = {_marimo_role(decorator) for decorator in statement.decorator_list}
        if "cell" in roles:
            yield from (part for part in statement.body if not isinstance(part, ast.Return))
            return
        if roles & _MARIMO_FUNCTIONS:
            statement.decorator_list = [
                decorator
                for decorator in statement.decorator_list
                if _marimo_role(decorator) not in _MARIMO_FUNCTIONS
            ]
    yield statement


def _is_frame(statement: ast.stmt) -> bool:
    """Return whether a statement makes or runs the marimo app, as the last lines of a file do."""
    return (
        isinstance(statement, ast.Assign)
        and isinstance(statement.value, ast.Call)
        and ast.unparse(statement.value.func) == "marimo.App"
    ) or (isinstance(statement, ast.If) and ast.unparse(statement.body[-1]) == "app.run()")


def _contexts(statement: ast.With) -> list[ast.expr]:
    return [item.context_expr for item in statement.items]


def _marimo_role(node: ast.expr) -> str:
    """Return "cell" for `app.cell` and `app.cell(...)`, and so on; "" for anything else."""
    target = node.func if isinstance(node, ast.Call) else node
    if isinstance(target, ast.Attribute) and isinstance(target.value, ast.Name):
        return target.attr if target.value.id == "app" else ""
    return ""
