"""Open nbgrader's database; if that fails, say why in one sentence.

It uses nbgrader's own API and schema, so that nbgrader's commands and its formgrader find what
they would have written themselves.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import sqlalchemy as sa
from alembic.script import ScriptDirectory
from nbgrader.api import Base, Gradebook
from nbgrader.dbutil import ALEMBIC_DIR
from sqlalchemy.engine import make_url

from autograder.errors import GradebookError
from autograder.gradebook.place import absolute, find_own_programs, is_empty_file, shown

_REPLACE = "put a copy from your backup in its place, or move it away and a new one is made"
_KEPT = "the results are kept: run the same command again afterwards"


@contextlib.contextmanager
def open_gradebook(url: str, course: str) -> Iterator[Gradebook]:
    """Open a course's gradebook; nbgrader makes it if there is none.

    An error inside the `with` block raises GradebookError too, after a rollback.
    """
    name = shown(url)
    find_own_programs()
    try:
        is_new = _check_schema(url, name)
        with _opened(absolute(url), course, is_new=is_new) as gradebook:
            try:
                yield gradebook
            except BaseException:
                gradebook.db.rollback()
                raise
    except (sa.exc.SQLAlchemyError, ImportError) as error:
        raise GradebookError(_explain(error, url, name)) from None


def _opened(url: str, course: str, *, is_new: bool) -> Gradebook:
    """Return nbgrader's gradebook, made in a folder where alembic finds no settings.

    nbgrader lets alembic look at a new gradebook. alembic takes code from what the current
    folder's pyproject.toml names, and that file may be a student's.
    """
    with contextlib.chdir(ALEMBIC_DIR) if is_new else contextlib.nullcontext():
        return Gradebook(url, course)


def _check_schema(url: str, name: str) -> bool:
    """Raise unless the database is new, or nbgrader's, of the installed version, and writable.

    Returns whether it is new.
    """
    if is_empty_file(url):
        raise GradebookError(f"{name}: an empty file; {_REPLACE}; {_KEPT}")
    engine = sa.create_engine(url)
    try:
        with engine.connect() as connection:
            tables = set(sa.inspect(connection).get_table_names())
            if not tables:
                return True
            row = None
            if "alembic_version" in tables:
                row = connection.execute(sa.text("SELECT version_num FROM alembic_version")).first()
                # Undone at once, but refused if the database is locked or read-only.
                connection.execute(sa.text("UPDATE alembic_version SET version_num = version_num"))
            missing = set(Base.metadata.tables) - tables
    finally:
        engine.dispose()
    head = ScriptDirectory(ALEMBIC_DIR).get_current_head()
    if row is not None and row[0] != head:
        raise GradebookError(
            f"{name}: a gradebook of another version of nbgrader (its schema is {row[0]}, this "
            f"nbgrader's is {head}); make a copy of it, then run nbgrader db upgrade; {_KEPT}"
        )
    if row is None or missing:
        what = "no schema version" if row is None else f"no table {min(missing)}"
        raise GradebookError(
            f"{name}: a half-made gradebook, or another program's database: it has {what}; "
            f"{_REPLACE}; {_KEPT}"
        )
    return False


def _explain(error: Exception, url: str, name: str) -> str:
    """Return what happened in one sentence; drivers word it differently, so look for key words."""
    said = str(getattr(error, "orig", None) or error).strip()
    first = said.splitlines()[0] if said else type(error).__name__
    folded = said.lower()
    if isinstance(error, sa.exc.NoSuchModuleError | ImportError):
        kind = make_url(url).get_backend_name()
        is_ours = kind == "postgresql"
        advice = "pip install 'backgrade[postgresql]'" if is_ours else "install its driver"
        return f"{name}: no driver for {kind} databases ({first}); {advice}; {_KEPT}"
    if "is locked" in folded:
        return (
            f"{name}: locked by another program; close what writes to it (another grading, a "
            f"database viewer); {_KEPT}"
        )
    if "readonly" in folded or "read-only" in folded or "permission denied" in folded:
        return f"{name}: may not be written ({first}); give yourself the permission; {_KEPT}"
    if "not a database" in folded or "malformed" in folded or "disk image" in folded:
        return f"{name}: damaged, or not a database ({first}); {_REPLACE}; {_KEPT}"
    if "unable to open" in folded:
        return f"{name}: cannot be opened ({first}); is its folder there?; {_KEPT}"
    return f"{name}: the database refused ({first}); {_KEPT}"
