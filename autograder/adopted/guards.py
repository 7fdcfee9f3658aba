"""Keep a student's query from changing anything in the grader process.

Trusted. A test cell may hand a student's text to SQLite, which opens, writes and deletes files if
the text says so. So while submissions are judged, SQLite only reads what the instructor gave.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Sequence
from typing import Any

_READING = ("SELECT", "READ", "FUNCTION", "RECURSIVE", "TRANSACTION", "SAVEPOINT")
_NEVER = ("ATTACH", "DETACH", "CREATE_VTABLE", "DROP_VTABLE")
_PRAGMAS = frozenset(
    {"table_info", "table_xinfo", "table_list", "index_list", "index_info", "index_xinfo"}
    | {"foreign_key_list", "database_list"}
)


class Databases:
    """Limits what SQL may do on the connections of this process, once judging has begun."""

    def __init__(self) -> None:
        """Have everything that connects to SQLite, now or later, connect here."""
        self.is_judging = False
        try:
            import _sqlite3  # noqa: PLC0415 - some interpreters are built without it
        except ImportError:
            return
        own = _sqlite3.connect

        @functools.wraps(own)
        def connect(*args: Any, **kwargs: Any) -> Any:
            connection = own(*args, **kwargs)
            self._limit(connection)
            return connection

        for name in ("_sqlite3", "sqlite3.dbapi2", "sqlite3"):
            if name in sys.modules:
                setattr(sys.modules[name], "connect", connect)  # noqa: B010

    def _limit(self, connection: Any) -> None:
        files = [path for *_, path in connection.execute("PRAGMA database_list") if path]
        may_write = self.is_judging and not files
        connection.set_authorizer(functools.partial(self._decide, may_write))

    def _decide(self, may_write: bool, action: int, *args: Any) -> int:  # noqa: FBT001
        import sqlite3  # noqa: PLC0415 - it is loaded: it has made a connection

        if not self.is_judging or _is_harmless(action, args, may_write=may_write):
            return sqlite3.SQLITE_OK
        return sqlite3.SQLITE_DENY


def _is_harmless(action: int, args: Sequence[Any], *, may_write: bool) -> bool:
    import sqlite3  # noqa: PLC0415 - see above

    if action == sqlite3.SQLITE_PRAGMA:
        return args[0] in _PRAGMAS
    if action == sqlite3.SQLITE_FUNCTION:
        return bool(args[1] != "load_extension")
    if action in {getattr(sqlite3, f"SQLITE_{name}") for name in _NEVER}:
        return False
    return may_write or action in {getattr(sqlite3, f"SQLITE_{name}") for name in _READING}


@functools.cache
def _databases() -> Databases:
    return Databases()


def watch_connections() -> None:
    """Limit the connections that are opened from now on, as soon as judging begins."""
    _databases()


def begin_to_judge() -> None:
    """Let no query of a student's write anything in this process from now on."""
    _databases().is_judging = True
