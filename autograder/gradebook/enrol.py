"""Make an assignment known to the gradebook, as nbgrader does when it makes the release."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.preprocessors import SaveCells


def enrol(gradebook: Gradebook, url: str, assignment: str, releases: Mapping[str, Path]) -> None:
    """Write an assignment's cells from its released notebooks, but for those known already.

    nbgrader commands make a gradebook that knows nothing of the course as well: so does a
    class that is collected on a machine on which nothing was released.
    """
    for name, release in releases.items():
        try:
            gradebook.find_notebook(name, assignment)
        except MissingEntry:
            gradebook.update_or_create_assignment(assignment)
            notebook = nbformat.read(release, as_version=4)  # type: ignore[no-untyped-call]
            told = {"notebook": name, "assignment": assignment, "db_url": url}
            SaveCells().preprocess(notebook, {"nbgrader": told})
