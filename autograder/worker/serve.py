"""Serve one submission: load its notebook, then fork for each exercise and call functions.

After loading, this process has run student code and can no longer be trusted. Its answers are
only claims about what a function returned.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import os
import random
import socket
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any, NamedTuple

import msgspec
import numpy as np

from autograder.confinement.process import release_reserve
from autograder.execution.arguments import call
from autograder.execution.manners import perform
from autograder.execution.matters import with_what_could_matter
from autograder.execution.namespace import (
    KNOWN_NAMES,
    Namespace,
    become_main,
    cell_of,
    describe,
    is_import,
    keep_source,
)
from autograder.execution.plain import plain_exercises
from autograder.execution.probes import prober
from autograder.execution.statements import (
    Given,
    Notebook,
    Statement,
    read_cells,
    select,
    that_use,
)
from autograder.execution.unwritten import absent_exercises, unwritten_exercises
from autograder.wire import messages as m
from autograder.wire.frames import encode, receive, send
from autograder.wire.reach import Use, Walk
from autograder.worker.asserts import drop_asserts
from autograder.worker.forks import end
from autograder.worker.reach import Reach
from autograder.worker.rebind import honest, rebind
from autograder.worker.walk import serve_walk

_MAX_NOTES = 50
_MAX_TOO_SLOW = 1000
_A_WHILE_S = 0.05
_ENTROPY = random.Random()  # noqa: S311 - from it, NumPy's generators without a seed get one


def serve_submission(sock: socket.socket, given: Given) -> None:
    """Load the notebook that the grader sends, then fork on request until it hangs up."""
    load, cells = receive(sock, m.Load | Walk)
    if isinstance(load, Walk):
        serve_walk(sock, load, m.unpack_cells(cells), given)
        return
    code = m.unpack_cells(cells)
    read = _read(load, code, given)
    statements, plain = read.notebook.statements, plain_exercises(read.chosen, load.targets)
    unwritten = unwritten_exercises(statements, load.targets)
    absent = absent_exercises(statements, (text for _, text in code), load.targets)
    send(sock, m.Parsed(*plain, unwritten, absent))
    namespace, loaded = _execute(load, read, functools.partial(_say_stuck, sock))
    gc.freeze()  # so that forks share the memory of what is loaded
    release_reserve()
    send(sock, loaded)
    pids: set[int] = set()  # the forks
    while True:
        request, _ = receive(sock, m.Fork | m.Stop | m.Weigh)
        if isinstance(request, m.Stop):
            end(pids, request.pid)
            continue
        if isinstance(request, m.Weigh):
            more = _choose(msgspec.structs.replace(load, extent=m.Extent.MATTERING), read.notebook)
            send(sock, m.Weighed(not more.is_needed_alone))
            continue
        _, descriptors, _, _ = socket.recv_fds(sock, 1, 1)
        state = random.getstate()
        pid = 0 if request.in_place else os.fork()
        if pid == 0:
            if request.in_place:
                send(sock, m.Forked(0))
            random.setstate(state)  # undo this: Python seeds it anew in every fork
            sock.close()
            exercise = socket.socket(fileno=descriptors[0])
            if request.rebind:
                rebind(namespace, request.rebind, exercise)
                send(exercise, m.Bound())
            if request.without_asserts:
                drop_asserts(namespace)
            with contextlib.suppress(EOFError, OSError):
                serve_exercise(exercise, namespace)
            os._exit(0)
        os.close(descriptors[0])
        pids.add(pid)
        send(sock, m.Forked(pid))


def _say_stuck(sock: socket.socket) -> None:
    """Tell the grader that the notebook's code does not end, and end this process."""
    send(sock, m.Stuck())
    os._exit(0)


# -- loading ---------------------------------------------------------------------


class _Read(NamedTuple):
    """A notebook's statements, and which of them are to be executed."""

    notebook: Notebook
    chosen: list[Statement]
    is_needed_alone: bool  # no other statement could matter
    spare: frozenset[m.Place] = frozenset()  # statements that no exercise needs
    slow: frozenset[m.Place] = frozenset()  # statements that get little time


def _read(load: m.Load, cells: list[tuple[int, str]], given: Given) -> _Read:
    """Parse a notebook, and choose the statements that the targets need (or more)."""
    gc.disable()  # parsing makes many objects, but no garbage
    notebook = read_cells(cells, given, load.printed)
    keep_source(cells)
    read = _choose(load, notebook)
    gc.enable()
    return read


def _execute(
    load: m.Load, read: _Read, never_ends: Callable[[], None]
) -> tuple[Namespace, m.Loaded]:
    """Execute what was chosen, and report the outcome."""
    _seed(load.seed)
    namespace, notebook = Namespace(), read.notebook
    namespace.heed_the_grader(never_ends)
    become_main(namespace)
    if read.is_needed_alone:
        return namespace, m.Loaded([], [], [], [], [], is_needed_alone=True)
    sys.path.insert(0, "")  # modules beside the notebook are found first, as in a kernel
    namespace.run(read.chosen, read.slow, read.spare)
    return namespace, m.Loaded(
        [name for name in load.targets if namespace.function(name)],
        [name for name in load.targets if _is_variable(namespace, name)],
        (notebook.problems + namespace.problems)[:_MAX_NOTES],
        namespace.too_slow[:_MAX_TOO_SLOW],
        [name for name in load.targets if _misses(name, notebook.statements, namespace.too_slow)],
    )


