"""`autograder audit` as its author uses it, on a tiny course that is then spoilt."""

import json

import pytest
from courses import run

pytestmark = pytest.mark.slow

COURSE = "course: statistics\ntitle: Statistics\nassignments: [{name: averages, title: Averages}]\n"
SOLUTION = {
    "mean": "def mean(x):\n    return np.sum(x) / np.size(x)\n",
    "spread": "def spread(x):\n    return mean(np.abs(x - mean(x)))\n",
}
GRADER = '''\
import pytest

from autograder.checks import check_close, check_number

pytestmark = pytest.mark.exercise("{name}")


def test_value(student, reference, rng):
    """The right value"""
    x = rng.normal(3.0, 2.0, {size})
    value = check_number(student.{name}(x), "the value")
    check_close(value, reference.{name}(x), "the value")
'''
MEAN_KNOWN = '''\
import numpy as np

from autograder.misconceptions import misconception


@misconception("mean")
def largest(x):
    """That is the largest one."""
    return np.max(x)
'''
SPREAD_KNOWN = '''\
import numpy as np

from autograder.misconceptions import misconception


@misconception("spread")
def one_too_few(x, *, reference):
    """Divide by n, not by n - 1."""
    return reference.spread(x) * np.size(x) / (np.size(x) - 1)
'''
EQUIVALENT = """\
- exercise: mean
  before: return np.sum(x) / np.size(x)
  after: return np.sum(x) // np.size(x)
  reason: Nobody knows.
"""


