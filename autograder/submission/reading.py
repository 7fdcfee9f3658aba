"""Everything that the disk holds of a submission, read at once.

It is read where the submission is: in the grader process, or by an engine that has it graded on
another machine. The files are hostile; their content is examined only where they are judged.
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
    """The notebooks of a submission, its other files, and the notes on both."""

    files: dict[str, HandedIn]  # the files, by notebook
    others: Beside
    missing: list[str]  # a note for each missing notebook; a single note if all are missing
    editions: list[str]  # notes on which of several editions counts

    @property
    def digest(self) -> str:
        """The hash that identifies the submission; "" if no notebook could be read."""
        return digest_of(self.files, self.others.files)

    @property
    def troubles(self) -> frozenset[str]:
        """The notes on files that are missing or could not be read."""
        problems = (one.problem for one in self.files.values() if one.problem)
        return frozenset((*problems, *self.missing))

    @property
    def is_something(self) -> bool:
        """Whether any of the notebooks was handed in."""
        return any(one.file is not None for one in self.files.values())


def read_all(
    path: Path, notebooks: Sequence[str], folder: Path | None, editions: Editions
) -> Reading:
    """Read a submission; `folder` belongs to its student alone, if there is such a folder."""
    files = read_files(path, notebooks, editions)
    others = read_beside(path, notebooks, folder, editions)
    absent = [name for name, one in files.items() if one.file is None]
    missing = [missing_note(path, name, notebooks, editions) for name in absent]
    if len(absent) == len(files):
        missing = [why_nothing(path, notebooks)]
    notes = [] if folder is None else list(_of_editions(files, editions))
    return Reading(files, others, missing, notes)


def _of_editions(files: Mapping[str, HandedIn], editions: Editions) -> Iterator[str]:
    """Yield notes on which of several editions in a student's folder counts."""
    for notebook, one in files.items():
        if one.file is not None and not one.member:
            yield from filter(None, [editions.note(one.file, notebook)])


class _File(msgspec.Struct, frozen=True):
    path: bytes | None
    data: bytes
    problem: Packed
    member: str | None


class Carried(msgspec.Struct, frozen=True):
    """A reading that is sent to another process, as plain data."""

    files: dict[str, _File]
    others: dict[str, bytes]
    notes: tuple[list[Packed], list[Packed], list[Packed]]  # notes on others, missing and editions

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
        """Return the reading that was packed."""
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
