"""Bad input to the gradebook gives one sentence, loses nothing, and the class is graded."""

import contextlib
import json
import os
import shutil
import signal
import sqlite3
import sys
import time

import pytest
from courses import ROOT, SECRET, copy_of_the_course, run, start
from nbgrader.dbutil import upgrade

from autograder.cli import app as cli

pytestmark = pytest.mark.slow

NAME = "shallow_network"
PASSWORD = "hush-7431"
LONG = "l" * 200
ODD = "Zoë 李 e\u0301 🎓 o'No \\ 100%"
POINTS = {"ada": 70.0, "bob": 0.0, ODD: 70.0, "two": 70.0, "mixed": 70.0}
AGAIN = "the results are kept: run the same command again afterwards"
WAITS_BRIEFLY = "sqlite:///gradebook.db?timeout=0.2"
LOCKED = (
    "autograder: gradebook.db: locked by another program; close what writes to it (another "
    f"grading, a database viewer); {AGAIN}"
)


def write_deep_network(course):
    """Add a second assignment with different cells to the course."""
    (course / "course.yaml").write_text(
        (course / "course.yaml").read_text() + "  - name: deep_network\n    title: Deep\n"
    )
    cells = [
        code("def deeper(x):\n    return x\n", grade_id="deeper-answer", solution=True),
        code("deeper(1)\n", grade_id="deeper", grade=True, points=4),
    ]
    source = course / "solutions" / "deep_network" / "deep_network.ipynb"
    source.parent.mkdir()
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    source.write_text(json.dumps(notebook))
    return source


def code(text, **meta):
    """Return a cell of a source notebook."""
    meta = {"grade": False, "solution": False, "locked": True, "schema_version": 3, **meta}
    return {
        "cell_type": "code",
        "source": text,
        "metadata": {"nbgrader": meta},
        "outputs": [],
        "execution_count": None,
        "id": meta["grade_id"],
    }


def hand_in(course, student, notebook, name=NAME):
    """Put a notebook where nbgrader collects a student's."""
    folder = course / "submitted" / student / NAME
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(notebook, folder / f"{name}.ipynb")


def autograde(course, *options, **environment):
    """Run nbgrader's own command."""
    return run("nbgrader", "autograde", NAME, *options, cwd=course, **environment)


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A course with a class of odd students, graded once; and what was said."""
    parts = ("solutions", "tests/graders")
    course = copy_of_the_course(tmp_path_factory.mktemp("course"), parts=parts)
    for name in ("course.yaml", "nbgrader_config.py"):
        shutil.copy(ROOT / name, course)
    solution = course / "solutions" / NAME / f"{NAME}.ipynb"
    run("nbgrader", "generate_assignment", NAME, cwd=course, code=0)
    release = course / "assignments" / NAME / f"{NAME}.ipynb"
    hand_in(course, "other", write_deep_network(course))
    for student in ("ada", ODD, LONG, "two"):
        hand_in(course, student, solution)
    hand_in(course, "bob", release)
    hand_in(course, "two", release, "draft")
    hand_in(course, "mixed", solution, "mine")
    hand_in(course, "several", solution, "mine")
    hand_in(course, "several", release, "draft")
    said = run("autograder", "grade", NAME, cwd=course)
    shutil.copy(course / "gradebook.db", course / "kept.db")
    shutil.copy(solution, course / "kept.ipynb")
    return course, said


@pytest.fixture
def course(graded, monkeypatch):
    """The graded course, which a test may spoil and which is then restored."""
    folder, _ = graded
    monkeypatch.chdir(folder)
    monkeypatch.setenv("AUTOGRADER_SECRET", SECRET)
    yield folder
    (folder / "gradebook.db").unlink(missing_ok=True)
    shutil.copy(folder / "kept.db", folder / "gradebook.db")
    shutil.copy(folder / "kept.ipynb", folder / "solutions" / NAME / f"{NAME}.ipynb")


@pytest.fixture
def grade(course, monkeypatch, capsys):
    """Run `autograder grade` on the class; return its exit code and last line."""

    def command(*options):
        monkeypatch.setattr(sys, "argv", ["autograder", "grade", NAME, *options])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        lines = capsys.readouterr().err.strip().splitlines()
        assert not any("Traceback" in line for line in lines)
        return ended.value.code, lines[-1]

    return command


def sql(course, *statements):
    """Change the gradebook without telling anyone; return the last statement's rows."""
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as database:
        for statement in statements:
            rows = database.execute(statement).fetchall()
        database.commit()
    return rows


