"""Put the skeleton of a known mistake into the folder of an assignment's known mistakes."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

from autograder.course.folder import CourseFolder
from autograder.course.settings import Assignment, Graders
from autograder.errors import CourseError, RequestError
from autograder.files import write_or_explain
from autograder.insight.anonymous import screen_for
from autograder.insight.classroom import Classroom
from autograder.insight.mistakes import Cases, named, unexplained
from autograder.insight.rewrite import Skeleton
from autograder.insight.skeleton import Refused, skeleton_of
from autograder.insight.sources import Solution, imported, read_solution
from autograder.text import counted, not_found

_IMPORT = "from autograder.misconceptions import misconception"
_HEADING = '"""Mistakes that students make in `{exercise}`, each with the hint that they read."""\n'


def write_skeleton(
    folder: CourseFolder, assignment: Assignment, known: Classroom, name: str
) -> tuple[Path, Skeleton]:
    """Write the skeleton of the mistake of a group; return its file and what it is.

    Raises RequestError if there is no such group, if its code cannot become a known mistake, or
    if the folder has one of that name.
    """
    if assignment.graders is Graders.CELLS:
        raise RequestError(
            f"{assignment.name} is graded by its own test cells, which name no known mistakes"
        )
    group = _group(known, name)
    solution = read_solution(folder, assignment)
    path = _file(folder.misconceptions(assignment.name), group.exercise)
    text = _read(path)
    skeleton = _skeleton(group, known, solution)
    if skeleton.name in _functions(path, text):
        raise RequestError(
            f"{path}: {skeleton.name} is there already; nothing was written. Write its docstring, "
            "or delete it first"
        )
    made = _with_skeleton(text or _HEADING.format(exercise=group.exercise), skeleton, group)
    write_or_explain(path, made.encode())
    return path, skeleton


def _group(known: Classroom, name: str) -> Cases:
    groups = {group.name: group for group in unexplained(known.results)}
    if name in groups:
        return groups[name]
    if not groups:
        raise RequestError(f"{known.assignment}: every mistake of this class has a name already")
    raise RequestError(f"no group {not_found(name, groups)}")


def _skeleton(group: Cases, known: Classroom, solution: Solution) -> Skeleton:
    codes = list(dict.fromkeys(case.evidence.code for case in group.cases if case.evidence.code))
    name = group.name.replace("-", "_")
    screen = screen_for(named(known, group), solution.words)
    try:
        return skeleton_of(codes, group.exercise, name, solution, screen)
    except Refused as reason:
        raise RequestError(f"{group.name}: {reason}; write the mistake by hand") from None


def _file(place: Path, exercise: str) -> Path:
    single = place.with_suffix(".py")
    return single if single.exists() else place / f"{exercise}.py"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        raise CourseError(f"{path}: cannot be read: {error}") from None


def _tree(path: Path, text: str) -> ast.Module:
    try:
        return ast.parse(text)
    except (SyntaxError, ValueError) as error:
        raise CourseError(f"{path}: cannot be read as Python: {error}") from None


def _functions(path: Path, text: str) -> set[str]:
    return {n.name for n in _tree(path, text).body if isinstance(n, ast.FunctionDef)}


def _with_skeleton(text: str, skeleton: Skeleton, group: Cases) -> str:
    """Return the file with the imports that it lacks and the skeleton at its end."""
    text = _with_imports(text, (*skeleton.imports, _IMPORT))
    header, _, body = skeleton.code.partition("\n")
    count = counted(len(group.cases), "student")
    note = f"    # Of {count}. Write the hint that they read here, as a docstring."
    function = "\n".join([f'@misconception("{group.exercise}")', header, note, body])
    return f"{text.rstrip()}\n\n\n{function}\n"


def _with_imports(text: str, wanted: Iterable[str]) -> str:
    tree = ast.parse(text)
    there = [n for n in tree.body if isinstance(n, ast.Import | ast.ImportFrom)]
    known = {statement for node in there for _, statement in imported(node)}
    lacking = [line for line in dict.fromkeys(wanted) if line not in known]
    if not lacking:
        return text
    libraries = [line for line in lacking if line != _IMPORT]
    blocks = ["\n".join(libraries), *([_IMPORT] if _IMPORT in lacking else [])]
    lines = text.split("\n")
    first = there[0] if there else None
    at = first.lineno - 1 if first else _after_docstring(tree)
    block = "\n\n".join(filter(None, blocks)).split("\n")
    around = [*block, ""] if first is not None and _IMPORT in lacking else block
    before = [] if first is not None else [""]
    return "\n".join([*lines[:at], *before, *around, *lines[at:]])


def _after_docstring(tree: ast.Module) -> int:
    first = tree.body[0] if tree.body else None
    is_docstring = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    return (first.end_lineno or 0) if first is not None and is_docstring else 0
