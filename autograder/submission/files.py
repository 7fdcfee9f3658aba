"""The files of a submission: which files may be one, and how their bytes are read.

The files are hostile: no link is followed, no pipe is waited for, and every size is limited.
"""

from __future__ import annotations

import errno
import functools
import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from autograder.errors import UnreadableSubmission
from autograder.languages import said_of, say
from autograder.submission.zip import SKIPPED_FOLDERS
from autograder.text import listed, printable

MAX_BYTES = 64 << 20
SUFFIXES = (".ipynb", ".py", ".zip")
# Files in a class folder that are nobody's work: lists, settings, and what systems leave behind.
_LISTS = {".csv", ".tsv", ".xls", ".xlsx", ".ods", ".yaml", ".yml", ".log", ".db", ".ini"}
_TEXTS = {"readme", "license", "timestamp"}
_MAX_DEPTH = 20  # the most nested folders
_TIME_FILE = "timestamp.txt"
# Files that the system puts beside a submission. Those from a student are not used.
OF_THE_SYSTEM = frozenset({_TIME_FILE, "submission_secret.txt"})
_MAX_TIME_BYTES = 1000


def read_timestamp(folder: Path) -> str | None:
    """Return the text of nbgrader's timestamp.txt in a folder of submitted/; None without one."""
    try:
        data = read_regular(folder / _TIME_FILE, _MAX_TIME_BYTES + 1)
    except OSError:
        return None
    if len(data) > _MAX_TIME_BYTES:
        return f"more than {_MAX_TIME_BYTES} bytes"
    return printable(data.decode("utf-8", "replace"))[:100]


def candidates(folder: Path) -> list[Path]:
    """Return the files directly in a folder that may be a submission, notebooks first."""
    entries = (e for e in visible(folder) if suffix_of(e) in SUFFIXES and not is_folder(e))
    return sorted(entries, key=lambda e: (SUFFIXES.index(suffix_of(e)), e))


def visible(folder: Path) -> list[Path]:
    """Return the entries of a folder that are not hidden; none if it may not be read."""
    try:
        return [entry for entry in folder.iterdir() if not is_hidden(entry)]
    except OSError:
        return []


def files_below(folder: Path) -> Iterator[Path]:
    """Yield all files in a folder and its subfolders that may be a submission."""
    for parent, folders, files in os.walk(folder):
        is_deep = len(Path(parent).parts) - len(folder.parts) >= _MAX_DEPTH
        folders[:] = [] if is_deep else [f for f in folders if not is_hidden(Path(f))]
        for name in files:
            if suffix_of(Path(name)) in SUFFIXES and not name.startswith("."):
                yield Path(parent) / name


def suffix_of(path: Path) -> str:
    """Return a file's suffix in lower case."""
    return _parts(path.name)[1].lower()


def stem_of(path: Path) -> str:
    """Return a file's name without its suffixes: of `ann.tar.gz` and `ann.ipynb.txt`, `ann`."""
    stem, suffix = _parts(path.name)
    inner, second = _parts(stem)
    is_double = suffix.lower() not in SUFFIXES and second.lower() in {".ipynb", ".tar"}
    return inner if is_double else stem


def _parts(name: str) -> tuple[str, str]:
    """Split a name into its stem and suffix as `Path` does, which takes three times as long."""
    at = name.rfind(".")
    return (name[:at], name[at:]) if 0 < at < len(name) - 1 else (name, "")


def is_folder(path: Path | os.DirEntry[str]) -> bool:
    """Return whether a path is a folder, as far as permissions allow to see this."""
    try:
        return path.is_dir()
    except OSError:  # its folder may not be read
        return False


def is_hidden(path: Path) -> bool:
    """Return whether a file is hidden, or of a type that tools leave behind."""
    return path.name.startswith(".") or path.name in SKIPPED_FOLDERS


def is_work(path: Path) -> bool:
    """Return whether a file in a class folder may be someone's work, as nothing says otherwise.

    A notebook always may, whatever its name is.
    """
    if suffix_of(path) in SUFFIXES:
        return True
    return suffix_of(path) not in _LISTS and path.stem.lower() not in _TEXTS