def marks(course):
    """Return each student's points in the gradebook; None if there are none."""
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as database:
        return dict(
            database.execute(
                "SELECT s.student_id, sum(g.auto_score) FROM submitted_assignment s "
                "LEFT JOIN submitted_notebook n ON n.assignment_id = s.id "
                "LEFT JOIN grade g ON g.notebook_id = n.id GROUP BY s.student_id"
            ).fetchall()
        )


def rows(course):
    """Return all marks and comments of the gradebook."""
    return sql(
        course,
        "SELECT g.cell_id, n.id, g.auto_score, c.auto_comment FROM submitted_notebook n "
        "JOIN grade g ON g.notebook_id = n.id LEFT JOIN comment c ON c.notebook_id = n.id "
        "ORDER BY 2, 1, 4",
    )


# -- odd students ----------------------------------------------------------------------


def result_of(course, student):
    """Return a student's result file."""
    return json.loads((course / "results" / NAME / f"{student}.json").read_text())


def test_the_rest_of_the_class_is_graded(graded):
    """Odd submissions cost nobody else a mark, and each is reported in a sentence."""
    course, said = graded
    assert marks(course) == {**POINTS, "other": 0.0, "several": None}
    assert said.stderr.splitlines()[-2:] == [
        "in the gradebook without marks, for a human to look at: several",
        (
            f"not in the gradebook: {LONG[:20]}…: a student's id may have 128 characters in "
            "nbgrader; give a shorter one"
        ),
    ]
    assert said.returncode == 1
    assert result_of(course, LONG)["score"] == 70.0


def test_formgrader_finds_odd_students(graded):
    """A graded notebook is where nbgrader looks: in a folder named by the student's id."""
    course, _ = graded
    assert (course / "autograded" / ODD / NAME / f"{NAME}.ipynb").is_file()


def test_a_submission_for_another_assignment(graded):
    """It is graded as missing, and the result says to which assignment it belongs."""
    result = result_of(graded[0], "other")
    assert {exercise["outcome"] for exercise in result["exercises"]} == {"missing"}
    assert result["notes"] == [f"this looks like a submission for deep_network, not {NAME}"]
    assert not any("looks like" in note for note in result_of(graded[0], "bob")["notes"])


def test_nbgrader_grades_the_rest_of_the_class(course):
    """In nbgrader only the odd submissions fail; the marks are the same."""
    shutil.rmtree(course / "autograded")
    sql(course, "UPDATE grade SET auto_score = NULL")
    said = autograde(course)
    assert said.returncode == 1
    assert marks(course) == {
        **POINTS,
        "mixed": None,  # nbgrader reads no notebook of another name
        "other": 0.0,
        "several": None,
        LONG: 70.0,  # SQLite does not count characters
    }
    failed = [line for line in said.stderr.splitlines() if "for student" in line]
    assert [line.split("'")[-2] for line in failed] == ["mixed", "several"]


@pytest.mark.parametrize("student", ["a/b", "..", "", "a\0b", "ö" * 128])
def test_an_id_that_is_no_folder(student):
    """Such a student, as in a roster, is left out of the gradebook and named."""
    from autograder.gradebook.record import _why_no_id  # noqa: PLC0415 - takes its time

    assert _why_no_id(student).startswith(("no folder can be called so", "a student's id may"))
    assert not _why_no_id(ODD)


# -- the database ----------------------------------------------------------------------


