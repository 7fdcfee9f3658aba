"""What to teach on Monday: three sentences made of a report's numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from autograder.insight.figures import (
    ExerciseFigures,
    Group,
    KnownMistake,
    Predictor,
    TestFigures,
)
from autograder.text import counted, shortened

T = TypeVar("T", KnownMistake, Group)
_MOST = 3
_MOST_CHARS = 160  # of a hint
_SITS = 0.8  # of the points of an exercise: most of the class can do it


def what_to_teach(
    exercises: Sequence[ExerciseFigures],
    tests: Sequence[TestFigures],
    predictors: Sequence[Predictor],
    known: Sequence[KnownMistake],
    groups: Sequence[Group],
) -> list[str]:
    """Return up to three sentences, the most important first."""
    worst = _worst(exercises)
    told = [
        _doubtful(tests),
        _lost(worst),
        _mistake(known, groups),
        _predicts([one for one in predictors if worst is None or one.exercise != worst.name]),
        _sits(exercises, worst),
        _named_next(known, groups),
    ]
    return [sentence for sentence in told if sentence][:_MOST]


def _doubtful(tests: Sequence[TestFigures]) -> str:
    odd = [t for t in tests if {"nobody", "suspect"} & set(t.flags)]
    if not odd:
        return ""
    first = max(odd, key=lambda t: t.answered - t.passed)
    return (
        f"Before you teach anything, look at the test “{first.title}” of {first.exercise}: "
        f"{first.answered - first.passed} of {first.answered} failed it, and perhaps it is wrong."
    )


def _worst(exercises: Sequence[ExerciseFigures]) -> ExerciseFigures | None:
    losing = [e for e in exercises if e.difficulty is not None and e.difficulty < 1]
    return max(losing, key=lambda e: e.max_score - e.mean, default=None)


def _lost(worst: ExerciseFigures | None) -> str:
    if worst is None:
        return "Everybody has full marks: go on."
    n = worst.full + worst.half + worst.some + worst.none
    return (
        f"Begin with {worst.title or worst.name}, where the class lost most points: it earned "
        f"{percent(worst.difficulty)} of them, and {worst.none} of {n} earned nothing."
    )


def _mistake(known: Sequence[KnownMistake], groups: Sequence[Group]) -> str:
    most_known, most_unnamed = _largest(known), _largest(groups)
    if most_known and (most_unnamed is None or most_known.count >= most_unnamed.count):
        return (
            f"The commonest mistake is {most_known.name} in {most_known.exercise}, made by "
            f"{counted(most_known.count, 'student')}: {_short(most_known.hint)}"
        )
    if most_unnamed and most_unnamed.count > 1:
        return (
            f"{counted(most_unnamed.count, 'student')} {_did(most_unnamed)} "
            f"{most_unnamed.exercise}, and nobody has named it yet: look at {most_unnamed.name}."
        )
    return ""


def _did(group: Group) -> str:
    """Tell what a group has in common; equal errors may have different causes."""
    return "made the same mistake in" if group.answered_alike else "got the same error in"


def _named_next(known: Sequence[KnownMistake], groups: Sequence[Group]) -> str:
    """Tell of the larger of the two that `_mistake` does not tell of."""
    unnamed, named = _largest(groups), _largest(known)
    if unnamed is None or named is None or unnamed.count < 2:
        return ""
    if named.count >= unnamed.count:
        return _mistake([], groups)
    return _mistake(known, [])


def _predicts(predictors: Sequence[Predictor]) -> str:
    if not predictors:
        return ""
    first = predictors[0]
    return (
        f"Repeat {first.exercise} if there is time: the {first.not_solved} who did not solve it "
        f"earned {percent(first.rest_if_not)} of all other points, the others "
        f"{percent(first.rest_if_solved)}."
    )


def _sits(exercises: Sequence[ExerciseFigures], worst: ExerciseFigures | None) -> str:
    rated = [(e.difficulty, e) for e in exercises if e.difficulty is not None and e is not worst]
    if not rated or worst is None:
        return ""
    share, best = max(rated, key=lambda pair: pair[0])
    if share < _SITS:
        return ""
    name = best.title or best.name
    return f"You can be brief about {name}: the class earned {percent(share)} of its points."


def _largest(of: Sequence[T]) -> T | None:
    return max(of, key=lambda one: one.count, default=None)


def _short(text: str) -> str:
    sentence = text.split(". ", maxsplit=1)[0].rstrip(".")
    return shortened(sentence, _MOST_CHARS) + "."


def percent(share: float | None) -> str:
    """Return a share as whole percent, on one line."""
    return "nothing" if share is None else f"{100 * share:.0f}\N{NO-BREAK SPACE}%"
