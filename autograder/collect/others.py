"""The files that a student handed in beside the notebook: which they are, and how they are read.

These are the files that the export assigns to the same submission, in the notebook's folder and
below. Their names are hostile. A name is left out if it could replace a notebook, a time or a
secret in `submitted/`, or if no folder there can hold it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import TypeVar

from autograder.collect.exports import Piece, numbered
from autograder.errors import UnreadableSubmission
from autograder.submission.beside import MOST_BYTES_EACH, Beside, kept
from autograder.submission.files import OF_THE_SYSTEM
from autograder.submission.zip import is_visible, read_others
from autograder.text import printable

_MOST_DEPTH = 8  # the most nested folders
_MOST_NAME_BYTES = 200  # of a file or folder, so that its temporary file can have a name too
_WORKS = {".ipynb", ".py", ".zip"}
_Content = TypeVar("_Content")


def others(chosen: Mapping[str, Piece], together: Sequence[Piece]) -> dict[str, Piece]:
    """Return what was handed in with the chosen files, by path relative to them.

    Nothing beside a student's zip counts: what belongs to its notebook is inside.
    """
    first = next(iter(chosen.values()))
    above = first.found.parts[:-1]
    is_nobodys = not above and first.submission[1] == "plain"  # directly in the class's folder
    if is_nobodys or _suffix(first.name) == ".zip":
        return {}
    found: dict[str, Piece] = {}
    for piece in together:
        is_of_attempt = piece.submission == first.submission and piece.is_late == first.is_late
        path = _path(piece, above)
        if is_of_attempt and path and all(piece is not p for p in chosen.values()):
            found[path] = piece
    if first.submission[1] == "canvas":
        found = _without_numbers(found)
    return dict(_placed(sorted(found.items(), key=lambda item: item[0]), chosen))


def read_beside(chosen: Mapping[str, Piece], beside: Mapping[str, Piece]) -> Beside:
    """Read what was handed in beside the chosen files, within the limits for such files."""
    first = next(iter(chosen.values()))
    if _suffix(first.name) == ".zip":
        return kept(_in_zip(first, list(chosen)))
    return kept((path, _content(piece)) for path, piece in beside.items())


def _path(piece: Piece, above: tuple[str, ...]) -> str:
    """Return a file's path relative to a folder; "" if it is not in the folder."""
    parts = piece.found.parts
    if not above:
        return piece.name if len(parts) == 1 else ""
    return "/".join(parts[len(above) :]) if parts[: len(above)] == above else ""


def _without_numbers(found: dict[str, Piece]) -> dict[str, Piece]:
    """Add files also under the names that they had before Canvas numbered them.

    The student may have written the number, so a file also keeps its name.
    """
    bare: dict[str, Piece] = {}
    for path in sorted(found, key=lambda path: numbered(path)[1]):
        bare[numbered(path)[0]] = found[path]
    return bare | found


def _placed(
    found: Iterable[tuple[str, _Content]], notebooks: Collection[str]
) -> Iterator[tuple[str, _Content]]:
    """Yield what can be written side by side, beside the notebooks, by path."""
    files: set[str] = set()
    folders: set[str] = set()
    for path, content in found:
        folded = path.casefold()
        above = {str(parent) for parent in PurePosixPath(folded).parents}
        if _is_harmless(path.split("/"), notebooks) and not (
            folded in files | folders or above & files
        ):
            files.add(folded)
            folders |= above
            yield path, content


def _is_harmless(parts: list[str], notebooks: Collection[str]) -> bool:
    """Return whether a path names no notebook, no file of the system, and nothing odd."""
    top = PurePosixPath(parts[0].casefold())
    is_a_work = top.suffix in _WORKS and top.stem in {name.casefold() for name in notebooks}
    return (
        not is_a_work
        and is_visible(parts)
        and len(parts) <= _MOST_DEPTH
        and all(map(_is_harmless_name, parts))
    )


def _is_harmless_name(name: str) -> bool:
    return (
        name.isprintable()
        and "\\" not in name
        and 0 < len(name.encode("utf-8", "replace")) <= _MOST_NAME_BYTES
        and name.casefold() not in OF_THE_SYSTEM
        and _suffix(name) != ".ipynb"
    )


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()


def _content(piece: Piece) -> bytes | str:
    """Return a file's bytes, or a sentence on why there are none."""
    if piece.found.has_other_names:
        return "a link; ask for the file itself"
    if piece.found.size > MOST_BYTES_EACH:
        return f"larger than {MOST_BYTES_EACH >> 20} MiB"
    try:
        return piece.found.read()
    except UnreadableSubmission as error:
        return str(error)


def _in_zip(piece: Piece, notebooks: list[str]) -> Iterator[tuple[str, bytes | str]]:
    """Yield the files in a student's zip beside its notebooks, or why one cannot be read."""
    data = piece.found.read()
    yield from _placed(
        read_others(printable(piece.name), data, MOST_BYTES_EACH, notebooks), notebooks
    )
