"""Sentences in English that keep their template and values, so that they can be translated.

A template has named placeholders, `{name}`. One that begins with a capital letter, `{Name}`,
begins the sentence: it is the same value, capitalized. A value is a number, a name or a text that
is the same in all languages; or a `Sentence`; or quoted words of the course.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple, Protocol, Self

Last = Literal["and", "or"]
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class Language(Protocol):
    """Provides the templates of another language."""

    def one(self, template: str) -> str:
        """Return a template in the language; unchanged if there is no translation."""

    def counted(self, one: str, many: str, number: int) -> str:
        """Return the template for a number in the language; English if it has no translation."""

    def listed(self, names: list[str], last: Last) -> str:
        """Return names as a list in a sentence."""


class _English:
    """English, the language of the templates."""

    def one(self, template: str) -> str:
        return template

    def counted(self, one: str, many: str, number: int) -> str:
        return one if number == 1 else many

    def listed(self, names: list[str], last: Last) -> str:
        return f" {last} ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


_ENGLISH = _English()


class Template(NamedTuple):
    """One sentence: a template and its values."""

    one: str
    values: Mapping[str, Any]
    many: str = ""  # the template for any number other than 1
    number: int = 1

    def told(self, language: Language) -> str:
        """Return the sentence in a language."""
        if self.many:
            template = language.counted(self.one, self.many, self.number)
        else:
            template = language.one(self.one)
        return _filled(template, self.values, language)


class Joined(NamedTuple):
    """Several sentences, one after the other."""

    parts: tuple[str, ...]

    def told(self, language: Language) -> str:
        """Return the sentences in a language."""
        told = ""
        for part in (tell(part, language) for part in self.parts):
            told += f" {part}" if told and not _is_wide(told[-1]) else part
        return told


class Listed(NamedTuple):
    """Names as a list in a sentence."""

    names: tuple[str, ...]
    last: Last

    def told(self, language: Language) -> str:
        """Return the names in a language."""
        return language.listed([tell(name, language) for name in self.names], self.last)


Form = Template | Joined | Listed


class Sentence(str):
    """English text, and the form from which it was made."""

    __slots__ = ("form",)
    form: Form

    def __new__(cls, form: Form, english: str | None = None) -> Self:
        """Make the English text of a form, unless it is given."""
        made = super().__new__(cls, form.told(_ENGLISH) if english is None else english)
        made.form = form
        return made

    def __getnewargs__(self) -> tuple[Any]:
        """Return the arguments from which a copy is made."""
        return (self.form,)

    def __str__(self) -> str:
        """Return the sentence itself, so that an exception's text keeps its form."""
        return self

    def is_of(self, other: Sentence) -> bool:
        """Return whether a sentence has the same template as another one, filled or not."""
        forms = self.form, other.form
        return all(isinstance(f, Template) for f in forms) and forms[0].one == forms[1].one  # type: ignore[union-attr]

    def filled(self, number: int = 1, /, **values: object) -> Sentence:
        """Return the sentence with more of its placeholders filled, for this number of things."""
        assert isinstance(self.form, Template)
        return _sentence(self.form.one, self.form.many, number, {**self.form.values, **values})


def say(template: str, /, **values: object) -> Sentence:
    """Return a sentence: a template whose placeholders are filled with values."""
    return _sentence(template, "", 1, values)


def say_n(one: str, many: str, number: int = 1, /, **values: object) -> Sentence:
    """Return a sentence about a number of things; `{n}` is that number."""
    return _sentence(one, many, number, values)


def from_course(text: str, /, **values: object) -> Sentence:
    """Return a sentence from the course's own files, which the course's catalogue translates."""
    if isinstance(text, Sentence):
        return text
    return _sentence(text, "", 1, values)


def join_sentences(sentences: Iterable[str]) -> str:
    """Return sentences one after the other, without empty ones."""
    parts = tuple(filter(None, sentences))
    if len(parts) < 2:
        return parts[0] if parts else ""
    return Sentence(Joined(parts))


def said_of(subject: str, sentence: str) -> Sentence:
    """Return a sentence with the name of its subject before it."""
    return say("{subject}: {sentence}", subject=subject, sentence=sentence)


def and_also(sentence: str, more: str) -> str:
    """Return a sentence, followed by another one if that is not empty."""
    return say("{sentence}; {more}", sentence=sentence, more=more) if more else sentence


def listing(names: Iterable[str], last: Last = "and") -> Sentence:
    """Return names as a list in a sentence: a, b and c."""
    return Sentence(Listed(tuple(names), last))


def plain(text: str) -> str:
    """Return only the English text, which JSON can hold."""
    return str.__str__(text)


def tell(text: str, language: Language) -> str:
    """Return a text in a language, as far as the language has it; a plain text is a template."""
    if isinstance(text, Sentence):
        return text.form.told(language)
    return language.one(text)


def _sentence(one: str, many: str, number: int, values: Mapping[str, object]) -> Sentence:
    if not values and not many:
        return Sentence(Template(one, {}), one)
    kept = {name: _value(value) for name, value in values.items()}
    if many:
        kept["n"] = str(number)
    return Sentence(Template(one, kept, many, number))


def _value(value: object) -> str:
    return value if isinstance(value, Sentence) else str(value)


def _filled(template: str, values: Mapping[str, str], language: Language) -> str:
    """Return a template with its placeholders filled; a placeholder without a value stays."""
    return _PLACEHOLDER.sub(_filling(values, language), template) if values else template


def _filling(values: Mapping[str, str], language: Language) -> Callable[[re.Match[str]], str]:
    def fill(match: re.Match[str]) -> str:
        name = match[1]
        if name in values:
            return _quoted(values[name], language)
        value = values.get(name[:1].lower() + name[1:])
        return match[0] if value is None else _capital(_quoted(value, language))

    return fill


def _quoted(value: str, language: Language) -> str:
    """Return a value in a language; the course's words, such as "the cost", are looked up."""
    if isinstance(value, Sentence):
        return value.form.told(language)
    return language.one(value) if " " in value else value


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _is_wide(character: str) -> bool:
    """Return whether a character is wide, like a Chinese full stop, which no space follows."""
    return unicodedata.east_asian_width(character) in {"W", "F"}
