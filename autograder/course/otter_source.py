"""Read an otter master: its questions, and what their tests check.

A test passes as a doctest does. Each statement except the last shows nothing, and the last one
shows what the master has as the output of its cell.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from autograder.course.assertions import shortened
from autograder.course.headings import heading_in, title_of, told_apart
from autograder.course.otter_blocks import (
    OLD_TEST,
    Block,
    Master,
    Placed,
    read_config,
    read_master,
)
from autograder.course.plan import Check, Owner, Plan, PlanCell, Question
from autograder.errors import CourseError
from autograder.execution.statements import Statement, read_cells
from autograder.languages import say

_BEGIN = re.compile(r'(?:.\s*=\s*)?(?:""")?\s*#\s*BEGIN\s*TEST\s*CONFIG', re.IGNORECASE)
_END = re.compile(r'(?:""")?\s*#\s*END\s*TEST\s*CONFIG', re.IGNORECASE)
_HIDDEN = re.compile(r"\bhidden\b", re.IGNORECASE)
_IGNORED_LINE = re.compile(r"#\s*IGNORE\s*$")
_IGNORED_LINES = re.compile(
    r"^[ \t]*#\s*BEGIN\s*IGNORE\b.*?#\s*END\s*IGNORE[ \t]*$\n?",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)


class _Test(NamedTuple):
    """A test cell of a master."""

    number: int
    text: str  # the code without its configuration
    is_hidden: bool
    points: float | None
    shows: str
    passed: str
    failed: str


def read_otter_master(path: Path, cells: Sequence[Mapping[str, Any]]) -> Plan:
    """Return the plan of a master; raises CourseError if otter would refuse it."""
    try:
        master = read_master(cells)
        return Plan(path.stem, tuple(_plan(master)))
    except ValueError as error:
        raise CourseError(f"{path}: {error}") from None


def config_of(cells: Sequence[Mapping[str, Any]]) -> Mapping[str, Any]:
    """Return the configuration of a master's assignment; raises ValueError."""
    return read_master(cells).config


def _plan(master: Master) -> list[PlanCell]:
    tests: list[list[_Test]] = [[] for _ in master.questions]
    titles = [""] * len(master.questions)
    read: list[PlanCell] = []
    for placed in master.cells:
        piece, number = placed.piece, placed.question
        if placed.ends_question:
            question = _question(master, number, tests[number], titles[number])
            if question is not None:
                read.append(
                    PlanCell(piece.number, "", Owner.INSTRUCTOR, question.name, question=question)
                )
        elif piece.kind == "markdown":
            if number >= 0:
                titles[number] = heading_in(piece.text) or titles[number]
        elif piece.kind == "code" and placed.block is Block.TESTS:
            tests[number].append(_test(placed))
        elif piece.kind == "code":
            is_students = placed.block in {Block.SOLUTION, Block.PROMPT}
            owner = Owner.STUDENT if is_students else Owner.INSTRUCTOR
            read.append(PlanCell(piece.number, without_ignored(piece.text), owner))
    asked = [cell.question for cell in read if cell.question is not None]
    told = iter(told_apart([q.title for q in asked], [q.name for q in asked]))
    return [
        cell._replace(question=cell.question._replace(title=next(told))) if cell.question else cell
        for cell in read
    ]


def without_ignored(text: str) -> str:
    """Return code without the lines that stay in the master."""
    lines = _IGNORED_LINES.sub("", text).split("\n")
    return "\n".join(line for line in lines if not _IGNORED_LINE.search(line))


# -- questions -------------------------------------------------------------------------


def _question(master: Master, number: int, tests: Sequence[_Test], title: str) -> Question | None:
    """Return a question; None if a human marks it or nothing judges it."""
    config = master.questions[number]
    name = config.get("name")
    if not isinstance(name, str | int):
        raise ValueError(f"question {number + 1} has no name")  # noqa: TRY004 - a text's value
    if config.get("manual") or not tests:
        return None
    points, weights = _points(str(name), config.get("points"), tests)
    raises = is_raising(master.config)
    checks, problems = [], []
    for test, weight in zip(tests, weights, strict=True):
        check, problem = _check(test, weight, raises=raises)
        checks.append(check)
        problems += [problem] if problem else []
    return Question(
        name=str(name),
        title=title_of(str(name), "", title),
        points=points,
        checks=tuple(checks),
        code="\n".join(test.text for test in tests),
        shares_names=False,
        is_all_or_nothing=bool(config.get("all_or_nothing")),
        problem=problems[0] if problems else "",
    )


