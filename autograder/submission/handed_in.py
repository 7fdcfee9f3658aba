"""Read what a student handed in: each notebook of an assignment, or why it is missing.

The files are hostile; `cells` reads them one by one. An assignment with one notebook differs from
others only in the hash that identifies its submissions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec

from autograder.errors import UnreadableSubmission
from autograder.languages import and_also, said_of, say
from autograder.submission.cells import Cells, read_submission
from autograder.submission.editions import ONE_LANGUAGE, Editions
from autograder.submission.files import (
    MAX_BYTES,
    folder_of,
    names_in,
    only_zip,
    read_bytes,
    sha256,
    stem_of,
    suffix_of,
)
from autograder.submission.zip import read_members
from autograder.text import listed, printable


class HandedIn(msgspec.Struct, frozen=True):
    """One notebook of an assignment in a submission."""

    file: Path | None  # None if it was not handed in
    data: bytes = b""
    problem: str = ""  # the reason if there is no data
    member: str | None = None  # the file's name in a zip, if there are several

    def cells(self, notebook: str = "") -> Cells:
        """Return the notebook's code cells; none if it was not handed in.

        Raises UnreadableSubmission if it is not a notebook, or could not be read at all.
        """
        if self.problem:
            raise UnreadableSubmission(self.problem)
        if self.file is None:
            return Cells([], [], notebook)
        return msgspec.structs.replace(
            read_submission(self.file, self.data, self.member), notebook=notebook
        )


def read_files(
    path: Path, notebooks: Sequence[str], editions: Editions = ONE_LANGUAGE
) -> dict[str, HandedIn]:
    """Return the notebooks of an assignment in a submission, in the assignment's order."""
    files = editions.files(path, notebooks)
    if not files and (archive := only_zip(path)) is not None:
        return _in_zip(archive, notebooks, editions)
    return {name: _read(files.get(name), name, editions) for name in notebooks}


def _in_zip(archive: Path, notebooks: Sequence[str], editions: Editions) -> dict[str, HandedIn]:
    """Return several notebooks that were handed in as one zip."""
    name = printable(archive.name)
    try:
        data = read_bytes(archive)
        stems = {n: editions.stem_in_zip(name, data, n) or n for n in notebooks}
        members = read_members(name, data, MAX_BYTES, list(stems.values()))
        found = {n: members[stem] for n, stem in stems.items() if stem in members}
    except UnreadableSubmission as error:
        problem = str(error)
        return dict.fromkeys(notebooks, HandedIn(archive, problem=problem))
    if not found:
        every = ", ".join(f"{notebook}.ipynb" for notebook in notebooks)
        why = say("none of the assignment's notebooks, {notebooks}, in it", notebooks=every)
        problem = said_of(printable(archive.name), why)
        return dict.fromkeys(notebooks, HandedIn(archive, problem=problem))
    files = {name: HandedIn(archive.with_name(m), data) for name, (m, data) in found.items()}
    return {name: files.get(name, HandedIn(None)) for name in notebooks}


def _read(path: Path | None, notebook: str, editions: Editions) -> HandedIn:
    if path is None:
        return HandedIn(None)
    try:
        data, member = read_bytes(path), None
        if suffix_of(path) == ".zip":
            member = editions.stem_in_zip(printable(path.name), data, notebook)
        return HandedIn(path, data, member=member)
    except UnreadableSubmission as error:
        return HandedIn(path, problem=str(error))


def language_of(
    files: Mapping[str, HandedIn], cells: Mapping[str, Cells], editions: Editions
) -> str:
    """Return the language of the edition that was handed in; "" for the course's first."""
    for notebook, own in cells.items():
        if own.language in editions.languages:
            return own.language
        file = files[notebook].file
        stem = files[notebook].member or (stem_of(file) if file else "")
        if named := editions.language_of(stem, notebook):
            return named
    return ""


def digest_of(files: Mapping[str, HandedIn], beside: Mapping[str, bytes] | None = None) -> str:
    """Return the hash of a submission: of its only file, or of the hashes of all its files.

    `beside` are the files that are not notebooks. The hash is "" if no notebook could be read.
    """
    read = {name: sha256(f.data) for name, f in files.items() if f.file and not f.problem}
    if not read or (len(files) == 1 and not beside):
        return next(iter(read.values()), "")
    read |= {f"beside {name!r}": sha256(data) for name, data in sorted((beside or {}).items())}
    return sha256("".join(f"{name} {digest}\n" for name, digest in read.items()).encode())


def why_nothing(path: Path, notebooks: Sequence[str]) -> str:
    """Say why a submission contains none of an assignment's several notebooks."""
    name, every = printable(path.name), ", ".join(f"{notebook}.ipynb" for notebook in notebooks)
    try:
        if path.is_symlink():
            return said_of(name, say("a link; hand in the notebooks themselves"))
        if not path.is_dir():
            why = say("called like none of the assignment's notebooks, {notebooks}")
            return said_of(name, why.filled(notebooks=every))
        held = names_in(path)
    except OSError as error:
        return said_of(name, say("cannot be read: {why}", why=error.strerror))
    if held:
        why = say("none of the assignment's notebooks, {notebooks}, in the folder, only {files}")
        return said_of(name, why.filled(notebooks=every, files=listed(held)))
    why = say("none of the assignment's notebooks, {notebooks}, in the folder", notebooks=every)
    return said_of(name, why)


def missing_note(
    path: Path, notebook: str, notebooks: Sequence[str], editions: Editions = ONE_LANGUAGE
) -> str:
    """Say that one of several notebooks was not handed in, and which others are there."""
    known = {file.name for file in editions.files(path, notebooks).values()}
    held = names_in(path) if folder_of(path) == path else []
    others = [name for name in held if name.lower().endswith(".ipynb") and name not in known]
    told = say("{file} was not handed in", file=f"{notebook}.ipynb")
    return and_also(told, say("there is also {files}", files=listed(others)) if others else "")
