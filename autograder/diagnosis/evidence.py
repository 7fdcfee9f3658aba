"""What the hidden tests saw of a function, next to what another one returns for the same calls."""

from __future__ import annotations

import contextlib
import functools
import inspect
import io
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.checks.texts import label_of
from autograder.compare.exact import same
from autograder.diagnosis.forms import form_of
from autograder.diagnosis.reasons import family_of
from autograder.diagnosis.values import (
    ARGUMENT,
    Alike,
    Leaves,
    Path,
    alike,
    alike_draws,
    as_numbers,
    compared_paths,
    differing,
    leaves,
)
from autograder.execution.manners import copied, perform
from autograder.execution.namespace import Variable
from autograder.reference import Reference
from autograder.student.errors import Failure
from autograder.student.functions import Afterwards, Exchange, Reply
from autograder.wire.messages import Manner
from autograder.wire.values import Seed

Function = Callable[..., Any]

# In these manners, the keys of answers are ours.
_NAMES_ITS_KEYS = (Manner.USE, Manner.REFUSE, Manner.PRINTED, Manner.WRITTEN, Manner.FIGURE)


@dataclass(frozen=True)
class Outcome:
    """The outcome of the calls in one exchange: the leaves of each answer, or an exception."""

    answers: list[Leaves]
    raised: str = ""
    family: str = ""  # the sort of reason in the exception's text, if it is Python's or NumPy's

    def ends_as(self, other: Outcome) -> bool:
        """Return whether both raised the same type for the same sort of reason, or none raised."""
        return self.raised == other.raised and other.family in {"", self.family}


@dataclass(frozen=True)
class Case:
    """One call: what went in, what came out, and what should have come out."""

    arguments: dict[str, Any]
    extras: dict[str, Any]
    seen: Leaves | None  # None if it raised
    right: Leaves
    is_wrong: bool
    value: Any = None  # the answer as it came back
    expected: Any = None
    form: Any = None  # the form that right answers have in common


@dataclass(frozen=True)
class Evidence:
    """The calls that an exercise's hidden tests made, with a right answer to each."""

    exchanges: list[Exchange]
    seen: list[Outcome]
    right: list[Outcome]
    values: list[list[Any]]  # right answers, as they came back
    form: Any  # the form that right answers have in common
    any_kind: bool  # whether integers, floats and booleans are the same to the tests
    draws: bool  # whether right answers are random, so that two right functions differ
    is_seeded: bool = False  # whether they are drawn from generators that were passed in
    is_variable: bool = False  # whose text may be the answer to a question with choices

    def of_values(self) -> Evidence:
        """Return the evidence, with random values compared as values.

        With the same seed, two functions that draw in the same way get the same numbers. So a
        function that agrees with another one in every call does the same.
        """
        return replace(self, draws=False)

    @property
    def same(self) -> Alike:
        """How two answers of this exercise are compared."""
        return alike_draws if self.draws else alike

    @property
    def is_of_calls(self) -> bool:
        """Whether all exchanges are plain calls of a function."""
        return all(exchange.manner is Manner.CALL for exchange in self.exchanges)

    def wrong_paths(self) -> set[Path]:
        """Return the parts of answers that are wrong in some call."""
        outcomes = zip(self.seen, self.right, strict=True)
        return set().union(*(self.wrong_in(seen, right) for seen, right in outcomes))

    def wrong_in(self, seen: Outcome, right: Outcome) -> set[Path]:
        """Return the parts of an exchange's answers that are wrong."""
        wrong: set[Path] = set()
        for answers in zip(seen.answers, right.answers, strict=False):
            paths = compared_paths(*answers, answers[1])
            wrong |= differing(paths, *answers, self.same)
        return wrong

    def made_by(self, version: Version) -> Iterator[Outcome]:
        """Yield what a version returns for each exchange."""
        for exchange in self.exchanges:
            yield self.taken_apart(replay(version, exchange), exchange)

    def taken_apart(self, made: Exchange, seen: Exchange) -> Outcome:
        """Return an exchange's leaves, and the arguments that changed and that tests looked at."""
        outcome = _take_apart(made, seen, self.form)
        if self.is_variable:
            labels = [{p: _as_label(leaf) for p, leaf in a.items()} for a in outcome.answers]
            outcome = replace(outcome, answers=labels)
        if self.any_kind:
            answers = [{p: _as_float(leaf) for p, leaf in a.items()} for a in outcome.answers]
            return replace(outcome, answers=answers)
        return outcome


def gather(exercise: str, exchanges: list[Exchange], reference: Reference) -> Evidence | None:
    """Return the evidence on a function; None if there is none, or if a call had no answer.

    Wrong answers to small arguments come first, because they say most and cost least.
    """
    function = reference.callable_of(exercise)
    version = Version(function)
    replayed: list[Replayed] = []
    for exchange in exchanges:
        if exchange.function != exercise:
            continue
        if exchange.replies is None and not exchange.raised:
            return None
        for single in _one_by_one(exchange):
            right = replay(version, single)
            if right.replies is None:
                return None  # the reference itself fails here
            replayed.append((single, right))
    if not replayed:
        return None
    values = [reply.value for _, right in replayed for reply in right.replies or ()]
    steps = any(single.manner in _NAMES_ITS_KEYS for single, _ in replayed)
    form = form_of(values, function, steps=steps)
    draws, seeded = reference.draws(exercise), any(_is_seeded(single) for single, _ in replayed)
    is_one = isinstance(function, Variable)
    strict, loose = (
        Evidence([], [], [], [], form, any_kind, draws or seeded, seeded, is_one)
        for any_kind in (False, True)
    )
    wrong = [pair for pair in replayed if _is_wrong(strict, *pair)]
    if _kinds_do_not_matter(loose, wrong):
        return _in_order(loose, replayed, [pair for pair in wrong if _is_wrong(loose, *pair)])
    return _in_order(strict, replayed, wrong)


