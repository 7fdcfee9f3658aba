"""nbgrader's exchange with this course, through real nbgrader commands, and then our collecting.

As root, two users of the system act as the students, each with a home and no more rights than the
exchange gives. Otherwise the user who runs the tests is the student.
"""

import getpass
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from courses import copy_of_the_course, run
from nbgrader.apps import NbGrader
from nbgrader.converters import Autograde
from nbgrader.converters.base import BaseConverter
from nbgrader.coursedir import CourseDirectory
from traitlets.config import PyFileConfigLoader

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
SOLUTION = ROOT / "solutions" / "shallow_network" / "shallow_network.ipynb"
NAME = "shallow_network"


def becoming(user):
    """Return the ways to run a command as a user of the system, the simplest first.

    If this Python is in root's home, the user gets the right to read, and no other.
    """
    plain = ["setpriv", f"--reuid={user}", f"--regid={user}", "--clear-groups"]
    right = "+dac_read_search"
    return [plain, [*plain, f"--inh-caps={right}", f"--ambient-caps={right}"]]


def works(prefix):
    """Return whether Python runs with this prefix, as a user other than ours."""
    code = "import os, traitlets; raise SystemExit(os.getuid() == 0)"
    run = subprocess.run([*prefix, sys.executable, "-c", code], check=False, capture_output=True)
    return run.returncode == 0


@pytest.fixture(scope="module")
def students():
    """The students, each with the prefix of their commands."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        return {getpass.getuser(): []}
    way = next((n for n, prefix in enumerate(becoming("daemon")) if works(prefix)), None)
    if way is None:
        return {getpass.getuser(): []}
    return {user: becoming(user)[way] for user in ("daemon", "games")}


@pytest.fixture(scope="module")
def place(students):
    """A folder that every user can reach, with the course, the exchange and homes in it."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        place.chmod(0o755)
        course = copy_of_the_course(place / "course")
        for part in ("course.yaml", "nbgrader_config.py"):
            shutil.copy(ROOT / part, course)
        (place / "exchange").mkdir()
        (place / "exchange").chmod(0o777)
        for student in students:
            (place / student).mkdir()
            shutil.chown(place / student, student)
        yield place


def nbgrader(place, *command, cwd, before=()):
    """Run a command of nbgrader in a folder, with the prefix `before`; return its log."""
    bin_folder = Path(sys.executable).parent
    environment = {
        "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(cwd),
        "JUPYTER_CONFIG_DIR": str(cwd / ".no-personal-settings"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    finished = subprocess.run(
        [*before, sys.executable, "-m", "nbgrader", *command, f"--Exchange.root={place}/exchange"],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    return finished.stderr


def autograder(place, *command):
    """Run a command of ours in the course."""
    return run("autograder", *command, cwd=place / "course")


def work(place, student, before):
    """Fetch the assignment as a student, solve it, and hand it in."""
    course, home = "--course=neural-networks", place / student
    nbgrader(place, "fetch_assignment", NAME, course, cwd=home, before=before)
    fetched = home / NAME / f"{NAME}.ipynb"
    assert fetched.read_bytes() == (ROOT / "assignments" / NAME / fetched.name).read_bytes()
    assert fetched.owner() == student
    fetched.write_bytes(SOLUTION.read_bytes())
    nbgrader(place, "submit", NAME, course, cwd=home, before=before)


@pytest.fixture(scope="module")
def collected(place, students):
    """The course after its release, and after every student has fetched, solved and handed in."""
    nbgrader(place, "release_assignment", NAME, cwd=place / "course")
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda student: work(place, student, students[student]), students))
    nbgrader(place, "collect", NAME, cwd=place / "course")
    return place / "course"


def test_the_round_trip_ends_in_marks(place, students, collected):
    """A bare `grade` grades what every student handed in through the exchange, with its time."""
    assert {path.name for path in (collected / "submitted").iterdir()} == set(students)
    owners = {path.owner() for path in (place / "exchange/neural-networks/inbound").iterdir()}
    assert owners == set(students)
    done = autograder(place, "grade", NAME, "--json")
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)
    assert {(r["student"], r["score"]) for r in results} == {(name, 70.0) for name in students}
    assert all(r["submission"]["submitted_at"].endswith(" UTC") for r in results)


def test_both_ways_to_collect_agree(place, students, collected):
    """What we collect replaces older files, and stays when nbgrader collects again."""
    student = next(iter(students))
    tree = collected / "submitted" / student / NAME
    before = (tree / "timestamp.txt").read_text()
    (collected / "roster.csv").write_text(f"id,username\n{student},{student}\n")
    export = place / "export.zip"
    notebook = SOLUTION.read_bytes() + b"\n"
    stamps = ("2020-01-01-10-00-00", "2035-01-01-10-00-00")  # before and after the exchange's
    with zipfile.ZipFile(export, "w") as archive:
        for stamp, data in zip(stamps, (notebook + b"\n", notebook), strict=True):
            archive.writestr(f"gradebook_NN_{NAME}_{student}_attempt_{stamp}_nb.ipynb", data)
    done = autograder(place, "collect", NAME, export, "--timezone", "UTC")
    assert done.returncode == 0, done.stdout + done.stderr
    assert (tree / f"{NAME}.ipynb").read_bytes() == notebook
    assert (tree / "timestamp.txt").read_text() == "2035-01-01 10:00:00 UTC"
    kept = sorted(path.name for path in (tree / ".attempts").glob("*.ipynb"))
    assert kept == ["2020-01-01 10:00:00 UTC.ipynb", f"{before[:19]} UTC.ipynb"]
    log = nbgrader(place, "collect", NAME, "--update", cwd=collected)
    assert f"No newer submission to collect: {student}" in log
    assert sorted(path.name for path in (tree / ".attempts").glob("*.ipynb")) == kept


def test_nbgrader_looks_into_no_attempts(collected, students, monkeypatch):
    """The converter of nbgrader sees the notebook that counts, and copies nothing hidden."""
    student = next(iter(students))
    tree = collected / "submitted" / student / NAME
    (tree / ".attempts").mkdir(exist_ok=True)
    (tree / ".attempts" / "2020-01-01 10:00:00 UTC.py").write_text("x = 1\n")
    monkeypatch.chdir(collected)
    config = PyFileConfigLoader("nbgrader_config.py", str(collected)).load_config()
    config.CourseDirectory.root = str(collected)
    config.CourseDirectory.assignment_id = NAME
    config.CourseDirectory.student_id = student
    converter = Autograde(
        coursedir=CourseDirectory(config=config), config=config, parent=NbGrader()
    )
    converter.init_notebooks()
    assert converter.assignments == {str(tree): [str(tree / f"{NAME}.ipynb")]}
    BaseConverter.init_assignment(converter, NAME, student)
    copied = {path.name for path in (collected / "autograded").rglob("*") if path.is_file()}
    assert "timestamp.txt" in copied
    assert not any("2020-01-01" in name for name in copied)
