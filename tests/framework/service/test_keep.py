"""Backups, and forgetting a student."""

import shutil
import tarfile

import postgresql
import pytest
import sqlalchemy as sa
from serving import MONDAY, POWERS, a_result, add_person, attempts, give

from autograder.errors import RequestError
from autograder.service.backup import back_up
from autograder.service.bell import Bell
from autograder.service.changes import record
from autograder.service.database.connect import open_database
from autograder.service.database.tables import Base, Change
from autograder.service.forget import forget
from autograder.service.live import LiveCourse
from autograder.service.queue.finish import finish
from autograder.service.queue.lease import claim
from autograder.service.standing.keeper import Keeper

pytestmark = pytest.mark.processes

ADA = "ada-lovelace"


@pytest.fixture
def served(course):
    """A course whose students ada and ben have handed in, graded and placed."""
    database = open_database(course.root)
    fill(course, database)
    yield database
    database.close()


def fill(course, database):
    """Let ada and ben hand in."""
    (course.root / "extensions.csv").write_text(f"id,assignment,days\n{ADA},,1\nben,powers,2\n")
    for name in (ADA, "ben"):
        person = add_person(database, name, full_name=f"Full {name}")
        give(database, person, f"print({name!r})", MONDAY, POWERS)
        finish(database, claim(database, "w", MONDAY).id, a_result(student=name), MONDAY)
        with database.writing() as session:
            record(session, "ida", "attempt set aside", about=name, detail=f"{name} copied")
    Keeper(database, LiveCourse(course.root), Bell()).settle_all()


def test_a_backup_is_a_course_again(course, served, tmp_path):
    """Unpacked beside the course's own files, it has every attempt; only its owner reads it."""
    target = tmp_path / "backup.tar.gz"
    assert back_up(course.root, served, target) == target.stat().st_size
    assert target.stat().st_mode & 0o077 == 0
    again = tmp_path / "again"
    shutil.copytree(course.root, again, ignore=shutil.ignore_patterns(".autograder", "results"))
    with tarfile.open(target) as tar:
        tar.extractall(again, filter="data")
    opened = open_database(again)
    assert [a.sha256 for a in attempts(opened)] == [a.sha256 for a in attempts(served)]
    opened.close()
    assert (again / "results" / "powers" / f"{ADA}.json").is_file()
    assert list(tmp_path.glob(".*")) == []


def test_nothing_is_left_of_who_is_forgotten(course, served):
    """No file of the course and no byte of the database names the student; others stay."""
    (course.root / "feedback" / ADA / "powers").mkdir(parents=True)
    (course.root / "results" / "powers.regrades.jsonl").write_text(
        f'{{"change": {{"student": "{ADA}"}}}}\n{{"change": {{"student": "ben"}}}}\n'
    )
    forget(course, served, ADA)
    for path in course.root.rglob("*"):
        assert ADA not in path.name, path
        if path.is_file() and "solutions" not in path.parts:
            content = path.read_bytes()
            assert ADA.encode() not in content, path
    assert len(attempts(served)) == 1
    assert (course.root / "results" / "powers" / "ben.json").is_file()
    with served.reading() as session:
        whats = session.scalars(sa.select(Change.what)).all()
    assert whats == ["attempt set aside", "attempt set aside", "person forgotten"]


def test_who_cannot_be_forgotten(course, served):
    """Nobody unknown, and nobody whom the roster would bring back."""
    with pytest.raises(RequestError, match="nobody is called 'eve'"):
        forget(course, served, "eve")
    (course.root / "roster.csv").write_text(f"id\n{ADA}\n")
    with pytest.raises(RequestError, match="take that row out first"):
        forget(course, served, ADA)
    assert len(attempts(served)) == 2


@pytest.mark.slow
def test_with_postgresql(course, tmp_path):
    """A dump is in the backup, every row can be restored, and forgetting works too."""
    with postgresql.database() as url:
        database = open_database(course.root, url)
        fill(course, database)
        back_up(course.root, database, tmp_path / "backup.tar.gz")
        with tarfile.open(tmp_path / "backup.tar.gz") as tar:
            dump = tar.extractfile(".autograder/service.pgdump").read()
        assert dump.startswith(b"PGDMP")
        forget(course, database, ADA)
        assert len(attempts(database)) == 1
        with database.engine.connect() as connection:
            assert set(sa.inspect(connection).get_table_names()) == {
                *Base.metadata.tables,
                "alembic_version",
            }
        database.close()
