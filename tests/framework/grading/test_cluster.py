import json
import os
import shutil
import signal
import socket
import stat
import sys
import time

import msgspec
import psutil
import pytest
from courses import copy_of_the_course, run, start
from known_submissions import hand_in, sample_class

from autograder.course import secret
from autograder.course.fingerprint import fingerprint
from autograder.course.folder import find_course
from autograder.errors import CourseError, RequestError
from autograder.grading import elsewhere
from autograder.grading.cluster import connected
from autograder.grading.elsewhere import Answer, grade_elsewhere, versions
from autograder.grading.engine import ClassRun, grade_class
from autograder.grading.parcel import pack_course, unpack_course
from autograder.results.format import SubmissionOutcome
from autograder.sandbox.policy import Isolation
from autograder.submission.editions import Editions
from autograder.submission.find import SubmissionFile, find_submissions

RIGHT = "def square(x):\n    return x * x", "def cube(x):\n    return square(x) * x"
WRONG = "def square(x):\n    return x + x", "def cube(x):\n    return square(x) * x"
DATA, TABLE = "data/numbers.csv", "tables/deep/one.txt"
YAML = """\
course: tiny
title: A tiny course
languages: [en, zh]
assignments:
  - name: powers
    title: Powers
    files: [data/numbers.csv, tables]
    limits: {call_s: 0.5, exercise_s: 1.5, load_s: 2.0, total_s: 20.0}
"""


def cluster_of(count):
    """Yield a cluster of workers on this machine, whose environment has a secret of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(secret.VARIABLE, "a secret of the workers' machine")
        with connected(f"local:{count}") as workers:
            yield workers


@pytest.fixture
def one_worker():
    """A cluster that starts sooner."""
    yield from cluster_of(1)


@pytest.fixture(scope="module")
def two_workers():
    """A cluster whose workers can take each other's place."""
    yield from cluster_of(2)


@pytest.fixture
def files(submit):
    """A class: right and wrong notebooks, one that is broken, and a folder with nothing."""
    found = [
        SubmissionFile(f"student{n}", submit(f"{n}.ipynb", *(RIGHT, WRONG)[n % 2], f"x = {n}"))
        for n in range(6)
    ]
    broken = submit("broken.ipynb")
    broken.write_text("{")
    folder = broken.parent / "nothing"
    folder.mkdir()
    (folder / "link.ipynb").symlink_to(broken)
    (folder / "notes.txt").write_text("")
    own = SubmissionFile("nothing", folder, folder=folder)
    return [*found, SubmissionFile("broken", broken), own]


@pytest.fixture
def grade(tmp_path):
    """Grade submissions here or on a cluster; return the lasting part of the result files."""

    def run(course, submissions, workers=None, assignment="powers", seen=None, **own):
        results = tmp_path / ("elsewhere" if workers else "here")
        class_run = ClassRun(
            course, course.course.assignment(assignment), submissions, results, **own
        )
        hand_out = workers.hand_out if workers else None
        students = []
        for one in grade_class(class_run, jobs=1, hand_out=hand_out):
            students.append(one.result.student)
            if seen is not None:
                seen(students)
        assert sorted(students) == sorted(s.student for s in submissions)
        return {p.name: lasting(json.loads(p.read_bytes())) for p in results.rglob("*.json")}

    return run


def lasting(result):
    """Return a stored result without durations."""
    if isinstance(result, dict):
        return {key: lasting(value) for key, value in result.items() if key != "duration_s"}
    return [lasting(item) for item in result] if isinstance(result, list) else result


def folders(workers):
    """Return the folders of the courses that workers keep."""
    asked = workers._client.run(kept_folders)
    return [folder for own in asked.values() for folder in own]


def kept_folders():
    """Return the folders that this process keeps."""
    return [str(course.root) for course in elsewhere._courses._kept.values()]


# -- what travels ----------------------------------------------------------------------


@pytest.fixture
def with_files(make_course):
    """The tiny course, with handed-out files and a secret on disk."""
    course = make_course()
    root = course.root
    (root / "course.yaml").write_text(YAML)
    for name in (DATA, TABLE, "results/powers/ann.json"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name)
    (root / "solutions/powers/misconceptions.py").write_text("")
    secret.make_secret(root)
    (root / ".autograder").mkdir(exist_ok=True)
    (root / ".autograder/secret").write_text("s")
    return find_course(root)


def test_a_parcel_holds_what_decides_marks(with_files, tmp_path):
    """An unpacked course has the course's fingerprint, and no student's data or secret."""
    assignment = with_files.course.assignment("powers")
    place = tmp_path / "there"
    place.mkdir(0o700)
    unpack_course(pack_course(with_files, assignment), place)
    there = find_course(place)
    assert fingerprint(there, there.course.assignment("powers")) == fingerprint(
        with_files, assignment
    )
    assert sorted(path.name for path in place.iterdir()) == [
        *("course.yaml", "data", "solutions", "tables", "tests"),
    ]


