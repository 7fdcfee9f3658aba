"""Find the single files in the folders and zips that an instructor names, without reading them.

Their names and contents are hostile. Nothing is extracted: a file in a zip is read in memory, up
to a limit, and only when it is needed.
"""

from __future__ import annotations

import collections
import enum
import os
import re
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

import msgspec

from autograder.collect.commits import is_clone
from autograder.collect.times import Clock, file_time, zip_time
from autograder.errors import RequestError, UnreadableSubmission
from autograder.submission.files import MAX_BYTES, as_text, is_work, read_bytes
from autograder.submission.zip import BROKEN_ZIP, is_visible, parts_of, read_capped
from autograder.text import printable

MAX_ENTRIES = 100_000  # entries in the zip of a class
MAX_TOTAL_BYTES = 4 << 30  # of all its unpacked files
MAX_RATIO = 200  # a notebook shrinks to a twentieth at best
MAX_DEPTH = 20  # the most nested folders
MAX_NAME_CHARS = 255  # of a file or folder, as in file systems: patterns match no more
_SMALL = 1 << 20  # a smaller file may shrink more without harm
_ENTRY = b"PK\x01\x02"  # begins each entry of a zip's directory
_UTF8_NAME = 0x800
_SHOWN_CHARS = 1000
_TOO_LONG = f"a name of more than {MAX_NAME_CHARS} characters; ask for the file by a shorter one"
_ABSOLUTE = re.compile(r"[/\\]|[A-Za-z]:")


class Told(enum.StrEnum):
    """The origin of a time, from the most to the least trustworthy."""

    RECEIVED = "the instructor"
    BLACKBOARD = "Blackboard"
    COMMIT = "the last commit"  # the student's own claim: used only if requested
    ENTRY = "the zip's entry"
    FILE = "the file"
    CLONE = "the clone's file"  # the time of cloning


class Moment(msgspec.Struct, frozen=True, order=True):
    """When something was handed in, as far as it is known."""

    utc: datetime
    told: Told
    zone_is_known: bool = True


class Found(msgspec.Struct, frozen=True):
    """A file in a source."""

    source: Path
    parts: tuple[str, ...]  # the source's name without its suffix, then the path in it
    where: str  # its place, as shown to people
    moment: Moment
    read: Callable[[], bytes]
    size: int  # in bytes, as claimed
    clone: Path | None = None  # the cloned repository that contains it
    has_other_names: bool = False  # has hard links, so it may be anybody's


class Problem(msgspec.Struct, frozen=True):
    """Why something was left out."""

    where: str
    what: str

    def __str__(self) -> str:
        """Return it as one sentence."""
        return f"{self.where}: {self.what}"


def look_into(source: Path, clock: Clock, stack: ExitStack) -> Iterator[Found | Problem]:
    """Return every file of a source; zips stay open as long as the stack.

    Raises RequestError for a source that does not exist.
    """
    if not os.path.lexists(source):
        raise RequestError(f"{source}: no such file or folder")
    if source.is_dir():
        return _in_folder(source)
    if source.suffix.lower() == ".zip" and not source.is_symlink():
        return _in_zip(source, clock, stack)
    return iter([_file(source, source, (source.name,), None)])


# -- folders ---------------------------------------------------------------------


def _in_folder(source: Path) -> Iterator[Found | Problem]:
    name = source.resolve().name
    clones: dict[Path, Path] = {}
    for parent, folders, files in os.walk(source):
        inside = Path(parent).relative_to(source)
        if is_clone(Path(parent)):
            clones[inside] = Path(parent)
        clone = next((clones[p] for p in (inside, *inside.parents) if p in clones), None)
        is_deep = len(inside.parts) >= MAX_DEPTH
        folders[:] = [] if is_deep else sorted(f for f in folders if is_visible([f]))
        linked = [f for f in folders if (Path(parent) / f).is_symlink()]
        for file in sorted([*files, *linked]):
            if is_visible([file]):
                parts = (name, *inside.parts, file)
                yield _file(source, Path(parent) / file, tuple(map(as_text, parts)), clone)


