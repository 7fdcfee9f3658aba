"""The command line as users see it: what it prints and writes, and its exit codes."""

import functools
import json
import re
import shutil
import subprocess
import sysconfig
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import NamedTuple

import pytest
from courses import ROOT, SECRET, copy_of_the_course, run
from known_submissions import known

from autograder.cli.app import app, main

SOLUTION = ROOT / "solutions" / "shallow_network" / "shallow_network.ipynb"


COURSE_YAML = """\
course: neural-networks
title: The mathematics of neural networks in NumPy
assignments:
  - name: shallow_network
    title: A shallow neural network
"""


@pytest.fixture
def course(tmp_path):
    """A copy of the bundled course, to be spoilt."""
    return copy_course(tmp_path / "course")


def copy_course(folder):
    """Copy what grading an assignment of the bundled course needs into a folder."""
    parts = ("solutions", "tests/graders")
    return copy_of_the_course(folder, "shallow_network", parts=parts, settings=COURSE_YAML)


def autograder(*arguments, **how):
    """Run the command line as a user does."""
    return run("autograder", *arguments, **how)


@pytest.fixture
def here(monkeypatch, capsys):
    """Run the command line in this process, where a process of its own is not the point."""

    def run_here(*arguments, cwd):
        monkeypatch.chdir(cwd)
        monkeypatch.setenv("AUTOGRADER_SECRET", SECRET)
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(functools.partial(app, list(map(str, arguments)), prog_name="autograder"))
        said = capsys.readouterr()
        return subprocess.CompletedProcess(arguments, ended.value.code, said.out, said.err)

    return run_here


def one_sentence(run):
    """Return the only line on standard error, which is no traceback."""
    (line,) = run.stderr.strip().splitlines()
    return line


class GradedOnce(NamedTuple):
    """A course with results, what was handed in, and how the command ended."""

    course: Path
    handed_in: Path
    run: subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def class_graded_once(tmp_path_factory):
    """A graded course: ada's answers are right, and bob wrote nothing."""
    root = tmp_path_factory.mktemp("graded")
    copy_course(root / "course")
    (root / "in").mkdir()
    shutil.copy(SOLUTION, root / "in" / "ada.ipynb")
    nothing = known("shallow_network", "only_markdown").content()
    (root / "in" / "bob.ipynb").write_bytes(nothing)
    grade = ("grade", "shallow_network", root / "in", "--jobs", 1)
    run = autograder(*grade, cwd=root / "course")
    assert run.returncode == 0, run.stderr
    return GradedOnce(root / "course", root / "in", run)


@pytest.fixture
def handed_in(class_graded_once):
    """What ada and bob handed in."""
    return class_graded_once.handed_in


@pytest.fixture
def graded(class_graded_once, tmp_path):
    """A copy of that course with its results, to be spoilt."""
    return Path(shutil.copytree(class_graded_once.course, tmp_path / "course"))


def test_table_and_summary(class_graded_once):
    """Stdout has a table; stderr has a summary line with speed, isolation and place."""
    run, course = class_graded_once.run, class_graded_once.course
    assert re.search(r"^ada .* 70/70", run.stdout, re.MULTILINE)
    assert re.search(r"^bob .* 0/70", run.stdout, re.MULTILINE)
    summary = r"2 graded in [\d.]+ s \([\d.]+ submissions/s\); isolation namespaces; results in "
    assert re.fullmatch(
        summary + re.escape(str(course / "results/shallow_network")), one_sentence(run)
    )


def test_second_run_skips(here, graded, handed_in):
    """Unchanged submissions are skipped, and the summary says so; --force grades them."""
    stored = {path.stem: path.read_bytes() for path in (graded / "results").rglob("*.json")}
    run = here("grade", "shallow_network", handed_in, "--json", cwd=graded)
    assert json.loads(run.stdout) == [json.loads(stored[name]) for name in sorted(stored)]
    assert "0 graded" in run.stderr
    assert "2 unchanged and skipped" in run.stderr
    forced = here("grade", "shallow_network", handed_in / "bob.ipynb", "--force", cwd=graded)
    assert "1 graded" in forced.stderr


def test_nobody_reads_what_it_prints(graded, handed_in):
    """A command whose reader has gone, as `head` does, still does all its work."""
    deaf = ("bash", "-o", "pipefail", "-c", '"$@" 2>&1 | true', "bash")
    grade = ("grade", "shallow_network", handed_in)
    assert autograder(*grade, cwd=graded, before=deaf).returncode == 0


