"""`autograder release` as an instructor meets it: real nbgrader, real kernels, real marks."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat import v4

ROOT = Path(__file__).parents[2]
CONFIG = """\
c = get_config()
c.CourseDirectory.ignore = ["misconceptions.py"]
c.ClearSolutions.code_stub = {"python": "# Your code here"}
"""
COURSE = """\
course: statistics
title: Statistics
assignments:
  - name: averages
    title: Averages
    files: [solutions/averages/numbers.csv]
"""
GRADER = '''\
import pytest

from autograder.checks import check_close, check_number

pytestmark = pytest.mark.exercise("{name}")


def test_value(student, reference, rng):
    """The right value"""
    x = rng.normal(3.0, 2.0, 5)
    value = check_number(student.{name}(x), "the value")
    check_close(value, {factor} * reference.{name}(x), "the value")
'''
FUNCTION = """\
def {name}(x):
    ### BEGIN SOLUTION
    {code}
    ### END SOLUTION
    {last}
"""
MEAN, SPREAD = "return np.sum(x) / np.size(x)", "return mean(np.abs(x - mean(x)))"


def run(*arguments):
    """Run a command of autograder's, with a bare environment's PATH."""
    environment = {**os.environ, "PATH": "/usr/bin:/bin", "AUTOGRADER_SECRET": "for tests"}
    command = [sys.executable, "-m", "autograder", "release", *map(str, arguments)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def cell(source, grade_id=None, kind="code", **meta):
    """Return a cell, with what nbgrader's toolbar writes into it if it has an ID."""
    made = (v4.new_code_cell if kind == "code" else v4.new_markdown_cell)(source)
    if grade_id is not None:
        flags = dict.fromkeys(("grade", "solution", "task", "locked"), False)
        made.metadata["nbgrader"] = {"schema_version": 3, "grade_id": grade_id, **flags, **meta}
    return made


def exercise(name, code, last=None, check=None):
    """Return an exercise's two cells: the function, and its visible check."""
    last = last or f'raise NotImplementedError("Exercise: write {name}")'
    check = check or f"assert {name}(np.array([2.0])) is not None, 'return a number'"
    return [
        cell(FUNCTION.format(name=name, code=code, last=last), f"{name}-solution", solution=True),
        cell(check, name, grade=True, points=2, locked=True),
    ]


def write_course(root, cells, factor=1):
    """Write a course of two exercises and a file, around the cells of its notebook."""
    source = root / "solutions" / "averages"
    graders = root / "tests" / "graders" / "averages"
    for folder in (source, graders):
        folder.mkdir(parents=True)
    (root / "course.yaml").write_text(COURSE)
    (root / "nbgrader_config.py").write_text(CONFIG)
    (source / "numbers.csv").write_text("1, 2, 6\n")
    nbformat.write(v4.new_notebook(cells=cells), source / "averages.ipynb")
    for name in ("mean", "spread"):
        text = GRADER.format(name=name, factor=factor if name == "spread" else 1)
        (graders / f"test_{name}.py").write_text(text)
    return root


def released(root):
    """Return the files of a release, with what is in them."""
    folder = root / "assignments"
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def marks_of(done):
    """Return what a command says of each proof: ok or no."""
    return [line[:2] for line in done.stdout.splitlines() if not line.startswith(" ")]


def reasons_of(done):
    """Return the reasons against a release that a command gives."""
    return [line.strip() for line in done.stdout.splitlines() if line.startswith(" ")]


def with_old_release(root):
    """Put an old release where the new one goes."""
    folder = root / "assignments" / "averages"
    folder.mkdir(parents=True)
    (folder / "averages.ipynb").write_text("old")
    (folder / "gone.csv").write_text("old")
    return released(root)


