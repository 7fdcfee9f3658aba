"""The mistakes of a class: those with a name, and groups of those that nobody has named."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from autograder.insight.anonymous import Words, anonymous, screen_for
from autograder.insight.classroom import Classroom
from autograder.insight.figures import Group, KnownMistake
from autograder.results.format import (
    Evidence,
    ExerciseResult,
    Outcome,
    SubmissionOutcome,
    SubmissionResult,
)

_WRONG = {Outcome.FAILED, Outcome.CRASHED}
_NAME_DIGITS = 6  # of a fingerprint; more where two groups of an exercise would be called alike
_NONE = Evidence()
# Where the hidden test and the notebook were, and numbers, which differ with the hidden inputs.
_PLACES = re.compile(r"^\w+ in [^:]*: | \(cell [^)]*\)$")
_DIGITS = re.compile(r"\d+")


class Case(msgspec.Struct, frozen=True):
    """One student's unexplained mistake."""

    student: str
    exercise: ExerciseResult
    evidence: Evidence


class Cases(msgspec.Struct, frozen=True):
    """The cases of one group."""

    name: str
    exercise: str
    answered_alike: bool
    cases: tuple[Case, ...]


def known_mistakes(
    results: Iterable[SubmissionResult], written: Mapping[str, str]
) -> list[KnownMistake]:
    """Return the named mistakes by the number of students who made them.

    `written` has their hints. For a mistake that is not in it, the hint is what students read.
    """
    students: dict[tuple[str, str], list[str]] = {}
    hints: dict[tuple[str, str], Counter[tuple[bool, str]]] = {}
    for result in _judged(results):
        for exercise in result.exercises:
            is_alone = len(exercise.misconceptions) == 1
            for name in exercise.misconceptions:
                key = exercise.name, name
                students.setdefault(key, []).append(result.student)
                hints.setdefault(key, Counter())[is_alone, exercise.diagnosis or ""] += 1
    found = [
        KnownMistake(name, exercise, own, written.get(name) or _hint(hints[exercise, name]))
        for (exercise, name), own in students.items()
    ]
    return sorted(found, key=lambda one: -one.count)


def _hint(told: Counter[tuple[bool, str]]) -> str:
    """Return what most students read, if possible of those who made this mistake alone."""
    return max(told, key=lambda one: (one[0], told[one]))[1]


def unexplained(results: Iterable[SubmissionResult]) -> list[Cases]:
    """Return the groups of wrong answers that no known mistake explains, the largest first.

    A group answered alike. Functions that never returned a value are grouped by what they were
    told and by the first exception.
    """
    found: dict[tuple[str, str, bool], list[Case]] = {}
    for result in _judged(results):
        for exercise in result.exercises:
            if exercise.outcome in _WRONG and not exercise.misconceptions:
                case = Case(result.student, exercise, result.evidence.get(exercise.name, _NONE))
                answers = case.evidence.answers
                key = exercise.name, answers or _digest(_ended(case)), bool(answers)
                found.setdefault(key, []).append(case)
    names = _names(found)
    groups = [
        Cases(names[key], key[0], answered_alike=key[2], cases=tuple(cases))
        for key, cases in found.items()
    ]
    return sorted(groups, key=lambda group: (-len(group.cases), group.name))


def _judged(results: Iterable[SubmissionResult]) -> Iterable[SubmissionResult]:
    return (result for result in results if result.outcome is not SubmissionOutcome.ERROR)


def _names(keys: Iterable[tuple[str, str, bool]]) -> dict[tuple[str, str, bool], str]:
    """Return the groups' names, which depend on nothing but the answers if they can."""
    short = {key: f"{key[0]}-{key[1][:_NAME_DIGITS]}" for key in keys}
    used = Counter(short.values())
    return {key: name if used[name] == 1 else f"{key[0]}-{key[1]}" for key, name in short.items()}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def _told(exercise: ExerciseResult) -> str:
    """Return what a student reads of a mistake: the diagnosis, or else the first message."""
    messages = (test.message for test in exercise.tests if test.outcome is not Outcome.PASSED)
    return exercise.diagnosis or next(filter(None, messages), "")


def _ended(case: Case) -> str:
    """Return what equal ends of a function share, whatever the hidden inputs of a student."""
    first = next(iter(case.evidence.reasons.values()), "")
    return f"{_told(case.exercise)}\n{_DIGITS.sub('#', _PLACES.sub('', first))}"


def described(group: Cases, known: Classroom, words: Words) -> Group:
    """Return a group as a report tells of it, with one example that names nobody."""
    case = example(group.cases)
    screen = screen_for(named(known, group), words)
    failing = [t for t in case.exercise.tests if t.outcome is not Outcome.PASSED]
    reasons = (case.evidence.reasons.get(test.id, "") for test in failing)
    return Group(
        name=group.name,
        exercise=group.exercise,
        students=[one.student for one in group.cases],
        answered_alike=group.answered_alike,
        told=screen.redacted(_told(case.exercise)),
        reasons=[screen.redacted(reason) for reason in dict.fromkeys(filter(None, reasons))],
        failing=[test.title or test.id for test in failing],
        example=anonymous(case.evidence.code, screen),
    )


def named(known: Classroom, group: Cases) -> list[tuple[str, ...]]:
    """Return what the students of a group are called."""
    students = {case.student for case in group.cases}
    return [names for names in known.names if names[0] in students]


def example(cases: Sequence[Case]) -> Case:
    """Return the case that is easiest to read: the one with the shortest code."""

    def length(case: Case) -> tuple[bool, int, str]:
        return not case.evidence.code, len(case.evidence.code), case.student

    return min(cases, key=length)
