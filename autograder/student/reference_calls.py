"""Evaluate the reference's functions for a worker that calls them back.

This is trusted code on hostile arguments. So it runs in a fork of the grader with limited memory,
which is killed when its time is used up. An error there becomes a refusal, and leaves no trace in
the grader.
"""

from __future__ import annotations

import functools
import os
import signal
import socket
from typing import Any

from autograder.confinement.process import serve_in_fork
from autograder.errors import WireError
from autograder.sandbox.usage import usage_of
from autograder.student.budget import Account, Clock
from autograder.student.objects import Functions
from autograder.student.oracle import Oracle, RefusedError, Solve
from autograder.student.questions import Question
from autograder.wire import messages as m
from autograder.wire.frames import receive, send, send_bytes

_MEMORY_BYTES = 1 << 30  # in addition to what the grader maps


class _Told(m.Message, frozen=True):
    """An answer (the value) or a refusal, and whether the reference asks the same question."""

    ok: bool
    is_known: bool
    raised: m.Name = ""


class Responder:
    """A fork of this process that answers calls of some functions.

    `solve` makes calls with the reference's own solution. With it, the responder can tell the
    reference's questions from others; see `oracle`.
    """

    def __init__(
        self, functions: Functions, solve: Solve | None = None, *, is_strict: bool = False
    ) -> None:
        self._functions = functions
        self._oracle = Oracle(functions, solve, is_strict=is_strict)
        self._expected: Question | None = None
        self._socket: socket.socket | None = None
        self._pid = 0
        self.asked_elsewhere = False  # whether a question was not one of the reference's
        self._clock = Clock(lambda: usage_of(self._pid))

    def begin(self, question: Question) -> None:
        """Expect the questions of calls of a student's function."""
        self._expected = question

    def answer(self, asked: m.Callback, value: Any, *accounts: Account) -> tuple[m.Answer, Any]:
        """Return what a function returns for `[args, kwargs]`, or a refusal.

        Raises TimeoutError when an account is used up.
        """
        if asked.function not in self._functions:
            return m.Answer(ok=False), None
        if self._socket is None:
            self._socket, self._pid = serve_in_fork(
                functools.partial(_serve, self._oracle), memory_bytes=_MEMORY_BYTES
            )
            self._clock.restart()
        try:
            with self._clock.watch(*accounts) as patience:
                if self._expected is not None:
                    send_bytes(self._socket, self._expected.frame, patience)
                    self._expected = None
                send(self._socket, asked, value, patience)
                told, answer = receive(self._socket, _Told, patience)
            self.asked_elsewhere |= not told.is_known
            return m.Answer(told.ok, told.raised), answer
        except (EOFError, ConnectionError, WireError):
            self.close()
            return m.Answer(ok=False), None

    def close(self) -> None:
        """End the fork."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)


def _serve(oracle: Oracle, sock: socket.socket) -> None:
    """Answer until the grader hangs up."""
    while True:
        request, value = receive(sock, m.Call | m.Callback)
        if isinstance(request, m.Call):
            oracle.begin(request, value)
            continue
        told, result = _Told(ok=False, is_known=False), None
        match value:
            case [list(args), dict(kwargs)]:
                told, result = _answered(oracle, request, args, kwargs)
        send(sock, told, result)


def _answered(
    oracle: Oracle, asked: m.Callback, args: list[Any], kwargs: dict[str, Any]
) -> tuple[_Told, Any]:
    """Ask the oracle. The arguments are hostile, so every exception counts as an answer."""
    try:
        result, is_known = oracle.answer(asked, args, kwargs)
    except RefusedError:
        return _Told(ok=False, is_known=False), None
    except Exception as error:  # noqa: BLE001 - the reference's own, or what these arguments cause
        return _Told(ok=False, is_known=False, raised=type(error).__name__[:200]), None
    return _Told(ok=True, is_known=is_known), result
