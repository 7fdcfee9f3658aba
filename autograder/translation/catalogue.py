"""A course's sentences in another language: `translations/<language>/course.po`.

The file is updated without losing a translation. A new sentence gets no translation, a changed
sentence's translation is marked as fuzzy, and translations of removed sentences stay at the end.
"""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path

from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import PoFileError, read_po, write_po

from autograder.errors import CourseError
from autograder.translation.messages import Message

_WIDTH = 76  # characters in a line
_MADE = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)  # the same in every file, on any day
_HEADER = """\
# The course's own sentences. `autograder translate` keeps this file up to date; docs/languages.md
# says how to translate it.
#"""


def read_catalogue(path: Path, language: str) -> Catalog:
    """Return a language's catalogue; an empty one if there is no file.

    Raises CourseError for a file that is not a catalogue, and for a language that Babel does not
    know.
    """
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        raise CourseError(f"{language!r}: Babel knows no language of this code") from None
    if not path.is_file():
        return Catalog(locale=locale, fuzzy=False)
    try:
        with path.open("rb") as file:
            return read_po(file, locale=locale, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise CourseError(f"{path}: not a catalogue of messages: {error}") from None


def updated(known: Catalog, messages: Iterable[Message], is_kept: Callable[[str], bool]) -> Catalog:
    """Return a catalogue of these messages, with the known translations.

    Messages of files that `is_kept` stay as they are.
    """
    template = Catalog(locale=known.locale, fuzzy=False)
    for entry in _entries(known):
        files = [(file, 0) for file, _ in entry.locations if is_kept(file)]
        if files:
            template.add(entry.id, locations=files, auto_comments=entry.auto_comments)
    for message in messages:
        template.add(message.text, locations=[(message.file, 0)], auto_comments=[message.kind])
    known.update(template, no_fuzzy_matching=True)
    _match_changed(known)
    known.project, known.version = "course", ""
    known.creation_date = known.revision_date = _MADE
    known.header_comment = _HEADER
    known.fuzzy = False
    return known


def _match_changed(catalogue: Catalog) -> None:
    """Give each new message the translation of a removed one that is similar, if there is any.

    Only removed messages are compared, because titles of tests resemble each other.
    """
    gone = {str(one.id): one for one in catalogue.obsolete.values() if one.string}
    for entry in _entries(catalogue):
        like = [] if entry.string else difflib.get_close_matches(str(entry.id), gone, 1)
        for text in like:
            entry.string, entry.previous_id = gone.pop(text).string, [text]
            entry.flags.add("fuzzy")
            del catalogue.obsolete[text]


def catalogue_bytes(catalogue: Catalog) -> bytes:
    """Return a catalogue as a .po file, sorted by the files of its messages."""
    file = BytesIO()
    write_po(
        file,
        catalogue,
        width=_WIDTH,
        sort_by_file=True,
        include_previous=True,
        include_lineno=False,
    )
    return file.getvalue()


def unfinished(catalogue: Catalog) -> Iterator[tuple[Entry, str]]:
    """Yield each message without a confirmed translation, with what is wrong."""
    for entry in _entries(catalogue):
        if entry.fuzzy:
            yield entry, "fuzzy: the sentence has changed since it was translated"
        elif not entry.string:
            yield entry, "not translated"


def _entries(catalogue: Catalog) -> Iterator[Entry]:
    yield from (entry for entry in catalogue if entry.id)
