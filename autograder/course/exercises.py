"""The exercises and the graded cells of source notebooks.

Points come only from the cells' metadata.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from autograder.course.cells import has_points, is_check, is_solution, is_task, meta_of
from autograder.course.folder import CourseFolder
from autograder.course.settings import COURSE_FILE, Assignment, Graders, Runs
from autograder.errors import CourseError
from autograder.results.points import points_text, sum_of
from autograder.text import not_found


class _Notebook(msgspec.Struct, frozen=True):
    """The parts of a source notebook that are read here."""

    cells: list[dict[str, Any]]


class Exercise(msgspec.Struct, frozen=True):
    """A function, class or variable that students write, and the points that it is worth."""

    name: str
    points: float
    title: str = ""  # for people, where the name is not for them
    is_bonus: bool = False  # whether its points are beyond the assignment's maximum


def read_all_exercises(
    folder: CourseFolder, assignment: Assignment
) -> dict[str, tuple[Exercise, ...]]:
    """Read the exercises of an assignment, by notebook and in course.yaml's order.

    Raises CourseError if two notebooks have an exercise of the same name, or if course.yaml gives
    a bonus for what is no exercise without points.
    """
    sources = folder.source_notebooks(assignment)
    read = _adopted if assignment.graders is Graders.CELLS else read_exercises
    exercises = {notebook: read(path) for notebook, path in sources.items()}
    if assignment.cells:
        exercises = {notebook: _judged(own, assignment) for notebook, own in exercises.items()}
    if assignment.bonus:
        exercises = _with_bonus(exercises, assignment)
    owner: dict[str, str] = {}
    for notebook, own in exercises.items():
        for exercise in own:
            other = owner.setdefault(exercise.name, notebook)
            if other != notebook:
                raise CourseError(
                    f"{sources[notebook]}: {other}.ipynb has an exercise {exercise.name!r} too; "
                    "in all notebooks of an assignment a name may come only once: rename one of "
                    "the two cells"
                )
    return exercises


def read_exercises(path: Path) -> tuple[Exercise, ...]:
    """Read the exercises of a source notebook: its autograded cells, in order.

    A notebook may have none, if it has cells that a human marks.
    """
    try:
        cells = msgspec.json.decode(path.read_bytes(), type=_Notebook).cells
        checks = [cell for cell in cells if is_check(cell) and cell["cell_type"] == "code"]
    except FileNotFoundError:
        raise CourseError(f"no source notebook at {path}") from None
    except (msgspec.DecodeError, KeyError) as error:
        raise CourseError(f"{path}: not a notebook of format 4: {error}") from None
    exercises = tuple(_exercise(path, meta_of(cell)) for cell in checks)
    if not exercises and not any(map(has_points, cells)):
        raise CourseError(f"{path}: no graded cell; mark them with nbgrader's toolbar")
    names = [exercise.name for exercise in exercises]
    for name in names:
        if names.count(name) > 1:
            raise CourseError(f"{path}: two autograded cells are called {name!r}; remove one")
    return exercises


def _adopted(path: Path) -> tuple[Exercise, ...]:
    """Return the questions of an adopted notebook."""
    from autograder.course.adopted import read_plan  # noqa: PLC0415 - slow, and few need it

    return tuple(Exercise(q.name, q.points, q.title) for q in read_plan(path).questions)


def _judged(exercises: tuple[Exercise, ...], assignment: Assignment) -> tuple[Exercise, ...]:
    """Return the exercises that course.yaml does not set aside."""
    return tuple(e for e in exercises if assignment.runs(e.name) is not Runs.ASIDE)


def _with_bonus(
    exercises: dict[str, tuple[Exercise, ...]], assignment: Assignment
) -> dict[str, tuple[Exercise, ...]]:
    """Return the exercises with course.yaml's bonus points, which no source notebook counts."""
    by_name = {exercise.name: exercise for own in exercises.values() for exercise in own}
    for name in assignment.bonus:
        where = f"{COURSE_FILE}: {assignment.name}.bonus"
        if name not in by_name:
            raise CourseError(f"{where}: no exercise is called {not_found(name, by_name)}")
        if by_name[name].points:
            raise CourseError(
                f"{where}: {name} has {points_text(by_name[name].points)} points in its cell, "
                "which count in the maximum; give the cell 0 points, so that all are a bonus"
            )
    return {
        notebook: tuple(
            msgspec.structs.replace(e, points=assignment.bonus[e.name], is_bonus=True)
            if e.name in assignment.bonus
            else e
            for e in own
        )
        for notebook, own in exercises.items()
    }


