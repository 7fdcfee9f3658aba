"""`autograder backup`: everything that cannot be made again, in one file."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from pathlib import Path

import sqlalchemy as sa

from autograder.course.extensions import EXTENSIONS_FILE
from autograder.course.roster import ROSTER_FILE
from autograder.course.secret import SECRET_FILE
from autograder.errors import RequestError, StorageError
from autograder.service.database.connect import FILE, Database
from autograder.service.lti.keys import KEY_FILE
from autograder.service.people.settings import SERVE_FILE

_BESIDE = (
    *(str(SECRET_FILE), str(KEY_FILE)),
    *(ROSTER_FILE, EXTENSIONS_FILE, SERVE_FILE, "results"),
)
DUMP = Path(".autograder") / "service.pgdump"  # where a dump of PostgreSQL is in the backup


def back_up(root: Path, database: Database, target: Path) -> int:
    """Write a backup, which only its owner can read; return its size in bytes.

    Raises StorageError if it cannot be written, and RequestError without PostgreSQL's programs.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as folder:
            copy = Path(folder) / "copy"
            name = _copy(database, copy)
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with (
                os.fdopen(descriptor, "wb") as file,
                tarfile.open(fileobj=file, mode="w:gz") as tar,
            ):
                tar.add(copy, str(name))
                for beside in _BESIDE:
                    if (root / beside).exists():
                        tar.add(root / beside, beside)
        draft.replace(target)
        return target.stat().st_size
    except OSError as error:
        raise StorageError(f"{target}: cannot be written: {error.strerror or error}") from None
    finally:
        draft.unlink(missing_ok=True)


def _copy(database: Database, target: Path) -> Path:
    """Copy a database as it is at one moment; return its place in the backup."""
    if database.is_sqlite:
        _copy_sqlite(Path(database.engine.url.database or ""), target)
        return FILE
    _dump(database.engine.url, target)
    return DUMP


def _copy_sqlite(source: Path, target: Path) -> None:
    with (
        contextlib.closing(sqlite3.connect(source)) as live,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        live.backup(copy)


def _dump(url: sa.URL, target: Path) -> None:
    program = shutil.which("pg_dump")
    if program is None:
        raise RequestError(
            "backup: pg_dump is not installed; on Debian: apt install postgresql-client"
        )
    plain = url.set(drivername="postgresql", password=None).render_as_string()
    done = subprocess.run(  # noqa: S603 - PostgreSQL's own program
        [program, "--format=custom", "--no-password", f"--file={target}", plain],
        env=os.environ | {"PGPASSWORD": str(url.password or "")},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RequestError(f"backup: pg_dump: {' '.join(done.stderr.split())[:300]}")
