"""What the hidden tests saw of a function, beside what another one makes of the same calls."""

from __future__ import annotations

import contextlib
import functools
import inspect
import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from autograder.diagnosis.values import (
    ARGUMENT,
    Alike,
    Leaves,
    Path,
    alike,
    alike_draws,
    compared_paths,
    differing,
    leaves,
)
from autograder.reference import Reference
from autograder.student import Afterwards, Exchange, Reply
from autograder.wire import Seed
from autograder.worker.manners import Manner, copied, perform

Function = Callable[..., Any]


@dataclass(frozen=True)
class Outcome:
    """What came of the calls of one exchange: the leaves of each answer, or an exception."""

    answers: list[Leaves]
    raised: str = ""


@dataclass(frozen=True)
class Case:
    """One call: what went in, what came out, and what should have."""

    arguments: dict[str, Any]
    extras: dict[str, Any]
    seen: Leaves | None  # None: it raised
    right: Leaves
    is_wrong: bool


@dataclass(frozen=True)
class Evidence:
    """The calls that an exercise's hidden tests made, with a right answer to each."""

    exchanges: list[Exchange]
    seen: list[Outcome]
    right: list[Outcome]
    guides: list[list[Any]]  # right answers, as they came
    draws: bool  # right answers are random: they differ from one right function to another
    is_seeded: bool = False  # they are drawn from generators that were passed

    def of_values(self) -> Evidence:
        """Return the evidence with values compared as values.

        From the same seed two functions that draw alike get the same, so one that agrees
        with another in every call does what that one does.
        """
        return replace(self, draws=False)

    @property
    def same(self) -> Alike:
        """How two answers of this exercise are compared."""
        return alike_draws if self.draws else alike

    @property
    def is_of_calls(self) -> bool:
        """Whether all was plain calls of a function."""
        return all(exchange.manner is Manner.CALL for exchange in self.exchanges)

    def wrong_paths(self) -> set[Path]:
        """Return the parts of answers that are not right in some call."""
        outcomes = zip(self.seen, self.right, strict=True)
        return set().union(*(self.wrong_in(seen, right) for seen, right in outcomes))

    def wrong_in(self, seen: Outcome, right: Outcome) -> set[Path]:
        """Return the parts of an exchange's answers that are not right."""
        wrong: set[Path] = set()
        for answers in zip(seen.answers, right.answers, strict=False):
            paths = compared_paths(*answers, answers[1])
            wrong |= differing(paths, *answers, self.same)
        return wrong

    def made_by(self, version: Version) -> Iterator[Outcome]:
        """Yield what a version makes of each exchange."""
        for exchange, guides in zip(self.exchanges, self.guides, strict=True):
            yield _take_apart(replay(version, exchange), exchange, guides)


def gather(exercise: str, exchanges: list[Exchange], reference: Reference) -> Evidence | None:
    """Return the evidence on a function, None where there is none, or a call had no answer.

    Wrong answers to small arguments come first: they tell most for least.
    """
    version = Version(getattr(reference, exercise))
    found = []
    for exchange in exchanges:
        if exchange.function != exercise:
            continue
        if exchange.replies is None and not exchange.raised:
            return None
        for single in _one_by_one(exchange):
            replayed = replay(version, single)
            if replayed.replies is None:
                return None  # the reference itself cannot
            guides = [reply.value for reply in replayed.replies]
            seen = _take_apart(single, single, guides)
            expected = _take_apart(replayed, single, guides)
            found.append((single, seen, expected, guides))
    if not found:
        return None
    draws = reference.draws(exercise)
    return _in_order(found, draws=draws, seeded=any(_is_seeded(single) for single, *_ in found))


def _is_seeded(exchange: Exchange) -> bool:
    """Return whether a call was given a generator of random numbers to draw from."""
    return any(isinstance(v, Seed) for arguments, _ in exchange.calls for v in arguments.values())


