"""A gradebook in PostgreSQL, with a server of the test's own: the same marks as in SQLite."""

import os
import pwd
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CASES = ROOT / "tests" / "submissions" / "shallow_network"
NAME = "shallow_network"
BIN = Path(sysconfig.get_path("scripts"))
ZOE = "Zoë 李 🎓"
LONG = "l" * 130  # nbgrader's tables have 128, which PostgreSQL minds and SQLite does not


def programs():
    """Return the folder of PostgreSQL's server programs, which Debian does not put on PATH."""
    found = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))
    return Path(found).resolve().parent if found else folders[-1] if folders else None


if programs() is None:
    pytest.skip("PostgreSQL is not installed: apt install postgresql", allow_module_level=True)


@pytest.fixture(scope="module")
def server():
    """The URL of a private server's empty database, reached by a socket in its own folder."""
    with tempfile.TemporaryDirectory(prefix="pg") as name:  # a socket's path must be short
        folder, owner = Path(name), {}
        if os.geteuid() == 0:  # which PostgreSQL refuses to run as
            user = pwd.getpwnam("nobody")
            os.chown(folder, user.pw_uid, user.pw_gid)
            owner = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        data = folder / "data"
        initdb = [programs() / "initdb", "--pgdata", data, "--username=grader", "--auth=trust"]
        subprocess.run(
            [*initdb, "--no-sync", "--encoding=UTF8"],
            cwd=folder,
            check=True,
            stdout=subprocess.DEVNULL,
            **owner,
        )
        with (folder / "log").open("w") as log:
            process = subprocess.Popen(
                [programs() / "postgres", "-D", data, "-k", folder, "-c", "listen_addresses="],
                cwd=folder,
                stdout=log,
                stderr=log,
                **owner,
            )
        try:
            wait = ["--host", folder, "--timeout=20"]
            for _ in range(100):
                ready = subprocess.run([programs() / "pg_isready", *wait, "--quiet"], check=False)
                if ready.returncode == 0 or process.poll() is not None:
                    break
                subprocess.run(["sleep", "0.1"], check=True)
            assert process.poll() is None, (folder / "log").read_text()
            yield f"postgresql://grader:no-secret@/postgres?host={folder}"
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """A course with a class: right, half done, late, a picture in its name."""
    course = tmp_path_factory.mktemp("course")
    for name in ("solutions", "tests/graders"):
        shutil.copytree(ROOT / name, course / name, ignore=shutil.ignore_patterns("variants"))
    shutil.copy(ROOT / "nbgrader_config.py", course)
    (course / "course.yaml").write_text(
        (ROOT / "course.yaml").read_text()
        + "    due: 2026-12-01T12:00:00Z\n    late: {percent_per_day: 10}\n"
    )
    for student, case in (("ada", "as_taught"), ("ben", "half_done"), (ZOE, "as_taught")):
        folder = course / "submitted" / student / NAME
        folder.mkdir(parents=True)
        shutil.copy(CASES / case / f"{NAME}.ipynb", folder)
    (course / "submitted" / ZOE / NAME / "timestamp.txt").write_text("2026-12-02 11:00:00 UTC")
    return course


def run(course, url, *command):
    """Run a command with a gradebook; it must do what it is asked."""
    done = subprocess.run(
        [*map(str, command)],
        cwd=course,
        env={
            **os.environ,
            "AUTOGRADER_SECRET": "test",
            "PYTHONPATH": str(ROOT),
            "AUTOGRADER_GRADEBOOK": url,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "no-secret" not in done.stderr + done.stdout
    return done


def export(course, url, name):
    """Return what nbgrader exports of a gradebook: its columns as text, by student."""
    run(course, url, BIN / "nbgrader", "export", "--to", name)
    lines = (course / name).read_text().splitlines()
    return {fields[3]: fields for fields in (line.split(",") for line in lines)}


def test_the_same_marks_as_in_sqlite(course, server):
    """Released, graded beside nbgrader and from inside it, exported: as from an SQLite file."""
    tables = {}
    for url in (server, "sqlite:///gradebook.db"):
        run(course, url, BIN / "nbgrader", "generate_assignment", NAME, "--force")
        graded = run(course, url, sys.executable, "-m", "autograder", "grade", NAME)
        shown = "postgresql://grader:***@/postgres" if url == server else "gradebook.db"
        assert graded.stderr.splitlines()[-1] == f"3 written to the gradebook {shown}"
        tables[url] = export(course, url, "grades.csv")
    assert tables[server] == tables["sqlite:///gradebook.db"]
    columns = tables[server].pop("student_id")
    marks = {
        student: [float(fields[columns.index(c)]) for c in ("raw_score", "score")]
        for student, fields in tables[server].items()
    }
    assert marks == {"ada": [60, 60], "ben": [25, 25], ZOE: [60, 54]}
    shutil.rmtree(course / "autograded")
    run(course, server, BIN / "nbgrader", "autograde", NAME)
    assert {**export(course, server, "again.csv"), "student_id": 0} == (
        {**tables[server], "student_id": 0}
    )


def test_an_id_that_is_too_long(course, server):
    """It is left out with a sentence, and the rest of the class is written."""
    folder = course / "submitted" / LONG / NAME
    folder.mkdir(parents=True)
    shutil.copy(CASES / "as_taught" / f"{NAME}.ipynb", folder)
    with pytest.raises(AssertionError) as refused:  # exit code 1: not all are in it
        run(course, server, sys.executable, "-m", "autograder", "grade", NAME)
    said = str(refused.value).splitlines()
    assert "3 written to the gradebook postgresql://grader:***@/postgres" in said
    assert any(line.startswith(f"not in the gradebook: {LONG[:20]}…: a student's") for line in said)
