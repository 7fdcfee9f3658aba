"""What an audit hands in: reference, release, known mistakes, variants, mutants, stand-ins.

Trusted: all of it is the instructor's. Each submission is a notebook of code cells, made from the
source notebook without its autograded cells. If there are several notebooks, the other ones are
the reference's.
"""

from __future__ import annotations

import ast
import enum
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from autograder.audit.mutants import Mutant, mutants_of
from autograder.course.cells import is_check, is_stand_in, name_of
from autograder.course.exercises import read_all_exercises
from autograder.course.folder import CourseFolder
from autograder.course.printed import printed_name, read_printed
from autograder.course.settings import Assignment
from autograder.course.stand_ins import read_stand_ins
from autograder.errors import CourseError
from autograder.execution.statements import Statement, read_cells
from autograder.grading.answers import CONSTANTS, ODD
from autograder.misconceptions import REFERENCE, SHARED, files_of, load_misconceptions

_OURS = "_reference"  # the prefix with which a known mistake calls the reference's functions


class Kind(enum.StrEnum):
    """What kind of submission it is, and what its outcome must be."""

    REFERENCE = "reference"  # full marks
    RELEASE = "release"  # no marks, and all exercises missing
    MISCONCEPTION = "misconception"  # less than full marks in its exercise, full marks elsewhere
    VARIANT = "variant"  # full marks
    MUTANT = "mutant"  # no full marks in its exercise
    STAND_IN = "stand-in"  # almost no marks in its exercise
    ODD = "odd answer"  # no error, in any exercise
    CONSTANT = "constant"  # next to no marks


class Code(NamedTuple):
    """A cell of a notebook."""

    text: str
    name: str = ""  # if grading looks for the cell by its name


class Case(msgspec.Struct, frozen=True):
    """One submission of the audit."""

    kind: Kind
    data: bytes  # the notebook's bytes
    exercise: str = ""
    name: str = ""
    mutant: Mutant | None = None
    notebook: str = ""
    beside: Mapping[str, bytes] = {}  # the other notebooks
    is_anybodys: bool = False  # whether tests of all exercises may catch it, as test cells do

    @property
    def files(self) -> dict[str, bytes]:
        """All files that are handed in, by the name of the notebook."""
        return {self.notebook: self.data, **self.beside}

    @property
    def title(self) -> str:
        """The name that an author gives it."""
        title = f"{self.kind} {self.name}".strip()
        return f"{title} of {self.exercise}" if self.exercise else title


def make_cases(folder: CourseFolder, assignment: Assignment) -> list[Case]:
    """Return all submissions of an audit, with the reference first.

    The release is left out if there is none. Raises CourseError if the source notebook, a
    misconception or a variant is not as it must be.
    """
    exercises = {
        n: [e.name for e in own] for n, own in read_all_exercises(folder, assignment).items()
    }
    every = [name for own in exercises.values() for name in own]
    sources, releases = folder.source_notebooks(assignment), folder.release_notebooks(assignment)
    cases = [_as_it_is(Kind.REFERENCE, sources)]
    if all(path.exists() for path in releases.values()):
        cases.append(_as_it_is(Kind.RELEASE, releases))
    for notebook, source in sources.items():
        own, cells = exercises[notebook], reference_cells(source)
        changed = _misconceptions(folder.misconceptions(assignment.name), cells, own, every)
        changed += _variants(folder.variants(assignment.name), cells, own, every)
        for exercise in own:
            changed += _mutants(source, cells, exercise, own)
        changed += _stand_ins(source, own)
        others = {name: path.read_bytes() for name, path in sources.items() if name != notebook}
        cases += [msgspec.structs.replace(c, notebook=notebook, beside=others) for c in changed]
    order = list(Kind)
    return sorted(cases, key=lambda case: order.index(case.kind))


def posed_cases(folder: CourseFolder, assignment: Assignment) -> list[Case]:
    """Return the odd answers and the constants: the reference, with its answers changed."""
    right = _as_it_is(Kind.ODD, folder.source_notebooks(assignment))
    odd = [msgspec.structs.replace(right, name=name) for name in ODD]
    constants = [
        msgspec.structs.replace(right, kind=Kind.CONSTANT, name=name) for name in CONSTANTS
    ]
    return odd + constants


def _as_it_is(kind: Kind, paths: Mapping[str, Path]) -> Case:
    """Return the submission that consists of these notebooks."""
    (notebook, data), *others = ((name, path.read_bytes()) for name, path in paths.items())
    return Case(kind, data, notebook=notebook, beside=dict(others))


