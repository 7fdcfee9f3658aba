"""Execute a notebook piece by piece, and serve test cells between the pieces.

After the first piece, this process has executed student code, and nobody trusts it.
"""

from __future__ import annotations

import gc
import itertools
import os
import random
import re
import socket
import sys
from collections.abc import Iterable
from typing import Any

import numpy as np

from autograder.confinement.process import release_reserve
from autograder.execution.figures import put_away
from autograder.execution.namespace import Namespace, become_main, keep_source
from autograder.execution.statements import Given, Statement, read_cells
from autograder.wire import messages as m
from autograder.wire import reach as r
from autograder.wire.frames import receive, send
from autograder.worker.forks import end
from autograder.worker.reach import Reach

# A notebook with one of these keeps its figures for later cells; any other closes them.
_KEEPS_FIGURES = re.compile(r"matplotlib\s+(?!inline\b)\w+|close_figures")
_MAX_NOTES = 50
_MAX_TOO_SLOW = 1000
_MOST_NAMES = 5000
_MOST_CHARS = 100  # characters of a name


def serve_walk(
    sock: socket.socket, walk: r.Walk, cells: list[tuple[int, str]], given: Given
) -> None:
    """Execute, fork and serve on request, until the grader hangs up."""
    gc.disable()  # parsing makes many objects, but no garbage
    walker = _Walker(walk, cells, given)
    gc.enable()
    reach = Reach(sock, walker.namespace)
    pids: set[int] = set()  # the forks
    while True:
        message, value = receive(reach.socket, r.Use | r.Go | m.Fork | m.Stop, holder=reach.table)
        match message:
            case r.Use():
                reach.use(message, value)
            case r.Go():
                reached = walker.go(message.cell)
                reach.forget_printed()  # what the notebook itself prints is no test cell's
                send(reach.socket, reached)
            case m.Stop():
                end(pids, message.pid)
            case m.Fork():
                pids |= _fork(reach)


def _fork(reach: Reach) -> set[int]:
    """Fork; the fork serves its own socket, and the parent returns the fork's pid."""
    _, descriptors, _, _ = socket.recv_fds(reach.socket, 1, 1)
    gc.freeze()  # so that forks share the memory of what is loaded
    state = random.getstate()
    pid = os.fork()
    if pid == 0:
        random.setstate(state)  # undo this: Python seeds it anew in every fork
        reach.socket.close()
        reach.move_to(socket.socket(fileno=descriptors[0]))
        return set()
    os.close(descriptors[0])
    send(reach.socket, m.Forked(pid))
    return {pid}


class _Walker:
    """A notebook that is executed as far as the grader asks."""

    def __init__(self, walk: r.Walk, cells: list[tuple[int, str]], given: Given) -> None:
        notebook = read_cells(cells, given)
        keep_source(cells)
        self.namespace = Namespace()
        self._hurry = frozenset(walk.hurry)
        self._statements = notebook.statements
        self._problems = notebook.problems
        self._keeps_figures = any(_KEEPS_FIGURES.search(text) for _, text in cells if "%" in text)
        self._before = frozenset(self.namespace.names)
        become_main(self.namespace)
        sys.path.insert(0, "")  # modules beside the notebook are found first, as in a kernel
        random.seed(walk.seed)
        np.random.seed(walk.seed % 2**32)  # noqa: NPY002 - students use the global generator

    def go(self, cell: int) -> r.Reached:
        """Execute all statements before a cell, and report the outcome."""
        due = [s for s in self._statements if s.cell < cell]
        self._statements = self._statements[len(due) :]
        noted = [note for note in self._problems if note.cell < cell]
        self._problems = [note for note in self._problems if note.cell >= cell]
        namespace = self.namespace
        namespace.problems, namespace.too_slow = [], []
        namespace.heed_the_grader()
        for _, statements in itertools.groupby(due, lambda statement: statement.cell):
            self._run_cell(statements)
            if not self._keeps_figures:
                put_away()
        release_reserve()
        return r.Reached(
            [name for name in namespace.names if self._is_defined(name)][:_MOST_NAMES],
            (noted + namespace.problems)[:_MAX_NOTES],
            namespace.too_slow[:_MAX_TOO_SLOW],
        )

    def _run_cell(self, statements: Iterable[Statement]) -> None:
        """Execute the statements of a cell up to the first that raises, as a kernel does."""
        before = len(self.namespace.problems)
        for statement in statements:
            self.namespace.run([statement], self._hurry)
            if len(self.namespace.problems) > before:
                return

    def _is_defined(self, name: Any) -> bool:
        """Return whether the notebook, and not Python, gave a name its value."""
        is_name = isinstance(name, str) and len(name) < _MOST_CHARS
        return is_name and name not in self._before and not name.startswith("__")
