"""Message catalogues: gettext's .po files, which Babel reads when a language is asked for.

The framework's own catalogues are beside this module, one for each language. A course may have
more in `translations/<language>/course.po`, for the titles and hints in its own files.
"""

from __future__ import annotations

import functools
import gettext
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import CourseError
from autograder.languages.sentences import Last, tell

if TYPE_CHECKING:
    from babel import Locale

ENGLISH = "en"  # the language in which everything is written
_OURS = Path(__file__).parent
# There is no space between Chinese or Japanese characters, whatever filled a placeholder.
_SPACE = re.compile("(?<=[\u3001-\u9fff\uff01-\uff60]) (?=[\u3001-\u9fff\uff01-\uff60])")


class Catalogue:
    """What is known about one language: templates by the English ones, plural rules, lists."""

    def __init__(self, language: str, locale: Locale, files: tuple[Path, ...]) -> None:
        self.language = language
        self._locale = locale
        self._texts = gettext.NullTranslations()
        for path in reversed(files):
            texts = _read(path, language)
            texts.add_fallback(self._texts)
            self._texts = texts
        self.listed(["a", "b"], "and")  # read Babel's data now: later no file can be opened

    def one(self, template: str) -> str:
        """Return a template in the language; unchanged if there is no translation."""
        return self._texts.gettext(template) if template else ""

    def counted(self, one: str, many: str, number: int) -> str:
        """Return the template for a number in the language; English if it has no translation."""
        return self._texts.ngettext(one, many, number)

    def listed(self, names: list[str], last: Last) -> str:
        """Return names as a list in a sentence."""
        from babel.lists import format_list  # noqa: PLC0415

        return format_list(names, style="standard" if last == "and" else "or", locale=self._locale)


def translated(text: str, catalogue: Catalogue) -> str:
    """Return a sentence in a catalogue's language; it stays English if it is not in the catalogue.

    A plain text, such as a title of the course, is looked up as a whole.
    """
    return _SPACE.sub("", tell(text, catalogue))


def load_catalogue(language: str, course: Path | None = None) -> Catalogue:
    """Return the catalogue of a language, with the course's own texts if its folder is given.

    It is read only once. Raises CourseError for an unknown language and for a broken file.
    """
    files = [_OURS / f"{language}.po"]
    if course is not None:
        files.append(course_catalogue(course, language))
    there = tuple(path for path in files if path.is_file())
    return _loaded(language, there, tuple(path.stat().st_mtime_ns for path in there))


def course_catalogue(course: Path, language: str) -> Path:
    """Return the path of a course's own texts in a language."""
    return course / "translations" / language / "course.po"


@functools.lru_cache(maxsize=16)
def _loaded(language: str, files: tuple[Path, ...], _changed: tuple[int, ...]) -> Catalogue:
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only who needs it pays for it

    try:
        locale = Locale.parse(language, sep="-" if "-" in language else "_")
    except (ValueError, UnknownLocaleError):
        raise CourseError(
            f"languages: {language!r} is no language that Babel knows; write a tag like zh or pt_BR"
        ) from None
    return Catalogue(language, locale, files)


def _read(path: Path, language: str) -> gettext.GNUTranslations:
    """Return the messages of a catalogue, without unconfirmed (fuzzy) ones."""
    from babel.messages.mofile import write_mo  # noqa: PLC0415
    from babel.messages.pofile import PoFileError, read_po  # noqa: PLC0415

    compiled = io.BytesIO()
    try:
        with path.open("rb") as file:
            write_mo(compiled, read_po(file, locale=language, abort_invalid=True))
    except (OSError, ValueError, PoFileError) as error:
        raise CourseError(f"{path}: cannot be read as a message catalogue: {error}") from None
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
