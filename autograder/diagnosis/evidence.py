"""What the hidden tests saw of a function, beside what another one makes of the same calls."""

from __future__ import annotations

import contextlib
import copy
import io
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
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
from autograder.student import Exchange, Reply
from autograder.worker.calls import call

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

    @property
    def same(self) -> Alike:
        """How two answers of this exercise are compared."""
        return alike_draws if self.draws else alike

    def wrong_paths(self) -> set[Path]:
        """Return the parts of answers that are not right in some call."""
        wrong: set[Path] = set()
        for seen, right in zip(self.seen, self.right, strict=True):
            for answers in zip(seen.answers, right.answers, strict=False):
                paths = compared_paths(*answers, answers[1])
                wrong |= differing(paths, *answers, self.same)
        return wrong

    def made_by(self, function: Function) -> Iterator[Outcome]:
        """Yield what a function makes of each exchange."""
        for exchange, guides in zip(self.exchanges, self.guides, strict=True):
            yield _take_apart(replay(function, exchange), exchange, guides)


def gather(exercise: str, exchanges: list[Exchange], reference: Reference) -> Evidence | None:
    """Return the evidence on a function, None where there is none, or a call had no answer."""
    exchanges = [exchange for exchange in exchanges if exchange.function == exercise]
    if any(exchange.replies is None and not exchange.raised for exchange in exchanges):
        return None
    right = getattr(reference, exercise)
    replayed = [replay(right, exchange) for exchange in exchanges]
    if not exchanges or any(exchange.replies is None for exchange in replayed):
        return None  # the reference itself cannot
    guides = [[reply.value for reply in exchange.replies or ()] for exchange in replayed]
    triples = list(zip(exchanges, replayed, guides, strict=True))
    return Evidence(
        exchanges,
        [_take_apart(seen, seen, guide) for seen, _, guide in triples],
        [_take_apart(made, seen, guide) for seen, made, guide in triples],
        guides,
        reference.draws(exercise),
    )


def replay(function: Function, exchange: Exchange) -> Exchange:
    """Make an exchange's calls of another function, on copies of what went in."""
    replies = []
    for arguments, extras in exchange.calls:
        arguments, extras = copy.deepcopy((arguments, extras))  # noqa: PLW2901 - to write into
        try:
            value = call(function, arguments, extras)
        except Exception as error:  # noqa: BLE001 - a wrong version may raise anything
            return exchange._replace(replies=None, raised=type(error).__name__)
        replies.append(Reply(value, arguments))
    return exchange._replace(replies=replies, raised="")


def _take_apart(made: Exchange, seen: Exchange, guides: list[Any]) -> Outcome:
    """Return an exchange's leaves, with the arguments that changed where the tests looked."""
    if made.replies is None:
        return Outcome([], made.raised)
    answers = []
    for i, (reply, guide) in enumerate(zip(made.replies, guides, strict=True)):
        answer = leaves(reply.value, guide)
        if seen.replies and seen.replies[i].arguments is not None:
            answer |= _changes(made.calls[i][0], reply.arguments or {})
        answers.append(answer)
    return Outcome(answers)


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Leaves:
    """Return of each argument whether the call changed it; not into what: there is no end to it."""
    return {(ARGUMENT, name): not alike(after.get(name), before[name]) for name in before}


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