def test_locked(course, grade, monkeypatch):
    """While another program writes, there is one sentence; later the same command completes it."""
    monkeypatch.setenv("AUTOGRADER_GRADEBOOK", WAITS_BRIEFLY)
    before = rows(course)
    with contextlib.closing(sqlite3.connect("gradebook.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")  # nobody else may even read it
        assert grade() == (3, LOCKED)
        other.execute("ROLLBACK")
        other.execute("BEGIN IMMEDIATE")
        assert grade() == (3, LOCKED)
        shutil.rmtree(course / "autograded")
        said = autograde(course, AUTOGRADER_GRADEBOOK=WAITS_BRIEFLY)
        assert (said.returncode, said.stderr.splitlines()[-1]) == (1, LOCKED)
        assert "Traceback" not in said.stderr
    assert rows(course) == before
    assert grade()[0] == 1
    assert rows(course) == before


def test_an_older_schema(course, grade):
    """The message names it and its remedy; then the same command completes it."""
    before = rows(course)
    sql(course, "UPDATE alembic_version SET version_num = '282d30a0218e'", "DROP TABLE course")
    code, said = grade()
    assert (code, said) == (
        3,
        (
            "autograder: gradebook.db: a gradebook of another version of nbgrader (its schema is "
            "282d30a0218e, this nbgrader's is e43177bfe90b); make a copy of it, then run nbgrader "
            f"db upgrade; {AGAIN}"
        ),
    )
    upgrade(f"sqlite:///{course / 'gradebook.db'}")  # what nbgrader db upgrade does
    assert grade()[0] == 1
    assert rows(course) == before


def test_read_only(course):
    """The message says that the gradebook cannot be written, and nothing in it changes."""
    before = (course / "gradebook.db").read_bytes()
    (course / "gradebook.db").chmod(0o444)
    # The superuser may write nevertheless, unless that right is removed.
    user = ("setpriv", "--bounding-set=-dac_override") if os.geteuid() == 0 else ()
    said = run("autograder", "grade", NAME, cwd=course, before=user)
    assert said.stderr.splitlines()[-1] == (
        "autograder: gradebook.db: may not be written (attempt to write a readonly database); "
        f"give yourself the permission; {AGAIN}"
    )
    assert (course / "gradebook.db").read_bytes() == before


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            lambda data: b"",
            "gradebook.db: an empty file; put a copy from your backup in its place, or",
        ),
        (lambda data: b"my grades\n" * 900, "gradebook.db: damaged, or not a database (file is"),
        (lambda data: data[: len(data) // 2], "gradebook.db: damaged, or not a database (data"),
        (lambda data: data[:-9000], "gradebook.db: damaged, or not a database (database disk"),
    ],
    ids=["empty", "text", "half", "cut off"],
)
def test_no_whole_database(course, grade, spoil, said):
    """An empty, foreign or truncated file is reported; with the old one back, all is as before."""
    before = rows(course)
    whole = (course / "gradebook.db").read_bytes()
    (course / "gradebook.db").write_bytes(spoil(whole))
    code, line = grade()
    assert code == 3
    assert line.startswith(f"autograder: {said}")
    (course / "gradebook.db").write_bytes(whole)
    assert grade()[0] == 1
    assert rows(course) == before


def test_a_table_is_missing(course, grade):
    """A half-made database is not silently completed, because the missing table had marks."""
    sql(course, "DROP TABLE grade")
    code, said = grade()
    assert code == 3
    assert said.startswith("autograder: gradebook.db: a half-made gradebook, or another program's")
    assert "it has no table grade; put a copy from your backup in its place" in said


def test_rows_are_missing(course, grade):
    """A submission without its notebook, marks or comments gets them again."""
    before = marks(course)
    first = "(SELECT min(id) FROM submitted_notebook)"
    sql(
        course,
        "DELETE FROM comment WHERE rowid % 3 = 0",
        "DELETE FROM grade WHERE rowid % 4 = 0",
        f"DELETE FROM grade WHERE notebook_id = {first}",
        f"DELETE FROM comment WHERE notebook_id = {first}",
        f"DELETE FROM submitted_notebook WHERE id = {first}",
    )
    assert grade()[0] == 1
    assert marks(course) == before
    assert sql(course, "SELECT count(*) FROM grade") == [(8 * len(before),)]
    assert sql(course, "SELECT count(*) FROM comment") == [(8 * len(before),)]


def test_killed_while_writing(course, grade):
    """After a kill inside a transaction, the marks are as before, and a second run writes them."""
    ((last,),) = sql(course, "SELECT max(id) FROM grade WHERE auto_score > 1")
    sql(course, "UPDATE grade SET auto_score = 1.0 WHERE auto_score > 1")
    before = rows(course)
    many = ", ".join(f"base_cell t{i}" for i in range(9))
    sql(
        course,
        f"CREATE TRIGGER slow AFTER UPDATE ON grade WHEN NEW.id = '{last}' "
        f"BEGIN SELECT count(*) FROM {many}; END",
    )
    process = start("autograder", "grade", NAME, cwd=course)
    try:
        journal = course / "gradebook.db-journal"
        while not is_held(journal) and process.poll() is None:
            time.sleep(0.05)
        assert process.poll() is None
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait()
    sql(course, "DROP TRIGGER slow")
    assert rows(course) == before
    assert grade()[0] == 1
    assert marks(course)["ada"] == 70.0


def is_held(journal):
    """Return whether a transaction has been open for some time, and is not only being tried."""
    for _ in range(5):
        if not journal.exists():
            return False
        time.sleep(0.1)
    return True


