"""Diagnose in a fork of the grader process, which the kernel ends when its time is used up.

The amount of work depends on what a student's functions returned. So the fork's time is limited,
as CPU time, which does not depend on load, and its memory is limited too. Whatever happens to the
fork, the verdicts stand, because they were made before.
"""

from __future__ import annotations

import functools
import os
import signal
import socket
import time
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from autograder.confinement.process import serve_in_fork
from autograder.diagnosis.diagnose import Diagnosis
from autograder.diagnosis.experiment import Ask, NoAnswer, OutOfTimeError
from autograder.errors import WireError
from autograder.languages import say
from autograder.languages.packed import Packed, pack, unpack
from autograder.student.functions import Exchange
from autograder.wire.frames import receive, send

Work = Callable[[Ask], Diagnosis | None]

MOST_S = 20.0  # CPU seconds, for all exercises of a submission
MOST_PARTS = 100_000  # the parts of an exercise's answers: numbers and texts in lists and dicts
TOO_MUCH = say("there was too much to look at to say which mistake it is")
_PARTED = (list, tuple, dict, set, frozenset)
_ONE_S = 5  # CPU seconds for one exercise
_LOAD = 20  # a busy machine may take this many times longer by the clock
_MEMORY_BYTES = 1 << 30  # in addition to what the grader maps


class Unfinished(Exception):
    """There is no diagnosis; the text says why, in our own words."""


class _Message(msgspec.Struct, frozen=True, tag=True):
    """A message between a fork and the grader process."""


class _Try(_Message, frozen=True):
    """The fork asks for one more call; the value is `[arguments, extras]`."""

    without_asserts: bool


class _Tried(_Message, frozen=True):
    """What the call returned (the value), or that it gave no answer."""

    ok: bool
    is_over: bool = False  # there is no time left for calls


class _Found(_Message, frozen=True):
    """The result of the fork: a sentence, or nothing."""

    text: Packed | None = None
    misconceptions: tuple[str, ...] = ()


class _Failed(_Message, frozen=True):
    """The diagnosis raised."""

    type_name: str


class Budget:
    """What the diagnoses of one submission may cost."""

    def __init__(self) -> None:
        self._left_s = MOST_S

    def diagnose(
        self, work: Work, ask: Ask, exchanges: Iterable[Exchange] = ()
    ) -> Diagnosis | None:
        """Return what `work` finds in these calls; it may `ask` for more. Raises Unfinished."""
        if count_parts(exchanges) > MOST_PARTS:
            raise Unfinished(TOO_MUCH)
        limit_s = min(_ONE_S, int(self._left_s))
        if limit_s < 1:
            raise Unfinished(say("there was no time left to find out which mistake it is"))
        ours, pid = serve_in_fork(
            functools.partial(_serve, work), memory_bytes=_MEMORY_BYTES, cpu_s=limit_s
        )
        try:
            with ours:
                return _listen(ours, ask, time.monotonic() + _LOAD * limit_s)
        finally:
            os.kill(pid, signal.SIGKILL)
            _, _, used = os.wait4(pid, 0)
            self._left_s -= used.ru_utime + used.ru_stime


def count_parts(exchanges: Iterable[Exchange]) -> int:
    """Return how many parts all answers have; the count stops soon after the limit."""
    count = 0
    for exchange in exchanges:
        left = [[*reply[:2]] for reply in exchange.replies or ()]
        while left and count <= MOST_PARTS:
            value = left.pop()
            count += len(value)
            parts = value.values() if isinstance(value, dict) else value
            left += [part for part in parts if isinstance(part, _PARTED)]  # type: ignore[misc]
    return count


def _listen(sock: socket.socket, ask: Ask, deadline: float) -> Diagnosis | None:
    """Make the calls that a fork asks for, until it has a result."""
    try:
        said, value = receive(sock, _Try | _Found | _Failed, deadline)
        while isinstance(said, _Try):
            again = functools.partial(ask, without_asserts=True) if said.without_asserts else ask
            answer, tried = _tried(again, *value)
            send(sock, tried, answer, deadline)
            said, value = receive(sock, _Try | _Found | _Failed, deadline)
    except (EOFError, OSError, WireError):  # the fork reached its limit, or the deadline passed
        raise Unfinished(TOO_MUCH) from None
    if isinstance(said, _Failed):
        raise Unfinished(say("the diagnosis itself failed with {type}", type=said.type_name))
    return Diagnosis(unpack(said.text), said.misconceptions) if said.text else None


def _tried(
    ask: Callable[..., Any], arguments: dict[str, Any], extras: dict[str, Any]
) -> tuple[Any, _Tried]:
    try:
        return ask(arguments, extras), _Tried(ok=True)
    except OutOfTimeError:
        return None, _Tried(ok=False, is_over=True)
    except (NoAnswer, TypeError):  # TypeError if the arguments cannot be sent
        return None, _Tried(ok=False)


def _serve(work: Work, sock: socket.socket) -> None:
    send(sock, _find(work, sock))


def _find(work: Work, sock: socket.socket) -> _Found | _Failed:
    """Search in the fork; the grader process, which has the student's code, makes the calls."""

    def ask(
        arguments: dict[str, Any], extras: dict[str, Any], *, without_asserts: bool = False
    ) -> Any:
        try:
            send(sock, _Try(without_asserts), [arguments, extras], strict=True)
        except TypeError:
            raise NoAnswer from None
        tried, value = receive(sock, _Tried)
        if not tried.ok:
            raise OutOfTimeError if tried.is_over else NoAnswer
        return value

    try:
        found = work(ask)
    except Exception as error:  # noqa: BLE001 - no mark depends on it, so none is lost
        return _Failed(type(error).__name__)
    return _Found(pack(found.text), found.misconceptions) if found else _Found()