def _is_variable(namespace: Namespace, name: str) -> bool:
    return name in namespace.names and namespace.function(name) is None


def _misses(target: str, statements: list[Statement], too_slow: list[m.Place]) -> bool:
    """Return whether a target depends on a statement that was interrupted."""
    if not too_slow:
        return False
    needed = select(statements, [target], KNOWN_NAMES).statements
    return any((statement.cell, statement.line) in too_slow for statement in needed)


def _choose(load: m.Load, notebook: Notebook) -> _Read:
    """Choose the statements to execute, and those among them that get little time."""
    statements, hurry = notebook.statements, frozenset(load.hurry)
    if load.extent is m.Extent.ALL:
        return _Read(notebook, statements, is_needed_alone=False, slow=hurry)
    needed = select(statements, load.targets, KNOWN_NAMES)
    if load.extent is m.Extent.NEEDED:
        return _Read(notebook, needed.statements, is_needed_alone=False, slow=hurry)
    chosen = with_what_could_matter(statements, needed)
    more = [s for s in chosen if s not in needed.statements and not is_import(s.tree)]
    spare, hung = _places(more), _places(that_use(chosen, load.hung))
    is_needed_alone = len(chosen) == len(needed.statements)
    return _Read(notebook, chosen, is_needed_alone, spare, hurry | (spare & hung))


def _places(statements: list[Statement]) -> frozenset[m.Place]:
    return frozenset((statement.cell, statement.line) for statement in statements)


def _seed(seed: int) -> None:
    random.seed(seed)
    np.random.seed(seed % 2**32)  # noqa: NPY002 - students use the global generator
    _ENTROPY.seed(seed)
    np.random.bit_generator.randbits = _ENTROPY.getrandbits  # type: ignore[attr-defined]


# -- calling ---------------------------------------------------------------------


def serve_exercise(sock: socket.socket, namespace: Namespace) -> None:
    """Answer calls until the grader hangs up."""
    state = random.getstate(), np.random.get_state(), _ENTROPY.getstate()  # noqa: NPY002
    reach = Reach(sock, namespace)
    while True:
        request, calls = receive(sock, m.Call | m.Afresh | Use, holder=reach.table)
        if isinstance(request, Use):
            reach.use(request, calls)
            continue
        if isinstance(request, m.Afresh):
            random.setstate(state[0])
            np.random.set_state(state[1])  # noqa: NPY002
            _ENTROPY.setstate(state[2])
            continue
        function = _find(namespace, request)
        if function is None:
            send(sock, m.Raised("NameError", f"{request.function} is not defined", is_stub=True))
            continue
        try:
            values: list[Any] = []
            is_probe = request.manner is m.Manner.PROBE
            ask = prober(namespace.names) if is_probe else functools.partial(call, function)
            since = time.process_time()
            for arguments, extras, details in calls:
                if values and time.process_time() - since > _A_WHILE_S:
                    send(sock, m.Next())
                    since = time.process_time()
                value, told = perform(ask, arguments, extras, request.manner, details)
                values.append([value, told, *([arguments] if request.observe else [])])
            frame = encode(m.Returned(), values)  # reading a value may raise
        except BaseException as error:  # noqa: BLE001 - student code may raise anything
            frame = encode(_raised(error, request.function))
        sock.sendall(frame)


def _find(namespace: Namespace, request: m.Call) -> Any:
    """Return the function of a call, or what returns a variable's value; None if there is none."""
    found = None if request.manner is m.Manner.VALUE else namespace.function(request.function)
    may_be_variable = request.manner in m.OF_VARIABLES
    return namespace.variable(request.function) if found is None and may_be_variable else found


def _raised(error: BaseException, function: str) -> m.Raised:
    """Describe an exception, with the last place in the notebook that it passed."""
    cell, line, innermost, is_in_notebook = 0, 0, "", False
    for frame, lineno in traceback.walk_tb(error.__traceback__):
        filename = frame.f_code.co_filename
        innermost = frame.f_code.co_qualname
        if (number := cell_of(filename)) > 0:
            cell, line = number, lineno
        is_in_notebook = number > 0
    is_unwritten = isinstance(error, NotImplementedError)
    is_stub = is_unwritten and (
        _is_of(innermost, function) or (is_in_notebook and innermost == "<module>")
    )
    is_beneath = is_unwritten and is_in_notebook and not is_stub
    name, text = honest(*describe(error))
    return m.Raised(name[:200], text[:500], is_stub, cell, line, is_beneath)


def _is_of(qualified_name: str, exercise: str) -> bool:
    """Return whether a function is an exercise, or a method of an exercise's class."""
    owner, _, method = qualified_name.partition(".")
    return owner == exercise and "." not in method
