"""Find the shared libraries that Python and its packages load, from what the dynamic loader reads.

Trusted. The ELF headers of programs and libraries name the libraries that these need. Following
the names from the interpreter and every extension module gives the system's libraries that the
sandbox must show. So it need not show the folders that contain them.
"""

# ruff: noqa: PTH113, PTH120, PTH123
# Paths are plain text here: there are hundreds, and all are joined and looked up

from __future__ import annotations

import contextlib
import functools
import os
import re
import struct
import subprocess
import sysconfig
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import BinaryIO, NamedTuple

# Loaded by name at run time, by glibc or through ctypes, so no header names them.
_BY_NAME = (
    *("libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libutil.so.1"),
    *("libgcc_s.so.1", "libstdc++.so.6", "libgomp.so.1"),
)
_OF_THIS_KIND = sysconfig.get_config_var("MULTIARCH") or ""  # Debian's name of the machine
_DEFAULT_FOLDERS = (f"/usr/lib/{_OF_THIS_KIND}", "/lib64", "/usr/lib64", "/lib", "/usr/lib")
_CACHED = re.compile(r"^\s+(\S+) \(.*\) => (/\S+)$", re.MULTILINE)
_LIBRARY = re.compile(r"\.so(\.|$)")
_HEADER = struct.Struct("<16sHHIQQQIHHHHHH")  # a 64-bit ELF header, little-endian
_SEGMENT = struct.Struct("<IIQQQQQQ")
_ENTRY = struct.Struct("<QQ")
_PT_LOAD, _PT_DYNAMIC, _PT_INTERP = 1, 2, 3
_DT_NEEDED, _DT_STRTAB, _DT_STRSZ, _DT_RPATH, _DT_RUNPATH = 1, 5, 10, 15, 29
_MOST = 1 << 20  # the most bytes of a table


class _Needs(NamedTuple):
    """What a file's header asks for."""

    libraries: tuple[str, ...]
    folders: tuple[str, ...]  # the folders to search first
    loader: str  # a program's loader


def libraries_in(folders: Iterable[str], covered: Collection[str]) -> Iterator[str]:
    """Yield the files in folders that are named like shared libraries, without the hidden ones."""
    queue = [*folders]
    while queue:
        with contextlib.suppress(OSError), os.scandir(queue.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__" and entry.path not in covered:
                        queue.append(entry.path)
                elif ".so" in entry.name and _LIBRARY.search(entry.name):
                    yield entry.path


def system_libraries(
    program: str, folders: Sequence[str], covered: Collection[str] = ()
) -> frozenset[str]:
    """Return the libraries outside these folders that a program, and its libraries, load.

    Links are kept as links. A needed library that does not exist is left out, because its user
    would not load outside the sandbox either.
    """
    inside = tuple(f"{folder}/" for folder in folders)
    known = _cache()
    queue = [os.path.realpath(program), *libraries_in(folders, covered)]
    queue += [path for name in _BY_NAME for path in known.get(name, ())]
    found: set[str] = set()
    seen = set(queue)
    while queue:
        file = queue.pop()
        needs = _needs(file)
        wanted = [path for name in needs.libraries for path in _places(name, needs.folders, known)]
        found.update(path for path in wanted if not path.startswith(inside))
        queue += (new := {*wanted} - seen)
        seen |= new
        if needs.loader:
            found.add(needs.loader)
    return frozenset(found.union(*(known.get(name, ()) for name in _BY_NAME)))


def _places(name: str, folders: tuple[str, ...], known: dict[str, tuple[str, ...]]) -> list[str]:
    if "/" in name:
        return [name] if os.path.isfile(name) else []
    for folder in folders:
        if os.path.isfile(path := os.path.normpath(f"{folder}/{name}")):
            return [path]
    paths = known.get(name) or tuple(f"{folder}/{name}" for folder in _DEFAULT_FOLDERS)
    return [path for path in paths if os.path.isfile(path)]


@functools.cache
def _cache() -> dict[str, tuple[str, ...]]:
    """Return where the loader finds libraries, by name; empty if it keeps no such list."""
    said = ""
    for program in ("/sbin/ldconfig", "/usr/sbin/ldconfig", "/usr/bin/ldconfig"):
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            run = [program, "-p"]
            done = subprocess.run(run, capture_output=True, text=True, check=True, timeout=60)  # noqa: S603
            said = done.stdout
            break
    found: dict[str, tuple[str, ...]] = {}
    for name, path in _CACHED.findall(said):
        found[name] = (*found.get(name, ()), path)
    return found


@functools.cache
def _needs(path: str) -> _Needs:
    """Read a file's header; a file that is not an ELF file for this machine needs nothing."""
    try:
        with open(path, "rb") as file:
            return _read(file, path)
    except (OSError, struct.error, ValueError, UnicodeDecodeError):
        return _Needs((), (), "")


def _read(file: BinaryIO, path: str) -> _Needs:
    fields = _HEADER.unpack(file.read(_HEADER.size))
    if fields[0][:6] != b"\x7fELF\x02\x01":
        return _Needs((), (), "")
    file.seek(fields[5])
    table = file.read(fields[9] * fields[10])
    segments = [_SEGMENT.unpack_from(table, at) for at in range(0, len(table), fields[9])]
    loader, entries = "", []
    for kind, _, offset, _, _, size, _, _ in segments:
        if kind == _PT_INTERP:
            loader = _at(file, offset, size).rstrip(b"\0").decode()
        elif kind == _PT_DYNAMIC:
            data = _at(file, offset, size)
            entries = [_ENTRY.unpack_from(data, at) for at in range(0, len(data) - 15, 16)]
    values = dict(entries)
    if _DT_STRTAB not in values:
        return _Needs((), (), loader)
    strings = _strings(file, segments, values[_DT_STRTAB], values[_DT_STRSZ])
    names = tuple(_text(strings, value) for tag, value in entries if tag == _DT_NEEDED)
    lists = [_text(strings, value) for tag, value in entries if tag in {_DT_RPATH, _DT_RUNPATH}]
    origin = os.path.dirname(os.path.realpath(path)) if lists else ""
    folders = tuple(
        re.sub(r"\$(ORIGIN|\{ORIGIN\})", lambda _: origin, folder)
        for several in lists
        for folder in several.split(":")
        if folder
    )
    return _Needs(names, folders, loader)


def _strings(file: BinaryIO, segments: list[tuple[int, ...]], address: int, size: int) -> bytes:
    """Return the table of strings, whose place is given as an address in memory."""
    for kind, _, offset, start, _, length, _, _ in segments:
        if kind == _PT_LOAD and start <= address < start + length:
            return _at(file, offset + address - start, size)
    return b""


def _at(file: BinaryIO, offset: int, size: int) -> bytes:
    file.seek(offset)
    return file.read(min(size, 64 * _MOST))


def _text(strings: bytes, at: int) -> str:
    return strings[at : strings.index(b"\0", at)].decode()
