"""Read what a student handed in beside the notebook: their own modules and data.

The files are hostile. They are carried as bytes into their student's sandbox and nowhere else.
Links are not followed, number and sizes are limited, and a note says what is left out.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

import msgspec

from autograder.errors import UnreadableSubmission
from autograder.languages import said_of, say
from autograder.submission.editions import ONE_LANGUAGE, Editions
from autograder.submission.files import only_zip, read_bytes, read_regular
from autograder.submission.zip import SKIPPED_FOLDERS, read_others
from autograder.text import printable

MOST_FILES = 200
MOST_BYTES_EACH = 8 << 20
MOST_BYTES = 32 << 20
_MOST_DEPTH = 8
_MOST_LOOKED_AT = 5000
_MOST_NAME_CHARS = 1000  # including folders: all names are sent to the sandbox at once
_MOST_NOTES = 5
_NAME_CHARS = 200  # the length of a file's name in a note
# Files that collecting writes there for nbgrader.
_NOT_THEIRS = frozenset({"timestamp.txt", "submission_secret.txt"})


class Beside(msgspec.Struct, frozen=True):
    """A submission's other files, by their path relative to the notebook, and what was left out."""

    files: dict[str, bytes] = {}
    notes: list[str] = []


def files_in(folder: Path, own: Iterable[Path]) -> Beside:
    """Return the files in a folder and below, except a submission's own notebooks."""
    return kept(_in_folder(folder, {os.path.abspath(file) for file in own}))  # noqa: PTH100 - no links


def read_beside(
    path: Path, notebooks: Sequence[str], folder: Path | None, editions: Editions = ONE_LANGUAGE
) -> Beside:
    """Return the files beside a submission: in its zip, or in `folder` if that is its own."""
    archive = only_zip(path)
    if archive is not None:
        return kept(_in_zip(archive, notebooks, editions))
    if folder is None or folder.is_symlink() or not folder.is_dir():
        return Beside()
    return files_in(folder, editions.files(path, notebooks).values())


def without_handed_out(beside: Beside, handed_out: Mapping[str, Path]) -> Beside:
    """Leave out what the assignment hands out: the instructor's file is used instead."""
    course = dict(_every_file(handed_out))
    folders = {str(parent) for name in course for parent in PurePosixPath(name).parents}
    files, notes = {}, list(beside.notes)
    for name, data in beside.files.items():
        parents = {str(parent) for parent in PurePosixPath(name).parents}
        if name in course:
            if data != course[name].read_bytes():
                used = say("the file that was handed out was used")
                notes.append(said_of(printable(name), used))
        elif name in folders or parents & course.keys():
            why = say("it is in the way of what was handed out")
            notes.append(_left_out(printable(name), why))
        else:
            files[name] = data
    return Beside(files, notes)


def _every_file(handed_out: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
    for name, path in handed_out.items():
        if path.is_dir():
            for file in filter(Path.is_file, path.rglob("*")):
                yield str(PurePosixPath(name) / file.relative_to(path).as_posix()), file
        else:
            yield name, path


def kept(found: Iterator[tuple[str, bytes | str]]) -> Beside:
    """Keep what is within the limits; a text in place of a file's bytes says why there are none."""
    files: dict[str, bytes] = {}
    notes: list[str] = []
    size = 0
    for name, data in found:
        if name.count("/") > _MOST_DEPTH or len(name) > _MOST_NAME_CHARS:
            why = say("in more than {n} folders, or its path is too long", n=_MOST_DEPTH)
            notes.append(_left_out(printable(name)[:_NAME_CHARS], why))
        elif isinstance(data, bytes):
            if len(files) >= MOST_FILES or size + len(data) > MOST_BYTES:
                most = say("of the files beside the notebook, {n} and {size} MiB at most are taken")
                notes.append(most.filled(n=MOST_FILES, size=MOST_BYTES >> 20))
                break
            files[name] = data
            size += len(data)
        else:
            notes.append(_left_out(printable(name)[:_NAME_CHARS], data))
    return Beside(files, notes[:_MOST_NOTES])


def _left_out(name: str, why: str) -> str:
    return say("{name}: left out: {why}", name=name, why=why)


def _in_folder(folder: Path, own: set[str]) -> Iterator[tuple[str, bytes | str]]:
    looked_at = 0
    for parent, inner, names in os.walk(folder):
        place = Path(parent).relative_to(folder)
        is_deep = len(place.parts) >= _MOST_DEPTH
        inner[:] = [] if is_deep else sorted(filter(_is_visible, inner))
        for name in sorted(filter(_is_visible, names)):
            looked_at += 1
            if looked_at > _MOST_LOOKED_AT:
                return
            path = Path(parent, name)
            if os.path.abspath(path) in own or (not place.parts and name in _NOT_THEIRS):  # noqa: PTH100
                continue
            yield (place / name).as_posix(), _content(path)


def _is_visible(name: str) -> bool:
    return not name.startswith(".") and name not in SKIPPED_FOLDERS and name.isprintable()


def _content(path: Path) -> bytes | str:
    try:
        status = path.lstat()
        if path.is_symlink() or status.st_nlink > 1:
            return say("a link; hand in the file itself")
        if status.st_size > MOST_BYTES_EACH:
            return say("larger than {size} MiB", size=MOST_BYTES_EACH >> 20)
        return read_regular(path, MOST_BYTES_EACH)
    except OSError as error:
        return say("cannot be read: {why}", why=error.strerror)


def _in_zip(
    archive: Path, notebooks: Sequence[str], editions: Editions
) -> Iterator[tuple[str, bytes | str]]:
    try:
        data = read_bytes(archive)
        stems = [editions.stem_in_zip(archive.name, data, name) or name for name in notebooks]
        if len(notebooks) == 1 and stems == list(notebooks):
            stems = [archive.stem]
        yield from read_others(archive.name, data, MOST_BYTES_EACH, stems)
    except UnreadableSubmission:
        return  # the reader of the notebook reports it