def test_a_parcel_is_read_by_its_owner_alone(with_files, tmp_path):
    """Nobody else can read graders and solutions; sandboxes can read handed-out files."""
    unpack_course(pack_course(with_files, with_files.course.assignment("powers")), tmp_path / "o")
    modes = {
        path.name: stat.S_IMODE(path.stat().st_mode)
        for path in (tmp_path / "o").rglob("*")
        if path.is_file()
    }
    assert {name for name, mode in modes.items() if mode != 0o600} == {"numbers.csv", "one.txt"}


def test_equal_courses_are_one_parcel(with_files, tmp_path):
    """A parcel depends only on the files, not on their place or times."""
    copy = shutil.copytree(with_files.root, tmp_path / "copy")
    course = find_course(copy)
    assert pack_course(course, course.course.assignment("powers")) == pack_course(
        with_files, with_files.course.assignment("powers")
    )
    (copy / "tables/deep/one.txt").write_text("changed")
    assert pack_course(course, course.course.assignment("powers")) != pack_course(
        with_files, with_files.course.assignment("powers")
    )


def test_other_versions_are_refused():
    """A worker with another backgrade grades nothing, and names both versions."""
    answer = grade_elsewhere(b"", b"", versions() | {"backgrade": "9.9"}, "tcp://10.0.0.7:1")
    told = msgspec.json.decode(answer, type=Answer)
    assert (told.result, told.kind) == (None, "RequestError")
    own = versions()["backgrade"]
    assert told.why == (
        f"worker tcp://10.0.0.7:1 has other versions: backgrade {own} there, 9.9 here; "
        "install the same on both"
    )


THREADS = """
import sys
import threading

import msgspec

from autograder.grading.elsewhere import Task, grade_elsewhere, versions
from autograder.grading.protocol import Job, Spec
from autograder.submission.reading import Carried

job = Job("ann", b"/ann", carried=Carried({}, {}, ([], [], [])))
task = msgspec.json.encode(Task("course", Spec("/", "powers", "none", "needed"), job, 1.0))
sys.setswitchinterval(1e-6)
barrier = threading.Barrier(16)
answers = []


def grade():
    barrier.wait()
    answers.append(grade_elsewhere(msgspec.msgpack.encode([]), task, versions(), "a worker"))


threads = [threading.Thread(target=grade) for _ in range(16)]
for one in threads:
    one.start()
for one in threads:
    one.join()
assert len(answers) == 16
assert all(b"no course.yaml" in one for one in answers)
"""


@pytest.mark.processes
@pytest.mark.slow
def test_many_threads_of_a_worker_that_has_just_started(tmp_path):
    """Simultaneous first submissions do not crash the worker."""
    for _ in range(3):
        run("python", "-c", THREADS, cwd=tmp_path, code=0)


# -- what is no cluster ----------------------------------------------------------------


@pytest.mark.parametrize("address", ["", "local", "local:0", "here:4", "tcp://host", "10.0.0.1:80"])
def test_an_address_that_is_none(address):
    """An invalid address is refused at once, with the expected form."""
    with (
        pytest.raises(RequestError, match="is no address; expected tcp://HOST:8786"),
        connected(address),
    ):
        pass


def test_without_the_extra(monkeypatch):
    """If distributed is not installed, the message says what to install."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    with (
        pytest.raises(RequestError, match=r"pip install 'backgrade\[dask\]'"),
        connected("local:1"),
    ):
        pass


@pytest.mark.processes
def test_no_scheduler_there():
    """If nobody answers, the message says so and has the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    with (
        pytest.raises(RequestError, match=f"no Dask scheduler answers at {address}"),
        connected(address),
    ):
        pass


@pytest.mark.processes  # it loads all of Dask
def test_tls_without_certificates():
    """The message says that Dask's configuration must name them."""
    with pytest.raises(RequestError, match="needs certificates"), connected("tls://127.0.0.1:1"):
        pass


@pytest.mark.processes
def test_a_wrong_address_on_the_command_line(course, submit):
    """The command ends with 2 and one sentence, and has graded nothing."""
    done = run(
        *("autograder", "grade", "powers", submit("ann.ipynb")),
        *("--course", course.root, "--scheduler", "nowhere"),
        code=2,
    )
    assert "'nowhere' is no address" in done.stderr
    assert not (course.root / "results").exists()


# -- a cluster -------------------------------------------------------------------------


@pytest.mark.processes
def test_a_cluster_grades_as_this_machine_does(with_files, files, submit, grade, one_worker):
    """Result files differ only in durations: the secret is the run's; workers keep nothing."""
    reads = "SIZE = len(open('numbers.csv').read() + open('tables/deep/one.txt').read())"
    square = f"def square(x):\n    return x * x if SIZE == {len(DATA + TABLE)} else None"
    reader = SubmissionFile("reads", submit("reads.ipynb", reads, square, RIGHT[1]))
    files = [reader, *files[4:]]  # one of each kind
    here = grade(with_files, files)
    assert grade(with_files, files, one_worker) == here
    assert {r["score"] for r in here.values()} == {0.0, 6.0, 10.0}
    assert here["reads.json"]["score"] == 10.0
    assert folders(one_worker) == []


