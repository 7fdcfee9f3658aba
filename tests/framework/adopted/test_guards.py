"""A query of a student's changes nothing in the grader process."""

import subprocess
import sys

import pytest
from notebooks import checked, solution, write

from autograder.adopted.obstacles import danger
from autograder.course.adopted import read_plan

# In a process of its own, because what guards it cannot be taken away again.
GUARDED = """
import sqlite3, sys
from autograder.adopted.guards import begin_to_judge, watch_connections
watch_connections()
given = sqlite3.connect("given.db")
given.execute("create table t (a int)")
given.execute("insert into t values (1)")
given.commit()
memory = sqlite3.connect(":memory:")
memory.execute("create table t (a int)")
begin_to_judge()
own = sqlite3.connect(":memory:")
own.execute("create table t (a int)")
own.execute("insert into t values (2)")
own.commit()
connection = globals()[sys.argv[1]]
try:
    print(connection.execute(sys.argv[2]).fetchall())
except sqlite3.DatabaseError as error:
    print(error)
"""
READ = ["select sum(a) from t", "pragma table_info(t)", "with n as (select 1) select * from n"]
REFUSED = [
    ("given", "delete from t"),
    ("given", "create temp table t as select 9 a"),
    ("given", "pragma user_version = 3"),
    ("memory", "insert into t values (5)"),
    ("memory", "attach database 'other.db' as other"),
    ("own", "attach database 'other.db' as other"),
    ("own", "vacuum into 'other.db'"),
    ("own", "pragma journal_mode = off"),
]


def run(folder, code, *args):
    """Return what a process prints."""
    done = subprocess.run(
        [sys.executable, "-c", code, *args], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("query", READ)
def test_queries_read(query, tmp_path):
    """What the instructor gave, and what a test makes itself."""
    for name in ("given", "own"):
        (folder := tmp_path / name).mkdir()
        assert run(folder, GUARDED, name, query).startswith("[(")


@pytest.mark.parametrize(("name", "query"), REFUSED)
def test_queries_change_nothing_that_was_given(name, query, tmp_path):
    """And no file at all."""
    assert run(tmp_path, GUARDED, name, query).strip() in {"not authorized", "authorization denied"}
    assert [path.name for path in tmp_path.iterdir()] == ["given.db"]


def test_a_test_may_fill_its_own_database(tmp_path):
    """It is in memory, and no other test sees it."""
    assert run(tmp_path, GUARDED, "own", "insert into t values (3)").strip() == "[]"


@pytest.mark.parametrize(
    ("test", "is_dangerous"),
    [
        ("assert table.query(condition).shape == (1, 2)", True),
        ("assert pd.eval(condition)", True),
        ("assert answer.query('a > 1').shape == (1, 2)", False),
        ("assert table.query('a > 1').equals(answer)", False),
    ],
)
def test_texts_that_pandas_executes_are_found(test, is_dangerous, tmp_path):
    """A text of the student's, not a table of theirs."""
    path = write(
        tmp_path / "ps.ipynb",
        solution("a", "answer = 1\ncondition = 'a > 1'"),
        checked("t", test),
    )
    (question,) = read_plan(path).questions
    assert bool(danger(question, frozenset({"answer", "condition"}))) is is_dangerous
