"""Evaluate the reference's functions for a worker that calls them back.

Trusted code over hostile arguments: so it happens in a fork of the grader, with
bounded memory, that is killed at the call's deadline. Whatever goes wrong there
is a refusal, and leaves no trace in the grader.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import socket
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from autograder.errors import WireError
from autograder.wire import receive, send
from autograder.worker import messages as m
from autograder.worker.confine import (
    address_space_bytes,
    close_all_but,
    end_with_parent,
    lower_limit,
)
from autograder.worker.manners import drawn, generator_of

_MEMORY_BYTES = 1 << 30  # on top of what the grader maps

Functions = Mapping[str, Callable[..., Any]]


class Responder:
    """A fork of this process that answers calls of some functions."""

    def __init__(self, functions: Functions) -> None:
        self._functions = functions
        self._socket: socket.socket | None = None
        self._pid = 0

    def answer(self, name: str, value: Any, deadline: float) -> tuple[m.Answer, Any]:
        """Return what a function makes of `[args, kwargs]`, or a refusal.

        Raises TimeoutError at the deadline (seconds of `time.monotonic`).
        """
        if name not in self._functions:
            return m.Answer(ok=False), None
        if self._socket is None:
            self._socket, self._pid = self._fork()
        try:
            send(self._socket, m.Callback(name), value, deadline)
            return receive(self._socket, m.Answer, deadline)
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

    def _fork(self) -> tuple[socket.socket, int]:
        ours, theirs = socket.socketpair()
        pid = os.fork()
        if pid:
            theirs.close()
            return ours, pid
        try:
            end_with_parent()
            close_all_but({theirs.fileno()})  # nobody waits for these to close in vain
            lower_limit(resource.RLIMIT_AS, address_space_bytes() + _MEMORY_BYTES)
            _serve(theirs, self._functions)
        finally:
            os._exit(0)  # none of the grader's exit handlers


def _serve(sock: socket.socket, functions: Functions) -> None:
    """Answer until the grader hangs up."""
    while True:
        request, value = receive(sock, m.Callback)
        result, ok = None, False
        match value:
            case [list(args), dict(kwargs)]:
                with contextlib.suppress(Exception):  # hostile arguments: any error is a refusal
                    result = functions[request.function](*map(generator_of, args), **drawn(kwargs))
                    result = list(result) if isinstance(result, Iterator) else result
                    ok = True
        send(sock, m.Answer(ok), result)
