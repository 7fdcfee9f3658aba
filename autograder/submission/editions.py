"""Which file of a submission is which notebook, and which of its language editions counts.

Students get a notebook in each language of the course, and may hand in the folder with all of
them. The edition in which most code was changed counts. If two are equal, the one whose language
course.yaml names first counts. The files are hostile, and are read like any submission.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from autograder.course.folder import CourseFolder, edition_name
from autograder.course.settings import Assignment
from autograder.errors import UnreadableSubmission
from autograder.languages import say
from autograder.submission.cells import code_of
from autograder.submission.files import (
    MAX_BYTES,
    candidates,
    folder_of,
    read_bytes,
    stem_of,
    suffix_of,
)
from autograder.submission.zip import read_members
from autograder.text import printable

_BROKEN = 1  # the number of changes in an unreadable file: somebody has written in it
_NOTEBOOK = ".ipynb"


class Editions(msgspec.Struct, frozen=True):
    """The languages that an assignment is handed out in, besides the course's first."""

    languages: tuple[str, ...] = ()
    released: Path | None = None  # the folder that students get

    @classmethod
    def of(cls, folder: CourseFolder, assignment: Assignment) -> Editions:
        """Return the editions of an assignment."""
        return cls(folder.course.translated, folder.releases(assignment.name))

    def names(self, notebook: str) -> tuple[str, ...]:
        """Return the names of a notebook, in the order of the languages."""
        return tuple(edition_name(notebook, language) for language in ("", *self.languages))

    def is_called(self, path: Path, notebook: str) -> bool:
        """Return whether a file has the name of a notebook, in any language."""
        return stem_of(path) in self.names(notebook)

    def language_of(self, stem: str, notebook: str) -> str:
        """Return the language that a file's name says; "" if it says none."""
        languages = (one for one in self.languages if stem == edition_name(notebook, one))
        return next(languages, "")

    def files(self, path: Path, notebooks: Sequence[str]) -> dict[str, Path]:
        """Return which file of a submission is which notebook; None for a missing one.

        If there is one notebook, its file is the submission, whatever its name is. If there are
        several, each file has the name of its notebook.
        """
        if len(notebooks) == 1:
            return {notebooks[0]: path}
        files = candidates(path) if folder_of(path) == path else [path]
        named = {name: [f for f in files if self.is_called(f, name)] for name in notebooks}
        return {name: self.counts(found, name) for name, found in named.items() if found}

    def counts(self, files: Sequence[Path], notebook: str) -> Path:
        """Return the file that counts for a notebook: the best of its editions, or the first."""
        editions = {stem_of(path): path for path in self._editions(files, notebook)}
        if len(editions) < 2:
            return files[0]
        return editions[self.best({stem: _content(path) for stem, path in editions.items()})]

    def stem_in_zip(self, name: str, data: bytes, notebook: str) -> str | None:
        """Return the stem of the edition that counts in a zip; None if there is none.

        Raises UnreadableSubmission if it is not a zip.
        """
        if not self.languages:
            return None
        found = read_members(name, data, MAX_BYTES, self.names(notebook))
        return self.best({stem: data for stem, (_, data) in found.items()}) if found else None

    def best(self, editions: Mapping[str, bytes]) -> str:
        """Return the stem of the edition with most changes; the first one if two are equal.

        The editions come in the order of the languages.
        """
        return max(editions, key=lambda stem: self._changes(stem, editions[stem]))

    def note(self, file: Path, notebook: str) -> str:
        """Say why a file counts, if another edition of its notebook is beside it; otherwise ""."""
        if not self.languages or not self.is_called(file, notebook):
            return ""
        editions = self._editions(candidates(file.parent), notebook)
        if len(editions) < 2 or file not in editions:
            return ""
        contents = {stem_of(path): _content(path) for path in editions}
        changed = [data for stem, data in contents.items() if self._changes(stem, data)]
        if len(set(map(_code, changed))) > 1:
            return say(
                "the notebooks of several languages were changed; {file} was graded, in which "
                "most was changed",
                file=printable(file.name),
            )
        if len(changed) > 1 or not self.language_of(stem_of(file), notebook):
            return ""  # the choice makes no difference, or is what everybody expects
        return say(
            "{file} was graded; nothing was changed in the notebook of another language",
            file=printable(file.name),
        )

    def _editions(self, files: Sequence[Path], notebook: str) -> list[Path]:
        """Return the notebooks among files that are editions, in the order of the languages."""
        names = self.names(notebook)
        own = [f for f in files if suffix_of(f) == _NOTEBOOK and stem_of(f) in names]
        return sorted(own, key=lambda path: names.index(stem_of(path)))

    def _changes(self, stem: str, data: bytes) -> int:
        """Return how many code cells of an edition differ from what was handed out."""
        name = stem + _NOTEBOOK
        try:
            return len(code_of(name, data) - self._handed_out(name))
        except UnreadableSubmission:
            return _BROKEN

    def _handed_out(self, name: str) -> frozenset[str]:
        """Return the code of the notebook with this name that students got."""
        if self.released is None:
            return frozenset()
        try:
            return _code((self.released / name).read_bytes())
        except OSError:
            return frozenset()


def _code(data: bytes) -> frozenset[str]:
    """Return the code in a notebook; none if it cannot be read."""
    try:
        return code_of(_NOTEBOOK, data)
    except UnreadableSubmission:
        return frozenset()


def _content(path: Path) -> bytes:
    """Return a file's bytes; none if it cannot be read, which a later reader reports."""
    try:
        return read_bytes(path)
    except UnreadableSubmission:
        return b""


ONE_LANGUAGE = Editions()