# -- notebooks ---------------------------------------------------------------------


def reference_cells(path: Path) -> list[Code]:
    """Return the code cells of a source notebook, without its checks and stand-ins."""
    cells = msgspec.json.decode(path.read_bytes())["cells"]
    printed = {answer.cell for answer in read_printed(path)}
    return [
        Code("".join(cell["source"]), name if (name := name_of(cell)) in printed else "")
        for cell in cells
        if cell["cell_type"] == "code" and not is_check(cell) and not is_stand_in(cell)
    ]


def as_notebook(cells: list[Code]) -> bytes:
    """Return a notebook of format 4 with these code cells; the bytes are always the same."""
    return notebook_of([blank_cell(c.text, c.name or f"cell-{i}") for i, c in enumerate(cells)])


def blank_cell(text: str, name: str) -> dict[str, Any]:
    """Return a code cell with this id."""
    return {
        "cell_type": "code",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
        "id": name,
        "source": text,
    }


def notebook_of(cells: list[dict[str, Any]]) -> bytes:
    """Return a notebook of format 4 with these cells."""
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return msgspec.json.encode(notebook)


# -- stand-ins, mutants and variants ------------------------------------------------------------


def _stand_ins(source: Path, exercises: Collection[str]) -> list[Case]:
    """Return a submission for each stand-in: the reference, with the stand-in as the answer.

    Before the stand-in the exercise is not written, so that the stand-in is in use. Its lines are
    changed, because grading would otherwise leave it out.
    """
    cells = reference_cells(source)
    unwritten = "def {}(*_, **__):\n    raise NotImplementedError"
    return [
        Case(
            Kind.STAND_IN,
            as_notebook([*cells, Code(unwritten.format(one.exercise)), Code(one.disguised())]),
            one.exercise,
        )
        for one in read_stand_ins(source)
        if one.exercise in exercises
    ]


def _mutants(
    source: Path, cells: list[Code], exercise: str, exercises: Collection[str]
) -> list[Case]:
    place = _place_of(source, cells, exercise)
    return [
        Case(Kind.MUTANT, as_notebook(_with(mutant.text, cells, place)), exercise, mutant=mutant)
        for mutant in mutants_of(cells[place].text, exercise, exercises)
    ]


def _with(text: str, cells: list[Code], place: int) -> list[Code]:
    """Return cells with another text in one of them."""
    return [*cells[:place], cells[place]._replace(text=text), *cells[place + 1 :]]


def _printing(cells: list[Code], exercise: str) -> int | None:
    """Return the number of the cell that prints the answer of an exercise; None if none does."""
    wanted = printed_name(exercise)
    return next((i for i, cell in enumerate(cells) if cell.name == wanted), None)


def _place_of(source: Path, cells: list[Code], exercise: str) -> int:
    """Return the number of the cell that prints an exercise, or the last one that defines it."""
    if (place := _printing(cells, exercise)) is not None:
        return place
    found = _defining(cells, exercise)
    if found is None:
        raise CourseError(f"{source}: no cell of plain Python defines {exercise!r}")
    return found.cell


def _defining(cells: list[Code], exercise: str) -> Statement | None:
    """Return the last statement of plain Python that defines an exercise; None if there is none."""
    for i, (text, _) in reversed(list(enumerate(cells))):
        try:
            ast.parse(text)
        except SyntaxError:  # for example, magics
            continue
        for statement in reversed(read_cells([(i, text)]).statements):
            if exercise in statement.binds:
                return statement
    return None


def _is_variable(cells: list[Code], exercise: str) -> bool:
    """Return whether an exercise is a variable: it is neither a function nor a class."""
    found = _defining(cells, exercise)
    return found is not None and not isinstance(found.tree, ast.FunctionDef | ast.ClassDef)


def _variants(
    folder: Path, cells: list[Code], own: Collection[str], every: Collection[str]
) -> list[Case]:
    """Return a submission for each variant of a notebook's own exercises."""
    cases = []
    for path in sorted(folder.glob("*/*.py")):
        exercise = path.parent.name
        if exercise not in every:
            raise CourseError(f"{path}: {exercise!r} is no exercise; there are: {', '.join(every)}")
        if exercise not in own:
            continue
        text, place = path.read_text(encoding="utf-8"), _printing(cells, exercise)
        handed_in = [*cells, Code(text)] if place is None else _with(text, cells, place)
        cases.append(Case(Kind.VARIANT, as_notebook(handed_in), exercise, path.stem))
    return cases