START = [
    cell("import numpy as np"),
    cell("numbers = np.loadtxt('numbers.csv', delimiter=',')\nprint(numbers)"),
]


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A sound course, and how its release went."""
    cells = [
        *START,
        *exercise("mean", MEAN),
        *exercise("spread", SPREAD),
        cell("result = spread(numbers)"),
        cell("print(result)"),
        cell("Your words", "why", "markdown", grade=True, solution=True, points=3),
    ]
    root = write_course(tmp_path_factory.mktemp("sound"), cells)
    (root / "solutions" / "averages" / "misconceptions.py").write_text("# for instructors only\n")
    with_old_release(root)
    return root, run("averages", "--course", root)


def test_the_bundled_course(tmp_path):
    """The bundled course is fit, and its release is the committed one, byte for byte."""
    for name in ("course.yaml", "nbgrader_config.py"):
        shutil.copy(ROOT / name, tmp_path)
    for name in ("solutions", "tests/graders"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "solutions" / "shallow_network" / ".notes").write_text("for instructors only\n")
    done = run("shallow_network", "--course", tmp_path)
    assert (done.returncode, marks_of(done)) == (0, ["ok"] * 7), done.stdout + done.stderr
    committed = ROOT / "assignments" / "shallow_network" / "shallow_network.ipynb"
    assert released(tmp_path) == {"shallow_network/shallow_network.ipynb": committed.read_bytes()}


def test_a_sound_course_is_released(sound):
    """What is proved takes the place of the old release, with the files that belong to it."""
    root, done = sound
    assert (done.returncode, "fit for release" in done.stderr) == (0, True), done.stdout
    assert set(released(root)) == {"averages/averages.ipynb", "averages/numbers.csv"}
    text = (root / "assignments" / "averages" / "averages.ipynb").read_text()
    assert (MEAN in text, "Exercise: write mean" in text) == (False, True)


def test_what_lies_in_assignments_is_proved(sound, tmp_path):
    """--check makes nothing; what somebody has spoilt since is refused."""
    root = shutil.copytree(sound[0], tmp_path / "course")
    path = root / "assignments" / "averages" / "averages.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].metadata["history"] = [MEAN]
    nbformat.write(notebook, path)
    (path.parent / "numbers.csv").unlink()
    before = released(root)
    done = run("averages", "--check", "--course", root)
    assert (done.returncode, released(root)) == (1, before)
    for said in (
        "    course.yaml: averages.files: numbers.csv is not in the release",
        "    cell 1, its metadata: it holds the solution of cell 'mean-solution'",
        "    cell 2: as handed out it fails with FileNotFoundError: numbers.csv not found",
    ):
        assert f"\n{said}" in done.stdout


def test_an_unfit_release_is_refused(tmp_path):
    """Every reason is a sentence, and what was released before stays as it was."""
    cells = [
        *START,
        cell(f"By the way: `{MEAN}`", kind="markdown"),
        *exercise("mean", MEAN, last="return None", check="assert mean(numbers) == 3.0"),
        *exercise("spread", SPREAD, check="assert spread(numbers) == 7, 'it is 7'"),
        *exercise("unjudged", "return 1"),
        cell("numbers.average()"),
    ]
    root = write_course(tmp_path, cells, factor=2)
    (root / "nbgrader_config.py").unlink()
    (root / "solutions" / "averages" / "misconceptions.py").write_text("# the usual ones\n")
    old = with_old_release(root)
    done = run("averages", "--course", root)
    assert (done.returncode, released(root)) == (1, old)
    assert reasons_of(done) == []


def test_a_source_with_mistakes_is_not_built(tmp_path):
    """Mistakes of the source notebook come first, and nothing is made of it."""
    cells = [*START, *exercise("mean", MEAN), *exercise("spread", SPREAD), *exercise("mean", MEAN)]
    cells[3].source += "\n### BEGIN HIDDEN TESTS\nassert mean(1)\n### END HIDDEN TESTS"
    root = write_course(tmp_path, cells)
    old = with_old_release(root)
    done = run("averages", "--course", root)
    assert (done.returncode, released(root)) == (1, old)
    assert not (root / "gradebook.db").exists()
    assert [line[:40] for line in done.stdout.splitlines()[1:]] == [
        "    cell 'mean': nobody runs what stands",
        "    2 cells have the ID 'mean-solution';",
        "    2 cells have the ID 'mean'; give eac",
    ]


def test_what_nbgrader_refuses_is_a_sentence(tmp_path):
    """An error of nbgrader's is one sentence with its reason, without a traceback."""
    root = write_course(tmp_path, [*START, *exercise("mean", MEAN), *exercise("spread", SPREAD)])
    (root / "gradebook.db").write_text("not a database " * 100)
    done = run("averages", "--course", root)
    assert (done.returncode, released(root)) == (2, {})
    said = done.stderr.splitlines()[-1]
    assert "nbgrader does not make the student version" in said
    assert "file is not a database" in said


def test_nothing_to_check(tmp_path):
    """--check says where a release would lie."""
    root = write_course(tmp_path, START)
    done = run("averages", "--check", "--course", root)
    assert (done.returncode, "no release at" in done.stderr) == (2, True)
