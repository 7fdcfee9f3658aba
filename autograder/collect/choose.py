"""Choose the files of a submission that are graded, and check that they are of this assignment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from autograder.collect.exports import Piece, numbered
from autograder.collect.others import others
from autograder.collect.sources import Moment
from autograder.course.roster import fold
from autograder.course.settings import Assignment
from autograder.errors import UnreadableSubmission
from autograder.submission.editions import ONE_LANGUAGE, Editions
from autograder.submission.files import MAX_BYTES
from autograder.submission.origin import Origin, ids_in_notebook
from autograder.submission.zip import read_member, read_members
from autograder.text import listed, printable

_SUFFIXES = (".ipynb", ".py", ".zip")  # candidates have the first one that occurs


class WrongAssignment(Exception):
    """A notebook belongs to another assignment of the course; the text says to which."""


class Work(msgspec.Struct, frozen=True):
    """What a student handed in: the content, and the suffix that says its type."""

    suffix: str
    data: bytes


class Choice(msgspec.Struct, frozen=True):
    """The files of a submission that are graded, by notebook."""

    pieces: dict[str, Piece]
    beside: dict[str, Piece] = {}  # what was handed in with them, by relative path
    editions: Editions = ONE_LANGUAGE  # the other names that a notebook may have

    @property
    def where(self) -> str:
        """The place of the files, as shown to people."""
        return ", ".join(dict.fromkeys(piece.found.where for piece in self.pieces.values()))

    @property
    def moment(self) -> Moment:
        """When the last of the files was handed in."""
        return max(piece.moment for piece in (*self.pieces.values(), *self.beside.values()))

    @property
    def is_late(self) -> bool:
        """Whether the system marks one of the files as late."""
        return any(piece.is_late for piece in self.pieces.values())

    @property
    def order(self) -> tuple[dt.datetime, int]:
        """The sort key of attempts: their time, then their number."""
        return self.moment.utc, max(_order(piece)[1] for piece in self.pieces.values())


def choose(
    together: list[Piece], assignment: Assignment, editions: Editions = ONE_LANGUAGE
) -> Choice | str:
    """Return the files to grade among those handed in together, or say why there are none."""
    chosen = _choose(together, assignment, editions)
    if isinstance(chosen, str):
        return chosen
    return Choice(chosen, others(chosen, together), editions)


def _choose(
    together: list[Piece], assignment: Assignment, editions: Editions
) -> dict[str, Piece] | str:
    here = [piece for piece in together if assignment.name in piece.found.parts[1:-1]]
    candidates, notebooks = here or together, assignment.notebooks
    if len(notebooks) > 1:
        return _choose_each(candidates, notebooks, editions)
    for suffix in _SUFFIXES:
        files = _of_suffix(candidates, suffix)
        if files:
            chosen = _one_of(files, notebooks[0], editions)
            return chosen if isinstance(chosen, str) else {notebooks[0]: chosen}
    return f"no notebook, only {_names(candidates)}; ask for the .ipynb"


def _choose_each(
    candidates: list[Piece], notebooks: Sequence[str], editions: Editions
) -> dict[str, Piece] | str:
    """Return the file of each notebook, by name; a student's only zip may contain them all."""
    chosen: dict[str, Piece] = {}
    for notebook in notebooks:
        for suffix in _SUFFIXES:
            named = _named(_of_suffix(candidates, suffix), notebook, editions)
            if len(named) > 1:
                return f"several files called {notebook}: {_names(named)}; ask which it is"
            if named:
                chosen[notebook] = named[0]
                break
    zips = _of_suffix(candidates, ".zip")
    if not chosen and len(zips) == 1:
        return dict.fromkeys(notebooks, zips[0])
    every = ", ".join(f"{notebook}.ipynb" for notebook in notebooks)
    return chosen or f"none of {every}, only {_names(candidates)}; ask for them"


def _of_suffix(candidates: list[Piece], suffix: str) -> list[Piece]:
    return _latest_of_each([p for p in candidates if Path(p.name).suffix.lower() == suffix])


def _names(pieces: list[Piece]) -> str:
    return listed(Path(piece.name).name or piece.found.parts[-1] for piece in pieces)


