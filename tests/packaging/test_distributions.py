"""The wheel in an otherwise empty environment, and the content of the source distribution.

`make test-package` runs these: they build both, and install from the package index.
"""

import os
import subprocess
import sys
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The folder with the wheel and the source distribution."""
    folder = tmp_path_factory.mktemp("dist")
    _run(sys.executable, "-m", "build", "--outdir", folder, ROOT)
    return folder


@pytest.fixture(scope="module")
def sdist(built, tmp_path_factory):
    """The unpacked source distribution."""
    folder = tmp_path_factory.mktemp("sdist")
    (archive,) = built.glob("*.tar.gz")
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    (root,) = folder.iterdir()
    return root


@pytest.fixture(scope="module")
def autograder(built, tmp_path_factory):
    """The command of a fresh environment with the wheel and its dependencies."""
    environment = tmp_path_factory.mktemp("environment")
    venv.create(environment, with_pip=True)
    (wheel,) = built.glob("*.whl")
    constraints = ROOT / "constraints.txt"
    pip = (environment / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "-q")
    _run(*pip, "install", "--constraint", constraints, wheel)
    return environment / "bin" / "autograder"


@pytest.fixture(scope="module")
def course(autograder, tmp_path_factory):
    """A course that the installed command has started."""
    root = tmp_path_factory.mktemp("home") / "course"
    _run(autograder, "init", root, cwd=root.parent)
    return root


def test_the_wheel_holds_the_whole_package(built):
    """It has every file, including the course that `init` copies and the page templates."""
    package = ROOT / "autograder"
    files = {path.relative_to(ROOT) for path in package.rglob("*") if path.is_file()}
    (wheel,) = built.glob("*.whl")
    held = {Path(name) for name in zipfile.ZipFile(wheel).namelist()}
    assert {path for path in files if "__pycache__" not in path.parts} <= held


def test_the_wheel_brings_the_button_of_jupyterlab(built):
    """The extension and the server's setting are where Jupyter looks for them."""
    (wheel,) = built.glob("*.whl")
    placed = {name.partition(".data/data/")[2] for name in zipfile.ZipFile(wheel).namelist()}
    assert placed - {""} == {
        "etc/jupyter/jupyter_server_config.d/backgrade.json",
        "share/jupyter/labextensions/backgrade/package.json",
        "share/jupyter/labextensions/backgrade/static/hand_in.js",
    }


def test_a_plain_install_grades_a_course_of_its_own(autograder, course):
    """A course from `init` is graded, and its examples get the right verdicts."""
    examples = "tests/submissions/integration"
    done = _run(autograder, "grade", "integration", examples, "--isolation", "none", cwd=course)
    assert "3 graded" in done.stderr
    assert (course / "results" / "integration" / "right.json").is_file()
    _run(autograder, "feedback", "integration", cwd=course)
    assert "10 of 10 points" in _page(course, "right")


def test_a_plain_install_audits(autograder, course):
    """The example's hidden graders are clean, also with mutants."""
    done = _run(autograder, "audit", "integration", "--isolation", "none", cwd=course)
    assert "clean" in done.stderr
    assert "not clean" not in done.stderr


def test_doctor_names_the_extra_that_is_not_there(autograder, course):
    """The report names what a plain install lacks, with the command that installs it."""
    done = _try(autograder, "doctor", cwd=course)
    assert "pip install 'backgrade[course]'" in done.stdout
    assert "Traceback" not in done.stderr


def test_release_asks_for_its_extra(autograder, course):
    """A command that needs nbgrader says in a sentence what to install."""
    done = _try(autograder, "release", "integration", cwd=course)
    assert done.returncode == 2
    assert "pip install 'backgrade[course]'" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_wheel_says_that_it_is_typed(autograder):
    """Type checkers read the installed package's annotations."""
    (marker,) = autograder.parents[1].glob("lib/python3*/site-packages/autograder/py.typed")
    assert marker.read_bytes() == b""


def test_the_source_distribution_holds_every_test(sdist):
    """It has as many tests as the checkout."""
    assert _collected(sdist) == _collected(ROOT)


def test_tests_of_the_source_distribution_pass(sdist):
    """Tests find the course, its graders and the documents there."""
    tests = ("tests/framework/wire/test_wire.py", "tests/framework/course/test_course.py")
    _run(sys.executable, "-m", "pytest", "-q", *tests, cwd=sdist, env=_alone(sdist))


def _collected(root: Path) -> str:
    arguments = ("-m", "pytest", "--collect-only", "--quiet", "-p", "no:cacheprovider")
    done = _run(sys.executable, *arguments, cwd=root, env=_alone(root))
    return done.stdout.strip().splitlines()[-1].split(" in ")[0]


def _alone(root: Path) -> dict[str, str]:
    """The environment in which `autograder` is the one of a folder."""
    return {**os.environ, "PYTHONPATH": str(root)}


def _page(course: Path, student: str) -> str:
    (page,) = (course / "feedback").rglob(f"*{student}*/**/*.html")
    return page.read_text(encoding="utf-8")


def _run(*command, **options):
    """Run a command that must succeed; show its output if it fails."""
    done = _try(*command, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def _try(*command, **options):
    command = [str(part) for part in command]
    return subprocess.run(command, capture_output=True, text=True, check=False, **options)
