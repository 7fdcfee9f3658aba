"""autograder misconception."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.console import AssignmentName, CoursePlace, ResultsPlace, announce
from autograder.course.folder import find_course
from autograder.results.store import ResultStore


def misconception(
    assignment: AssignmentName,
    group: Annotated[str, typer.Argument(help="The group's name in autograder report.")],
    course: CoursePlace = Path(),
    results: ResultsPlace = None,
) -> None:
    """Write the skeleton of a known mistake from an unexplained group's own code."""
    from autograder.insight.read import read_classroom  # noqa: PLC0415
    from autograder.insight.write import write_skeleton  # noqa: PLC0415 - parso takes its time

    folder = find_course(course)
    chosen = folder.course.assignment(assignment)
    known = read_classroom(folder, chosen, ResultStore(results or folder.results(), chosen.name))
    path, skeleton = write_skeleton(folder, chosen, known, group)
    announce(f"{path}: {skeleton.name}, without its docstring")
    if skeleton.lacking:
        announce(f"it uses names that are not there: {', '.join(skeleton.lacking)}; add them")
    announce(
        "Read the code first: a student wrote it, and known mistakes run beside the hidden tests, "
        "outside of the sandbox."
    )
    announce(
        f"Then write its docstring, the hint; until then, nothing of {assignment} can be graded. "
        f"autograder audit {assignment} says whether it is recognised, and autograder grade "
        f"{assignment} whom it names."
    )
