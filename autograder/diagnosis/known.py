"""Find one misconception, or two, that explain everything that the hidden tests saw.

A misconception explains the calls if it returns the same as the student's function in each of
them, and something else than the reference in at least one. Two misconceptions can explain them
together in two ways. Each may explain its own parts of the answers. Or one changes the input or
output of the other: it is run with a `reference` in which the other one replaces the exercise's
function.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.diagnosis.evidence import Evidence, Version
from autograder.diagnosis.values import Leaves, Path, compared_paths, differ, differing
from autograder.misconceptions import REFERENCE, Misconception


class Functions:
    """The reference's functions as a misconception asks for them, with some replaced."""

    def __init__(self, reference: Any, replaced: Mapping[str, Callable[..., Any]]) -> None:
        self._reference = reference
        self._replaced = replaced
        self.asked: set[str] = set()

    def __getattr__(self, name: str) -> Any:
        """Return a function, and note that it was asked for."""
        self.asked.add(name)
        return self._replaced.get(name) or getattr(self._reference, name)


@dataclass(frozen=True)
class Account:
    """How much of what was seen one misconception explains."""

    misconception: Misconception
    same_exceptions: bool
    raises: bool
    explained: frozenset[Path]  # parts that it gives exactly as the student did, in all calls
    unexplained: frozenset[Path]
    changed: frozenset[Path]  # parts in which it differs from the reference, in some call
    changed_first: frozenset[Path]  # the same, in the first exchange
    is_composable: bool  # whether it asks for the reference's version of its own exercise

    @property
    def is_whole(self) -> bool:
        """Whether it explains every call, and at least one call is wrong."""
        return self.same_exceptions and not self.unexplained and bool(self.share or self.raises)

    @property
    def share(self) -> frozenset[Path]:
        """The wrong parts that it explains."""
        return self.explained & self.changed

    def allows(self, path: Path, other: Account) -> bool:
        """Whether a part is as this misconception and another, each wrong on its own, give it."""
        if path in self.changed:
            return path in self.explained or path in other.share
        return path in other.explained


@dataclass(frozen=True)
class Explanation:
    """The misconceptions that explain everything that was seen, or certain parts of it."""

    misconceptions: tuple[Misconception, ...]
    parts: tuple[tuple[Path, ...], ...]  # the only wrong ones of each, if it would change more


def explain(
    evidence: Evidence, misconceptions: Iterable[Misconception], reference: Any
) -> Explanation | None:
    """Return the one misconception, or the two, that explain all calls; None if there is none."""
    accounts = []
    wrong = evidence.wrong_paths()
    for misconception in misconceptions:
        account = _account(evidence, misconception, reference, wrong)
        if account.is_whole:
            return Explanation((misconception,), ((),))
        accounts.append(account)
    if not wrong:
        return None  # only exceptions: two combined functions may raise for any reason
    pair = _only_one(_side_by_side(evidence, accounts))
    if pair:
        found = [account for m in pair for account in accounts if account.misconception is m]
        return Explanation(pair, tuple(_fewer(account) for account in found))
    pair = _only_one(_one_in_the_other(evidence, accounts, reference))
    return Explanation(pair, ((), ())) if pair else _in_part(evidence, accounts)


def _fewer(account: Account) -> tuple[Path, ...]:
    """Return the parts that a misconception explains, if there are others that it does not."""
    explained = account.share
    return tuple(sorted(explained, key=str)) if explained and explained != account.changed else ()


def _in_part(evidence: Evidence, accounts: Sequence[Account]) -> Explanation | None:
    """Return the only misconception that explains what is wrong but would change more."""
    wrong = evidence.wrong_paths()
    if not wrong or any(outcome.raised for outcome in evidence.seen):
        return None
    if _is_incomplete(evidence, wrong) or any(
        _is_of_another_form(*both) for both in _answers(evidence)
    ):
        return None
    found = [a for a in accounts if wrong <= a.share and not a.raises]
    if len(found) != 1:
        return None
    return Explanation((found[0].misconception,), (tuple(sorted(wrong, key=str)),))


def _answers(evidence: Evidence) -> Iterator[tuple[Leaves, Leaves]]:
    """Yield what was seen in each call, and what is right."""
    for seen, right in zip(evidence.seen, evidence.right, strict=True):
        yield from zip(seen.answers, right.answers, strict=False)


def _is_of_another_form(seen: Leaves, right: Leaves) -> bool:
    """Return whether parts of an answer cannot be compared with the right answer's."""
    return bool(compared_paths(seen, right, right) - (seen.keys() & right.keys()))


