"""Serve test cells: do what the grader asks with the notebook's names and objects.

It runs in a process that has executed student code, so its answers are only claims.
"""

from __future__ import annotations

import ast
import builtins
import contextlib
import random
import socket
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from autograder.execution.namespace import Namespace, cell_of, describe
from autograder.wire import reach as r
from autograder.wire.frames import encode, receive, send
from autograder.wire.known import known_name
from autograder.wire.values import TooLargeError
from autograder.worker.changes import can_change, content_of, form_of
from autograder.worker.operations import operate
from autograder.worker.printed import Printed
from autograder.worker.records import adopted
from autograder.worker.table import Table, Whole


class Reach:
    """The sandbox's end of the connection to one test cell's names."""

    def __init__(self, sock: socket.socket, namespace: Namespace) -> None:
        self.socket = sock
        self.table = Table(self._lend)
        self._names = namespace.names
        self._printed = Printed()
        self.table.printed = self._printed.take
        self._raised: dict[int, BaseException] = {}  # by the grader's number

    def move_to(self, sock: socket.socket) -> None:
        """Serve another socket from now on, in a fork: its other end knows of no object yet."""
        self.socket = sock
        self.table.forget_all()
        self._raised.clear()

    def use(self, use: r.Use, values: list[Any]) -> None:
        """Do what the grader asks for, and reply."""
        self._printed.install()
        mark = self.table.mark()
        try:
            frame = self._performed(use, values)
        except BaseException as error:  # noqa: BLE001 - student code may raise anything
            self._take_back(mark)
            frame = self._threw(error)
        self.socket.sendall(frame)
        self._printed.note_sent()

    def forget_printed(self) -> None:
        """Lose what was printed and not sent."""
        self._printed.take()
        self._printed.note_sent()

    def _take_back(self, mark: int) -> None:
        """Undo what a frame that is not sent has taken."""
        self.table.forget(mark)
        self._printed.put_back()

    def _performed(self, use: r.Use, values: list[Any]) -> bytes:
        if use.op is r.Op.PEEK:
            return self._peek(use.name)
        if use.op is not r.Op.CALL:
            return self._done(_perform(self._names, use, values))
        function, args, kwargs = adopted(values, self._names)
        places = [*enumerate(args), *kwargs.items()]
        before = [(place, value, form_of(value)) for place, value in places if can_change(value)]
        result = function(*args, **kwargs)
        changed = [[place, content_of(v)] for place, v, form in before if form_of(v) != form]
        same = (n for n, arg in enumerate(args) if arg is result and can_change(arg))
        return self._done(result, changed, next(same, -1))

    def _done(self, result: Any, changed: Sequence[Any] = (), returned: int = -1) -> bytes:
        mark, done = self.table.mark(), r.Done(returned=returned)
        try:
            return encode(done, [result, list(changed)], holder=self.table)
        except TooLargeError:
            self._take_back(mark)
            return encode(done, [Whole(result), list(changed)], holder=self.table)

    def _peek(self, name: str) -> bytes:
        if name not in self._names:
            raise _MissingError(name)
        mark = self.table.mark()
        with contextlib.suppress(TooLargeError):
            frame = encode(r.Done(), [[True, self._names[name]], []], holder=self.table)
            if self.table.mark() == mark:
                return frame
        self._take_back(mark)
        return encode(r.Done(), [[False, None], []], holder=self.table)

    def _threw(self, error: BaseException) -> bytes:
        if isinstance(error, _MissingError):
            return encode(r.Threw(is_missing=True), [[], None], holder=self.table)
        cell, line = _place(error)
        kind = type(error)
        threw = r.Threw(
            type_names=tuple(".".join(known_name(base)) for base in kind.__mro__[:40]),
            text=describe(error)[1],
            is_stub=isinstance(error, NotImplementedError) and cell > 0,
            cell=cell,
            line=line,
            lent=next((n for n, known in self._raised.items() if known is error), -1),
        )
        own = error if kind.__module__ == "__main__" and isinstance(error, Exception) else None
        mark = self.table.mark()
        try:
            return encode(threw, [list(error.args), own], holder=self.table)
        except BaseException:  # noqa: BLE001 - its arguments may be anything
            self._take_back(mark)
            return encode(threw, [[threw.text], None], holder=self.table)

    # -- functions of the grader's -----------------------------------------------------

    def _lend(self, number: int, name: str) -> Callable[..., Any]:
        def function(*args: Any, **kwargs: Any) -> Any:
            return self._call_back(number, args, kwargs)

        function.__name__ = function.__qualname__ = name
        return function

    def _call_back(self, number: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        send(self.socket, r.Back(number=number), [list(args), kwargs], holder=self.table)
        self._printed.note_sent()
        while True:
            message, value = receive(self.socket, r.Use | r.Result, holder=self.table)
            if isinstance(message, r.Use):
                self.use(message, value)
                continue
            if not message.raised:
                return value
            error = self._raised[message.number] = _exception(message)
            raise error


def _exception(result: r.Result) -> BaseException:
    """Return the builtin exception with this name; RuntimeError if it cannot be made."""
    kind = getattr(builtins, result.raised, RuntimeError)
    try:
        error = kind(result.text)
    except Exception:  # noqa: BLE001 - not an exception, or one with other arguments
        return RuntimeError(result.text)
    return error if isinstance(error, Exception) else RuntimeError(result.text)


class _MissingError(Exception):
    """The notebook has no such name."""


def _perform(  # noqa: PLR0911 - by operation
    names: dict[str, Any], use: r.Use, values: list[Any]
) -> Any:
    """Do what needs only names and values; raises whatever student code raises."""
    match use.op, values:
        case r.Op.NAME, _:
            if use.name not in names:
                raise _MissingError
            return names[use.name]
        case r.Op.GET, [subject]:
            return getattr(subject, use.name)
        case r.Op.SET, [subject, value]:
            return setattr(subject, use.name, value)
        case r.Op.DELETE, [subject]:
            return delattr(subject, use.name)
        case r.Op.OPERATE, [subject, *others]:
            return operate(use.name, subject, *others)
        case r.Op.RUN, [str(code)]:
            return _run(names, code)
        case r.Op.SEED, [int(seed)]:
            random.seed(seed)
            return np.random.seed(seed % 2**32)  # noqa: NPY002 - students use the global generator
    return _prepare(names, use.op, values)


def _prepare(names: dict[str, Any], op: r.Op, values: list[Any]) -> Any:
    """Bring names, and objects that stand for the grader's, to what they are there."""
    match op, values:
        case r.Op.BIND, [dict(bound)]:
            return names.update(bound)
        case r.Op.UNBIND, [list(gone)]:
            for name in gone:
                names.pop(name, None)
            return None
        case r.Op.NEW, [list(kinds)]:
            return [object.__new__(_class(names, *kind)) for kind in kinds]
        case r.Op.FILL, [list(objects), list(fields)]:
            return _fill(objects, fields)
        case r.Op.FIELDS, [list(objects)]:
            return [dict(object.__getattribute__(one, "__dict__")) for one in objects]
    raise ValueError(op)


def _class(names: dict[str, Any], module: str, name: str) -> type:
    """Return a class of the notebook, or of a module that it has imported."""
    found: Any = names if module == "__main__" else vars(sys.modules[module])
    return found[name]  # type: ignore[no-any-return]


def _fill(objects: list[Any], fields: list[dict[str, Any]]) -> None:
    """Give objects these fields, and no others."""
    for one, new in zip(objects, fields, strict=True):
        own = object.__getattribute__(one, "__dict__")
        own.clear()
        own.update(new)


def _run(names: dict[str, Any], code: str) -> list[str]:
    """Run a test cell here; return the exception's type and its text, empty if there is none."""
    try:
        flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
        compiled = compile(code, "<test cell>", "exec", flags, dont_inherit=True)
        waited = eval(compiled, names)  # noqa: S307 - None, or a coroutine if there is an await
        if waited is not None:
            import asyncio  # noqa: PLC0415 - large, and few test cells await

            asyncio.run(waited)
    except BaseException as error:  # noqa: BLE001 - student code may raise anything
        return list(describe(error))
    return ["", ""]


def _place(error: BaseException) -> tuple[int, int]:
    """Return the last place in the notebook that an exception passed; zeros if there is none."""
    cell, line = 0, 0
    for frame, lineno in traceback.walk_tb(error.__traceback__):
        if (number := cell_of(frame.f_code.co_filename)) > 0:
            cell, line = number, lineno
    return cell, line
