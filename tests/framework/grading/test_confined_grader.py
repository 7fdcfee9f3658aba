import pytest

from autograder.grading.engine import ClassRun, grade_class
from autograder.sandbox.policy import Isolation
from autograder.submission.find import SubmissionFile

pytestmark = pytest.mark.processes

# Each test runs in the grader process, as code that has been taken over there would.
GRADER = '''
import os
import resource
import socket
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.exercise("square")
ROOT = Path(__file__).parents[3]


def denied(attempt, *arguments, **options):
    try:
        attempt(*arguments, **options)
    except OSError:
        return True
    return False


def test_no_program(student):
    """No program can be started"""
    assert student.square(2) == 4
    assert denied(subprocess.run, [sys.executable, "-c", ""])
    assert denied(os.execv, "/bin/true", ["true"])


@pytest.mark.parametrize("family", ["AF_INET", "AF_INET6", "AF_UNIX", "AF_NETLINK", "AF_PACKET"])
def test_no_network(student, family):
    """No socket can be made"""
    assert student.square(2) == 4
    assert denied(socket.socket, getattr(socket, family), socket.SOCK_DGRAM)


@pytest.mark.parametrize("place", [str(ROOT), "/tmp", "/var/tmp", "/root", "/dev/shm", "HERE"])
def test_no_file_elsewhere(student, place):
    """Nothing can be written but in a folder of its own"""
    assert student.square(2) == 4
    folder = Path(__file__).parent if place == "HERE" else Path(place)
    assert denied((folder / "autograder-was-here").write_text, "x")
    assert denied(os.truncate, ROOT / "course.yaml", 0)
    assert denied(os.chmod, ROOT / "course.yaml", 0o777)
    assert denied(os.rename, ROOT / "course.yaml", ROOT / "other.yaml")


@pytest.mark.parametrize(
    "name", ["gradebook.db", ".autograder/secret", "results/powers/ann.json", "autograded/x"]
)
def test_no_gradebook(student, name):
    """Gradebook, secret and results cannot be read"""
    assert student.square(2) == 4
    assert denied((ROOT / name).read_bytes)


def test_no_others(student):
    """What lies elsewhere on the machine cannot be read"""
    assert student.square(2) == 4
    assert denied((ROOT.parent / "elsewhere.txt").read_bytes)


def test_no_memory_without_end(student):
    """Memory is limited"""
    assert student.square(2) == 4
    assert resource.getrlimit(resource.RLIMIT_AS)[1] < 1 << 40
    with pytest.raises(MemoryError):
        bytearray(16 << 30)


def test_no_capability(student):
    """As root nothing but reading is left"""
    assert student.square(2) == 4
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    assert int(status["CapEff"], 16) in (0, 4)
    assert int(status["NoNewPrivs"]) == 1
    assert int(status["Seccomp"]) == 2


def test_what_graders_need(student):
    """The course can be read, and a file kept in the folder that is there for it"""
    assert student.square(2) == 4
    assert (ROOT / "data.txt").read_text() == "data"
    Path("kept.txt").write_text("kept")
    assert Path("kept.txt").read_text() == "kept"
'''


@pytest.mark.parametrize(
    "level", [Isolation.NAMESPACES, pytest.param(Isolation.LANDLOCK, marks=pytest.mark.slow)]
)
def test_a_grader_process_that_is_taken_over_gets_nowhere(make_course, submit, tmp_path, level):
    """It starts no program, opens no socket, and reads and writes only what it needs."""
    course = make_course(graders={"test_square.py": GRADER})
    for name in ("gradebook.db", ".autograder/secret", "results/powers/ann.json", "autograded/x"):
        (course.root / name).parent.mkdir(parents=True, exist_ok=True)
        (course.root / name).write_text("x")
    (course.root / "data.txt").write_text("data")
    (tmp_path / "elsewhere.txt").write_text("x")
    submission = SubmissionFile("ann", submit("nb.ipynb", "def square(x):\n    return x * x"))
    run = ClassRun(course, course.course.assignment("powers"), [submission], tmp_path / "r", level)
    (graded,) = grade_class(run, jobs=1)
    tests = next(e for e in graded.result.exercises if e.name == "square").tests
    assert len(tests) == 20
    assert {t.id: (t.message, graded.result.notes) for t in tests if t.outcome != "passed"} == {}