def _file(source: Path, path: Path, parts: tuple[str, ...], clone: Path | None) -> Found | Problem:
    where = printable(as_text(path))
    if any(len(part) > MAX_NAME_CHARS for part in parts):
        return Problem(where[:MAX_NAME_CHARS], _TOO_LONG)
    try:
        status = path.lstat()
    except OSError as error:
        return Problem(where, f"cannot be read ({error.strerror}); ask for the file again")
    if stat.S_ISLNK(status.st_mode):
        return Problem(where, "a link, which is not followed; ask for the file itself")
    moment = Moment(file_time(status.st_mtime), Told.FILE if clone is None else Told.CLONE)
    return Found(
        *(source, parts, where, moment, lambda: read_bytes(path), status.st_size, clone),
        has_other_names=status.st_nlink > 1,
    )


# -- zips ------------------------------------------------------------------------


def _in_zip(source: Path, clock: Clock, stack: ExitStack) -> Iterator[Found | Problem]:
    where = printable(as_text(source))
    try:
        if _count_entries(source) > MAX_ENTRIES:
            yield Problem(where, f"more than {MAX_ENTRIES:,} files; is it an export?")
            return
        archive = stack.enter_context(zipfile.ZipFile(source))
        packed_at = file_time(source.stat().st_mtime)
    except BROKEN_ZIP as error:
        why = printable(str(error)[:100])
        yield Problem(where, f"not a zip that can be read ({why}); download it again")
        return
    members = [m for m in archive.infolist() if not m.is_dir() and is_visible(parts_of(m))]
    if sum(m.file_size for m in members if m.file_size <= MAX_BYTES) > MAX_TOTAL_BYTES:
        yield Problem(
            where, f"unpacks to more than {MAX_TOTAL_BYTES >> 30} GiB; export it in parts"
        )
        return
    for member in members:
        member.filename = _as_utf8(member)
    same = collections.Counter(_folded(member) for member in members)
    for member in members:
        shown = f"{where}: {printable(member.filename[-_SHOWN_CHARS:])}"
        wrong = _what_is_wrong(member)
        if same[_folded(member)] > 1:
            wrong = "several files of this name in the zip (but for capitals); export it again"
        if wrong:
            yield Problem(shown, wrong)
            continue
        utc = zip_time(member.date_time, member.extra, clock)
        moment = Moment(utc or packed_at, Told.ENTRY if utc else Told.FILE, zone_is_known=not utc)
        parts = (as_text(source.stem), *parts_of(member))
        yield Found(source, parts, shown, moment, _reader(archive, member), member.file_size)


def _count_entries(path: Path) -> int:
    """Return how many entries a zip seems to have, before zipfile makes an object for each."""
    count, kept = 0, b""
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            count += (kept + chunk).count(_ENTRY)
            kept = chunk[-len(_ENTRY) + 1 :]
    return count


def _as_utf8(member: zipfile.ZipInfo) -> str:
    """Return a name that was written in UTF-8 without the flag; zipfile took it for CP 437."""
    if not member.flag_bits & _UTF8_NAME:
        try:
            return member.filename.encode("cp437").decode("utf-8")
        except UnicodeError:
            pass
    return member.filename


def _folded(member: zipfile.ZipInfo) -> str:
    return "/".join(parts_of(member)).casefold()


def _what_is_wrong(member: zipfile.ZipInfo) -> str:
    """Say why a file in a zip is not even examined; "" if nothing is wrong."""
    name = member.filename.replace("\\", "/")
    if any(len(part) > MAX_NAME_CHARS for part in name.split("/")):
        return _TOO_LONG
    if _ABSOLUTE.match(name) or ".." in name.split("/"):
        return "its name leads out of the zip; ask for the file again"
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in {0, stat.S_IFREG}:
        return "a link or a device, not a file; ask for the file itself"
    return _what_is_too_much(member) if is_work(Path(name)) else ""


def _what_is_too_much(member: zipfile.ZipInfo) -> str:
    if member.file_size > MAX_BYTES:
        return f"larger than {MAX_BYTES >> 20} MiB; ask for it without outputs"
    if member.file_size > max(_SMALL, MAX_RATIO * member.compress_size):
        return f"unpacks to more than {MAX_RATIO} times its size, as no notebook does"
    return ""


def _reader(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Callable[[], bytes]:
    shown = printable(parts_of(member)[-1])

    def read() -> bytes:
        try:
            return read_capped(shown, archive, member, MAX_BYTES)
        except BROKEN_ZIP as error:
            why = printable(str(error)[:100]) or "it is damaged"
            raise UnreadableSubmission(f"{shown}: cannot be unpacked ({why})") from None

    return read