@pytest.mark.slow
def test_a_summary_of_the_class(here, graded, handed_in):
    """--summary has a line for each exercise, and no row for who was graded."""
    run = here("grade", "shallow_network", handed_in, "--summary", cwd=graded)
    assert re.search(r"^sigmoid +5 +5 +10 +1 +1 *$", run.stdout, re.MULTILINE)
    assert re.search(r"^total +35 +35 +70 *$", run.stdout, re.MULTILINE)
    assert "ada" not in run.stdout


@pytest.mark.slow
def test_a_changed_grader_grades_again(graded, handed_in):
    """A change to a hidden grader makes old results stale."""
    grader = graded / "tests" / "graders" / "shallow_network" / "test_sigmoid.py"
    grader.write_text(grader.read_text() + "\n# changed\n")
    assert "2 graded" in autograder("grade", "shallow_network", handed_in, cwd=graded).stderr


def test_junit(here, graded, handed_in, tmp_path):
    """--junit writes a suite for each submission with a case for each hidden test."""
    run = here(*("grade", "shallow_network", handed_in, "--junit", tmp_path / "j.xml"), cwd=graded)
    assert run.returncode == 0
    ada, bob = ET.parse(tmp_path / "j.xml").getroot()
    result = json.loads((graded / "results" / "shallow_network" / "bob.json").read_text())
    tests = [test for exercise in result["exercises"] for test in exercise["tests"]]
    assert int(bob.get("tests")) == len(tests) == len(bob.findall("testcase"))
    assert int(bob.get("failures")) == len(tests)
    assert int(ada.get("failures")) == 0


@pytest.mark.parametrize("case", [("ada", 100, 0), ("bob", 1, 1)])
def test_fail_under(here, graded, handed_in, case):
    """--fail-under makes the exit code 1 when a submission earns less."""
    student, points, code = case
    run = here(
        *("grade", "shallow_network", handed_in / f"{student}.ipynb", "--fail-under", points),
        cwd=graded,
    )
    assert run.returncode == code


def test_submitted_is_read_by_default(here, course):
    """With no SUBMISSION nbgrader's submitted/<student>/<assignment>/ is graded.

    --run all executes every statement, and continues after a failing one.
    """
    folders = [course / f"submitted/{name}/shallow_network" for name in ("ada", "bob")]
    for folder in folders:
        folder.mkdir(parents=True)
    (folders[0] / "s.py").write_text(
        "1 / 0\nimport numpy as np\nexec('def sigmoid(z):\\n    return 1 / (1 + np.exp(-z))')\n"
    )
    run = here("grade", "shallow_network", "--run", "all", "--json", "--jobs", 1, cwd=course)
    results = {result["student"]: result for result in json.loads(run.stdout)}
    assert {name: (r["outcome"], r["score"]) for name, r in results.items()} == {
        "ada": ("graded", 10.0),
        "bob": ("unreadable", 0.0),
    }
    assert "unreadable (ask for the file again): bob" in run.stderr
    assert any("ZeroDivisionError" in note for note in results["ada"]["notes"])


@pytest.mark.slow
def test_isolation_none_is_said_aloud(here, course):
    """--isolation none works, is recorded, and gives a warning."""
    run = here("grade", "shallow_network", SOLUTION, "--isolation", "none", "--json", cwd=course)
    (result,) = json.loads(run.stdout)
    assert (result["score"], result["engine"]["isolation"]) == (70.0, "none")
    assert "isolation none" in run.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (
            ["grade", "deep_network"],
            2,
            "no assignment is called 'deep_network'; there are: shallow",
        ),
        (["grade", "shallow_network"], 2, "submitted: no such folder; autograder collect brings"),
        (["grade", "shallow_network", "."], 2, ". is the course itself; name the folder of its"),
        (["grade", "shallow_network", "nowhere.ipynb"], 2, "nowhere.ipynb: no such file or folder"),
        (["grade", "shallow_network", "empty"], 2, "empty: holds no submission"),
        (["grade", "shallow_network", "--course", "/"], 2, "no course.yaml in / or above it"),
        (["init", "--example", "plots"], 2, "autograder init my-course --example plots"),
    ],
)
def test_mistakes_of_the_user(here, course, arguments, code, message):
    """A mistake is one clear sentence and exit code 2."""
    (course / "empty").mkdir()
    run = here(*arguments, cwd=course)
    assert (run.returncode, message in one_sentence(run)) == (code, True), run.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["audit", "shallow_network", "--page", "."],
        ["grade", "shallow_network", "--junit", "."],
        ["report", "shallow_network", "--page", "."],
        ["similar", "shallow_network", "--page", "."],
        ["backup", "."],
    ],
)
def test_a_folder_where_a_file_is_written(here, course, arguments):
    """A folder is refused before any work is done."""
    run = here(*arguments, cwd=course)
    assert (run.returncode, "'.' is a directory" in run.stderr) == (2, True), run.stderr


