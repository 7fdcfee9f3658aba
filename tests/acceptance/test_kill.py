"""After `kill -9` of any process at any moment, nothing is lost, left behind or half written."""

import contextlib
import json
import shutil
import signal
import subprocess
import time

import courses
import psutil
import pytest

SOLUTION = courses.ROOT / "solutions" / "shallow_network" / "shallow_network.ipynb"
STUDENTS = 5
pytestmark = pytest.mark.slow
LEVELS = ["namespaces", pytest.param("landlock", marks=pytest.mark.slow)]


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """A class of equal right solutions that differ only in names."""
    folder = tmp_path_factory.mktemp("class")
    for i in range(STUDENTS):
        shutil.copy(SOLUTION, folder / f"student{i:02}.ipynb")
    return folder


@pytest.fixture(scope="module")
def slow(tmp_path_factory):
    """The same class with notebooks that sleep while they load, so that a test can catch them."""
    folder = tmp_path_factory.mktemp("slow")
    text = SOLUTION.read_text(encoding="utf-8")
    line = r'"import numpy as np\n"'
    assert line in text
    pause = line + r""", "np.pause = __import__('time').sleep(0.5)\n" """
    for i in range(STUDENTS):
        (folder / f"student{i:02}.ipynb").write_text(text.replace(line, pause, 1))
    return folder


@pytest.fixture
def start(handed_in, tmp_path):
    """Start grading the class; at the end, stop what is still running."""
    started = []

    def run(level, folder=handed_in):
        process = courses.start(
            *("autograder", "grade", "shallow_network", folder),
            *("--results", tmp_path / "results", "--jobs", 2, "--isolation", level),
            stderr=subprocess.PIPE,
            TMPDIR=str(tmp_path),
        )
        started.append(process)
        return process

    yield run
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.wait()
        process.stderr.close()


def family(process):
    """Return the processes below one."""
    try:
        return psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def wait_for_results(run, folder, count):
    """Wait until this many results are written."""
    while len(list(folder.glob("results/*/*.json"))) < count and run.poll() is None:
        time.sleep(0.01)


def all_gone(processes):
    """Return whether processes have ended, or end soon."""
    _, alive = psutil.wait_procs(processes, timeout=120)
    return [p for p in alive if p.is_running() and p.status() != psutil.STATUS_ZOMBIE] == []


def graded(folder):
    """Return the scores in the result files; each file must be complete."""
    files = list(folder.glob("results/*/*.json"))
    return {file.stem: json.loads(file.read_text())["score"] for file in files}


ALL = {f"student{i:02}": 70.0 for i in range(STUDENTS)}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("after", [pytest.param(0, marks=pytest.mark.slow), 2])
def test_the_engine_is_killed(start, tmp_path, level, after):
    """Its graders and all in their sandboxes end at once, and the next run goes on."""
    first = start(level)
    if after:
        wait_for_results(first, tmp_path, after)
    else:  # while graders are starting
        wait_for_one(first, "grader")
    below = family(first)
    first.kill()
    first.wait()
    assert all_gone(below)
    kept = set(graded(tmp_path))
    assert len(kept) >= after
    second = start(level)
    _, said = second.communicate()
    assert (second.returncode, graded(tmp_path)) == (0, ALL), said
    assert (f"{len(kept)} unchanged and skipped" in said) == bool(kept)
    assert leftovers(tmp_path) == []


def role(process):
    """Return what a process below the engine does, by its command and its parent's."""
    try:
        own, above = process.cmdline(), process.parent().cmdline()
    except (psutil.NoSuchProcess, AttributeError):
        return ""
    if "autograder.grading.process" in own:
        return "grader"
    if own and own[0].endswith("bwrap"):
        return "jail"
    is_worker, from_worker = ("autograder.worker" in " ".join(words) for words in (own, above))
    if is_worker and not above[0].endswith("bwrap") and from_worker:
        return "submission"
    return "warm interpreter" if is_worker else ""


def wait_for_one(run, kind):
    """Return a process of a kind as soon as there is one."""
    while run.poll() is None:
        for process in family(run):
            if role(process) == kind:
                return process
        time.sleep(0.005)
    pytest.fail(f"there was no {kind}")


KINDS = ("grader", "warm interpreter")


def kill_one(run, kind):
    """Kill a process of a kind as soon as there is one."""
    while True:
        with contextlib.suppress(psutil.NoSuchProcess):
            wait_for_one(run, kind).send_signal(signal.SIGKILL)
            return


@pytest.mark.parametrize(
    ("level", "kind"),
    [
        ("namespaces", "submission"),
        *(pytest.param("namespaces", kind, marks=pytest.mark.slow) for kind in (*KINDS, "jail")),
        *(
            pytest.param("landlock", kind, marks=pytest.mark.slow)
            for kind in (*KINDS, "submission")
        ),
    ],
)
def test_any_other_process_is_killed(start, slow, tmp_path, level, kind):
    """Whichever process it is, every submission is still graded."""
    run = start(level, slow)
    wait_for_results(run, tmp_path, 1)
    below = family(run)
    kill_one(run, kind)
    _, said = run.communicate()
    assert (run.returncode, graded(tmp_path)) == (0, ALL), said
    assert all_gone(below)
    assert leftovers(tmp_path) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_one_is_killed_while_it_starts(start, tmp_path, kind):
    """A sandbox that did not start is tried once more before an error is reported."""
    run = start("namespaces")
    kill_one(run, kind)
    _, said = run.communicate()
    assert (run.returncode, graded(tmp_path)) == (0, ALL), said


def leftovers(folder):
    """Return temporary files and sandbox folders that nobody removed."""
    return [*folder.glob("results/**/.*"), *folder.glob("autograder-*")]
