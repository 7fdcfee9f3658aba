"""Pack the feedback pages of a class as Moodle takes "multiple feedback files in a zip".

Moodle takes a folder's name apart at underscores: the full name, the number that the student has
in this assignment, the kind and the name of the plugin that gets the file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from autograder.course.roster import Student
from autograder.errors import RequestError
from autograder.files import safe_name
from autograder.grading.today import Today
from autograder.report.publish import PageSettings, page_of
from autograder.results.store import ResultStore
from autograder.text import listed

_PLUGIN = "assignfeedback_file"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same pages give the same zip


def pages_zip(
    students: Sequence[Student],
    numbers: Mapping[str, str],
    store: ResultStore,
    now: Today,
    settings: PageSettings,
) -> bytes:
    """Return a zip with the page of everyone who has a result; `numbers` are Moodle's, by id.

    Raises RequestError if nobody has a result, or if somebody who has one has no number.
    """
    results = {s.id: result for s in students if (result := store.load(s.id)) is not None}
    if not results:
        raise store.none_yet()
    if lacking := results.keys() - numbers.keys():
        raise RequestError(
            f"--pages: without Moodle's number for {listed(lacking)}; pass the assignment's "
            "grading worksheet with --template, or give the roster a column moodle_id"
        )
    by_id = {student.id: student for student in students}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, result in sorted(results.items()):
            folder = folder_name(by_id[name], numbers[name])
            entry = zipfile.ZipInfo(f"{folder}/{settings.assignment.name}.html", _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            current = now.of(result, result.submission.submitted_at)
            file.writestr(entry, page_of(current, settings))
    return out.getvalue()


def folder_name(student: Student, number: str) -> str:
    """Return the folder from which Moodle takes a student's files."""
    name = safe_name(student.full_name or student.id).replace("_", " ").strip() or "-"
    return f"{name}_{number}_{_PLUGIN}_"
