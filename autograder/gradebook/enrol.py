"""Make an assignment and the class known to the gradebook, as nbgrader's own commands do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import nbformat
from nbgrader import api as db
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import SaveCells
from sqlalchemy import select

from autograder.course.roster import Student


def enrol(
    gradebook: Gradebook, url: str, assignment: str, releases: Mapping[str, Mapping[str, Any]]
) -> None:
    """Write an assignment's cells from its released notebooks, unless they are known already.

    nbgrader's commands also make a gradebook that knows nothing about the course. So does
    collecting a class on a machine on which nothing was released.
    """
    for name, release in releases.items():
        try:
            gradebook.find_notebook(name, assignment)
        except MissingEntry:
            gradebook.update_or_create_assignment(assignment)
            text = json.dumps(release)
            notebook = nbformat.reads(text, as_version=4)  # type: ignore[no-untyped-call]
            told = {"notebook": name, "assignment": assignment, "db_url": url}
            SaveCells().preprocess(notebook, {"nbgrader": told})


def enrol_students(gradebook: Gradebook, students: Iterable[Student]) -> None:
    """Write who is in the course, so that exports include those who handed in nothing.

    What the gradebook already contains about a student stays.
    """
    there = {row.id: row for row in gradebook.db.scalars(select(db.Student))}
    for student in students:
        row = there.get(student.id) or db.Student(id=student.id)
        known = {
            "first_name": student.first,
            "last_name": student.last,
            "email": student.email,
            "lms_user_id": student.lms,
        }
        for field, value in known.items():
            if value and not getattr(row, field):
                setattr(row, field, value)
        gradebook.db.add(row)
    gradebook.db.commit()