def test_wrong_value_in_course_yaml(here, course):
    """The message has the path of a wrong value, and what it must be."""
    with (course / "course.yaml").open("a") as file:
        file.write("    limits: {memory_mib: 6}\n")
    run = here("grade", "shallow_network", SOLUTION, cwd=course)
    assert run.returncode == 2
    assert (
        one_sentence(run)
        == "autograder: course.yaml: assignments[0].limits.memory_mib: must be >= 64, got 6"
    )


@pytest.mark.slow
def test_broken_grader(here, course):
    """A grader that cannot be collected is reported before anything is graded."""
    (course / "tests/graders/shallow_network/test_sigmoid.py").write_text(
        "import nothing_like_it\n"
    )
    run = here("grade", "shallow_network", SOLUTION, cwd=course)
    assert run.returncode == 2
    assert "hidden graders cannot be collected" in one_sentence(run)
    assert not list(course.rglob("results/*/*.json"))


@pytest.mark.slow
def test_failing_grader_is_an_error_not_a_zero(here, course):
    """A failing grader gives `error`, a remark and exit code 3."""
    grader = course / "tests/graders/shallow_network/test_sigmoid.py"
    text = "import pytest\npytestmark = pytest.mark.exercise('sigmoid')\n"
    grader.write_text(
        text + "def test_ours(student):\n    '''Ours'''\n    raise KeyError('of ours')\n"
    )
    run = here("grade", "shallow_network", SOLUTION, "--json", cwd=course)
    (result,) = json.loads(run.stdout)
    assert (run.returncode, result["outcome"]) == (3, "error")
    assert "of ours" not in run.stdout
    assert "error (not graded" in run.stderr
    assert "test_sigmoid.py::test_ours" in "".join(result["notes"])


# -- feedback ------------------------------------------------------------------------


def due(course, moment):
    """Make course.yaml hold feedback back until a moment."""
    with (course / "course.yaml").open("a") as file:
        file.write(f"    due: {moment}\n    feedback: {{before_due: none}}\n")


def test_show(here, graded, handed_in):
    """--show prints one student's feedback below the table."""
    run = here("grade", "shallow_network", handed_in, "--show", "bob", cwd=graded)
    assert run.returncode == 0
    table, _, feedback = run.stdout.partition("\nbob · A shallow neural network")
    assert re.search(r"^ada .* 70/70", table, re.MULTILINE)
    assert "0 of 70 points" in feedback
    assert "Work on this next: sigmoid" in feedback


def test_show_before_the_due_date(here, graded, handed_in):
    """The instructor sees it before students do, with a remark; nothing is graded again."""
    due(graded, "2999-12-01T23:59:00Z")
    run = here("grade", "shallow_network", handed_in, "--show", "ada", cwd=graded)
    assert "70 of 70 points" in run.stdout
    assert "students may see this after 1 December 2999, 23:59 UTC" in run.stderr


def test_a_new_rule_grades_nothing_again(here, graded, handed_in):
    """A change of what students see changes no result."""
    with (graded / "course.yaml").open("a") as file:
        file.write("    feedback: {marks: false}\n")
    run = here("grade", "shallow_network", handed_in, "--show", "bob", cwd=graded)
    assert "2 unchanged and skipped" in run.stderr
    assert "of 70 points" not in run.stdout


def test_pages(here, graded):
    """`feedback` writes a page for each result and says how many and where."""
    run = here("feedback", "shallow_network", cwd=graded)
    assert run.returncode == 0
    assert one_sentence(run) == f"2 pages of feedback in {graded / 'feedback'}"
    pages = sorted((graded / "feedback").rglob("*.html"))
    assert [str(p.relative_to(graded / "feedback")) for p in pages] == [
        "ada/shallow_network/shallow_network.html",
        "bob/shallow_network/shallow_network.html",
    ]
    assert "<strong>70 of 70</strong>" in pages[0].read_text()