def is_raising(config: Mapping[str, Any]) -> bool:
    """Return whether tests are functions that raise."""
    told = config.get("tests")
    return isinstance(told, dict) and told.get("ok_format") is False


def _points(name: str, told: Any, tests: Sequence[_Test]) -> tuple[float, list[float]]:
    """Return the points of a question, and each test's share of them, by otter's rules."""
    if isinstance(told, dict):
        told = float(told.get("each", 1)) * len(tests)
    own = [test.points for test in tests]
    if isinstance(told, list):
        if len(told) != len(tests):
            raise ValueError(f"question {name}: {len(told)} points for {len(tests)} tests")
        own, told = [one if one is None else float(one) for one in told], None
    if told is not None and not isinstance(told, int | float):
        raise ValueError(f"question {name}: its points must be a number, got {told!r}")
    given, unsaid = sum(one or 0.0 for one in own), own.count(None)
    if told is not None:
        if given > told:
            raise ValueError(f"question {name}: its tests have more points than it has")
        rest = (told - given) / unsaid if unsaid else 0.0
    else:
        rest = 1 / unsaid if unsaid and not given else 0.0
    weights = [rest if one is None else one for one in own]
    total = round(sum(weights), 5)
    return total, weights if total else [1.0] * len(weights)


# -- tests -----------------------------------------------------------------------------


def _test(placed: Placed) -> _Test:
    piece = placed.piece
    lines = piece.text.split("\n")
    is_hidden = lines[0].lstrip().startswith("#") and bool(_HIDDEN.search(lines[0]))
    config: dict[str, Any] = {}
    begins = next((i for i, line in enumerate(lines) if line.strip()), 0)
    if _BEGIN.match(lines[begins]):
        end = next((i for i, line in enumerate(lines) if _END.match(line.strip())), len(lines) - 1)
        config = read_config("\n".join(lines[begins + 1 : end]), f"cell {piece.number}")
        blank = [""] * (end + 1)
        lines = [*blank, *lines[end + 1 :]]
    elif OLD_TEST.match(piece.text) or is_hidden:
        lines[0] = ""
    points = config.get("points")
    return _Test(
        piece.number,
        without_ignored("\n".join(lines)),
        bool(config.get("hidden", is_hidden)),
        None if points is None else float(points),
        _output(piece.cell),
        str(config.get("success_message") or ""),
        str(config.get("failure_message") or ""),
    )


def _output(cell: Mapping[str, Any]) -> str:
    """Return the output of a cell in a master, as text."""
    text = ""
    for output in cell.get("outputs") or ():
        told = output.get("text", "")
        text += "".join(told) if isinstance(told, list) else told
        shown = (output.get("data") or {}).get("text/plain") or ""
        text += "".join(shown) if isinstance(shown, list) else shown
    return text


def _check(test: _Test, weight: float, *, raises: bool) -> tuple[Check, str]:
    """Return a test, and the reason why it cannot be judged ("" if it can)."""
    read = read_cells([(test.number, test.text)])
    statements, shows, problem = read.statements, test.shows, ""
    if read.problems:
        note = read.problems[0]
        problem = say("line {line} is no Python: {why}", line=note.line, why=note.text or note.what)
    elif raises:
        statements, shows = _called(statements), ""
        if not statements:
            problem = say("a test that raises must be a function")
    title = "" if test.is_hidden else _title(test)
    told = ("", "") if test.is_hidden else (test.passed, test.failed)
    check = Check(title, tuple(statements), test.is_hidden, weight, shows, *told, test.text)
    return check, problem


def _called(statements: Sequence[Statement]) -> list[Statement]:
    """Return a test function and a call of it with the names that it needs; [] if there is none."""
    first = statements[0] if statements else None
    if first is None or not isinstance(first.tree, ast.FunctionDef):
        return []
    names = [argument.arg for argument in first.tree.args.args]
    values = ", ".join(
        f"{name}=globals()" if name == "env" else f"{name}=globals().get({name!r})"
        for name in names
    )
    call = read_cells([(first.cell, f"{first.tree.name}({values})")]).statements
    return [first, *call]


def _title(test: _Test) -> str:
    """Return the comment at the beginning of a test; "" if there is none."""
    for line in test.text.split("\n"):
        if line.strip():
            comment = line.strip().lstrip("#").strip()
            return shortened(comment) if line.lstrip().startswith("#") else ""
    return ""
