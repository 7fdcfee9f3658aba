"""Find the sentences that a course says to students outside its notebooks.

These are the titles in course.yaml, the titles of the hidden tests (the first lines of their
docstrings), the names that tests give to the values that they check, and the hints of
misconceptions, paragraph by paragraph. The files are read as text: nothing of the course is run.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import msgspec

from autograder.course.folder import CourseFolder
from autograder.course.settings import COURSE_FILE, Assignment
from autograder.errors import CourseError
from autograder.misconceptions import paragraphs

# Functions whose names begin like this say something to students.
_TELLING = ("check_", "CheckFailed", "say")
_MARK = "misconception"  # the decorator of a misconception
TITLES, HINTS = "title of a hidden test", "hint"
_VALUES = "what a hidden test looks at"


class Message(msgspec.Struct, frozen=True):
    """A sentence of the course, where it is, and what kind it is."""

    text: str
    file: str  # relative to the course's folder
    kind: str


def course_messages(folder: CourseFolder) -> Iterator[Message]:
    """Yield the titles in course.yaml."""
    yield Message(folder.course.title, COURSE_FILE, "title of the course")
    for assignment in folder.course.assignments:
        yield Message(assignment.title, COURSE_FILE, "title of an assignment")


def assignment_messages(folder: CourseFolder, assignment: Assignment) -> Iterator[Message]:
    """Yield what an assignment's hidden tests and misconceptions say.

    Raises CourseError for a file that is not Python.
    """
    place = folder.misconceptions(assignment.name)
    for path in [*_files(place), place.with_suffix(".py")]:
        if path.is_file():
            for text in _hints(_parsed(path)):
                yield Message(text, _named(folder, path), HINTS)
    for path in _files(folder.graders(assignment.name)):
        tree = _parsed(path)
        for text in _titles(tree):
            yield Message(text, _named(folder, path), TITLES)
        for text in _values(tree):
            yield Message(text, _named(folder, path), _VALUES)


def is_of(file: str, assignment: str) -> bool:
    """Return whether a file, relative to the course's folder, belongs to an assignment."""
    return assignment in Path(file).parts[:-1]


def _files(place: Path) -> list[Path]:
    return sorted(p for p in place.rglob("*.py") if "__pycache__" not in p.parts)


def _named(folder: CourseFolder, path: Path) -> str:
    return path.relative_to(folder.root).as_posix()


def _parsed(path: Path) -> ast.Module:
    try:
        return ast.parse(path.read_bytes())
    except (SyntaxError, ValueError) as error:
        raise CourseError(f"{path}: {error}") from None


def _functions(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def _titles(tree: ast.Module) -> Iterator[str]:
    """Yield the titles of tests as grading/running takes them, but with `{name}` unchanged."""
    for function in _functions(tree):
        text = (ast.get_docstring(function) or "").strip()
        if function.name.startswith("test") and text:
            yield text.splitlines()[0]


def _hints(tree: ast.Module) -> Iterator[str]:
    for function in _functions(tree):
        if any(_is_mark(decorator) for decorator in function.decorator_list):
            yield from paragraphs(ast.get_docstring(function) or "")


def _is_mark(decorator: ast.expr) -> bool:
    return isinstance(decorator, ast.Call) and _name(decorator.func) == _MARK


def _values(tree: ast.Module) -> Iterator[str]:
    """Yield the names that tests give to values, if they are written in the call itself.

    A single word is a name in the notebook, like dW1, and is the same in every language.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _name(node.func).startswith(_TELLING):
            every = [*node.args, *(keyword.value for keyword in node.keywords)]
            texts = (getattr(value, "value", None) for value in every)
            yield from (text for text in texts if isinstance(text, str) and " " in text)


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", "") or getattr(function, "id", "")