_DEFINED = re.compile(r"^(?:async[ \t]+def|def|class)[ \t]+(\w+)", re.MULTILINE)


def given_exercises(source: Path, exercises: Iterable[Exercise]) -> frozenset[str]:
    """Return the exercises that students are handed whole, such as an adapter to their own code.

    The source notebook defines these in a cell that is no solution. Raises CourseError if the
    file is not a notebook.
    """
    try:
        cells = msgspec.json.decode(source.read_bytes(), type=_Notebook).cells
        codes = [cell for cell in cells if cell["cell_type"] == "code"]
        own = {name for cell in codes if is_solution(cell) for name in _defined(cell)}
        given = {name for cell in codes if not is_solution(cell) for name in _defined(cell)}
        has_solutions = any(map(is_solution, cells))
    except (OSError, msgspec.DecodeError, KeyError, TypeError) as error:
        raise CourseError(f"{source}: not a notebook of format 4: {error}") from None
    names = given - own if has_solutions else ()
    return frozenset(e.name for e in exercises if e.name in names)


def _defined(cell: Mapping[str, Any]) -> list[str]:
    return _DEFINED.findall("".join(cell["source"]))


def most_points(exercises: Iterable[Exercise]) -> float:
    """Return an assignment's maximum: the points of its exercises without those of a bonus."""
    return sum_of(exercise.points for exercise in exercises if not exercise.is_bonus)


def _exercise(path: Path, meta: Mapping[str, Any]) -> Exercise:
    name, points = meta.get("grade_id"), meta.get("points")
    if not isinstance(name, str) or not name.isidentifier():
        raise CourseError(
            f"{path}: grade_id {name!r} must be the name of a function, a class or a variable"
        )
    if not isinstance(points, int | float) or not points >= 0:
        raise CourseError(f"{path}: the points of cell {name!r} must be a number, got {points!r}")
    return Exercise(name, float(points))


class GradeCell(msgspec.Struct, frozen=True):
    """A cell that earns points."""

    name: str
    points: float
    is_exercise: bool  # whether hidden tests grade it; otherwise a human does
    comment_cell: str | None  # the solution cell at which its comment is shown


def read_grade_cells(source: Path) -> tuple[GradeCell, ...]:
    """Return the cells of a source notebook that earn points, in order.

    An exercise's comment is shown at the last solution cell before its check. Raises CourseError
    if the file is not a notebook.
    """
    try:
        cells = msgspec.json.decode(source.read_bytes(), type=_Notebook).cells
        return tuple(_grade_cells(cells))
    except (OSError, msgspec.DecodeError, KeyError, TypeError, ValueError) as error:
        raise CourseError(f"{source}: not a notebook of format 4: {error}") from None


def _grade_cells(cells: list[dict[str, Any]]) -> Iterator[GradeCell]:
    last_solution = None
    for cell in cells:
        meta = meta_of(cell)
        is_answer = is_solution(cell) or is_task(cell)
        if is_answer:
            last_solution = meta["grade_id"]
        if has_points(cell):
            is_exercise = not is_answer and cell["cell_type"] == "code"
            yield GradeCell(meta["grade_id"], float(meta["points"]), is_exercise, last_solution)