def _is_incomplete(evidence: Evidence, paths: set[Path]) -> bool:
    """Return whether an answer lacks some of the parts."""
    return any(
        path in right_leaves and path not in seen_leaves
        for seen, right in zip(evidence.seen, evidence.right, strict=True)
        for seen_leaves, right_leaves in zip(seen.answers, right.answers, strict=True)
        for path in paths
    )


def bind(misconception: Misconception, functions: Functions) -> Version:
    """Return a misconception's version of its exercise, bound to the reference's functions."""
    if misconception.wants_reference:
        return Version(misconception.function, **{REFERENCE: functions})
    return Version(misconception.function)


def _account(
    evidence: Evidence, misconception: Misconception, reference: Any, wrong: set[Path]
) -> Account:
    """Compare what a misconception returns for the calls, until it can no longer explain them."""
    functions = Functions(reference, {})
    made_by = evidence.made_by(bind(misconception, functions))
    every: set[Path] = set()
    unexplained: set[Path] = set()
    changed: set[Path] = set()
    changed_first: frozenset[Path] | None = None
    same_exceptions, raises = True, False
    for seen, right, made in zip(evidence.seen, evidence.right, made_by, strict=True):
        same_exceptions &= seen.ends_as(made)
        raises |= bool(made.raised)
        answers = zip(seen.answers, right.answers, made.answers, strict=False)
        for seen_leaves, right_leaves, made_leaves in answers:
            paths = compared_paths(seen_leaves, right_leaves, made_leaves)
            every |= paths
            unexplained |= differing(paths - unexplained, seen_leaves, made_leaves, evidence.same)
            changed |= differing(paths - changed, right_leaves, made_leaves, evidence.same)
        changed_first = frozenset(changed) if changed_first is None else changed_first
        if not same_exceptions or (wrong and wrong <= unexplained):
            unexplained |= every | wrong  # it explains nothing that is of use
            break
    return Account(
        misconception,
        same_exceptions,
        raises,
        frozenset(every - unexplained),
        frozenset(unexplained),
        frozenset(changed),
        changed_first or frozenset(),
        misconception.exercise in functions.asked,
    )


Pair = tuple[Misconception, Misconception]


def _only_one(pairs: Iterable[Pair]) -> Pair | tuple[()]:
    """Return the only pair, in either order; () if there is none or a choice."""
    found = {frozenset((a.name, b.name)): (a, b) for a, b in pairs}
    return next(iter(found.values())) if len(found) == 1 else ()


def _side_by_side(evidence: Evidence, accounts: list[Account]) -> Iterable[Pair]:
    """Yield pairs that explain different parts of the answers."""
    if any(outcome.raised for outcome in evidence.seen) or any(
        _is_of_another_form(*both) for both in _answers(evidence)
    ):
        return
    for a, b in itertools.combinations(accounts, 2):
        paths = a.explained | a.unexplained | b.explained | b.unexplained
        both_count = a.share - b.share and b.share - a.share
        quiet = a.same_exceptions and b.same_exceptions
        if quiet and both_count and all(a.allows(p, b) and b.allows(p, a) for p in paths):
            yield a.misconception, b.misconception


def _one_in_the_other(
    evidence: Evidence, accounts: list[Account], reference: Any
) -> Iterable[Pair]:
    """Yield pairs in which one, run with the other as its reference, explains everything."""
    wrong_first = evidence.wrong_in(evidence.seen[0], evidence.right[0])
    for outer, inner in itertools.permutations(accounts, 2):
        raises = evidence.seen[0].raised or outer.raises or inner.raises
        is_possible = raises or outer.changed_first | inner.changed_first == wrong_first
        if not (outer.is_composable and is_possible):
            continue
        wrong = bind(inner.misconception, Functions(reference, {}))
        functions = Functions(reference, {outer.misconception.exercise: wrong})
        if _explains(evidence, bind(outer.misconception, functions)):
            yield outer.misconception, inner.misconception


def _explains(evidence: Evidence, version: Version) -> bool:
    """Return whether a version returns for every exchange what the student's function did."""
    is_wrong = False
    outcomes = zip(evidence.seen, evidence.right, evidence.made_by(version), strict=True)
    for seen, right, made in outcomes:
        if not seen.ends_as(made):
            return False
        for answers in zip(seen.answers, right.answers, made.answers, strict=False):
            paths = compared_paths(*answers)
            if differ(paths, answers[0], answers[2], evidence.same):
                return False
            is_wrong = is_wrong or differ(paths, answers[0], answers[1], evidence.same)
    return is_wrong
