"""Turn the record of an exercise's calls into a diagnosis.

What an author has foreseen comes first: a misconception, or two, that explain every
call. Otherwise what can be measured: where it goes wrong, and in which way.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from autograder.diagnosis.evidence import Case, Evidence, Function, gather, quiet
from autograder.diagnosis.exceptions import always_raises, meaning
from autograder.diagnosis.experiment import Ask, Experiments, OutOfTimeError
from autograder.diagnosis.known import Explanation, explain
from autograder.diagnosis.measure import measure, nothing
from autograder.diagnosis.shapes import misnamed, shapes
from autograder.diagnosis.values import ARGUMENT, Leaves, alike, listed
from autograder.misconceptions import Misconception
from autograder.student import Exchange


@dataclass(frozen=True)
class Diagnosis:
    """Which mistake it was."""

    text: str  # what a student reads
    misconceptions: tuple[str, ...] = ()  # names, where they were foreseen


def diagnose(
    exercise: str,
    exchanges: Sequence[Exchange],
    reference: Any,
    misconceptions: Sequence[Misconception],
    ask: Ask,
) -> Diagnosis | None:
    """Return what explains all calls of an exercise's hidden tests, None where nothing does.

    `ask` calls the student's function once more.
    """
    own = [m for m in misconceptions if m.exercise == exercise]
    with quiet():
        evidence = gather(exercise, list(exchanges), reference)
        if evidence is None:
            return None
        found = explain(evidence.of_values(), own, reference) if evidence.is_seeded else None
        found = found or explain(evidence, own, reference)
        if found:
            return Diagnosis(_told(found), tuple(m.name for m in found.misconceptions))
        said = list(_measured(evidence, getattr(reference, exercise), ask))
    return Diagnosis(" ".join(said)) if said else None


def _measured(evidence: Evidence, reference: Function, ask: Ask) -> Iterator[str]:
    """Yield what can be said of a mistake that nobody has foreseen."""
    cases = list(_cases(evidence))
    answered = [case for case in cases if case.seen is not None]
    found = [*shapes(answered), *misnamed(answered, evidence.same)]
    is_explained = bool(found)
    if evidence.draws:  # no value is right or wrong
        found = found or nothing(answered)
    elif not found:
        found, is_explained = measure(cases)
    yield from found
    may_try = evidence.is_of_calls and not evidence.draws
    if may_try and not (is_explained or always_raises(evidence)):
        tried: list[str] = []
        with contextlib.suppress(OutOfTimeError):  # all, or nothing: no word hangs on time
            tried = list(Experiments(_of_values(cases), reference, ask).findings())
        yield from tried
        found += tried
    if not found and (what := meaning(evidence)):
        yield what


def _told(found: Explanation) -> str:
    """Return the hints; of a mistake made in fewer parts than it can be, what is seen there."""
    told = [
        f"in {listed(parts)}, as with this mistake, which can concern more: “{m.summary}”"
        if parts
        else m.hint
        for m, parts in zip(found.misconceptions, found.parts, strict=True)
    ]
    if len(told) > 1:
        return (
            f"The answers are as if two mistakes came together. First: {told[0]} Second: {told[1]}"
        )
    return f"It is wrong only {told[0]}" if found.parts[0] else told[0]


def _cases(evidence: Evidence) -> list[Case]:
    """Return the calls one by one, without those made together of which one raised."""
    cases = []
    for exchange, seen, right in zip(
        evidence.exchanges, evidence.seen, evidence.right, strict=True
    ):
        calls = zip(exchange.calls, right.answers, strict=True)
        for i, ((arguments, extras), expected) in enumerate(calls):
            answer: Leaves | None = None
            if not seen.raised:
                answer = seen.answers[i]
            elif len(exchange.calls) > 1:
                continue
            is_wrong = answer is None or not _is_right(answer, expected)
            cases.append(Case(arguments, extras, answer, expected, is_wrong))
    return cases


def _of_values(cases: Sequence[Case]) -> list[Case]:
    """Return the calls judged by what they return alone, not by what they did to arguments."""
    found = []
    for case in cases:
        right = {path: leaf for path, leaf in case.right.items() if path[:1] != (ARGUMENT,)}
        is_wrong = case.seen is None or not _is_right(case.seen, right)
        found.append(replace(case, right=right, is_wrong=is_wrong))
    return found


def _is_right(seen: Leaves, right: Leaves) -> bool:
    """Return whether an answer has nothing wrong in it; entries may be left out."""
    if not any(path in right for path in seen):
        return False
    return all(alike(seen[path], right[path]) for path in right if path in seen)