@pytest.mark.processes
@pytest.mark.slow
def test_a_course_that_is_wrong_is_told_by_its_own_path(make_course, files, two_workers, grade):
    """Hidden tests that cannot be collected stop the run, as they do locally."""
    course = make_course(graders={"test_cube.py": "import nothing_of_this_name"})
    with pytest.raises(CourseError, match="course/tests/graders/powers: no hidden graders"):
        grade(course, files, two_workers)


@pytest.mark.processes
@pytest.mark.slow
def test_the_secret_is_that_of_the_run(with_files, files, grade, two_workers, monkeypatch):
    """A worker uses the secret of the run for hidden inputs, not its own machine's."""
    monkeypatch.setenv(secret.VARIABLE, "of whoever grades")
    graded = grade(with_files, files[:1], two_workers)
    assert graded["student0.json"]["engine"]["secret"] == secret.fingerprint(b"of whoever grades")


SQUARE = '''
import pytest


@pytest.mark.exercise("square")
def test_of_three(student):
    """Three squared is nine"""
    assert student.square(3.0) == 9.0
'''
KILLS = '''
import os
import signal

import numpy as np
import pytest

pytestmark = pytest.mark.exercise("cube")


def test_kills(student):
    """Ends the worker of the cluster for one submission"""
    if student.cube(np.ones(2)).tolist() == [666.0, 666.0]:
        os.kill(os.getppid(), signal.SIGKILL)
'''
DEADLY = "def square(x):\n    return x * x", "def cube(x):\n    return 0 * x + 666"


@pytest.mark.processes
@pytest.mark.slow
def test_a_submission_that_no_worker_survives_is_an_error(
    make_course, files, submit, grade, two_workers
):
    """It is not a zero. All other submissions are graded."""
    course = make_course(graders={"test_cube.py": KILLS, "test_square.py": SQUARE})
    deadly = SubmissionFile("deadly", submit("deadly.ipynb", *DEADLY))
    graded = grade(course, [deadly, *files[:6]], two_workers, isolation=Isolation.NONE)
    dead = graded.pop("deadly.json")
    assert (dead["outcome"], dead["notes"]) == (
        SubmissionOutcome.ERROR,
        ["not graded: all workers that had it died, twice; this is not the student's fault"],
    )
    assert {r["outcome"] for r in graded.values()} == {SubmissionOutcome.GRADED}


@pytest.mark.processes
@pytest.mark.slow
def test_a_worker_that_is_killed_costs_nothing(course, submit, grade, two_workers):
    """Another worker grades its submissions: each has one result, the same as otherwise."""
    files = [
        SubmissionFile(f"student{n}", submit(f"{n}.ipynb", *(RIGHT, WRONG)[n % 2], f"x = {n}"))
        for n in range(30)
    ]

    def kill_one(students):
        if len(students) == 8:
            os.kill(min(two_workers._client.run(os.getpid).values()), signal.SIGKILL)

    assert grade(course, files, two_workers, seen=kill_one) == grade(course, files)


@pytest.mark.processes
@pytest.mark.slow
def test_a_whole_class_is_graded_as_here(tmp_path, grade, two_workers):
    """Every case of the sample class has the same result file on a cluster."""
    course = find_course(copy_of_the_course(tmp_path / "course", "shallow_network"))
    place = hand_in(sample_class("shallow_network"), tmp_path / "class")
    chosen = course.course.assignment("shallow_network")
    editions = Editions.of(course, chosen)
    files = find_submissions([place], chosen.name, course.submitted(), (), editions)
    here = grade(course, files, assignment=chosen.name)
    assert grade(course, files, two_workers, chosen.name) == here


# -- the end of a run ------------------------------------------------------------------


@pytest.mark.processes
@pytest.mark.slow
def test_a_run_that_is_killed_goes_on(course, submit, tmp_path):
    """Its workers end with it, finished results stay, and the next run grades the rest."""
    for n in range(30):
        submit(f"{n}.ipynb", *RIGHT, f"x = {n}")
    folder = tmp_path / "handed-in"
    arguments = ("grade", "powers", folder, "--course", course.root, "--scheduler", "local:2")
    results = course.root / "results/powers"
    first = start("autograder", *arguments)
    while len(list(results.glob("[!.]*.json"))) < 5:
        assert first.poll() is None
        time.sleep(0.05)
    below = psutil.Process(first.pid).children(recursive=True)
    first.kill()
    first.wait()
    left = psutil.wait_procs(below, timeout=60)[1]
    assert [p for p in left if p.is_running() and p.status() != psutil.STATUS_ZOMBIE] == []
    done = {path.name: path.read_bytes() for path in results.glob("[!.]*.json")}
    told = run("autograder", *arguments, code=0).stderr
    assert f"{len(done)} unchanged and skipped" in told
    assert len(list(results.glob("[!.]*.json"))) == 30
    assert {name: (results / name).read_bytes() for name in done} == done
