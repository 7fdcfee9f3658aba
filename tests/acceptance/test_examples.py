"""The examples of `autograder init --example`: released, proved, audited and graded."""

import json
from pathlib import Path

import pytest
import yaml
from courses import run

from autograder.course.new import TEMPLATE, Example, start_course, template_files

pytestmark = pytest.mark.processes

# Of a wrong submission of each example: what its author reads, beside much else.
SAID = {
    (Example.BASICS, "off_by_one"): {
        "the order of the names has the right entries in another order",
        "the result is no set",
    },
    (Example.TABLES, "index_kept"): {
        "the index was not reset",
        "There are texts where numbers belong: look at astype() and to_numeric().",
        "There are texts where dates belong: look at to_datetime().",
        "What is in the index belongs into a column: look at reset_index().",
        "A level of the index belongs into the columns: look at unstack().",
    },
    (Example.TABLES, "other_rows"): {"rides has the right rows in another order"},
    (Example.PLOTS, "no_labels"): {
        "the labels of both axes of the figure are missing",
        "the legend of the figure is missing",
    },
}
NEW = [  # the others load large packages in each process
    Example.BASICS,
    *(pytest.param(one, marks=pytest.mark.slow) for one in (Example.TABLES, Example.PLOTS)),
]


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """The results of each example's submissions, by name; each class is graded once."""
    found = {}

    def results(example):
        if example not in found:
            root = tmp_path_factory.mktemp(example) / "course"
            start_course(root, example)
            folder = Path("tests/submissions") / example
            grade = ("autograder", "grade", example, folder, "--json", "--jobs", 1)
            done = run(*grade, cwd=root, code=0)
            found[example] = {one["student"]: one for one in json.loads(done.stdout)}
        return found[example]

    return results


@pytest.mark.parametrize("example", NEW)
def test_examples_get_their_verdicts(graded, example):
    """Each submission is graded as its expect.yaml says, and the right one without loss."""
    results = graded(example)
    folder = TEMPLATE / example / "tests/submissions" / example
    cases = {path.parent.name: path for path in folder.glob("*/expect.yaml")}
    assert results.keys() == cases.keys()
    for name, path in cases.items():
        outcomes = {one["name"]: one["outcome"] for one in results[name]["exercises"]}
        assert outcomes == yaml.safe_load(path.read_text())["exercises"], name
    assert results["right"]["score"] == results["right"]["max_score"]


@pytest.mark.parametrize(
    ("example", "student"),
    [
        pytest.param(*one, marks=() if one[0] is Example.BASICS else pytest.mark.slow)
        for one in SAID
    ],
)
def test_what_students_read_is_worth_having(graded, example, student):
    """Wrong answers of the usual kinds are told apart in words."""
    exercises = graded(example)[student]["exercises"]
    tests = [test for exercise in exercises for test in exercise["tests"]]
    said = {text for test in tests for text in (test["message"], test["hint"])}
    assert SAID[example, student] <= said


@pytest.mark.parametrize("example", NEW)
def test_known_mistakes_are_named(graded, example):
    """The wrong submissions make known mistakes in most exercises, and are told so."""
    results = graded(example)
    named = {
        exercise["name"]
        for result in results.values()
        for exercise in result["exercises"]
        if exercise["misconceptions"]
    }
    assert len(named) >= len(results["right"]["exercises"]) - 2


@pytest.mark.parametrize("example", Example)
def test_an_example_has_all_its_files(tmp_path, example):
    """A new course is the example with what all share, and nothing else."""
    start_course(tmp_path / "course", example)
    written = {
        path.relative_to(tmp_path / "course"): path.read_bytes()
        for path in (tmp_path / "course").rglob("*")
        if path.is_file()
    }
    assert written == {n: path.read_bytes() for n, path in template_files(example).items()}
    assert {Path("README.md"), Path("requirements.txt"), Path(".gitignore")} <= written.keys()


@pytest.mark.slow
@pytest.mark.parametrize("example", Example)
def test_an_example_is_in_order(tmp_path, example):
    """Its audit is clean, and its release is up to date."""
    root = tmp_path / "course"
    start_course(root, example)
    run("autograder", "init", cwd=root, code=0)
    handed_out = root / "assignments" / example / f"{example}.ipynb"
    before = handed_out.read_bytes()
    run("autograder", "audit", example, cwd=root, code=0)
    run("autograder", "release", example, cwd=root, code=0)
    assert handed_out.read_bytes() == before, "copy the new release to autograder/course/template"
