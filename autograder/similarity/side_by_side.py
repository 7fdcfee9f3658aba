"""Two answers beside each other, with the lines marked in which they share what is rare."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from autograder.results.format import Evidence
from autograder.similarity.find import Code, Pair, SharedExercise, Similar
from autograder.similarity.fingerprints import fingerprints, texts

_RARE = 0.1  # of a class; what more students have is not marked
_SHOWN = 0.25  # a smaller share of what is rare is not shown in full


class Line(msgspec.Struct, frozen=True):
    """A line of code."""

    number: int
    text: str
    is_shared: bool


class Side(msgspec.Struct, frozen=True):
    """A student's answer to an exercise."""

    student: str
    lines: list[Line]


class ExerciseView(msgspec.Struct, frozen=True):
    """An exercise of a pair; its sides are empty if little is shared."""

    shared: SharedExercise
    sides: list[Side]

    @property
    def percent(self) -> int:
        """The share in percent."""
        return round(100 * self.shared.share)


class PairView(msgspec.Struct, frozen=True):
    """A pair as the page shows it."""

    pair: Pair
    exercises: list[ExerciseView]  # the closest first


def pair_views(similar: Similar, code: Code, given: frozenset[str]) -> list[PairView]:
    """Return the pairs with their code side by side."""
    names = {one.name for pair in similar.pairs for one in pair.exercises}
    rare = {name: _rare(name, code, given) for name in names}
    return [_pair(pair, code, rare) for pair in similar.pairs]


def _pair(pair: Pair, code: Code, rare: Mapping[str, frozenset[str]]) -> PairView:
    ordered = sorted(pair.exercises, key=lambda one: (-one.share, one.name))
    views = []
    for one in ordered:
        is_shown = one.share >= _SHOWN or one.same_wrong_answers
        own = [(student, code[student][one.name]) for student in pair.students]
        views.append(ExerciseView(one, _sides(own, rare[one.name]) if is_shown else []))
    return PairView(pair, views)


def _sides(own: Sequence[tuple[str, Evidence]], rare: frozenset[str]) -> list[Side]:
    shared = rare.intersection(*(texts([evidence.code]) for _, evidence in own))
    return [Side(student, _lines(evidence.code, shared)) for student, evidence in own]


def _lines(code: str, shared: frozenset[str]) -> list[Line]:
    marked = {
        line
        for one in fingerprints(code)
        if one.text in shared
        for line in range(one.first_line, one.last_line + 1)
    }
    lines = code.split("\n")
    return [
        Line(i + 1, _visible(text), i in marked and bool(text.strip()))
        for i, text in enumerate(lines)
    ]


def _visible(text: str) -> str:
    """Return a line in which characters that a browser would obey are seen as their numbers."""
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text.expandtabs(4))


def _rare(name: str, code: Code, given: frozenset[str]) -> frozenset[str]:
    """Return the fingerprints that few students have in an exercise."""
    counted = Counter(_every(own[name].code for own in code.values() if name in own))
    most = max(2, int(_RARE * len(code)))
    return frozenset(text for text, count in counted.items() if count <= most) - given


def _every(codes: Iterable[str]) -> Iterable[str]:
    return (text for one in codes for text in texts([one]))