Replayed = tuple[Exchange, Exchange]  # what a student's function did, and the reference's


def _is_wrong(evidence: Evidence, single: Exchange, right: Exchange) -> bool:
    seen = evidence.taken_apart(single, single)
    return bool(seen.raised or evidence.wrong_in(seen, evidence.taken_apart(right, single)))


def _kinds_do_not_matter(loose: Evidence, wrong: Sequence[Replayed]) -> bool:
    """Return whether tests accept another kind of number, and none failed because of it."""
    found = {False: False, True: False}  # kinds alone differed, by whether a test accepted that
    for single, right in wrong:
        if not _is_wrong(loose, single, right):
            found[single.is_accepted] = True
    return found[True] and not found[False]


def _as_label(leaf: Any) -> Any:
    """Return a text as choices are compared: "B)" is "b"."""
    return label_of(leaf) if isinstance(leaf, str) else leaf


def _as_float(leaf: Any) -> Any:
    numbers = as_numbers(leaf)
    if numbers is None or numbers.dtype.kind not in "biu":
        return leaf
    return numbers.astype(float)


def _is_seeded(exchange: Exchange) -> bool:
    """Return whether a call was given a random number generator to draw from."""
    return any(isinstance(v, Seed) for arguments, _ in exchange.calls for v in arguments.values())


def _in_order(
    evidence: Evidence, replayed: Sequence[Replayed], wrong: Sequence[Replayed]
) -> Evidence:
    """Add what was seen and what is right; the calls that say most come first."""
    is_wrong = {id(single) for single, _ in wrong}

    def order(pair: Replayed) -> tuple[bool, int]:
        return id(pair[0]) not in is_wrong, _size(pair[0].calls)

    for single, right in sorted(replayed, key=order):
        evidence.exchanges.append(single)
        evidence.seen.append(evidence.taken_apart(single, single))
        evidence.right.append(evidence.taken_apart(right, single))
        evidence.values.append([reply.value for reply in right.replies or ()])
    return evidence


def _one_by_one(exchange: Exchange) -> Iterator[Exchange]:
    """Yield an exchange's calls separately, unless one raised, since nobody knows which."""
    if exchange.replies is None:
        yield exchange
        return
    for call, reply in zip(exchange.calls, exchange.replies, strict=True):
        yield exchange._replace(calls=[call], replies=[reply])


def _size(value: Any) -> int:
    """Return how many numbers a value contains."""
    if isinstance(value, dict):
        return sum(map(_size, value.values()))
    if isinstance(value, list | tuple | set | frozenset):
        return sum(map(_size, value))
    return value.size if isinstance(value, np.ndarray) else 1


@functools.cache
def _parameters(function: Callable[..., Any]) -> tuple[list[str], list[str]]:
    """Return a function's parameters, and those without a default."""
    parameters = inspect.signature(function).parameters.values()
    required = [p.name for p in parameters if p.default is inspect.Parameter.empty]
    return [p.name for p in parameters], required


class Version:
    """A version of an exercise's function, called by name with what a test passed."""

    def __init__(self, function: Callable[..., Any], **bound: Any) -> None:
        self._function = functools.partial(function, **bound)
        names, self._required = _parameters(function)
        self._names = [name for name in names if name not in bound]

    def made_of(self, arguments: dict[str, Any], extras: dict[str, Any]) -> Any:
        """Return what the version returns; extras are for parameters that have no default."""
        values = {name: extras[name] for name in self._required if name in extras}
        values |= {name: arguments[name] for name in self._names if name in arguments}
        return self._function(**values)

    def __call__(self, *args: Any, **named: Any) -> Any:
        """Call it as the reference's function is called."""
        return self._function(**dict(zip(self._names, args, strict=False)), **named)


def replay(version: Version, exchange: Exchange) -> Exchange:
    """Make an exchange's calls with another version, on copies of what went in."""
    replies = []
    for arguments, extras in exchange.calls:
        passed = copied(arguments)
        try:
            value, _ = perform(
                version.made_of, passed, extras, exchange.manner, copied(exchange.details)
            )
        except Exception as error:  # noqa: BLE001 - a wrong version may raise anything
            name = type(error).__name__
            return exchange._replace(replies=None, raised=name, failure=Failure(name, str(error)))
        replies.append(Reply(value, passed))
    return exchange._replace(replies=replies, raised="", failure=Failure())


def _take_apart(made: Exchange, seen: Exchange, form: Any) -> Outcome:
    """Return an exchange's leaves, including arguments that changed and that tests looked at."""
    if made.replies is None:
        return Outcome([], made.raised, family_of(made.failure.text))
    answers = []
    for i, reply in enumerate(made.replies):
        answer = leaves(reply.value, form)
        before = made.calls[i][0]
        looked_at = _looked_at(seen.replies[i]) & before.keys() if seen.replies else ()
        for name in sorted(looked_at):
            after = (reply.arguments or {}).get(name)
            answer[ARGUMENT, name] = not same(after, before[name])  # however little
        answers.append(answer)
    return Outcome(answers)


def _looked_at(reply: Reply) -> set[str]:
    """Return the arguments that a test looked at after a call: they must not change."""
    if isinstance(reply.arguments, Afterwards):
        return set(reply.arguments.looked_at)
    return set(reply.arguments or ())


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Discard the warnings and prints of wrong versions."""
    with (
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
        contextlib.redirect_stdout(io.StringIO()),
    ):
        warnings.simplefilter("ignore")
        yield
