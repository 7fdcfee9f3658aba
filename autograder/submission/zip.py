"""Read a submitted .zip in memory: nothing in it is ever extracted.

The archive is hostile. Its names are not used as paths, and the sizes that it claims are not
trusted. Only the one file that is the submission is decompressed, up to a limit.
"""

from __future__ import annotations

import contextlib
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO

from autograder.errors import UnreadableSubmission
from autograder.languages import said_of, say
from autograder.text import listed, printable

MAX_MEMBERS = 1000
SKIPPED_FOLDERS = {".ipynb_checkpoints", "__MACOSX", "__pycache__", "node_modules"}
_SUFFIXES = (".ipynb", ".py")
_ENTRY = b"PK\x01\x02"  # begins each entry of a zip's directory
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED = 0x1
BROKEN_ZIP = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError, ValueError, LookupError, OverflowError),
)


def read_member(
    name: str, data: bytes, max_bytes: int, wanted: str | None = None
) -> tuple[str, bytes]:
    """Return the name and content of the one .ipynb, or else the one .py, in a zip called `name`.

    If there are several, the one with the stem `wanted` is taken; by default this is the zip's
    own stem. Raises UnreadableSubmission, which says what is wrong and what to hand in.
    """
    with _opened(name, data) as archive:
        member = _choose(name, archive.infolist(), wanted or name.removesuffix(".zip"))
        label = f"{name}: {_name(member)}"
        return _name(member), read_capped(label, archive, member, max_bytes)


def read_members(
    name: str, data: bytes, max_bytes: int, stems: Sequence[str]
) -> dict[str, tuple[str, bytes]]:
    """Return the name and content of the .ipynb, or else the .py, for each of these stems.

    Stems that are not in the zip are left out. Raises UnreadableSubmission as `read_member` does.
    """
    found = {}
    with _opened(name, data) as archive:
        members = _visible(archive.infolist())
        for stem in stems:
            named = [_named(members, stem + suffix) for suffix in _SUFFIXES]
            same = next(filter(None, named), [])
            if len(same) > 1:
                why = say("several files called {name}; zip one of each", name=stem)
                raise UnreadableSubmission(said_of(name, why))
            for member in same:
                label = f"{name}: {_name(member)}"
                content = read_capped(label, archive, member, max_bytes)
                found[stem] = (_name(member), content)
    return found


def read_others(
    name: str, data: bytes, max_bytes: int, stems: Sequence[str]
) -> Iterator[tuple[str, bytes | str]]:
    """Yield a zip's other files, by path relative to its notebooks; or why one cannot be read.

    `stems` are the stems of the notebooks. Raises UnreadableSubmission as `read_member` does.
    """
    with _opened(name, data) as archive:
        members = _visible(archive.infolist())
        if len(stems) == 1:
            own = [_choose(name, members, stems[0])]
        else:
            own = [m for stem in stems for s in _SUFFIXES for m in _named(members, stem + s)]
        above = parts_of(own[0])[:-1] if own else []
        for member in members:
            parts = parts_of(member)
            inside = "/".join(parts[len(above) :])
            if member in own or parts[: len(above)] != above or not inside.isprintable():
                continue
            try:
                yield inside, read_capped(_name(member), archive, member, max_bytes)
            except UnreadableSubmission as error:
                yield inside, str(error)


@contextlib.contextmanager
def _opened(name: str, data: bytes) -> Iterator[zipfile.ZipFile]:
    """Open a zip; anything that turns out to be broken inside raises UnreadableSubmission."""
    if data.count(_ENTRY) > MAX_MEMBERS:  # checked before zipfile makes an object for each entry
        why = say("more than {n} files; zip the notebook alone", n=MAX_MEMBERS)
        raise UnreadableSubmission(said_of(name, why))
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            yield archive
    except BROKEN_ZIP as error:
        cause = printable(str(error)[:100]) or say("it is damaged")
        told = say("not a zip that can be read ({why}); hand in the .ipynb", why=cause)
        raise UnreadableSubmission(said_of(name, told)) from None


def parts_of(member: zipfile.ZipInfo) -> list[str]:
    """Return the parts of a member's path. It is only a name: `..` and `/` lead nowhere."""
    parts = member.filename.replace("\\", "/").split("/")
    return [part for part in parts if part not in {"", ".", ".."}]


def _name(member: zipfile.ZipInfo) -> str:
    """Return the end of a member's name, since the name may be very long."""
    return printable(parts_of(member)[-1][-100:])


def _choose(name: str, members: list[zipfile.ZipInfo], stem: str) -> zipfile.ZipInfo:
    files = _visible(members)
    for suffix in _SUFFIXES:
        found = [m for m in files if parts_of(m)[-1].lower().endswith(suffix)]
        named = _named(found, stem + suffix)
        for choice in (named, found):
            if len(choice) == 1:
                return choice[0]
        if found:
            names = listed("/".join(parts_of(m)) for m in found)
            why = say("several {suffix} files in the zip ({files}); hand in one", files=names)
            raise UnreadableSubmission(said_of(name, why.filled(suffix=suffix)))
    why = say("no .ipynb or .py file in the zip; hand in the .ipynb")
    if files:
        held = listed("/".join(parts_of(m)) for m in files)
        why = say("no .ipynb or .py file in the zip, only {files}; hand in the .ipynb", files=held)
    raise UnreadableSubmission(said_of(name, why))


def _visible(members: list[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    return [m for m in members if not m.is_dir() and is_visible(parts_of(m))]


def _named(members: list[zipfile.ZipInfo], name: str) -> list[zipfile.ZipInfo]:
    return [m for m in members if parts_of(m)[-1] == name]


def is_visible(parts: list[str]) -> bool:
    """Return whether a path may be someone's work: neither hidden nor left behind by a system."""
    return bool(parts) and not any(p.startswith(".") or p in SKIPPED_FOLDERS for p in parts)


def read_capped(
    label: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, max_bytes: int
) -> bytes:
    """Return a member's content, up to a limit, because a zip of 64 KiB may hold 64 MiB."""
    if stat.S_ISLNK(member.external_attr >> 16):
        raise UnreadableSubmission(say("{name} is a link; zip the file itself", name=label))
    if member.flag_bits & _ENCRYPTED:
        why = say("{name} is encrypted; zip it without a password", name=label)
        raise UnreadableSubmission(why)
    if member.compress_type not in _METHODS:  # other methods decompress without a limit
        why = say("{name} is compressed in an unusual way; hand in the .ipynb", name=label)
        raise UnreadableSubmission(why)
    if member.file_size > max_bytes:  # zipfile never decompresses more than this size
        why = say("{name} is larger than {size} MiB; clear its outputs and hand it in again")
        raise UnreadableSubmission(why.filled(name=label, size=max_bytes >> 20))
    with archive.open(member) as file:
        return file.read(max_bytes + 1)
