"""The marks of an otter master: where questions, solutions and tests begin and end.

It reads both formats: raw cells (or fences marked `otter`) around blocks, and the older one, in
which a question is a fence in Markdown and a test cell begins with a comment.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from autograder.course.cells import text_of
from autograder.text import yaml_mistake


class Block(enum.StrEnum):
    """The part of a master to which a cell belongs."""

    GIVEN = "given"
    QUESTION = "question"
    PROMPT = "prompt"
    SOLUTION = "solution"
    TESTS = "tests"


class Piece(NamedTuple):
    """A cell, or the text between two marks in a cell."""

    number: int  # of the cell
    kind: str  # code, markdown or raw
    text: str
    cell: Mapping[str, Any]


class Placed(NamedTuple):
    """A cell of a master with what its marks say."""

    piece: Piece
    block: Block
    question: int  # the question that contains it, counted from 0; -1 for none
    ends_question: bool = False  # whether it is the end of a question, and not a cell


class Master(NamedTuple):
    """The cells of a master without its marks, and its configuration."""

    cells: list[Placed]
    questions: list[dict[str, Any]]
    config: dict[str, Any]


_FENCE = re.compile(r"^```otter[ \t]*\n(.*?)^```[ \t]*$\n?", re.MULTILINE | re.DOTALL)
_MARK = re.compile(r"#\s+(begin|end)\s+(question|prompt|solution|tests)\s*$", re.IGNORECASE)
_CONFIG = re.compile(r"#\s+assignment\s+config\s*$", re.IGNORECASE)
_OLD_FENCE = re.compile(
    r"^```\s*\n\s*BEGIN (QUESTION|ASSIGNMENT)[ \t]*\n(.*?)^```[ \t]*$\n?", re.MULTILINE | re.DOTALL
)
OLD_TEST = re.compile(r"^\s*#+\s*(hidden\s+)?test\b[^\n]*(?:\n|$)", re.IGNORECASE)
_IGNORED = re.compile(r"^(?:##\s*ignore\s*##|#\s*ignore)\s*$", re.IGNORECASE)


def is_master(cells: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether a notebook has the marks of an otter master."""
    return any(_is_mark(piece) for piece in _pieces(cells)) or is_old_master(cells)


def is_old_master(cells: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether a notebook is a master in the older format."""
    prose = (text_of(cell) for cell in cells if cell.get("cell_type") == "markdown")
    return any(_OLD_FENCE.search(text) for text in prose)


def read_master(cells: Sequence[Mapping[str, Any]]) -> Master:
    """Return a master's cells and what its marks say of them; raises ValueError."""
    if is_old_master(cells):
        return _read_old(cells)
    master = Master([], [], {})
    blocks: list[Block] = []
    for piece in _pieces(cells):
        first = piece.text.strip().partition("\n")[0]
        if _IGNORED.match(first):
            continue
        if piece.kind == "raw" and _CONFIG.match(first):
            master.config.update(_yaml(piece))
            continue
        mark = _MARK.match(first) if piece.kind == "raw" else None
        if mark is None:
            block = blocks[-1] if blocks else Block.GIVEN
            master.cells.append(Placed(piece, block, _current(master, blocks)))
            continue
        _turn(mark, piece, blocks, master)
    if blocks:
        raise ValueError(f"its last {blocks[-1]} block has no end")
    return master


def _turn(mark: re.Match[str], piece: Piece, blocks: list[Block], master: Master) -> None:
    """Begin or end a block."""
    block = Block(mark[2].lower())
    if mark[1].lower() == "end":
        if not blocks or blocks[-1] is not block:
            raise ValueError(f"cell {piece.number}: the end of a {block} block that has not begun")
        if block is Block.QUESTION:
            current = _current(master, blocks)
            master.cells.append(Placed(piece, block, current, ends_question=True))
        blocks.pop()
        return
    if (block is Block.QUESTION) != (not blocks):
        raise ValueError(f"cell {piece.number}: a {block} block stands where none can")
    if block is Block.QUESTION:
        master.questions.append(_yaml(piece))
    blocks.append(block)


def _current(master: Master, blocks: list[Block]) -> int:
    return len(master.questions) - 1 if blocks else -1


def _is_mark(piece: Piece) -> bool:
    first = piece.text.strip().partition("\n")[0]
    return piece.kind == "raw" and bool(_CONFIG.match(first) or _MARK.match(first))


def _pieces(cells: Sequence[Mapping[str, Any]]) -> Iterator[Piece]:
    """Yield the cells, with each fence marked `otter` as a separate raw cell."""
    for number, cell in enumerate(cells, 1):
        kind, text = str(cell.get("cell_type")), text_of(cell)
        if kind != "markdown" or "```otter" not in text:
            yield Piece(number, kind, text, cell)
            continue
        for i, part in enumerate(_FENCE.split(text)):
            if part.strip():
                yield Piece(number, "raw" if i % 2 else "markdown", part, cell)


def _yaml(piece: Piece) -> dict[str, Any]:
    body = piece.text.strip().partition("\n")[2]
    return read_config(body, f"cell {piece.number}")


def read_config(body: str, place: str) -> dict[str, Any]:
    """Return the content of a configuration; raises ValueError with its place."""
    try:
        read = msgspec.yaml.decode(body) if body.strip() else {}
    except (msgspec.MsgspecError, ValueError) as error:
        raise ValueError(f"{place}: not valid YAML: {yaml_mistake(error)}") from None
    if not isinstance(read, dict):
        raise ValueError(f"{place}: expected names with values")  # noqa: TRY004 - a text's value
    return read


# -- the older format ------------------------------------------------------------------


def _read_old(cells: Sequence[Mapping[str, Any]]) -> Master:
    master = Master([], [], {})
    is_open, has_tests = False, False
    for number, cell in enumerate(cells, 1):
        kind, text = str(cell.get("cell_type")), text_of(cell)
        piece = Piece(number, kind, text, cell)
        is_test = kind == "code" and OLD_TEST.match(text) is not None
        fence = _OLD_FENCE.search(text) if kind == "markdown" else None
        if is_open and not is_test and (has_tests or fence):  # tests come last
            current = len(master.questions) - 1
            master.cells.append(Placed(piece, Block.QUESTION, current, ends_question=True))
            is_open = False
        if fence is not None:
            config = read_config(fence[2], f"cell {number}")
            piece = piece._replace(text=_OLD_FENCE.sub("", text))
            if fence[1] == "ASSIGNMENT":
                master.config.update(config)
                if piece.text.strip():
                    master.cells.append(Placed(piece, Block.GIVEN, -1))
                continue
            master.questions.append(config)
            is_open, has_tests = True, False
        if _IGNORED.match(text.strip().partition("\n")[0]):
            continue
        has_tests |= is_test
        current = len(master.questions) - 1 if is_open else -1
        master.cells.append(Placed(piece, _old_block(kind, is_open, is_test), current))
    if is_open:
        last = master.cells[-1].piece
        end = Placed(last, Block.QUESTION, len(master.questions) - 1, ends_question=True)
        master.cells.append(end)
    return master


def _old_block(kind: str, is_open: bool, is_test: bool) -> Block:  # noqa: FBT001
    if is_test:
        return Block.TESTS
    if not is_open:
        return Block.GIVEN
    return Block.SOLUTION if kind == "code" else Block.QUESTION
