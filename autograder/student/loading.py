"""Load a notebook in a fresh process of its sandbox, as often as is needed.

It trusts nothing that the process sends. What the process says is checked when it is read, and
its time is limited.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from autograder.course.settings import Limits
from autograder.execution.patience import CALLS
from autograder.sandbox.launch import Sandbox
from autograder.student.budget import Account, Clock, Warned
from autograder.student.forks import Loaded
from autograder.submission.cells import Cells
from autograder.wire import messages as m
from autograder.wire.allowance import Allowance
from autograder.wire.frames import receive, send
from autograder.wire.messages import pack_cells

_AFTER_ALL_S = 5  # CPU seconds beyond the limit; then the kernel ends the process


class Loader:
    """Loads one notebook, with the same code, random numbers and limits each time."""

    def __init__(
        self, sandbox: Sandbox, cells: Cells, exercises: Sequence[str], limits: Limits, seed: int
    ) -> None:
        self.sandbox = sandbox
        self.limits = limits
        self._cells = pack_cells(cells.code)
        self._request = m.Load(list(exercises), m.Extent.NEEDED, [], [], seed, cells.printed)
        self._step_s = math.inf  # of a statement's time, after which it is told

    def choose(
        self, extent: m.Extent, statement_s: float, hurry: Sequence[m.Place], hung: Sequence[str]
    ) -> None:
        """Decide which statements are executed from now on, and how long each may take.

        Those in `hurry` did not end in another load, nor did calls of the exercises `hung`.
        """
        replace = msgspec.structs.replace
        self._request = replace(self._request, extent=extent, hurry=list(hurry), hung=list(hung))
        self._step_s = statement_s / CALLS

    @property
    def too_slow(self) -> list[m.Place]:
        """The statements that did not end in time when they were first executed."""
        return self._request.hurry

    def spawn(self, processes: int | None = None) -> Loaded:
        """Make a process that has loaded nothing; it may start `processes` others."""
        limits = self.limits
        process = self.sandbox.spawn(
            m.Limits(
                memory_mib=limits.memory_mib,
                cpu_s=int(limits.total_s) + _AFTER_ALL_S,
                processes=processes or limits.processes,
                file_size_mib=limits.file_size_mib,
                scratch_mib=limits.scratch_mib,
            )
        )
        return Loaded(process, Clock(lambda: self.sandbox.usage(process)))

    def load(
        self, empty: Loaded, allowance: Allowance, *accounts: Account
    ) -> tuple[m.Parsed, m.Loaded]:
        """Execute the notebook's code in such a process, and charge these accounts.

        Also returns what was found before any of the code was executed. It is empty if modules
        were handed in beside the notebook, because they were not read.

        Raises EOFError or ConnectionError if the process ends, TimeoutError, and WireError.
        """
        process = empty.process
        load_s = self.limits.load_s
        account = Warned(load_s, self._step_s, lambda: self.sandbox.interrupt(process))
        with empty.clock.watch(account, *accounts) as patience:
            send(process.socket, self._request, self._cells, patience)
            parsed, _ = receive(process.socket, m.Parsed, patience, allowance)
            loaded, _ = receive(process.socket, m.Loaded | m.Stuck, patience, allowance)
        if isinstance(loaded, m.Stuck):
            raise TimeoutError
        if loaded.too_slow:
            hurry = list(dict.fromkeys([*self._request.hurry, *loaded.too_slow]))
            self._request = msgspec.structs.replace(self._request, hurry=hurry)
        return m.Parsed([]) if self.sandbox.beside else parsed, loaded
