"""Sentences in the language of a report's reader."""

from __future__ import annotations

from autograder.languages import Catalogue, plain, translated


def tell(text: str, catalogue: Catalogue | None) -> str:
    """Return a sentence, or a course's title, in a catalogue's language; English without one."""
    return plain(text) if catalogue is None else translated(text, catalogue)


def language_of(catalogue: Catalogue | None) -> str:
    """Return a catalogue's language in the form that HTML uses."""
    return "en" if catalogue is None else catalogue.language.replace("_", "-")