def notebook(**cells):
    """Return a notebook with a cell for each exercise, and its autograded cell."""
    every = [("import numpy as np\n", {})]
    for name, code in cells.items():
        every.append((code, {}))
        every.append(("", {"nbgrader": {"grade": True, "grade_id": name, "points": 2}}))
    made = [
        {"cell_type": "code", "source": source, "metadata": meta, "outputs": []}
        for source, meta in every
    ]
    return json.dumps({"cells": made, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def write(root, **files):
    """Write files of a course; in their names __ stands for / and DOT for a dot."""
    for name, text in files.items():
        path = root / name.replace("__", "/").replace("DOT", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def write_course(root):
    """Write a course whose graders catch every mutant."""
    stubs = {name: f"def {name}(x):\n    raise NotImplementedError\n" for name in SOLUTION}
    write(
        root,
        courseDOTyaml=COURSE,
        solutions__averages__averagesDOTipynb=notebook(**SOLUTION),
        assignments__averages__averagesDOTipynb=notebook(**stubs),
        solutions__averages__variants__mean__by_methodDOTpy="def mean(x):\n    return x.mean()\n",
        tests__graders__averages__test_meanDOTpy=GRADER.format(name="mean", size=5),
        tests__graders__averages__test_spreadDOTpy=GRADER.format(name="spread", size=4),
    )


def audit(course, *options):
    """Run the command as an author does."""
    return run("autograder", "audit", "averages", *options, cwd=course)


@pytest.fixture(scope="module")
def clean(tmp_path_factory):
    """A course without mistakes, and its audit."""
    root = tmp_path_factory.mktemp("clean")
    write_course(root)
    return root, audit(root, "--page", "page.md")


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory):
    """A course with every kind of mistake, and its audit."""
    root = tmp_path_factory.mktemp("spoilt")
    write_course(root)
    rank_one = "def spread(x):\n    return np.std(x, keepdims=True)\n"
    write(
        root,
        tests__graders__averages__test_meanDOTpy=GRADER.format(name="mean", size=1),
        solutions__averages__misconceptions__meanDOTpy=MEAN_KNOWN,
        solutions__averages__misconceptions__spreadDOTpy=SPREAD_KNOWN,
        solutions__averages__variants__spread__rank_oneDOTpy=rank_one,
        solutions__averages__equivalent_mutantsDOTyaml=EQUIVALENT,
    )
    run = audit(root, "--json", "--page", "page.md")
    return root, run, json.loads(run.stdout)


def test_clean_audit(clean):
    """If everything is as it must be, the audit exits with 0 and reports nothing."""
    _, run = clean
    assert run.returncode == 0, run.stdout + run.stderr
    assert "survived\n" in run.stdout
    assert "a mutant of" not in run.stdout
    assert run.stderr.endswith("averages: clean\n")


def test_nothing_stays_behind(clean):
    """An audit leaves nothing in the course except the requested page."""
    root, _ = clean
    assert {path.name for path in root.iterdir()} == {
        *("course.yaml", "solutions", "assignments", "tests", "page.md")
    }


def test_page(clean):
    """The page has the outcome, without times and without paths of the machine."""
    root, _ = clean
    page = (root / "page.md").read_text(encoding="utf-8")
    assert "**Clean.**" in page
    assert "| mean | 13 | 0 | 13 | 0 |" in page
    assert str(root) not in page
    assert " s;" not in page


def test_spoilt_audit(spoilt):
    """If something is wrong, the audit exits with 1."""
    _, run, _ = spoilt
    assert run.returncode == 1, run.stderr
    assert run.stderr.endswith("averages: not clean\n")


def test_survivor_of_a_weak_test(spoilt):
    """A mutant that passes a weakened test is shown with its change."""
    root, _, report = spoilt
    mean, spread = report["mutants"]
    assert spread["survivors"] == []
    after = {survivor["after"] for survivor in mean["survivors"]}
    assert "return np.sum(x) * np.size(x)" in after
    page = (root / "page.md").read_text(encoding="utf-8")
    assert "-    return np.sum(x) / np.size(x)\n+    return np.sum(x) * np.size(x)\n" in page


def checked(report, name):
    """Return the outcome of a misconception or a variant."""
    (one,) = [one for one in report["checked"] if one["name"] == name]
    return one


def test_variant_that_is_rejected(spoilt):
    """A rejected variant is reported with the test and its message."""
    *_, report = spoilt
    assert checked(report, "by_method")["problems"] == []
    (said,) = checked(report, "rank_one")["problems"]
    assert said.startswith("spread: test_spread.py::test_value: failed: the value is a NumPy")


def test_misconceptions(spoilt):
    """A misconception that no test catches is reported; otherwise the tests are listed."""
    *_, report = spoilt
    assert checked(report, "largest")["problems"][0] == "not caught: mean has full marks"
    caught = checked(report, "one_too_few")
    assert caught["caught_by"] == ["test_spread.py::test_value"]
    assert not any("loses marks" in problem for problem in caught["problems"])


def test_stale_entry(spoilt):
    """An entry of equivalent_mutants.yaml that matches no survivor is reported."""
    *_, report = spoilt
    assert [entry["reason"] for entry in report["stale"]] == ["Nobody knows."]


def test_error_of_ours(tmp_path):
    """A grader that fails itself is an error of ours: exit 3, and the submission is listed."""
    write_course(tmp_path)
    broken = GRADER.format(name="mean", size=5) + "    1 / 0\n"
    one_line = notebook(mean="def mean(x):\n    return np.mean(x)\n")
    write(
        tmp_path,
        solutions__averages__averagesDOTipynb=one_line,
        tests__graders__averages__test_meanDOTpy=broken,
    )
    (tmp_path / "tests/graders/averages/test_spread.py").unlink()
    run = audit(tmp_path)
    assert run.returncode == 3
    assert "reference: test_mean.py::test_value: the grader itself failed" in run.stdout


@pytest.mark.parametrize(
    ("assignment", "said"), [("medians", "no assignment is called 'medians'; there are: averages")]
)
def test_mistakes_in_the_command(clean, assignment, said):
    """A mistake in the command is one sentence, and exit 2."""
    done = run("autograder", "audit", assignment, cwd=clean[0], code=2)
    assert done.stderr == f"autograder: course.yaml: {said}\n"
