"""Bring a language of the course up to date, and list what is left to translate."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
from babel.messages.catalog import Catalog

from autograder.course.folder import CourseFolder
from autograder.course.settings import COURSE_FILE, Assignment
from autograder.errors import RequestError
from autograder.files import write_or_explain
from autograder.text import printable, shortened
from autograder.translation.catalogue import (
    catalogue_bytes,
    read_catalogue,
    unfinished,
    updated,
)
from autograder.translation.edition import (
    State,
    differences,
    notebook_bytes,
    read_source,
    states,
    synced,
)
from autograder.translation.messages import (
    Message,
    assignment_messages,
    course_messages,
    is_of,
)

_SHOWN = 60  # the most characters of a message in a list


class Left(msgspec.Struct, frozen=True):
    """Something that is left to translate: the file, the place in it, and what is wrong."""

    file: str
    place: str
    why: str


def translate(
    folder: CourseFolder, language: str, assignments: Sequence[Assignment], *, done: bool
) -> list[Path]:
    """Update a language's catalogue and notebooks; return the files that have changed.

    Existing translations stay. With `done`, every translated cell counts as a translation of the
    source's present text. Raises RequestError for a language that is not in course.yaml.
    """
    _known_language(folder, language)
    files = {folder.sentences(language): catalogue_bytes(_catalogue(folder, language, assignments))}
    for assignment in assignments:
        editions = folder.translated_notebooks(assignment, language)
        for notebook, source in folder.source_notebooks(assignment).items():
            path = editions[notebook]
            edition = read_source(path) if path.is_file() else None
            made = synced(read_source(source), edition, language, done=done)
            files[path] = notebook_bytes(made)
    changed = [p for p, data in files.items() if not p.is_file() or p.read_bytes() != data]
    for path in changed:
        write_or_explain(path, files[path])
    return changed


def left(folder: CourseFolder, language: str, assignments: Sequence[Assignment]) -> Iterator[Left]:
    """Yield everything in these assignments that is not translated or not up to date."""
    _known_language(folder, language)
    yield from _left_in_catalogue(folder, language, assignments)
    for assignment in assignments:
        editions = folder.translated_notebooks(assignment, language)
        for notebook, source in folder.source_notebooks(assignment).items():
            path = editions[notebook]
            name = path.relative_to(folder.root).as_posix()
            if not path.is_file():
                yield Left(name, "", "not there")
                continue
            yield from (Left(name, place, why) for place, why in left_in(source, path))


def left_in(source: Path, edition: Path) -> Iterator[tuple[str, str]]:
    """Yield what an edition lacks compared with its source: the cell ("" for all) and why."""
    theirs, own = read_source(source), read_source(edition)
    yield from (("", told) for told in differences(theirs, own))
    for told in states(theirs, own):
        if told.state is not State.DONE:
            yield f"cell {told.cell!r}", str(told.state)


def _known_language(folder: CourseFolder, language: str) -> None:
    known = folder.course.translated
    if language not in known:
        raise RequestError(
            f"{COURSE_FILE}: languages: {printable(language)!r} is none of the languages that the "
            f"course is translated into ({', '.join(known) or 'there are none'}); add it there"
        )


def _catalogue(folder: CourseFolder, language: str, assignments: Sequence[Assignment]) -> Catalog:
    """Return a language's catalogue, up to date for these assignments."""
    messages = _messages(folder, assignments)
    others = [a.name for a in folder.course.assignments if a not in assignments]
    is_kept = functools.partial(_is_of_one, others)
    return updated(read_catalogue(folder.sentences(language), language), messages, is_kept)


def _messages(folder: CourseFolder, assignments: Sequence[Assignment]) -> Iterator[Message]:
    yield from course_messages(folder)
    for assignment in assignments:
        yield from assignment_messages(folder, assignment)


def _is_of_one(assignments: Sequence[str], file: str) -> bool:
    return any(is_of(file, assignment) for assignment in assignments)


def _left_in_catalogue(
    folder: CourseFolder, language: str, assignments: Sequence[Assignment]
) -> Iterator[Left]:
    path = folder.sentences(language)
    name = path.relative_to(folder.root).as_posix()
    names = [assignment.name for assignment in assignments]
    titles = {folder.course.title, *(assignment.title for assignment in assignments)}
    for entry, why in unfinished(_catalogue(folder, language, assignments)):
        files = [file for file, _ in entry.locations]
        if entry.id in titles or any(_is_of_one(names, file) for file in files):
            shown = shortened(printable(str(entry.id)), _SHOWN)
            yield Left(name, f"{files[0]}: {shown}", why)
