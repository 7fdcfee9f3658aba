"""Item analysis: how difficult each exercise and test was, and whom it told apart.

Difficulty is the mean share of the points. Discrimination is the correlation with the rest: all
points but the item's own. For a test, which is passed or not, that is the point-biserial one.
"""

from __future__ import annotations

import math

import pandas as pd

from autograder.insight.alarms import Tally
from autograder.insight.classroom import FEW
from autograder.insight.figures import (
    Agreement,
    ExerciseFigures,
    Predictor,
    Spread,
    TestFigures,
)
from autograder.insight.tables import Tables
from autograder.results.format import Outcome

_BINS = 10
_LEAST_OF_EACH = 3  # students on each side, before it means something that two tests agree
_LEAST_TO_PREDICT = 5
_CERTAIN = 2.0  # standard errors
_BACKWARDS = -0.1  # a correlation


def spread_of(tables: Tables) -> Spread | None:
    """Return the spread of the total marks; None if nothing was graded."""
    totals, most = tables.totals, tables.possible
    if totals.empty:
        return None
    tenths = [_tenth(total, most) for total in totals] if most else []
    described = totals.quantile([0.0, 0.25, 0.5, 0.75, 1.0]).tolist()
    least, lower, median, upper, highest = map(_rounded, described)
    return Spread(
        n=len(totals),
        most_possible=most,
        mean=_rounded(totals.mean()),
        deviation=_rounded(totals.std()) if len(totals) > 1 else 0.0,
        least=least,
        lower=lower,
        median=median,
        upper=upper,
        most=highest,
        bins=[tenths.count(number) for number in range(_BINS)],
    )


def _tenth(total: float, most: float) -> int:
    return min(max(math.floor(total * _BINS / most + 1e-9), 0), _BINS - 1)


def figures_of_exercises(tables: Tables, titles: dict[str, str]) -> list[ExerciseFigures]:
    """Return how each exercise went, in the order of the course."""
    earned = tables.scores.sum(axis=1)
    return [
        _exercise(name, tables, earned - tables.scores[name].fillna(0), titles)
        for name in tables.scores
    ]


def _exercise(
    name: str, tables: Tables, rest: pd.Series, titles: dict[str, str]
) -> ExerciseFigures:
    scores, shares = tables.scores[name].dropna(), tables.shares[name].dropna()
    outcomes = tables.outcomes[name]
    return ExerciseFigures(
        name=name,
        title=titles.get(name, ""),
        max_score=float(tables.most[name]),
        mean=_rounded(scores.mean()),
        median=_rounded(scores.median()),
        difficulty=_share(shares),
        discrimination=_correlation(tables.scores[name], rest),
        outcomes={str(one): n for one in Outcome if (n := int((outcomes == one).sum()))},
        full=int((shares >= 1).sum()),
        half=int(((shares >= 0.5) & (shares < 1)).sum()),
        some=int(((shares > 0) & (shares < 0.5)).sum()),
        none=int((shares <= 0).sum()),
    )


def figures_of_tests(tables: Tables, tallies: list[Tally]) -> list[TestFigures]:
    """Return how each hidden test went."""
    earned = tables.scores.sum(axis=1)
    figures = []
    for tally in tallies:
        key = tally.exercise, tally.id
        verdict = tables.verdicts[key]
        rest = earned - verdict.fillna(0) * tables.points[key]
        correlation = _correlation(verdict, rest)
        figures.append(
            TestFigures(
                exercise=tally.exercise,
                id=tally.id,
                title=tally.title,
                answered=tally.answered,
                passed=tally.passed,
                difficulty=_share(verdict.dropna()),
                discrimination=correlation,
                alone=tally.alone,
                flags=_flags(tally, correlation),
            )
        )
    return figures


def _flags(tally: Tally, correlation: float | None) -> list[str]:
    found = {
        "everyone": tally.answered >= FEW and tally.passed == tally.answered,
        "nobody": tally.is_never_passed,
        "suspect": tally.is_suspect,
        "backwards": correlation is not None
        and correlation <= _BACKWARDS
        and _errors(correlation, tally.answered) >= _CERTAIN,
    }
    return [flag for flag, holds in found.items() if holds]


def _errors(correlation: float, n: int) -> float:
    """Return how many standard errors a correlation is away from 0, by Fisher's transformation."""
    limited = min(abs(correlation), 1 - 1e-12)
    return math.atanh(limited) * math.sqrt(n - 3) if n > 3 else 0.0


def agreements(tables: Tables) -> list[Agreement]:
    """Return the groups of tests that every student passed or failed together.

    Tests that hardly anybody fails, or passes, agree without meaning anything, so they are left
    out.
    """
    groups: dict[bytes, list[tuple[str, str]]] = {}
    for key in tables.verdicts.columns:
        verdict = tables.verdicts[key]
        passed, failed = int((verdict == 1).sum()), int((verdict == 0).sum())
        if min(passed, failed) >= _LEAST_OF_EACH and passed + failed >= FEW:
            groups.setdefault(verdict.fillna(-1).to_numpy().tobytes(), []).append(key)
    return [
        Agreement(
            [test for _, test in keys],
            int((tables.verdicts[keys[0]] == 1).sum()),
            int((tables.verdicts[keys[0]] == 0).sum()),
        )
        for keys in groups.values()
        if len(keys) > 1
    ]


def predictors(tables: Tables) -> list[Predictor]:
    """Return how much less of the rest those earned who did not solve an exercise, most first.

    What chance explains is left out: below two standard errors.
    """
    earned, most = tables.scores.sum(axis=1), tables.possible
    found = []
    for name in tables.scores:
        scores = tables.scores[name].dropna()
        possible = most - float(tables.most[name])
        solved = scores >= tables.most[name]
        if possible <= 0 or min(solved.sum(), (~solved).sum()) < _LEAST_TO_PREDICT:
            continue
        rest = (earned[scores.index] - scores) / possible
        correlation = _correlation(solved.astype(float), rest)
        if correlation is None or correlation <= 0 or _errors(correlation, len(rest)) < _CERTAIN:
            continue
        found.append(
            Predictor(
                exercise=name,
                solved=int(solved.sum()),
                not_solved=int((~solved).sum()),
                rest_if_solved=_rounded(rest[solved].mean()),
                rest_if_not=_rounded(rest[~solved].mean()),
                correlation=correlation,
            )
        )
    return sorted(found, key=lambda one: -one.correlation)


def _correlation(one: pd.Series, other: pd.Series) -> float | None:
    """Return a correlation; None where there is none, or of too few students."""
    both = one.notna()
    one, other = one[both], other[both]
    if len(one) < FEW or one.nunique() < 2 or other.nunique() < 2:
        return None
    return _rounded(one.corr(other))


def _share(values: pd.Series) -> float | None:
    return _rounded(values.mean()) if len(values) else None


def _rounded(value: float) -> float:
    return round(float(value), 4)