def test_pages_of_some(here, graded, tmp_path):
    """Named students get pages in the given place; a missing page is reported, exit 1."""
    (graded / "results/shallow_network/bob.json").write_text("{")
    run = here(
        *("feedback", "shallow_network", "ada", "bob", "cleo"),
        *("--output", tmp_path / "out", "--results", graded / "results"),
        cwd=graded,
    )
    assert run.returncode == 1
    assert run.stderr.splitlines() == [
        f"1 page of feedback in {tmp_path / 'out'}",
        "no result, so no page: cleo",
        "not a result file of shallow_network, so no page: bob.json",
    ]
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["ada"]


def test_pages_before_the_due_date(here, graded):
    """Before the due date pages hold no feedback, and the command says so."""
    due(graded, "2999-12-01T23:59:00Z")
    run = here("feedback", "shallow_network", "ada", cwd=graded)
    assert "no feedback yet, only that it comes after 1 December 2999, 23:59 UTC" in run.stderr
    page = (graded / "feedback/ada/shallow_network/shallow_network.html").read_text()
    assert "after 1 December 2999, 23:59 UTC" in page
    assert "sigmoid" not in page


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["grade", "shallow_network", SOLUTION, "--show", "shallow"], "like it: shallow_network"),
        (["grade", "shallow_network", SOLUTION, "--show", "x", "--json"], "ask for one of them"),
        (["feedback", "shallow_network", "zed"], "no result of 'zed'; there are: ada, bob"),
        (["feedback", "shallow_network", "--results", "/dev"], "no results in /dev/shallow"),
        (["feedback", "deep_network"], "no assignment is called 'deep_network'"),
    ],
)  # fmt: skip
def test_mistakes_about_feedback(here, graded, arguments, message):
    """Impossible requests for feedback give one clear sentence and exit code 2."""
    run = here(*arguments, cwd=graded)
    assert (run.returncode, message in one_sentence(run)) == (2, True), run.stderr


# -- isolation -------------------------------------------------------------------------


FORBID = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$@"'
WITHOUT_NAMESPACES = ["unshare", "--user", "--map-root-user", "sh", "-c", FORBID, "sh"]


@pytest.mark.slow
def test_machine_without_user_namespaces(course):
    """The requested level is refused with a remedy, never replaced by a weaker one."""
    run = autograder(
        *("grade", "shallow_network", SOLUTION, "--isolation", "namespaces"),
        cwd=course,
        before=WITHOUT_NAMESPACES,
    )
    assert run.returncode == 3
    assert "denies user namespaces" in one_sentence(run)
    assert "--isolation landlock" in run.stderr


def test_the_best_level_is_taken_and_named(course):
    """By default a machine without user namespaces grades with Landlock, and says why."""
    run = autograder(
        *("grade", "shallow_network", SOLUTION, "--json"), cwd=course, before=WITHOUT_NAMESPACES
    )
    (result,) = json.loads(run.stdout)
    assert (run.returncode, result["score"], result["engine"]["isolation"]) == (0, 70, "landlock")
    assert "isolation landlock: this machine denies user namespaces" in run.stderr


@pytest.mark.slow
def test_a_course_in_reach_of_students_is_refused(course):
    """The message says to move a course out of a folder that the sandbox shows."""
    inside = Path(sysconfig.get_path("purelib")) / "a-course"
    shutil.copytree(course, inside)
    try:
        run = autograder("grade", "shallow_network", SOLUTION, cwd=inside)
    finally:
        shutil.rmtree(inside)
    assert (run.returncode, "student code can read this folder" in one_sentence(run)) == (2, True)


def test_the_command_starts_without_numpy():
    """Slow imports happen only where they are needed, in the grader processes."""
    slow = "{'numpy', 'pytest', 'nbgrader', 'IPython', 'jinja2'}"
    code = f"import sys, autograder.cli.grade; print({slow} & sys.modules.keys())"
    done = run("python", "-c", code, code=0)
    assert done.stdout.strip() == "set()"


def test_doctor():
    """The command tries what grading needs, and says that it works here."""
    run = autograder("doctor")
    assert run.returncode == 0, run.stdout
    assert re.search(r"^ok +isolation namespaces +works", run.stdout, re.MULTILINE)
