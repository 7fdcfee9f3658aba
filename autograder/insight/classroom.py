"""A class: its results of one assignment, and who of the course has none."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import msgspec

from autograder.results.format import SubmissionOutcome, SubmissionResult

FEW = 10  # results: of fewer, shares and correlations say little


class Classroom(msgspec.Struct, frozen=True):
    """The results of a class, and who of the course has none."""

    assignment: str
    results: tuple[SubmissionResult, ...]  # by name
    absent: tuple[str, ...] = ()  # on the roster, and handed in nothing
    strangers: tuple[str, ...] = ()  # have a result, and are not on the roster
    ungraded: tuple[str, ...] = ()  # have handed in, and have no result
    extended: tuple[str, ...] = ()
    names: tuple[tuple[str, ...], ...] = ()  # what each person is called, in any form
    doubts: tuple[str, ...] = ()  # sentences about the files

    @property
    def graded(self) -> tuple[SubmissionResult, ...]:
        """The results that are marks."""
        return self.ended(SubmissionOutcome.GRADED)

    def ended(self, outcome: SubmissionOutcome) -> tuple[SubmissionResult, ...]:
        """Return the results with an outcome."""
        return tuple(result for result in self.results if result.outcome is outcome)


def exercise_names(results: Iterable[SubmissionResult]) -> list[str]:
    """Return the names of all exercises, in the order of the course."""
    return list(dict.fromkeys(e.name for result in results for e in result.exercises))


def titles_of(results: Iterable[SubmissionResult]) -> dict[str, str]:
    """Return the titles of exercises that have one for people."""
    return {e.name: e.title for result in results for e in result.exercises if e.title}


def students_of(results: Collection[SubmissionResult]) -> tuple[str, ...]:
    """Return the students' names."""
    return tuple(result.student for result in results)