# -- known mistakes ------------------------------------------------------------------


def _misconceptions(
    place: Path, cells: list[Code], own: Collection[str], every: Collection[str]
) -> list[Case]:
    """Return a submission for each misconception of a notebook: the reference, with it in place.

    As in a student's notebook, it finds only the exercises of its own notebook.
    """
    known = load_misconceptions(place, every)
    cases: list[Case] = []
    shared: list[str] = []
    for path in files_of(place, every):
        mistakes = [mistake for mistake in known if mistake.path == path]
        body = without_annotations(ast.parse(path.read_text(encoding="utf-8"))).body
        rest = [*shared, *_kept(body, {mistake.name for mistake in mistakes})]
        if path.stem == SHARED:
            shared = rest
        functions = {node.name: node for node in body if isinstance(node, ast.FunctionDef)}
        for name, exercise in ((m.name, m.exercise) for m in mistakes if m.exercise in own):
            if name not in functions:
                raise CourseError(f"{path}: {name} is not written with def at the top level")
            code = as_student_code(functions[name], exercise, own)
            if _is_variable(cells, exercise):
                code += f"\n\n{exercise} = {exercise}()"
            added = map(Code, (reference_names(own), "\n".join(rest), code))
            data = as_notebook([*cells, *added])
            cases.append(Case(Kind.MISCONCEPTION, data, exercise, name))
    return cases


def reference_names(exercises: Collection[str]) -> str:
    """Return the cell that keeps the reference's functions under separate names."""
    kept = [f"{_OURS}_{name} = {name}" for name in exercises]
    every = ", ".join(f"{name}={name}" for name in exercises)
    return "\n".join([*kept, "import types", f"{_OURS} = types.SimpleNamespace({every})"])


def _kept(body: list[ast.stmt], names: Collection[str]) -> Iterator[str]:
    """Yield what a submission needs of a file of misconceptions: helpers, constants, imports."""
    for node in body:
        if isinstance(node, ast.ImportFrom) and node.level:  # the whole of shared.py is included
            yield from (f"{a.asname} = {a.name}" for a in node.names if a.asname)
        elif _is_kept(node, names):
            yield ast.unparse(node)


def _is_kept(node: ast.stmt, names: Collection[str]) -> bool:
    """Return whether a statement is needed: neither a misconception nor an import of ours."""
    if isinstance(node, ast.ImportFrom):
        return (node.module or "").partition(".")[0] not in {"autograder", "__future__"}
    if isinstance(node, ast.Import):
        return all(alias.name.partition(".")[0] != "autograder" for alias in node.names)
    return not (isinstance(node, ast.FunctionDef) and node.name in names)


def as_student_code(function: ast.FunctionDef, exercise: str, exercises: Collection[str]) -> str:
    """Return a misconception as a student would hand it in: with the exercise's name.

    It no longer has the parameter `reference`. `reference.f` becomes the name under which the
    reference's f was kept, and `reference` alone becomes an object that has all functions.
    """
    tree = without_annotations(ast.parse(ast.unparse(function)))  # a copy
    copy = tree.body[0]
    assert isinstance(copy, ast.FunctionDef)
    copy.name, copy.decorator_list = exercise, []
    arguments = copy.args
    kept = [
        (argument, default)
        for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        if argument.arg != REFERENCE
    ]
    arguments.kwonlyargs = [argument for argument, _ in kept]
    arguments.kw_defaults = [default for _, default in kept]
    return ast.unparse(_OwnNames(exercises).visit(tree))


def without_annotations(tree: ast.Module) -> ast.Module:
    """Remove the annotations of functions: their names may exist only for type checkers."""
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.FunctionDef):
            node.returns = None
    return tree


class _OwnNames(ast.NodeTransformer):
    """Rewrites `reference.f` to `_reference_f`, and `reference` to `_reference`."""

    def __init__(self, exercises: Collection[str]) -> None:
        self._exercises = exercises

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        is_reference = isinstance(node.value, ast.Name) and node.value.id == REFERENCE
        if is_reference and node.attr in self._exercises:
            return ast.copy_location(ast.Name(f"{_OURS}_{node.attr}", ast.Load()), node)
        return self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return ast.copy_location(ast.Name(_OURS, node.ctx), node) if node.id == REFERENCE else node