def _in_order(
    found: list[tuple[Exchange, Outcome, Outcome, list[Any]]], *, draws: bool, seeded: bool
) -> Evidence:
    evidence = Evidence([], [], [], [], draws or seeded, seeded)

    def order(row: tuple[Exchange, Outcome, Outcome, list[Any]]) -> tuple[bool, int]:
        exchange, seen, right, _ = row
        is_wrong = bool(seen.raised or evidence.wrong_in(seen, right))
        return not is_wrong, _size(exchange.calls)

    for exchange, seen, right, guides in sorted(found, key=order):
        evidence.exchanges.append(exchange)
        evidence.seen.append(seen)
        evidence.right.append(right)
        evidence.guides.append(guides)
    return evidence


def _one_by_one(exchange: Exchange) -> Iterator[Exchange]:
    """Yield an exchange's calls apart, unless one raised: nobody knows which."""
    if exchange.replies is None:
        yield exchange
        return
    for call, reply in zip(exchange.calls, exchange.replies, strict=True):
        yield exchange._replace(calls=[call], replies=[reply])


def _size(value: Any) -> int:
    """Return how many numbers there are in a value."""
    if isinstance(value, dict):
        return sum(map(_size, value.values()))
    if isinstance(value, list | tuple):
        return sum(map(_size, value))
    return value.size if isinstance(value, np.ndarray) else 1


@functools.cache
def _parameters(function: Callable[..., Any]) -> tuple[list[str], list[str]]:
    """Return the names of a function's parameters, and of those without a default."""
    parameters = inspect.signature(function).parameters.values()
    required = [p.name for p in parameters if p.default is inspect.Parameter.empty]
    return [p.name for p in parameters], required


class Version:
    """A version of an exercise's function, called with what a test passed, by name."""

    def __init__(self, function: Callable[..., Any], **bound: Any) -> None:
        self._function = functools.partial(function, **bound)
        names, self._required = _parameters(function)
        self._names = [name for name in names if name not in bound]

    def made_of(self, arguments: dict[str, Any], extras: dict[str, Any]) -> Any:
        """Return what it returns; extras are for parameters that have no default."""
        values = {name: extras[name] for name in self._required if name in extras}
        values |= {name: arguments[name] for name in self._names if name in arguments}
        return self._function(**values)

    def __call__(self, *args: Any, **named: Any) -> Any:
        """Call it as the reference's function is called."""
        return self._function(**dict(zip(self._names, args, strict=False)), **named)


def replay(version: Version, exchange: Exchange) -> Exchange:
    """Make an exchange's calls of another version, on copies of what went in."""
    replies = []
    for arguments, extras in exchange.calls:
        passed = copied(arguments)
        try:
            value, _ = perform(
                version.made_of, passed, extras, exchange.manner, copied(exchange.details)
            )
        except Exception as error:  # noqa: BLE001 - a wrong version may raise anything
            return exchange._replace(replies=None, raised=type(error).__name__)
        replies.append(Reply(value, passed))
    return exchange._replace(replies=replies, raised="")


def _take_apart(made: Exchange, seen: Exchange, guides: list[Any]) -> Outcome:
    """Return an exchange's leaves, with the arguments that changed where the tests looked."""
    if made.replies is None:
        return Outcome([], made.raised)
    answers = []
    for i, (reply, guide) in enumerate(zip(made.replies, guides, strict=True)):
        answer = leaves(reply.value, guide)
        before = made.calls[i][0]
        looked_at = _looked_at(seen.replies[i]) & before.keys() if seen.replies else ()
        for name in sorted(looked_at):
            after = (reply.arguments or {}).get(name)
            answer[ARGUMENT, name] = not alike(after, before[name])  # not into what: no end to it
        answers.append(answer)
    return Outcome(answers)


def _looked_at(reply: Reply) -> set[str]:
    """Return the arguments of a call that a test looked at afterwards: they should not change."""
    if isinstance(reply.arguments, Afterwards):
        return set(reply.arguments.looked_at)
    return set(reply.arguments or ())


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Let wrong versions warn and print to nobody."""
    with (
        warnings.catch_warnings(),
        np.errstate(all="ignore"),
        contextlib.redirect_stdout(io.StringIO()),
    ):
        warnings.simplefilter("ignore")
        yield
