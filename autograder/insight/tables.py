"""A class's marks and verdicts as tables with a row for each student."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from autograder.insight.classroom import exercise_names
from autograder.results.format import ExerciseResult, Outcome, SubmissionResult, TestResult

TestKey = tuple[str, str]  # the exercise's name and the test's id


class Tables(NamedTuple):
    """What statistics are made of. A row is a graded submission."""

    shares: pd.DataFrame  # of an exercise's points that were earned, 0 to 1; a column an exercise
    scores: pd.DataFrame  # the points of each exercise
    outcomes: pd.DataFrame  # of each exercise
    totals: pd.Series  # the points that count, after lateness
    verdicts: pd.DataFrame  # 1.0 passed, 0.0 not, NaN not answered or an error of ours; by TestKey
    points: pd.Series  # of each test, by TestKey
    most: pd.Series  # points of each exercise
    possible: float  # of all exercises that are no bonus


def tables_of(graded: Sequence[SubmissionResult]) -> Tables:
    """Return the tables of a class; the order of the columns is the course's."""
    index = pd.Index([result.student for result in graded])
    names = exercise_names(graded)
    rows = [{e.name: e for e in result.exercises} for result in graded]
    most = pd.Series({name: _most(name, rows) for name in names}, dtype=float)
    scores = pd.DataFrame(
        [[_score(row.get(name)) for name in names] for row in rows], index, names, dtype=float
    )
    outcomes = pd.DataFrame(
        [[str(row[name].outcome) if name in row else "" for name in names] for row in rows],
        index,
        names,
    )
    points: dict[TestKey, float] = {}
    verdicts: list[dict[TestKey, float]] = []
    for result in graded:
        own: dict[TestKey, float] = {}
        for exercise in result.exercises:
            weights = sum(test.weight for test in exercise.tests)
            for test in exercise.tests:
                key = exercise.name, test.id
                own[key] = _verdict(test)
                if key not in points:
                    points[key] = exercise.max_score * test.weight / weights
        verdicts.append(own)
    keys = list(points)
    by_test = pd.DataFrame(
        [[own.get(key, math.nan) for key in keys] for own in verdicts], index, dtype=float
    )
    by_test.columns = pd.Index(keys, tupleize_cols=False)
    return Tables(
        shares=scores / most.where(most > 0),
        scores=scores,
        outcomes=outcomes,
        totals=pd.Series([result.counts for result in graded], index, dtype=float),
        verdicts=by_test,
        points=pd.Series(list(points.values()), pd.Index(keys, tupleize_cols=False), dtype=float),
        most=most,
        possible=max((result.max_score for result in graded), default=0.0),
    )


def _most(name: str, rows: Sequence[dict[str, ExerciseResult]]) -> float:
    return max(row[name].max_score for row in rows if name in row)


def _score(exercise: ExerciseResult | None) -> float:
    return math.nan if exercise is None else exercise.score


def _verdict(test: TestResult) -> float:
    if test.outcome is Outcome.PASSED:
        return 1.0
    return math.nan if test.outcome in {Outcome.MISSING, Outcome.ERROR} else 0.0
