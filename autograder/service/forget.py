"""`autograder forget`: delete everything that a served course has of a student."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path

import msgspec
import sqlalchemy as sa

from autograder.course.extensions import EXTENSIONS_FILE, give_extension
from autograder.course.folder import CourseFolder
from autograder.course.roster import ROSTER_FILE, read_roster
from autograder.errors import RequestError, StorageError
from autograder.files import safe_name, write_whole
from autograder.regrade.places import PREVIEW
from autograder.service.changes import record
from autograder.service.database.connect import Database
from autograder.service.database.tables import Attempt, Change, Mark, Standing
from autograder.service.people.members import find
from autograder.text import printable

_BUSY_S = 60.0  # how long to wait for others who use the database
_PAGES = Path(".autograder") / "pages"  # of whole classes; they can be made again


def forget(folder: CourseFolder, database: Database, name: str) -> None:
    """Delete a student's attempts, results, pages, extensions, and what the log says of them.

    Raises RequestError for somebody whom nobody knows, or whom the roster would bring back.
    """
    path = folder.root / ROSTER_FILE
    if path.is_file() and any(one.id == name for one in read_roster(path).students):
        raise RequestError(f"{ROSTER_FILE} names {printable(name)}; take that row out first")
    _forget_rows(database, name)
    try:
        _forget_files(folder, name)
    except OSError as error:
        raise StorageError(f"{error.filename}: cannot be deleted: {error.strerror}") from None


def _forget_rows(database: Database, name: str) -> None:
    with database.writing() as session:
        person = find(session, name)
        theirs = sa.select(Attempt.id).where(Attempt.person_id == person.id)
        shared = sa.update(Standing).where(Standing.attempt_id.in_(theirs))
        session.execute(shared.values(changes=Standing.changes + 1))  # others of a team have it too
        session.delete(person)
        session.flush()
        session.execute(sa.update(Change).where(Change.about == name).values(about="", detail=""))
        session.execute(sa.update(Change).where(Change.who == name).values(who=""))
        session.execute(sa.update(Mark).where(Mark.who == name).values(who=""))
        record(session, "autograder forget", "person forgotten")
    if database.is_sqlite:  # otherwise deleted rows stay readable in the file
        path = database.engine.url.database or ""
        connection = sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)
        with contextlib.closing(connection) as own:
            own.execute("VACUUM")
            own.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _forget_files(folder: CourseFolder, name: str) -> None:
    root, own = folder.root, safe_name(name)
    for place in (folder.submitted(), folder.autograded(), folder.feedback()):
        if (place / own).is_dir():
            shutil.rmtree(place / own)
    results = folder.results()
    if not any((results / PREVIEW).rglob(".journal.json")):  # previews can be made again
        shutil.rmtree(results / PREVIEW, ignore_errors=True)
    for path in [*results.rglob(f"{own}.json"), *results.glob("*.similar.html")]:
        path.unlink()
    for record_of_regrades in results.rglob("*.jsonl"):
        _forget_lines(record_of_regrades, name)
    shutil.rmtree(root / _PAGES, ignore_errors=True)
    if (root / EXTENSIONS_FILE).is_file():
        for assignment in ("", *(one.name for one in folder.course.assignments)):
            give_extension(root, name, assignment, "")


def _forget_lines(path: Path, name: str) -> None:
    """Take a student's lines out of a record of regrades."""
    lines = path.read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if _student_of(line) != name]
    if len(kept) < len(lines):
        write_whole(path, b"".join(kept))


class _Changed(msgspec.Struct, frozen=True):
    student: str


class _Line(msgspec.Struct, frozen=True):
    change: _Changed


def _student_of(line: bytes) -> str:
    try:
        return msgspec.json.decode(line, type=_Line).change.student
    except msgspec.MsgspecError:
        return ""
