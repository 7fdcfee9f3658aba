"""`kill -9` of any one process at any moment: nothing is lost, left behind or half written."""

import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]
SOLUTION = ROOT / "solutions" / "shallow_network" / "shallow_network.ipynb"
STUDENTS = 8
LEVELS = ["namespaces", "landlock"]


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory):
    """A class that handed in the solution, but for names."""
    folder = tmp_path_factory.mktemp("class")
    for i in range(STUDENTS):
        shutil.copy(SOLUTION, folder / f"student{i:02}.ipynb")
    return folder


@pytest.fixture
def start(handed_in, tmp_path):
    """Start grading the class; what is still running afterwards is ended."""
    started = []

    def run(level):
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "autograder", "grade", "shallow_network", handed_in),
                *("--results", tmp_path / "results", "--jobs", "2", "--isolation", level),
            ],
            cwd=ROOT,
            env=os.environ | {"AUTOGRADER_SECRET": "s", "TMPDIR": str(tmp_path)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
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


def wait_for_results(folder, count):
    """Wait until so many results are written."""
    deadline = time.monotonic() + 60
    while len(list(folder.glob("results/*/*.json"))) < count and time.monotonic() < deadline:
        time.sleep(0.01)


def all_gone(processes):
    """Whether processes have ended, within some seconds."""
    _, alive = psutil.wait_procs(processes, timeout=10)
    return [p for p in alive if p.is_running() and p.status() != psutil.STATUS_ZOMBIE] == []


def graded(folder):
    """Return the scores in the result files; each must be whole."""
    files = list(folder.glob("results/*/*.json"))
    return {file.stem: json.loads(file.read_text())["score"] for file in files}


ALL = {f"student{i:02}": 60.0 for i in range(STUDENTS)}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("after", [0, 1, 5])
def test_the_engine_is_killed(start, tmp_path, level, after):
    """Its graders and all in their sandboxes end at once, and the next run goes on."""
    first = start(level)
    if after:
        wait_for_results(tmp_path, after)
    else:
        time.sleep(0.7)  # while graders are starting
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


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("seed", range(3))
def test_any_other_process_is_killed(start, tmp_path, level, seed):
    """Whichever it is, and whenever: every submission is graded all the same."""
    rng = random.Random(seed)
    run = start(level)
    wait_for_results(tmp_path, 1)
    time.sleep(rng.uniform(0, 0.4))
    below = family(run)
    victim = rng.choice(sorted(below, key=lambda p: p.pid))
    with contextlib.suppress(psutil.NoSuchProcess):
        victim.send_signal(signal.SIGKILL)
    _, said = run.communicate(timeout=120)
    assert (run.returncode, graded(tmp_path)) == (0, ALL), said
    assert all_gone(below)
    assert leftovers(tmp_path) == []


def leftovers(folder):
    """Return drafts of results and folders of sandboxes that nobody took away."""
    return [*folder.glob("results/**/.*"), *folder.glob("autograder-*")]
