"""Turn the record of an exercise's calls into a diagnosis.

First come the mistakes that an author has foreseen: one misconception, or two, that explain every
call. Otherwise the diagnosis says what can be seen: how many values came back and in what type,
then where they are wrong, and in which way. Every sentence is true of all calls that it is about.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from autograder.diagnosis.evidence import Case, Evidence, Function, gather, quiet
from autograder.diagnosis.exceptions import always_raises, meaning, still_none
from autograder.diagnosis.experiment import Experiments, NoAnswer, OutOfTimeError
from autograder.diagnosis.known import Explanation, explain
from autograder.diagnosis.measure import in_general, measure, nothing
from autograder.diagnosis.scatter import scatter
from autograder.diagnosis.shapes import misnamed, shapes
from autograder.diagnosis.signatures import given_for, other_arguments
from autograder.diagnosis.source import Source
from autograder.diagnosis.structure import structure
from autograder.diagnosis.substitute import substituted
from autograder.diagnosis.values import ARGUMENT, Leaves, Path, alike, listed
from autograder.languages import join_sentences, say
from autograder.misconceptions import Misconception
from autograder.student.functions import Exchange, Reply
from autograder.wire.messages import Manner

_STRICTER = say(
    "It stops at an assert in the notebook. Without that assert every answer in the tests is "
    "right: it asks for more than the exercise does."
)
_CAUGHT = say("It stops at an assert in the notebook, and without it the answer is wrong too.")
_IN_SOME_CALLS = say("In some calls it stops.")
_MOST_UNASSERTED = 40  # at most so many calls are repeated without asserts


@dataclass(frozen=True)
class Diagnosis:
    """Which mistake it was."""

    text: str  # the text that a student reads
    misconceptions: tuple[str, ...] = ()  # their names, if the mistakes were foreseen


@dataclass(frozen=True)
class Inquiry:
    """What a diagnosis may read and ask, in addition to the record."""

    ask: Callable[[Any, Any], Any]  # calls the student's function once more
    ask_unasserted: Callable[[Any, Any], Any] | None = (
        None  # the same call, with the notebook's asserts removed
    )
    source: Source | None = None


def diagnose(
    exercise: str,
    exchanges: Sequence[Exchange],
    reference: Any,
    misconceptions: Sequence[Misconception],
    inquiry: Inquiry,
) -> Diagnosis | None:
    """Return what explains all calls of an exercise's hidden tests; None if nothing does."""
    own = [m for m in misconceptions if m.exercise == exercise]
    with quiet():
        other = other_arguments(exercise, exchanges, inquiry.source, reference)
        if other:
            return Diagnosis(other)
        evidence = gather(exercise, list(exchanges), reference)
        if evidence is None:
            return None
        return _of(exercise, evidence, reference, own, inquiry)


def _of(
    exercise: str, evidence: Evidence, reference: Any, own: list[Misconception], inquiry: Inquiry
) -> Diagnosis | None:
    found = explain(evidence.of_values(), own, reference) if evidence.is_seeded else None
    found = found or explain(evidence, own, reference)
    if found:
        return Diagnosis(_told(found), tuple(m.name for m in found.misconceptions))
    if all(exchange.manner is Manner.FIGURE for exchange in evidence.exchanges):
        return None  # a figure's parts have names of ours, not of the exercise's
    behind = _behind_asserts(exercise, evidence, reference, own, inquiry)
    if behind:
        return behind
    said = list(_measured(evidence, reference.callable_of(exercise), inquiry))
    return Diagnosis(join_sentences(dict.fromkeys(said))) if said else None


# -- asserts -------------------------------------------------------------------------------


def _behind_asserts(
    exercise: str, evidence: Evidence, reference: Any, own: list[Misconception], inquiry: Inquiry
) -> Diagnosis | None:
    """Return the mistake behind an assert that stops calls; None if there is none."""
    ask = inquiry.ask_unasserted
    stopped = [outcome.raised == "AssertionError" for outcome in evidence.seen]
    if ask is None or not any(stopped) or meaning(evidence, inquiry.source).startswith("`"):
        return None
    exchanges = [
        _unasserted(exchange, ask) if is_stopped else exchange
        for exchange, is_stopped in zip(evidence.exchanges, stopped, strict=True)
    ]
    if any(exchange is None for exchange in exchanges) or len(exchanges) > _MOST_UNASSERTED:
        return None
    without = gather(exercise, [e for e in exchanges if e is not None], reference)
    if without is None:
        return None
    if not any(case.is_wrong for case in _cases(without)):
        return Diagnosis(_STRICTER)
    found = _of(exercise, without, reference, own, replace(inquiry, ask=ask, ask_unasserted=None))
    return replace(found, text=join_sentences([_CAUGHT, found.text])) if found else None


def _unasserted(exchange: Exchange, ask: Callable[[Any, Any], Any]) -> Exchange | None:
    """Return an exchange as it is without asserts; None if there is still no answer."""
    if exchange.manner is not Manner.CALL:
        return None
    try:
        replies = [Reply(ask(*call)) for call in exchange.calls]
    except (NoAnswer, OutOfTimeError):
        return None
    return exchange._replace(replies=replies, raised="")


# -- what can be seen ---------------------------------------------------------------------------


