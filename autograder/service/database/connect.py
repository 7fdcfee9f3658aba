"""Open the service's database: SQLite in the course's folder, or PostgreSQL by a URL."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from alembic.util import CommandError
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from autograder.errors import RequestError, ServiceError
from autograder.service.database.migrate import migrate

FILE = Path(".autograder") / "service.db"
_BUSY_S = 30.0  # how long SQLite waits for another program that writes
_WRITES = "backgrade_writes"  # the option of a transaction that will write
_OF_CONNECTIONS = ("synchronous=FULL", "foreign_keys=ON")
_AGAIN_S = 0.02


class Database:
    """Transactions in the service's database."""

    def __init__(self, engine: sa.Engine) -> None:
        self.engine = engine
        self._writer = engine.execution_options(**{_WRITES: True})
        # SQLite makes writers wait in no order; threads of this process take turns instead.
        self._turn = threading.Lock() if self.is_sqlite else contextlib.nullcontext()

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file on this machine."""
        return self.engine.dialect.name == "sqlite"

    @property
    def shown(self) -> str:
        """Its URL without a password."""
        return self.engine.url.set(query={}).render_as_string(hide_password=True)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session that only reads."""
        with Session(self.engine, expire_on_commit=False) as session:
            yield session

    @contextlib.contextmanager
    def writing(self) -> Iterator[Session]:
        """Give a session whose changes are all kept, or none of them.

        In SQLite it is the only one that writes at that time.
        """
        own = Session(self._writer, expire_on_commit=False)
        with self._turn, own as session, session.begin():
            yield session

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()


def open_database(root: Path, url: str = "") -> Database:
    """Open the database of a course, and bring its tables up to date.

    Without a URL it is a file in the course's folder. Raises RequestError for something that is
    not a URL, and ServiceError if it cannot be opened.
    """
    parsed = _url(root, url)
    try:
        engine = sa.create_engine(parsed, pool_size=20, max_overflow=30, **_options(parsed))
    except (sa.exc.ArgumentError, ModuleNotFoundError) as error:
        raise RequestError(f"--database: {_shown(parsed)}: {error}") from None
    if parsed.get_backend_name() == "sqlite":
        _prepare_sqlite(engine, Path(parsed.database or ""))
    database = Database(engine)
    try:
        migrate(engine)
    except SQLAlchemyError as error:
        raise ServiceError(f"the database {database.shown}: {reason(error)}") from None
    except CommandError:
        raise ServiceError(
            f"the database {database.shown} was made by a newer version; install that version"
        ) from None
    return database


def reason(error: SQLAlchemyError) -> str:
    """Return what a database said, in one line without the statement and its values."""
    said = str(getattr(error, "orig", None) or error)
    return " ".join(said.split())[:300]


def _url(root: Path, text: str) -> URL:
    if not text:
        return URL.create("sqlite", database=str(root / FILE))
    try:
        url = make_url(text)
    except (sa.exc.ArgumentError, ValueError):
        raise RequestError(
            "--database: not an SQLAlchemy URL, like postgresql://user@host/name"
        ) from None
    if url.get_backend_name() not in {"sqlite", "postgresql"}:
        raise RequestError(f"--database: {_shown(url)}: SQLite and PostgreSQL are supported")
    return url


def _shown(url: URL) -> str:
    return url.set(query={}).render_as_string(hide_password=True)


def _options(url: URL) -> dict[str, Any]:
    is_sqlite = url.get_backend_name() == "sqlite"
    return {"connect_args": {"timeout": _BUSY_S}} if is_sqlite else {"pool_pre_ping": True}


def _prepare_sqlite(engine: sa.Engine, path: Path) -> None:
    """Make the file readable to its owner alone, and its transactions what they are elsewhere."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600, exist_ok=True)
    except OSError as error:
        raise ServiceError(f"the database {path} cannot be made: {error.strerror}") from None
    try:
        _log_writes_ahead(path)
    except sqlite3.Error as error:
        raise ServiceError(f"the database {path}: {error}") from None

    @sa.event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # transactions begin below, not in Python's module
        for setting in _OF_CONNECTIONS:
            connection.execute(f"PRAGMA {setting}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _log_writes_ahead(path: Path) -> None:
    """Turn on the mode in which readers and a writer do not wait for each other.

    The file keeps it. Of all statements, SQLite does not wait with this one while another program
    does the same.
    """
    end = time.monotonic() + _BUSY_S
    while True:
        try:
            with contextlib.closing(sqlite3.connect(path, timeout=_BUSY_S)) as own:
                own.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > end:
                raise
            time.sleep(_AGAIN_S)
        else:
            return
