"""Make an assignment known to the gradebook, as nbgrader does when it makes the release."""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import SaveCells


def enrol(gradebook: Gradebook, url: str, assignment: str, release: Path) -> None:
    """Write an assignment's cells from its released notebook, unless it is known already.

    nbgrader commands make a gradebook that knows nothing of the course as well: so does a
    class that is collected on a machine on which nothing was released.
    """
    try:
        gradebook.find_notebook(assignment, assignment)
    except MissingEntry:
        gradebook.update_or_create_assignment(assignment)
        notebook = nbformat.read(release, as_version=4)  # type: ignore[no-untyped-call]
        told = {"notebook": assignment, "assignment": assignment, "db_url": url}
        SaveCells().preprocess(notebook, {"nbgrader": told})
