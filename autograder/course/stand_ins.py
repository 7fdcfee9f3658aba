"""Read an assignment's stand-ins: given cells that replace what a student has not written.

Trusted: the instructor wrote them. A stand-in is a rough replacement with which the rest of the
notebook runs and looks right. It is not an answer, so grading leaves it out of what students hand
in.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder.course.cells import STAND_IN, is_stand_in, name_of
from autograder.errors import CourseError

_SUFFIX = f"-{STAND_IN.replace('-', '_')}"
_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class StandIn(msgspec.Struct, frozen=True):
    """The stand-in for one exercise."""

    name: str  # the cell's name in nbgrader, or its id in Jupyter
    source: str
    place: int = 0  # the number of its cell in the notebook, from 1

    @property
    def exercise(self) -> str:
        """The exercise that it replaces; "" if its name does not say."""
        return self.name.removesuffix(_SUFFIX) if self.name.endswith(_SUFFIX) else ""

    def definitions(self) -> Iterator[str]:
        """Yield the text of each definition of its exercise; none if it does not parse."""
        try:
            tree = ast.parse(self.source)
        except (SyntaxError, ValueError):
            return
        lines = self.source.split("\n")
        for node in ast.walk(tree):
            if isinstance(node, _DEFINITIONS) and node.name == self.exercise:
                first = min(part.lineno for part in (node, *node.decorator_list))
                yield "\n".join(lines[first - 1 : node.end_lineno])

    def disguised(self) -> str:
        """Return the same code in lines that grading does not recognize: an audit's answer."""
        tree = ast.parse(self.source)
        for node in ast.walk(tree):
            if isinstance(node, ast.stmt) and hasattr(node, "body"):
                node.body.insert(0, ast.Pass())
        return ast.unparse(ast.fix_missing_locations(tree))


def stand_in_name(exercise: str) -> str:
    """Return the name of the stand-in for an exercise."""
    return exercise + _SUFFIX


def read_stand_ins(path: Path) -> tuple[StandIn, ...]:
    """Return the stand-ins of a source notebook, in order; CourseError if it is not a notebook."""
    try:
        cells = msgspec.json.decode(path.read_bytes())["cells"]
        return tuple(
            StandIn(name_of(cell), "".join(cell["source"]), number)
            for number, cell in enumerate(cells, 1)
            if is_stand_in(cell) and cell["cell_type"] == "code"
        )
    except (OSError, msgspec.DecodeError, KeyError, TypeError) as error:
        raise CourseError(f"{path}: not a notebook of format 4: {error}") from None
