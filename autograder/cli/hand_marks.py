"""autograder marks."""

from __future__ import annotations

from pathlib import Path

from autograder.cli.console import AssignmentName, CoursePlace, DatabaseUrl, announce, needing
from autograder.course.folder import find_course
from autograder.text import counted, listed, printable


def marks(
    assignment: AssignmentName, course: CoursePlace = Path(), database: DatabaseUrl = ""
) -> None:
    """Write what people marked on the pages of `serve` into nbgrader's gradebook.

    The service does this by itself. A mark that was given in formgrader stays.
    """
    with needing("serve", "marks"):
        from autograder.service.database.connect import open_database  # noqa: PLC0415
        from autograder.service.marking.write_book import write_book  # noqa: PLC0415
    folder = find_course(course)
    done = write_book(
        folder, open_database(folder.root, database), folder.course.assignment(assignment)
    )
    announce(f"{counted(done.marks, 'mark')} written to the gradebook")
    if done.elsewhere:
        announce(f"marked differently in formgrader, and left as it is: {listed(done.elsewhere)}")
    for sentence in done.left_out:
        announce(f"not in the gradebook: {printable(sentence)}")
