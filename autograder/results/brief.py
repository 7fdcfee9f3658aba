"""A result without its tests: what skipping it and a row of the class's table need.

To read a stored result in full takes twice as long, and a class may have ten thousand. None of
these objects can be part of a cycle, so the collector of cycles does not look at them.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

import msgspec

from autograder.results.format import (
    SCHEMA,
    EngineInfo,
    HandMark,
    Outcome,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
)


class _Test(msgspec.Struct, frozen=True, gc=False):
    carried_forward: bool = False
    carried_from: list[str] = []


class _Exercise(msgspec.Struct, frozen=True, gc=False):
    name: str
    score: float
    max_score: float
    outcome: Outcome
    tests: list[_Test] = []


class Brief(msgspec.Struct, frozen=True, gc=False):
    """A stored result, of which as little was read as will do. Its fields are the result's."""

    student: str
    submission: SubmissionInfo
    score: float
    max_score: float
    final_score: float
    outcome: SubmissionOutcome
    exercises: list[_Exercise]
    notes: list[str]
    engine: EngineInfo
    late_penalty: float = 0.0
    due: str | None = None
    lateness: str = ""
    language: str = ""
    translations: msgspec.Raw = msgspec.Raw(b"{}")
    by_hand: list[HandMark] = []
    schema: int = SCHEMA

    @property
    def counts(self) -> float:
        """The points that count."""
        return self.final_score


class Mark(NamedTuple):
    """The points of an exercise."""

    name: str
    score: float
    max_score: float
    outcome: Outcome


class Row(msgspec.Struct, frozen=True, gc=False):
    """What a class's table and summary tell of a submission; small, as all are kept at once."""

    student: str
    outcome: SubmissionOutcome
    marks: tuple[Mark, ...]
    counts: float
    max_score: float
    carried: tuple[tuple[str, tuple[str, ...]], ...]  # judged again, each with whose error it was
    note: str  # the first, in the language that was asked for
    notes: int  # how many there are
    path: str
    sha256: str
    is_new: bool = True

    @property
    def is_empty(self) -> bool:
        """Whether no exercise was written."""
        return all(mark.outcome is Outcome.MISSING for mark in self.marks)


def row_of(result: SubmissionResult | Brief, language: str = "", *, is_new: bool = True) -> Row:
    """Return the row of a result, with its note in a language; English where that has none."""
    note = result.notes[0] if result.notes else ""
    if note and language:
        note = _texts(result, language).get(note, note)
    return Row(
        student=result.student,
        outcome=result.outcome,
        marks=tuple(_mark(e.name, e.score, e.max_score, e.outcome) for e in result.exercises),
        counts=result.counts,
        max_score=result.max_score,
        carried=_carried(result.exercises),
        note=note,
        notes=len(result.notes),
        path=result.submission.path,
        sha256=result.submission.sha256,
        is_new=is_new,
    )


@functools.lru_cache(4096)  # a class has few different marks: each is kept once
def _mark(name: str, score: float, max_score: float, outcome: Outcome) -> Mark:
    return Mark(name, score, max_score, outcome)


class _Judged(Protocol):
    @property
    def carried_forward(self) -> bool: ...
    @property
    def carried_from(self) -> list[str]: ...


class _Marked(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def tests(self) -> Sequence[_Judged]: ...


def _carried(exercises: Sequence[_Marked]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return which exercises were judged again, each with what it builds on that was wrong."""
    return tuple(
        (e.name, tuple(dict.fromkeys(name for t in e.tests for name in t.carried_from)))
        for e in exercises
        if any(t.carried_forward for t in e.tests)
    )


def _texts(result: SubmissionResult | Brief, language: str) -> Mapping[str, str]:
    every = result.translations
    if isinstance(every, msgspec.Raw):
        every = msgspec.json.decode(every, type=dict[str, dict[str, str]])
    return every.get(language, {})