def folder_of(path: Path) -> Path:
    """Return the folder that contains a submission's notebooks."""
    return path if path.is_dir() and not path.is_symlink() else path.parent


class Resolver:
    """Resolves the paths of a class as `Path.resolve` does; their folders it remembers.

    It works with text, because a class has many paths.
    """

    def __init__(self) -> None:
        self._folder = functools.lru_cache(1024)(self._resolved)

    def __call__(self, path: Path) -> str:
        """Return an absolute path without links."""
        return self._resolved(str(path.absolute()))

    def above(self, path: Path) -> str:
        """Return the folder that a path is in, without links."""
        return self._folder(str(path.parent.absolute()))

    def _resolved(self, path: str) -> str:
        folder, name = os.path.split(path)
        if not name or name == ".." or os.path.islink(path):  # noqa: PTH114 - text
            return os.path.realpath(path)
        return os.path.join(self._folder(folder), name)  # noqa: PTH118 - text


def only_zip(path: Path) -> Path | None:
    """Return the zip if a submission consists of nothing else; otherwise None."""
    if suffix_of(path) == ".ipynb" and not is_folder(path):
        return None
    files = candidates(path) if folder_of(path) == path else [path]
    return files[0] if len(files) == 1 and suffix_of(files[0]) == ".zip" else None


def read_bytes(path: Path, most: int = MAX_BYTES) -> bytes:
    """Return a submission's bytes; raises UnreadableSubmission, which says why it cannot.

    A link is refused: it may lead to the solution, or to a classmate's work.
    """
    try:
        data = read_regular(path, most + 1)
    except OSError as error:
        raise UnreadableSubmission(_why_not(path, error)) from None
    if len(data) > most:
        why = say("larger than {size} MiB", size=most >> 20)
        raise UnreadableSubmission(said_of(printable(path.name), why))
    return data


def _why_not(path: Path, error: OSError) -> str:
    """Say why there is nothing to read at a path."""
    name, why = printable(path.name), say("cannot be read: {why}", why=error.strerror)
    try:
        if path.is_symlink():
            why = say("a link; hand in the file itself")
        elif path.is_dir():
            return _what_is_in(path)
        elif not path.is_file():
            why = say("not a regular file")
    except OSError as another:
        why = say("cannot be read: {why}", why=another.strerror)
    return said_of(name, why)


def _what_is_in(folder: Path) -> str:
    """Say why a folder is not a submission, and what is in it."""
    name = printable(folder.name)
    held = names_in(folder)
    several = [entry.name for entry in candidates(folder)]
    inside = [str(file.relative_to(folder)) for file in files_below(folder)]
    if not several and len(inside) > 1:
        why = say(
            "several files and none called as the assignment: {files}; if the folder is no "
            "student's but has students' folders in it, name it in the command",
            files=listed(inside),
        )
    elif several:
        why = say("several files and none called as the assignment: {files}", files=listed(several))
    elif held:
        why = say(
            "no .ipynb, .py or .zip file in the folder, only {files}; hand in the .ipynb",
            files=listed(held),
        )
    else:
        why = say("no .ipynb, .py or .zip file in the folder; hand in the .ipynb")
    return said_of(name, why)


def names_in(folder: Path) -> list[str]:
    """Return the names of a folder's entries that are not hidden; folders end in a slash."""
    visible = (entry for entry in folder.iterdir() if not is_hidden(entry))
    return [entry.name + "/" * is_folder(entry) for entry in visible]


def read_regular(path: Path, most: int) -> bytes:
    """Return at most this many bytes of a file; never follow a link or wait for a pipe."""
    flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
    with open(os.open(path, flags), "rb") as file:  # noqa: PTH123 - a descriptor
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        return file.read(min(most, status.st_size + 1))


def as_text(name: Path | str) -> str:
    """Return a file's name as text, because not every file system's names are UTF-8."""
    return str(name).encode("utf-8", "replace").decode()


def sha256(data: bytes) -> str:
    """Return the hash that identifies a submission's content."""
    return hashlib.sha256(data).hexdigest()
