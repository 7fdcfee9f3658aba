"""The sample classes, graded as by an instructor: every verdict is as the case says."""

import json
import shutil
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from courses import ROOT, copy_of_the_course, run
from known_submissions import ASSIGNMENTS, Case, hand_in, known, sample_class

from autograder.course.exercises import read_exercises
from autograder.course.folder import find_course

CASES = {assignment: sample_class(assignment) for assignment in ASSIGNMENTS}
SECRET = "the sample class's"
STANDALONE = ("rank_one_bias_gradients", "sigmoid_from_missing_helper")


COURSE = find_course(ROOT)


def whole(assignment: str, level: str):
    """Return a class that `make test-slow` grades at a level, but `make test` does not."""
    id_ = f"{assignment}-{level}"
    return pytest.param((CASES[assignment], level), marks=pytest.mark.slow, id=id_)


# `make test` grades each eighth submission of one class, but for those that use up all the time
# for loading; and one that crashes, and those that other tests look at.
LONG = ("endless_loop_at_module_level", "endless_redraw", "runaway_progress_bar")
FEW = [
    case
    for i, case in enumerate(CASES["shallow_network"])
    if (not i % 8 and case.name not in LONG) or case.name in ("article_as_typed", *STANDALONE)
]
# What landlock denies does not depend on the assignment: one class is enough.
SHALLOW = [
    pytest.param((FEW, "namespaces"), id="few"),
    whole("shallow_network", "namespaces"),
    whole("shallow_network", "landlock"),
]
OTHERS = [whole(name, "namespaces") for name in ASSIGNMENTS if name != "shallow_network"]


class Graded(NamedTuple):
    """A graded class: its cases, and results by student."""

    cases: list[Case]
    results: dict[str, dict]


@pytest.fixture(scope="module")
def graded(request, tmp_path_factory) -> Graded:
    """Grade a class at a level of isolation."""
    cases, level = request.param
    handed_in, results = map(tmp_path_factory.mktemp, ("in", "results"))
    assignment = cases[0].assignment
    run(
        *("autograder", "grade", assignment, hand_in(cases, handed_in), "--results", results),
        *("--jobs", 2, "--isolation", level),
        cwd=copy_of_the_course(tmp_path_factory.mktemp("course")),
        code=0,
        AUTOGRADER_SECRET=SECRET,
    )
    files = (results / assignment).iterdir()
    return Graded(cases, {f.stem: json.loads(f.read_text(encoding="utf-8")) for f in files})


of_every_class = pytest.mark.parametrize("graded", [*SHALLOW, *OTHERS], indirect=True)


@of_every_class
def test_every_submission_has_a_result(graded):
    """Whatever a submission does, it gets a result file."""
    assert sorted(graded.results) == sorted(case.name for case in graded.cases)


@of_every_class
def test_verdicts(graded):
    """Each exercise gets the outcome, points and words that the case expects."""
    wrong = {c.name: list(differences(c, graded.results[c.name])) for c in graded.cases}
    assert {name: told for name, told in wrong.items() if told} == {}


def differences(case: Case, result: dict) -> Iterator[object]:
    """Yield the differences between a result and what its case says."""
    verdict, wanted = case.expected, case.outcomes
    outcomes = {e["name"]: e["outcome"] for e in result["exercises"]}
    if result["outcome"] != verdict.get("outcome", "graded") or outcomes.keys() != wanted.keys():
        yield result["outcome"], result["notes"]
    yield from ((name, o, wanted[name]) for name, o in outcomes.items() if o != wanted.get(name))
    for exercise in result["exercises"]:
        is_full = exercise["score"] == exercise["max_score"]
        if is_full != (exercise["outcome"] == "passed"):
            yield exercise["name"], exercise["score"]
    scores = {e["name"]: e["score"] for e in result["exercises"]}
    points = verdict.get("points", {})
    yield from ((name, scores[name], n) for name, n in points.items() if scores[name] != n)
    said = {e["name"]: f"{e['diagnosis']} {e['tests']}" for e in result["exercises"]}
    yield from (words for name, words in verdict.get("says", {}).items() if words not in said[name])
    notes = "\n".join(result["notes"]).casefold()
    yield from (note for note in verdict.get("notes", []) if note.casefold() not in notes)


@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_the_classes_are_varied(assignment):
    """Each class has at least 10 cases; together they have every outcome that a student can get."""
    assert len(CASES[assignment]) >= 10
    every = [case for name in ASSIGNMENTS for case in CASES[name]]
    seen = {outcome for case in every for outcome in case.outcomes.values()}
    assert seen == {"passed", "failed", "crashed", "timeout", "missing"}


@pytest.mark.slow
@pytest.mark.parametrize("graded", SHALLOW, indirect=True)
@pytest.mark.parametrize("name", STANDALONE)
def test_plain_pytest_agrees(graded, name, tmp_path):
    """`pytest tests/graders/<assignment> --submission` passes the tests that the engine passed."""
    submission = known("shallow_network", name).hand_in(tmp_path)
    graders = ROOT / "tests" / "graders" / "shallow_network"
    done = run(
        *("pytest", "-q", "-rA", "--tb=no", graders, "--submission", submission),
        AUTOGRADER_SECRET=SECRET,
    )
    passed = {
        line.partition(" ")[2].rpartition("/")[2].split(" - ")[0]
        for line in done.stdout.splitlines()
        if line.startswith("PASSED ")
    }
    tests = [test for exercise in graded.results[name]["exercises"] for test in exercise["tests"]]
    assert tests, done.stdout
    assert passed == {test["id"] for test in tests if test["outcome"] == "passed"}, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("assignment", ASSIGNMENTS)
def test_reference_and_release(tmp_path, assignment):
    """The solution earns 100 %; the release earns nothing and every exercise is missing."""
    for folder in ("solutions", "assignments"):
        (tmp_path / "class" / folder).mkdir(parents=True)
        shutil.copy(ROOT / folder / assignment / f"{assignment}.ipynb", tmp_path / "class" / folder)
    done = run(
        *("autograder", "grade", assignment, tmp_path / "class"),
        *("--results", tmp_path / "results", "--json"),
        AUTOGRADER_SECRET=SECRET,
    )
    results = {result["student"]: result for result in json.loads(done.stdout)}
    points = sum(exercise.points for exercise in read_exercises(COURSE.source_notebook(assignment)))
    for folder, score, outcome in (("solutions", points, "passed"), ("assignments", 0, "missing")):
        assert (results[folder]["score"], results[folder]["max_score"]) == (score, points)
        assert {e["outcome"] for e in results[folder]["exercises"]} == {outcome}
