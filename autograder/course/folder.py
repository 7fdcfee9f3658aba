"""Where everything of a course is."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from autograder.course.settings import COURSE_FILE, Assignment, Course, read_course
from autograder.errors import CourseError
from autograder.languages.catalogues import (
    ENGLISH,
    Catalogue,
    course_catalogue,
    load_catalogue,
)

SUBMITTED, AUTOGRADED, FEEDBACK = "submitted", "autograded", "feedback"  # of students


def edition_name(notebook: str, language: str) -> str:
    """Return a notebook's name in a language; "" is the course's first language."""
    return f"{notebook}.{language}" if language else notebook


class CourseFolder(msgspec.Struct, frozen=True):
    """A course on disk: the parsed course.yaml, and the places of everything."""

    root: Path
    course: Course

    def catalogues(self) -> list[Catalogue]:
        """Return the catalogues of the course's languages, except English, the original."""
        languages = dict.fromkeys(self.course.languages)
        return [load_catalogue(one, self.root) for one in languages if one != ENGLISH]

    def catalogue_in(self, language: str) -> Catalogue | None:
        """Return the catalogue of a language of the course; None for English or no language."""
        if not language or language == ENGLISH:
            return None
        return load_catalogue(language, self.root)

    def source_notebook(self, assignment: str, notebook: str = "") -> Path:
        """Return the path of a source notebook; `notebook` defaults to the assignment's name."""
        return self.sources(assignment) / f"{notebook or assignment}.ipynb"

    def source_notebooks(self, assignment: Assignment) -> dict[str, Path]:
        """Return the paths of all notebooks with their solutions, in course.yaml's order."""
        return {n: self.source_notebook(assignment.name, n) for n in assignment.notebooks}

    def release_notebook(self, assignment: str, notebook: str = "", language: str = "") -> Path:
        """Return the path of a released notebook; `notebook` defaults to the assignment's name.

        It is in the course's first language unless another one is given.
        """
        name = edition_name(notebook or assignment, language)
        return self.releases(assignment) / f"{name}.ipynb"

    def release_notebooks(self, assignment: Assignment, language: str = "") -> dict[str, Path]:
        """Return the paths of all notebooks that students get, in course.yaml's order."""
        names = assignment.notebooks
        return {n: self.release_notebook(assignment.name, n, language) for n in names}

    def sentences(self, language: str) -> Path:
        """Return the path of the course's own sentences in another language."""
        return course_catalogue(self.root, language)

    def translated_notebooks(self, assignment: Assignment, language: str) -> dict[str, Path]:
        """Return the paths of an assignment's source notebooks in another language.

        If an assignment has one notebook, that is in the language's folder; several are in a
        folder of their own.
        """
        place, names = self.sentences(language).parent, assignment.notebooks
        place = place if names == (assignment.name,) else place / assignment.name
        return {name: place / f"{name}.ipynb" for name in names}

    def editions(self, assignment: Assignment) -> dict[str, dict[str, Path]]:
        """Return the existing translated source notebooks; incomplete editions are left out.

        They are by language, in course.yaml's order, and then by notebook.
        """
        languages = self.course.translated
        every = {one: self.translated_notebooks(assignment, one) for one in languages}
        return {one: own for one, own in every.items() if all(p.is_file() for p in own.values())}

    def sources(self, assignment: str) -> Path:
        """Return the folder of an assignment's notebooks with their solutions."""
        return self.root / "solutions" / assignment

    def releases(self, assignment: str) -> Path:
        """Return the folder that students get."""
        return self.root / "assignments" / assignment

    def graders(self, assignment: str) -> Path:
        """Return the folder of an assignment's hidden graders."""
        return self.root / "tests" / "graders" / assignment

    def misconceptions(self, assignment: str) -> Path:
        """Return the folder of an assignment's known mistakes, which may be missing.

        A single file, misconceptions.py, may take its place.
        """
        return self.sources(assignment) / "misconceptions"

    def variants(self, assignment: str) -> Path:
        """Return the folder of other correct ways to write the exercises' functions."""
        return self.sources(assignment) / "variants"

    def submitted(self) -> Path:
        """Return the folder that nbgrader collects submissions into."""
        return self.root / SUBMITTED

    def autograded(self) -> Path:
        """Return the folder of the graded notebooks that nbgrader's formgrader shows."""
        return self.root / AUTOGRADED

    def results(self) -> Path:
        """Return the folder that result files go to by default."""
        return self.root / "results"

    def feedback(self) -> Path:
        """Return the folder that students' pages go to by default."""
        return self.root / FEEDBACK

    def handed_out(self, assignment: Assignment) -> dict[str, Path]:
        """Return the files handed out with an assignment, by the name that students see.

        The name is the path relative to the source notebook; for files elsewhere, it is the bare
        file name.
        """
        files: dict[str, Path] = {}
        sources = self.sources(assignment.name)
        for name in assignment.files:
            path = Path(os.path.normpath(self.root / name))
            if not path.exists():
                raise CourseError(f"{COURSE_FILE}: {assignment.name}.files: no file {path}")
            seen = str(path.relative_to(sources)) if sources in path.parents else path.name
            if files.setdefault(seen, path) != path:
                raise CourseError(
                    f"{COURSE_FILE}: {assignment.name}.files: students would see two files as "
                    f"{seen}; put one into a folder of solutions/{assignment.name}/"
                )
        return files


def find_course(start: Path) -> CourseFolder:
    """Read the course.yaml in a folder, or the nearest one in a folder above.

    A course.yaml among what a course's students handed in belongs to a student, and is ignored,
    because a course's hidden tests run outside any sandbox.
    """
    start = start.resolve()
    found = [folder for folder in (start, *start.parents) if (folder / COURSE_FILE).is_file()]
    for folder in found:
        if not any(_is_handed_in(folder, course) for course in found):
            return CourseFolder(folder, read_course(folder / COURSE_FILE))
    raise CourseError(
        f"no {COURSE_FILE} in {start} or above it; run this in a course's folder or pass --course; "
        "autograder init my-course starts one"
    )


def _is_handed_in(folder: Path, course: Path) -> bool:
    """Return whether a folder is where a course's students have their files."""
    above = folder.relative_to(course).parts[:1] if folder.is_relative_to(course) else ()
    return bool(above) and above[0] in {SUBMITTED, AUTOGRADED, FEEDBACK}
