"""All that the disk says of a submission, read at once.

Read where the submission lies: in the grader process, or by an engine that has it graded on
another machine. The files are hostile: what is in them is looked into where it is judged.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from autograder.languages.packed import Packed, pack, unpack
from autograder.submission.beside import Beside, read_beside
from autograder.submission.editions import Editions
from autograder.submission.handed_in import (
    HandedIn,
    digest_of,
    missing_note,
    read_files,
    why_nothing,
)


class Reading(msgspec.Struct, frozen=True):
    """The notebooks of a submission, its other files, and what is to be said of both."""

    files: dict[str, HandedIn]  # by notebook
    others: Beside
    missing: list[str]  # a note for each notebook that was not handed in; one where none was
    editions: list[str]  # notes on which of several editions counts

    @property
    def digest(self) -> str:
        """What identifies the submission; "" where no notebook could be read."""
        return digest_of(self.files, self.others.files)

    @property
    def is_something(self) -> bool:
        """Whether any of the notebooks was handed in."""
        return any(one.file is not None for one in self.files.values())


def read_all(
    path: Path, notebooks: Sequence[str], folder: Path | None, editions: Editions
) -> Reading:
    """Read a submission; `folder` is what belongs to its student alone, if anything does."""
    files = read_files(path, notebooks, editions)
    others = read_beside(path, notebooks, folder, editions)
    absent = [name for name, one in files.items() if one.file is None]
    missing = [missing_note(path, name, notebooks, editions) for name in absent]
    if len(absent) == len(files):
        missing = [why_nothing(path, notebooks)]
    notes = [] if folder is None else list(_of_editions(files, editions))
    return Reading(files, others, missing, notes)


def _of_editions(files: Mapping[str, HandedIn], editions: Editions) -> Iterator[str]:
    """Say which of several editions in a student's folder counts."""
    for notebook, one in files.items():
        if one.file is not None and not one.member:
            yield from filter(None, [editions.note(one.file, notebook)])


class _File(msgspec.Struct, frozen=True):
    path: bytes | None
    data: bytes
    problem: Packed
    member: str | None


class Carried(msgspec.Struct, frozen=True):
    """A reading on its way to another process, as plain data."""

    files: dict[str, _File]
    others: dict[str, bytes]
    notes: tuple[list[Packed], list[Packed], list[Packed]]  # of others, missing and editions

    @classmethod
    def of(cls, reading: Reading) -> Carried:
        """Pack a reading."""
        files = {
            name: _File(
                None if one.file is None else os.fsencode(one.file),
                one.data,
                pack(one.problem),
                one.member,
            )
            for name, one in reading.files.items()
        }
        notes = reading.others.notes, reading.missing, reading.editions
        others, missing, editions = (list(map(pack, own)) for own in notes)
        return cls(files, reading.others.files, (others, missing, editions))

    def reading(self) -> Reading:
        """Return what was packed."""
        files = {
            name: HandedIn(
                None if one.path is None else Path(os.fsdecode(one.path)),
                one.data,
                unpack(one.problem),
                one.member,
            )
            for name, one in self.files.items()
        }
        others, missing, editions = (list(map(unpack, own)) for own in self.notes)
        return Reading(files, Beside(self.others, others), missing, editions)
