"""Sentences in the language of whoever reads a report."""

from __future__ import annotations

from autograder.languages import Catalogue, plain, translated


def tell(text: str, catalogue: Catalogue | None) -> str:
    """Return a sentence, or a title of the course, in a catalogue's language; English without."""
    return plain(text) if catalogue is None else translated(text, catalogue)


def language_of(catalogue: Catalogue | None) -> str:
    """Return the language of a catalogue as HTML names it."""
    return "en" if catalogue is None else catalogue.language.replace("_", "-")