# -- its address -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("url", "said"),
    [
        (f"me:{PASSWORD}@host", "gradebook: not an SQLAlchemy URL, like sqlite:///gradebook.db or"),
        (f"postgresql://me:{PASSWORD}@host:port/x", "gradebook: not an SQLAlchemy URL, like"),
        (f"nosql://me:{PASSWORD}@host/x", "nosql://me:***@host/x: no driver for nosql databases"),
        (
            f"postgresql+psycopg://me@127.0.0.1:1/x?password={PASSWORD}",
            "postgresql+psycopg://me@127.0.0.1:1/x: the database refused (connection failed: ",
        ),
    ],
)
def test_a_wrong_address(grade, monkeypatch, url, said):
    """The message says what is wrong with it, without its password."""
    monkeypatch.setenv("AUTOGRADER_GRADEBOOK", url)
    code, line = grade()
    assert code == 3
    assert line.startswith(f"autograder: {said}")
    assert PASSWORD not in line


def test_nbgrader_stops_at_a_wrong_address(course):
    """There is one sentence, and nothing is graded: nbgrader alone would run students' code."""
    shutil.rmtree(course / "autograded", ignore_errors=True)
    said = autograde(course, AUTOGRADER_GRADEBOOK=f"me:{PASSWORD}@host")
    assert said.returncode == 1
    assert said.stderr.splitlines()[-1].startswith("autograder: ")
    assert "Traceback" not in said.stderr
    assert PASSWORD not in said.stderr + said.stdout
    assert not list((course / "autograded").glob("*/*"))


# -- what does not fit -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        (
            "UPDATE base_cell SET name = 'sigmoyd' WHERE name = 'sigmoid'",
            (
                "the exercise sigmoid has no grade cell there; its grade cell sigmoyd is no "
                "exercise of the source"
            ),
        ),
        (
            (
                "UPDATE grade_cells SET max_score = 12 "
                "WHERE id = (SELECT id FROM base_cell WHERE name = 'sigmoid')"
            ),
            "sigmoid earns 12 points there and 10 in the source",
        ),
    ],
)
def test_cells_that_do_not_fit(course, grade, statement, said):
    """Each difference between source and gradebook is reported, and no mark changes."""
    before = rows(course)
    sql(course, statement)
    assert grade() == (
        3,
        (
            f"autograder: {NAME}: the gradebook does not fit the source notebook: {said}; bring it "
            f"up to date with autograder release {NAME}, or nbgrader generate_assignment {NAME}; "
            "the results are kept, and no mark was changed"
        ),
    )
    assert rows(course) == before


def spoil_source(course, change):
    """Change the source notebook's cell that checks sigmoid; return its path."""
    path = course / "solutions" / NAME / f"{NAME}.ipynb"
    notebook = json.loads(path.read_text())
    metas = [cell["metadata"].get("nbgrader", {}) for cell in notebook["cells"]]
    number = [meta.get("grade_id") for meta in metas].index("sigmoid")
    change(notebook["cells"], number)
    path.write_text(json.dumps(notebook))
    return path


def renamed(cells, number):
    """Rename the grade cell of sigmoid."""
    cells[number]["metadata"]["nbgrader"]["grade_id"] = "sigmoyd"


def doubled(cells, number):
    """Repeat the grade cell of sigmoid."""
    cells.append(cells[number])


def test_a_grade_cell_that_is_no_exercise(course, grade):
    """A source's grade cell whose id is no function's name is reported."""
    path = spoil_source(course, renamed)
    assert grade() == (
        2,
        (
            f"autograder: {path}: the grade cell 'sigmoyd' is no exercise: no function, "
            "class or variable is called so; give the cell the name of one, or write it"
        ),
    )


def test_a_grade_cell_twice(course, grade):
    """A repeated grade cell would count twice, so it is reported."""
    path = spoil_source(course, doubled)
    said = f"autograder: {path}: two autograded cells are called 'sigmoid'; remove one"
    assert grade() == (2, said)


def test_an_exercise_without_a_grade_cell(course, grade):
    """A hidden test of an exercise without a grade cell is reported."""
    spoil_source(course, lambda cells, number: cells.pop(number))
    known = course / "solutions" / NAME / "misconceptions"
    aside = known.rename(course / "aside")
    try:
        code, said = grade()
    finally:
        aside.rename(known)
    assert code == 2
    assert "marked exercise('sigmoid',), which the source notebook has not" in said
