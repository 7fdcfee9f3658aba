"""A gradebook in PostgreSQL, with the test's own server: the same marks as in SQLite."""

import csv
import shutil
from pathlib import Path

import courses
import postgresql
import pytest
import sqlalchemy as sa
from courses import copy_of_the_course
from known_submissions import known

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
NAME = "shallow_network"
ZOE = "Zoë 李 🎓"
LONG = "l" * 130  # nbgrader's tables allow 128, which PostgreSQL enforces and SQLite does not


if postgresql.programs() is None:
    pytest.skip("PostgreSQL is not installed: apt install postgresql", allow_module_level=True)


@pytest.fixture(scope="module")
def server():
    """The URL of a private server's empty database, reached by a socket in its own folder."""
    with postgresql.database() as url:
        yield url


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with a class: right, half done, late, a picture in its name."""
    settings = (
        f"course: neural-networks\ntitle: T\nassignments:\n  - name: {NAME}\n    title: T\n"
        "    due: 2026-12-01T12:00:00Z\n    late: {percent_per_day: 10}\n"
    )
    folder = tmp_path_factory.mktemp("course")
    course = copy_of_the_course(folder, parts=("solutions", "tests/graders"), settings=settings)
    shutil.copy(ROOT / "nbgrader_config.py", course)
    for student, case in (("ada", "as_taught"), ("ben", "half_done"), (ZOE, "as_taught")):
        known(NAME, case).hand_in(course / "submitted" / student / NAME)
    (course / "submitted" / ZOE / NAME / "timestamp.txt").write_text("2026-12-02 11:00:00 UTC")
    return course


def run(course, url, *command, code=0):
    """Run a command with a gradebook; return what it said."""
    done = courses.run(*command, cwd=course, code=code, AUTOGRADER_GRADEBOOK=url)
    assert "Traceback" not in done.stderr
    assert "no-secret" not in done.stderr + done.stdout
    return done.stderr.splitlines()


def gradebook(url):
    """Return the marks, comments and penalties of a gradebook."""
    engine = sa.create_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(
            sa.text(
                "SELECT s.student_id, s.timestamp, b.name, b.type, g.auto_score, "
                "g.needs_manual_grade, c.auto_comment, n.late_submission_penalty "
                "FROM submitted_assignment s "
                "JOIN submitted_notebook n ON n.assignment_id = s.id "
                "JOIN base_cell b ON b.notebook_id = n.notebook_id "
                "LEFT JOIN grade g ON g.notebook_id = n.id AND g.cell_id = b.id "
                "LEFT JOIN comment c ON c.notebook_id = n.id AND c.cell_id = b.id"
            )
        ).fetchall()
    engine.dispose()
    return {(r[0], *r[2:4]): (str(r[1]), r[4], bool(r[5]), *r[6:]) for r in rows}


def test_the_same_marks_as_in_sqlite(course, server):
    """Releasing, grading and exporting give the same as with an SQLite file."""
    file = f"sqlite:///{course / 'gradebook.db'}"
    for url, shown in ((server, "postgresql://grader:***@/postgres"), (file, "gradebook.db")):
        run(course, url, "nbgrader", "generate_assignment", NAME, "--force")
        said = run(course, url, "autograder", "grade", NAME)
        assert said[-1] == f"3 written to the gradebook {shown}"
    graded = gradebook(server)
    assert comparable(graded) == comparable(gradebook(file))
    shutil.rmtree(course / "autograded")
    run(course, server, "nbgrader", "autograde", NAME)
    assert gradebook(server) == graded
    run(course, server, "nbgrader", "export")
    with (course / "grades.csv").open(newline="") as export:
        scores = {row["student_id"]: float(row["score"]) for row in csv.DictReader(export)}
    assert scores == {"ada": 70, "ben": 25, ZOE: 63}


def comparable(rows):
    """Return one database's rows as another one writes them: times without trailing zeros."""
    return {key: (moment.removesuffix(".000000"), *rest) for key, (moment, *rest) in rows.items()}


def test_an_id_that_is_too_long(course, server):
    """It is left out with a sentence, and the rest of the class is written."""
    known(NAME, "as_taught").hand_in(course / "submitted" / LONG / NAME)
    said = run(course, server, "autograder", "grade", NAME, code=1)
    assert said[-2:] == [
        "3 written to the gradebook postgresql://grader:***@/postgres",
        (
            f"not in the gradebook: {LONG[:20]}…: a student's id may have 128 characters in "
            "nbgrader; give a shorter one"
        ),
    ]
