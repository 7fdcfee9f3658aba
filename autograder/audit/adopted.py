"""What an audit hands in for an adopted assignment, to find out what its test cells catch.

Trusted: all of it is the instructor's. Each submission is the source's solution, without its test
cells, and with a change. Any test cell of a notebook may catch a mutant of its solution cells.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from autograder.audit import replaced
from autograder.audit.mutants import mutants_of
from autograder.audit.submissions import Case, Kind, blank_cell, notebook_of
from autograder.course.adopted import read_plan
from autograder.course.exercises import read_all_exercises
from autograder.course.folder import CourseFolder
from autograder.course.plan import Owner, Plan, PlanCell
from autograder.course.settings import Assignment
from autograder.execution.statements import Statement, close, read_cells

# Answers as code, of a right one (`right`) and the arguments of the call (`given`).
CONSTANTS = {
    "None": "None",
    "zeros": "filled(right, 0)",
    "ones": "filled(right, 1)",
    "halves": "filled(right, 0.5)",
    "NaN": "filled(right, float('nan'))",
    "an empty list": "[]",
    "arguments": "first_like(right, given)",
    "an exception": "refuse()",
}
ODD = {
    "a text": "'0.5'",
    "bytes": "b'0.5'",
    "a huge integer": "10**4900",
    "infinity": "float('inf')",
    "a complex number": "1j",
    "a ragged list": "[[1.0, 2.0], [3.0]]",
    "a list of many kinds": "[1, 'a', None, 2.5, b'', [1.0], {}]",
    "a long list": "[0.0] * 300",
    "a list in itself": "(lambda own: own.append(own) or own)([])",
    "a dict": "{'a': 1.0, 'W1': None}",
    "an empty matrix": "np.zeros((2, 0))",
    "an array of objects": "np.array([None, 0.5], object)",
    "a masked array": "np.ma.array([0.5, 1.5], mask=[True, False])",
    "a function": "print",
    "an object that is equal to everything": "Anything()",
}


def adopted_cases(folder: CourseFolder, assignment: Assignment) -> list[Case]:
    """Return all submissions of an audit, with the source's own solution first.

    The release is left out if there is none. Raises CourseError if a source cannot be read.
    """
    exercises = read_all_exercises(folder, assignment)
    plans = {name: read_plan(path) for name, path in folder.source_notebooks(assignment).items()}
    right = {name: as_submission(plan.cells) for name, plan in plans.items()}
    cases = [_whole(Kind.REFERENCE, right)]
    releases = folder.release_notebooks(assignment)
    if all(path.exists() for path in releases.values()):
        released = {name: path.read_bytes() for name, path in releases.items()}
        cases.append(_whole(Kind.RELEASE, released))
    for notebook, plan in plans.items():
        others = {name: data for name, data in right.items() if name != notebook}
        mutants = _mutants(plan, [exercise.name for exercise in exercises[notebook]])
        cases += [msgspec.structs.replace(m, notebook=notebook, beside=others) for m in mutants]
    for kind, answers in ((Kind.ODD, ODD), (Kind.CONSTANT, CONSTANTS)):
        for name, code in answers.items():
            every = {n: as_submission(_replaced(plan, code)) for n, plan in plans.items()}
            cases.append(_whole(kind, every, name))
    return cases


def _whole(kind: Kind, notebooks: dict[str, bytes], name: str = "") -> Case:
    (notebook, data), *others = notebooks.items()
    return Case(kind, data, "", name, None, notebook, dict(others), is_anybodys=True)


def as_submission(cells: Sequence[PlanCell]) -> bytes:
    """Return the notebook that a student with these cells hands in."""
    return notebook_of([_handed_in(i, cell) for i, cell in enumerate(cells)])


def _handed_in(number: int, cell: PlanCell) -> dict[str, Any]:
    made = blank_cell(cell.visible if cell.question else cell.text, f"cell-{number}")
    if cell.name:
        made["metadata"] = {"nbgrader": {"grade_id": cell.name}}
    return made


# -- mutants ---------------------------------------------------------------------------


def _mutants(plan: Plan, questions: Sequence[str]) -> Iterator[Case]:
    """Yield the mutants of each solution cell whose names a test cell uses."""
    for place, question in _questions_of(plan, questions).items():
        cell = plan.cells[place]
        for mutant in mutants_of(cell.text, question, ()):
            changed = [*plan.cells]
            changed[place] = cell._replace(text=mutant.text)
            data = as_submission(changed)
            yield Case(Kind.MUTANT, data, question, mutant=mutant, is_anybodys=True)


def _questions_of(plan: Plan, questions: Sequence[str]) -> dict[int, str]:
    """Return for each solution cell the first question after it that depends on it.

    If there is none after it, it is the first one before it. The cells are given by their index.
    """
    statements: list[Statement] = []
    place_of: list[int] = []  # by statement, the index of its cell
    for i, cell in enumerate(plan.cells):
        if cell.question is None:
            read = read_cells([(i, cell.text)]).statements
            statements += read
            place_of += [i] * len(read)
    found: dict[int, list[tuple[int, str]]] = {}
    for i, cell in enumerate(plan.cells):
        if cell.question is not None and cell.question.name in questions:
            checks = cell.question.checks
            uses = {name for check in checks for s in check.statements for name in s.uses}
            for n in close(statements, uses, set())[1]:
                found.setdefault(place_of[n], []).append((i, cell.question.name))
    return {
        place: min(found[place], key=lambda one: (one[0] < place, one[0]))[1]
        for place in sorted(found)
        if plan.cells[place].owner is Owner.STUDENT
    }


# -- other answers ---------------------------------------------------------------------


def _replaced(plan: Plan, code: str) -> list[PlanCell]:
    """Return a plan's cells with other answers in the place of what its solution cells bind."""
    cells = [PlanCell(0, inspect.getsource(replaced), Owner.STUDENT, "replaced")]
    for cell in plan.cells:
        text = cell.text
        if cell.owner is Owner.STUDENT and cell.question is None:
            lines = [
                f"{name} = replaced({name}, lambda right, given: {code})"
                for name in _bound(cell.text)
            ]
            text = "\n".join([text, *lines])
        cells.append(cell._replace(text=text))
    return cells


def _bound(text: str) -> list[str]:
    """Return the names that a solution cell binds."""
    return sorted({name for s in read_cells([(0, text)]).statements for name in s.binds})
