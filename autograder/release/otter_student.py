"""Write the student version of an otter master: without solutions and hidden tests.

The public tests are in the notebook's metadata, where otter's `grader.check` looks for them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat
from nbformat import v4

from autograder.course.adopted import read_plan, read_source_cells
from autograder.course.otter_blocks import Block, Master, Placed, read_master
from autograder.course.otter_source import is_raising, without_ignored
from autograder.course.plan import Check, Question
from autograder.release.notebook import read_notebook

PROMPT = "..."
_WRITTEN = "_Type your answer here, replacing this text._"
_LOCKED = {"deletable": False, "editable": False}
_DROPPED = ("# SOLUTION NO PROMPT", "# BEGIN PROMPT", "# END PROMPT", "# SEED")
_BEGIN = re.compile(r"^(\s*)# BEGIN SOLUTION( NO PROMPT)?\s*$")
_END = re.compile(r"# END SOLUTION\s*$")
_ASSIGNED = re.compile(r"^(\s*[\w.\[\]'\", ]+?\s*=)(?!=).*# ?SOLUTION\s*$")
_ANSWER = re.compile(r"^(\s*).*# ?SOLUTION\s*$")


def write_student_version(source: Path, target: Path) -> None:
    """Write what students get of a master."""
    master = read_master(read_source_cells(source))
    questions = {question.name: question for question in read_plan(source).questions}
    notebook = v4.new_notebook(metadata=dict(read_notebook(source).metadata))  # type: ignore[no-untyped-call]
    tests = {name: _tests(question, master) for name, question in questions.items()}
    notebook.metadata["otter"] = {"OK_FORMAT": not is_raising(master.config), "tests": tests}
    begin = f'# Initialize Otter\nimport otter\ngrader = otter.Notebook("{target.name}")'
    notebook.cells = [_code(begin, _LOCKED), *_cells(master, questions)]
    for cell in notebook.cells:
        del cell["id"]
    notebook["nbformat_minor"] = 4
    target.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, target)  # type: ignore[no-untyped-call]


def without_solution(text: str) -> str:
    """Return the code of a solution cell as students get it."""
    kept, is_inside = [], False
    for line in text.split("\n"):
        if is_inside or _END.search(line):
            is_inside = not _END.search(line)
            continue
        if line.rstrip().endswith(_DROPPED):
            continue
        if begin := _BEGIN.match(line):
            is_inside = True
            kept += [] if begin[2] else [begin[1] + PROMPT]
        elif assigned := _ASSIGNED.match(line):
            kept.append(f"{assigned[1]} {PROMPT}")
        elif answer := _ANSWER.match(line):
            kept.append(answer[1] + PROMPT)
        else:
            kept.append(line)
    return "\n".join(kept)


def _cells(master: Master, questions: Mapping[str, Question]) -> Iterator[Any]:
    for i, placed in enumerate(master.cells):
        piece, config = placed.piece, _config(master, placed)
        if placed.ends_question:
            if str(config.get("name")) in questions:
                yield _code(f'grader.check("{config["name"]}")', _LOCKED)
        elif placed.block is Block.TESTS:
            continue
        elif placed.block is Block.SOLUTION and piece.kind != "code":
            if config.get("manual") and not _has_prompt(master.cells[:i], placed):
                yield _markdown(_WRITTEN, {"tags": ["otter_answer_cell"]})
        elif placed.block is Block.SOLUTION:
            yield _code(
                without_solution(without_ignored(piece.text)), {"tags": ["otter_answer_cell"]}
            )
        elif piece.kind == "code":
            yield _code(without_ignored(piece.text), {})
        elif piece.text.strip():
            new = v4.new_raw_cell if piece.kind == "raw" else v4.new_markdown_cell
            yield new(piece.text.strip("\n"))  # type: ignore[no-untyped-call]


def _config(master: Master, placed: Placed) -> dict[str, Any]:
    return master.questions[placed.question] if placed.question >= 0 else {}


def _has_prompt(before: Sequence[Placed], placed: Placed) -> bool:
    """Return whether students have a place to write in before this part of a model answer."""
    return any(
        one.question == placed.question
        and one.block in {Block.PROMPT, Block.SOLUTION}
        and not one.ends_question
        for one in before
    )


def _code(text: str, metadata: Mapping[str, Any]) -> Any:
    return v4.new_code_cell(text, metadata=dict(metadata))  # type: ignore[no-untyped-call]


def _markdown(text: str, metadata: Mapping[str, Any]) -> Any:
    return v4.new_markdown_cell(text, metadata=dict(metadata))  # type: ignore[no-untyped-call]


# -- public tests ----------------------------------------------------------------------


def _tests(question: Question, master: Master) -> Any:
    public = [check for check in question.checks if not check.is_hidden]
    if is_raising(master.config):
        return _raising(question, public)
    suite = {"cases": list(map(_case, public)), "scored": True, "setup": "", "teardown": ""}
    points = sum(check.weight for check in public)
    return {"name": question.name, "points": points, "suites": [suite | {"type": "doctest"}]}


def _case(check: Check) -> dict[str, Any]:
    lines = [line for statement in check.statements for line in _doctest(statement.tree)]
    code = "\n".join([*lines, *(check.shows or "").split("\n")])
    case: dict[str, Any] = {"code": code, "hidden": False, "locked": False, "points": check.weight}
    if check.passed:
        case["success_message"] = check.passed
    if check.failed:
        case["failure_message"] = check.failed
    return case


def _doctest(tree: ast.stmt) -> Iterator[str]:
    first, *others = ast.unparse(tree).split("\n")
    yield f">>> {first}"
    yield from (f"... {line}" for line in others)


def _raising(question: Question, public: Sequence[Check]) -> str:
    """Return the text of a test file whose tests raise."""
    lines = ["from otter.test_files import test_case", "", "OK_FORMAT = False", ""]
    lines += [f"name = {question.name!r}", f"points = {sum(c.weight for c in public)}", ""]
    for check in public:
        lines.append(f"@test_case(points={check.weight}, hidden=False)")
        lines += [ast.unparse(check.statements[0].tree), ""]
    return "\n".join(lines)
