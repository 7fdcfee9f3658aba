"""A result's texts in the languages of the course.

The fields of a result are in English. The result also carries the translation of each text into
the course's other languages, so whatever shows a result needs nothing else.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec

from autograder.languages import Catalogue, Sentence, plain, translated
from autograder.languages.packed import Packed, pack, unpack
from autograder.results.format import ExerciseResult, SubmissionResult, TestResult


def as_data(result: SubmissionResult) -> tuple[SubmissionResult, dict[str, Packed]]:
    """Return a result with plain English texts, and its sentences as data, by their English text.

    So a process needs no catalogue: `with_sentences` makes the result again where there is one.
    """
    texts: dict[str, str] = {}
    made = _changed(result, functools.partial(_english, texts))
    is_sentence = ((e, text) for e, text in texts.items() if isinstance(text, Sentence))
    return made, {english: pack(text) for english, text in is_sentence}


def with_sentences(result: SubmissionResult, sentences: Mapping[str, Packed]) -> SubmissionResult:
    """Return a result in which these texts are sentences again, which can be translated."""
    known = {english: unpack(packed) for english, packed in sentences.items()}
    return _changed(result, lambda text: known.get(text, text))


def settled(result: SubmissionResult, catalogues: Iterable[Catalogue]) -> SubmissionResult:
    """Return a result with plain English texts, and with their translations beside them.

    Earlier translations are kept if their text is still in the result.
    """
    texts: dict[str, str] = {}
    made = _changed(result, functools.partial(_english, texts))
    translations = {}
    for catalogue in catalogues:
        told = {english: translated(text, catalogue) for english, text in texts.items() if english}
        before = result.translations.get(catalogue.language, {})
        kept = {english: text for english, text in before.items() if english in told}
        changed = {english: text for english, text in told.items() if text != english}
        translations[catalogue.language] = kept | changed
    return msgspec.structs.replace(made, translations=translations)


def _english(texts: dict[str, str], text: str) -> str:
    """Return a text in plain English, and remember the text by it."""
    english = plain(text).encode("utf-8", "replace").decode()  # of file names, too
    texts.setdefault(english, text)
    return english


def in_language(result: SubmissionResult, language: str) -> SubmissionResult:
    """Return a result with its texts in a language; texts without translation stay English."""
    texts = result.translations.get(language, {})
    return _changed(result, lambda text: texts.get(text, text)) if texts else result


def _changed(result: SubmissionResult, change: Callable[[str], str]) -> SubmissionResult:
    """Return a result in which each text for people is changed."""
    return msgspec.structs.replace(
        result,
        exercises=[_exercise(exercise, change) for exercise in result.exercises],
        notes=[change(note) for note in result.notes],
        for_instructor=[change(line) for line in result.for_instructor],
        lateness=change(result.lateness),
    )


def _exercise(exercise: ExerciseResult, change: Callable[[str], str]) -> ExerciseResult:
    diagnosis = exercise.diagnosis
    return msgspec.structs.replace(
        exercise,
        diagnosis=None if diagnosis is None else change(diagnosis),
        place=change(exercise.place),
        title=change(exercise.title),
        tests=[
            _fields_changed(test, ("title", "message", "hint"), change) for test in exercise.tests
        ],
    )


def _fields_changed(test: TestResult, names: Iterable[str], change: Callable[[str], str]) -> Any:
    return msgspec.structs.replace(test, **{name: change(getattr(test, name)) for name in names})