def _measured(evidence: Evidence, reference: Function, inquiry: Inquiry) -> Iterator[str]:
    """Yield sentences on a mistake that nobody has foreseen."""
    cases = list(_cases(evidence))
    raised = [case for case in cases if case.seen is None]
    said = _raised(evidence, inquiry) if _stops(evidence) else ""
    answered = [case for case in cases if case.seen is not None]
    if said and (always_raises(evidence) or not any(case.is_wrong for case in answered)):
        yield said if always_raises(evidence) else join_sentences([_IN_SOME_CALLS, said])
        return
    if said and len(raised) * 2 >= sum(case.is_wrong for case in cases):
        yield join_sentences([_IN_SOME_CALLS, said])
        found = list(_of_answers(evidence, answered, reference, inquiry))
        if found:
            yield say("Of the other calls: {sentence}", sentence=found[0])
            yield from found[1:]
        return
    found = list(_of_answers(evidence, cases, reference, inquiry))
    yield from found
    if said:
        where = say("In other calls it stops.") if found else _IN_SOME_CALLS
        yield join_sentences([where, said])


def _stops(evidence: Evidence) -> bool:
    return any(outcome.raised for outcome in evidence.seen)


def _raised(evidence: Evidence, inquiry: Inquiry) -> str:
    first = next(
        e for e, seen in zip(evidence.exchanges, evidence.seen, strict=True) if seen.raised
    )
    said = (meaning(evidence, inquiry.source), given_for(first, inquiry.source))
    return join_sentences(said)


def _of_answers(
    evidence: Evidence, cases: list[Case], reference: Function, inquiry: Inquiry
) -> Iterator[str]:
    """Yield sentences on wrong answers: only on the coarsest error, and without guessing."""
    answered = [case for case in cases if case.seen is not None]
    if nothing(answered):
        yield from nothing(answered)
        yield from filter(None, [still_none(inquiry.source)])
        return
    misplaced = misnamed(answered, evidence.same)
    found = misplaced or structure(answered) or shapes(answered)
    if found:
        yield from found
        return
    if evidence.draws:  # random values are neither right nor wrong
        yield from scatter(answered)
        return
    yield from _of_values_of(evidence, cases, reference, inquiry)


def _of_values_of(
    evidence: Evidence, cases: list[Case], reference: Function, inquiry: Inquiry
) -> Iterator[str]:
    may_try = evidence.is_of_calls
    of_values = _of_values(cases)
    experiments = Experiments(of_values, reference, inquiry.ask)
    hangs_on = ""
    with contextlib.suppress(OutOfTimeError):
        hangs_on = experiments.default() if may_try else ""
    if hangs_on:
        yield hangs_on
        return
    found, is_explained = measure(cases)
    if may_try and not is_explained:
        as_if = substituted(of_values, reference)
        if as_if:
            yield from as_if
            return
    yield from found
    tried: list[str] = []
    if may_try and not is_explained:
        with contextlib.suppress(OutOfTimeError):  # all, or nothing: no sentence may depend on time
            tried = list(experiments.findings())
    yield from tried
    if not found and not tried:
        yield from in_general(cases)
    if any("None" in sentence for sentence in found):
        yield from filter(None, [still_none(inquiry.source)])


def _told(found: Explanation) -> str:
    """Return the hints; if a mistake could affect more parts, name those where it is seen."""
    if len(found.misconceptions) == 1:
        (mistake,), (parts,) = found.misconceptions, found.parts
        if not parts:
            return mistake.hint
        return say(
            "It is wrong only in {parts}, as with this mistake, which can concern more: “{seen}”",
            parts=listed(parts),
            seen=mistake.summary,
        )
    first, second = (_in_parts(*one) for one in zip(found.misconceptions, found.parts, strict=True))
    told = say("The answers are as if two mistakes came together. First: {first} Second: {second}")
    return told.filled(first=first, second=second)


def _in_parts(mistake: Misconception, parts: Sequence[Path]) -> str:
    if not parts:
        return mistake.hint
    told = say("in {parts}, as with this mistake, which can concern more: “{seen}”")
    return told.filled(parts=listed(parts), seen=mistake.summary)


def _cases(evidence: Evidence) -> list[Case]:
    """Return the calls one by one, except those made together with one that raised."""
    cases = []
    for exchange, seen, right, values in zip(
        evidence.exchanges, evidence.seen, evidence.right, evidence.values, strict=True
    ):
        calls = zip(exchange.calls, right.answers, strict=True)
        for i, ((arguments, extras), expected) in enumerate(calls):
            answer: Leaves | None = None
            if not seen.raised:
                answer = seen.answers[i]
            elif len(exchange.calls) > 1:
                continue
            is_wrong = answer is None or not _is_right(answer, expected, evidence)
            value = exchange.replies[i].value if exchange.replies else None
            came = (value, values[i], evidence.form)
            cases.append(Case(arguments, extras, answer, expected, is_wrong, *came))
    return cases


def _of_values(cases: Sequence[Case]) -> list[Case]:
    """Return the calls, judged only by what they return, not by what they did to arguments."""
    found = []
    for case in cases:
        right = {path: leaf for path, leaf in case.right.items() if path[:1] != (ARGUMENT,)}
        is_wrong = case.seen is None or not _is_right(case.seen, right)
        found.append(replace(case, right=right, is_wrong=is_wrong))
    return found


def _is_right(seen: Leaves, right: Leaves, evidence: Evidence | None = None) -> bool:
    """Return whether nothing in an answer is wrong; entries may be missing."""
    if not any(path in right for path in seen):
        return False
    same = evidence.same if evidence else alike
    return all(same(seen[path], right[path]) for path in right if path in seen)
