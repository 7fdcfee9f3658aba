"""How unusual it is, in this class, that two students' answers are as close as they are.

Short exercises have few right answers, so many students write the same without having seen each
other. Two things are therefore taken from the class itself: how rare a fingerprint is in it, and
how close other pairs are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Floats = NDArray[np.float32]
_BLOCK = 256  # students whose pairs are compared at the same time
_MOST_ROWS = 1000  # students whose pairs say how close pairs usually are
# What chance gives the average pair counts nothing: otherwise many exercises would hide the few
# that were copied. Closeness beyond one pair in 30 counts less: students who copied are close in
# several exercises, while chance makes others very close in one.
_USUAL, _CAP, _BEYOND = 1.0, float(np.log(30.0)), 0.25


class Answers(NamedTuple):
    """An exercise of a class: by student, what each has, and how much each of these counts."""

    features: Sequence[frozenset[str]]  # by student
    counting: Mapping[str, float]  # features that count more than once


class Exercise:
    """How much of what is rare in a class two students share in an exercise."""

    def __init__(self, answers: Answers) -> None:
        """Weigh each feature by how rare it is: one that the whole class has says nothing."""
        weighted = _weighted(answers)
        self._features = weighted
        self._own = np.asarray(weighted.multiply(weighted).sum(axis=1)).ravel()
        # By chance, two short answers share a large part.
        self._least = 0.1 * float(np.median(self._own)) + 1e-9

    def closeness(self, rows: NDArray[np.intp]) -> tuple[Floats, Floats]:
        """Return how close these students are to each student, and how much they share.

        0 is nothing. What is shared is -log of the chance of it, if fingerprints were independent.
        """
        shared = (self._features[rows] @ self._features.T).toarray()
        smaller = np.minimum(self._own[rows][:, None], self._own[None, :])
        close = shared / (smaller + self._least)
        close[np.arange(len(rows)), rows] = 0.0
        return np.asarray(close, np.float32), np.asarray(shared, np.float32)

    def share(self, first: int, second: int) -> float:
        """Return the share of what is rare in the shorter of two answers that both have."""
        pair = self._features[[first, second]]
        shared = float((pair @ pair.T).toarray()[0, 1])
        smaller = float(min(self._own[first], self._own[second]))
        return shared / smaller if smaller else 0.0


def _weighted(answers: Answers) -> Any:
    """Return students x features: the square root of the weight of a feature that two share."""
    numbers: dict[str, int] = {}
    places = [
        (row, numbers.setdefault(feature, len(numbers)))
        for row, own in enumerate(answers.features)
        for feature in own
    ]
    count = len(answers.features)
    rows, columns = np.array(places, dtype=np.intp).reshape(-1, 2).T
    have = np.bincount(columns, minlength=len(numbers))
    # The share of the other students who have it is the chance of a match.
    weights = np.log((count - 1) / np.maximum(have - 1, 1))
    for feature, times in answers.counting.items():
        if feature in numbers:
            weights[numbers[feature]] *= times
    values = np.sqrt(weights)[columns]
    return csr_array((values, (rows, columns)), shape=(count, max(1, len(numbers))))


class Closeness(NamedTuple):
    """How close the pairs of a class are over all exercises."""

    students: int
    total: Floats  # students x students
    shared: Floats  # students x students: -log of the chance of it
    middle: float
    spread: float

    def unusual(self, first: int, second: int) -> float:
        """Return how many spreads a pair is above the middle of all pairs."""
        return (float(self.total[first, second]) - self.middle) / self.spread

    def closest(self, least: float, least_shared: float) -> list[tuple[int, int]]:
        """Return the closest pairs, the closest first, that are unusual and share enough."""
        is_enough = self.total >= self.middle + least * self.spread
        is_enough &= self.shared >= least_shared
        first, second = np.nonzero(np.triu(is_enough, 1))
        order = np.argsort(-self.total[first, second], kind="stable")
        return [(int(first[i]), int(second[i])) for i in order]


def closeness(exercises: Iterable[Exercise], students: int) -> Closeness:
    """Add over the exercises how few pairs of the class are as close as each pair is."""
    total, every_shared = np.zeros((2, students, students), np.float32)
    for exercise in exercises:
        usual = _usual(exercise, students)
        for rows in _blocks(students):
            close, shared = exercise.closeness(rows)
            total[rows] += _surprise(close, usual)
            every_shared[rows] += shared
    every = total[np.triu_indices(students, 1)]
    middle = float(np.median(every))
    spread = 1.4826 * float(np.median(np.abs(every - middle)))
    return Closeness(students, total, every_shared, middle, spread or float(np.std(every)) or 1.0)


def _blocks(students: int) -> Iterator[NDArray[np.intp]]:
    for start in range(0, students, _BLOCK):
        yield np.arange(start, min(start + _BLOCK, students))


def _usual(exercise: Exercise, students: int) -> Floats:
    """Return how close pairs are, in order; of a very large class, the pairs of some students."""
    rows = np.unique(np.linspace(0, students - 1, min(students, _MOST_ROWS)).astype(np.intp))
    found, _ = exercise.closeness(rows)
    return np.sort(found[np.arange(students)[None, :] != rows[:, None]])


def _surprise(close: Floats, usual: Floats) -> Floats:
    """Return -log of the share of pairs that are at least as close, less what is usual."""
    below, not_above = (np.searchsorted(usual, close, side) for side in ("left", "right"))
    closer = len(usual) - not_above + (not_above - below + 1) / 2
    told = -np.log(np.minimum(closer / len(usual), 1.0))
    told = np.minimum(told, _CAP) + _BEYOND * np.maximum(told - _CAP, 0.0) - _USUAL
    return np.where(close > 0, np.maximum(told, 0.0), 0.0).astype(np.float32)