def _named(pieces: list[Piece], notebook: str, editions: Editions) -> list[Piece]:
    """Return the files with a notebook's name; of its editions, only the one that counts."""
    found: dict[str, list[Piece]] = {}
    for name in editions.names(notebook):
        same = [p for p in pieces if fold("name", _stem(p)) == fold("name", name)]
        found |= {name: same} if same else {}
    if len(found) < 2 or any(len(same) > 1 for same in found.values()):
        return [piece for same in found.values() for piece in same]
    return found[editions.best({name: _content(piece) for name, (piece,) in found.items()})]


def _content(piece: Piece) -> bytes:
    """Return a file's bytes; none if it cannot be read, which a later reader reports."""
    try:
        return piece.found.read()
    except UnreadableSubmission:
        return b""


def _latest_of_each(files: list[Piece]) -> list[Piece]:
    """Keep the last attempt of each file: Canvas numbers files that are handed in again."""
    latest: dict[str, Piece] = {}
    for piece in files:
        folder = "/".join(piece.found.parts[:-1]) if len(piece.found.parts) > 1 else ""
        name = f"{folder}/{numbered(piece.name)[0].casefold()}"
        if name not in latest or _order(piece) > _order(latest[name]):
            latest[name] = piece
    return list(latest.values())


def _order(piece: Piece) -> tuple[dt.datetime, int]:
    return piece.moment.utc, numbered(piece.name)[1]


def _one_of(files: list[Piece], notebook: str, editions: Editions) -> Piece | str:
    named = _named(files, notebook, editions)
    for choice in (files, named):
        if len(choice) == 1:
            return choice[0]
    names = listed("/".join((*p.found.parts[1:-1], p.name)) for p in files)
    how_many = "several" if named else "none"
    return f"several files and {how_many} called {notebook}: {names}; ask which it is"


def _stem(piece: Piece) -> str:
    return Path(numbered(piece.name)[0]).stem


def read_works(choice: Choice) -> dict[str, Work]:
    """Read the chosen files, by notebook; a student's zip is read only once.

    Raises UnreadableSubmission if one of them cannot be read.
    """
    every, is_several = list(choice.pieces.values()), len(choice.pieces) > 1
    if is_several and all(piece is every[0] for piece in every):
        name = printable(every[0].name)
        data = every[0].found.read()
        stems = {n: choice.editions.stem_in_zip(name, data, n) or n for n in choice.pieces}
        members = read_members(name, data, MAX_BYTES, list(stems.values()))
        found = {n: members[stem] for n, stem in stems.items() if stem in members}
        if not found:
            raise UnreadableSubmission(f"{name}: none of {', '.join(choice.pieces)} in the zip")
        return {notebook: _work(*member) for notebook, member in found.items()}
    pieces = choice.pieces.items()
    return {notebook: _read_work(piece, notebook, choice.editions) for notebook, piece in pieces}


def _read_work(piece: Piece, notebook: str, editions: Editions) -> Work:
    name, data = piece.name, piece.found.read()
    if Path(name).suffix.lower() == ".zip":
        wanted = editions.stem_in_zip(printable(name), data, notebook) or notebook
        name, data = read_member(printable(name), data, MAX_BYTES, wanted=wanted)
    return _work(name, data)


def _work(name: str, data: bytes) -> Work:
    return Work(Path(name).suffix.lower(), data)


def refuse_another(origin: Origin, assignment: str, works: Iterable[Work]) -> None:
    """Raise WrongAssignment if notebooks have more cells of another assignment."""
    notebooks = (work.data for work in works if work.suffix == ".ipynb")
    ids = frozenset[str]().union(*map(ids_in_notebook, notebooks))
    if other := origin.other_than(assignment, ids):
        raise WrongAssignment(f"a notebook of {other}, not of {assignment}; ask for the right one")


def grouped(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return pieces grouped by the submission with which they were handed in."""
    together: dict[tuple[str, ...], list[Piece]] = {}
    for piece in pieces:
        together.setdefault(piece.submission, []).append(piece)
    return list(together.values())
