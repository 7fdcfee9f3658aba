"""The student version in the course's other languages.

It is nbgrader's student version of the source, with the texts replaced by those of the translated
notebook. So code, points and pictures are the same in all languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.preprocessors import ClearMarkScheme, ClearSolutions
from nbgrader.utils import compute_checksum

from autograder.course.cells import OWN, meta_of
from autograder.course.folder import CourseFolder, edition_name
from autograder.course.settings import Assignment
from autograder.errors import CourseError
from autograder.languages import load_catalogue, say, translated
from autograder.release.notebook import Cell, read_notebook
from autograder.translation.run import left_in


def edition_mistakes(folder: CourseFolder, assignment: Assignment) -> Iterator[str]:
    """Yield a sentence for each way in which a translated notebook differs from its source."""
    sources = folder.source_notebooks(assignment)
    for language, editions in folder.editions(assignment).items():
        for notebook, path in editions.items():
            name = path.relative_to(folder.root)
            for place, why in left_in(sources[notebook], path):
                yield (
                    f"{': '.join(filter(None, (str(name), place, why)))}; "
                    f"run autograder translate {language} {assignment.name}"
                )


def read_editions(folder: CourseFolder, assignment: Assignment) -> dict[str, Any]:
    """Return the translated notebooks, by their names in the release."""
    return {
        edition_name(notebook, language): read_notebook(path)
        for language, editions in folder.editions(assignment).items()
        for notebook, path in editions.items()
    }


def add_editions(folder: CourseFolder, assignment: Assignment, built: Path) -> None:
    """Write the editions beside a student version that nbgrader has made."""
    for language, editions in folder.editions(assignment).items():
        for notebook, path in editions.items():
            release = read_notebook(built / f"{notebook}.ipynb")
            edition = edition_of(release, read_notebook(path), language, folder.root)
            target = built / f"{edition_name(notebook, language)}.ipynb"
            nbformat.write(edition, target)  # type: ignore[no-untyped-call]
            target.chmod((built / f"{notebook}.ipynb").stat().st_mode & 0o777)


def edition_of(release: Any, translation: Any, language: str, course: Path) -> Any:
    """Return a released notebook with the texts of a translated source notebook."""
    texts = _texts(translation, language, course)
    made = nbformat.from_dict(release)  # type: ignore[no-untyped-call]
    for cell in made.cells:
        if cell["cell_type"] != "code" and cell["id"] in texts:
            cell["source"] = texts[cell["id"]]
        if meta_of(cell).get("checksum"):
            cell["metadata"]["nbgrader"]["checksum"] = compute_checksum(cell)
    made["metadata"][OWN] = {"language": language}
    return made


def _texts(translation: Any, language: str, course: Path) -> Mapping[str, str]:
    """Return the texts of a translation's prose cells as students get them, by cell id."""
    stub = translated(say("YOUR ANSWER HERE"), load_catalogue(language, course))  # nbgrader's own
    steps = (ClearMarkScheme(), ClearSolutions(text_stub=stub))
    texts = {}
    for cell in translation.cells:
        if cell["cell_type"] != "code":
            texts[cell["id"]] = _cleared(cell, steps)
    return texts


def _cleared(cell: Cell, steps: tuple[Any, ...]) -> str:
    """Return a cell's text without what nbgrader removes; raises CourseError if it refuses."""
    one = nbformat.from_dict(cell)  # type: ignore[no-untyped-call]
    try:
        for step in steps:
            step.preprocess_cell(one, {"language": "python"}, 0)
    except RuntimeError as error:
        raise CourseError(f"cell {cell['id']!r} of a translated notebook: {error}") from None
    return str(one["source"])
