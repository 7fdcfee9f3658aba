"""A class whose truth is known is graded, and the report says that truth.

The numbers are counted once more here, from the result files alone, with the standard library.
`python tests/graded_class.py FOLDER 300` makes a larger class of the same kind.
"""

import json
import re
import statistics
from collections import Counter, defaultdict

import graded_class
import pytest
from courses import run
from graded_class import NAME

pytestmark = [pytest.mark.slow, pytest.mark.processes]

N = 60


@pytest.fixture(scope="module")
def graded(tmp_path_factory):
    """A class of 60 that is graded: its course, its truth, its results and its report."""
    root = tmp_path_factory.mktemp("class") / "course"
    truth = graded_class.write(root, N, seed=7)
    return root, truth, *grade(root)


def grade(root):
    """Grade the class; return its results by student, and the report."""
    run("autograder", "grade", NAME, "--no-gradebook", cwd=root, code=0)
    files = sorted((root / "results" / NAME).glob("*.json"))
    results = {path.stem: json.loads(path.read_text()) for path in files}
    shown = run("autograder", "report", NAME, "--json", cwd=root, code=0)
    return results, json.loads(shown.stdout)


def judged(results):
    """Return the results that are marks."""
    return [one for one in results.values() if one["outcome"] == "graded"]


def test_each_answer_is_judged_as_it_is(graded):
    """Right is right, what was not written is missing, and each known mistake has its name."""
    _, truth, results, _ = graded
    wrong = []
    for student, written in truth.items():
        if written.is_unreadable:
            assert results[student]["outcome"] == "unreadable"
            continue
        for exercise in results[student]["exercises"]:
            name, outcome = exercise["name"], exercise["outcome"]
            names = written.known.get(name, exercise["misconceptions"])
            expected = (name in written.right, name in written.missing, names)
            found = (outcome == "passed", outcome == "missing", sorted(exercise["misconceptions"]))
            wrong += [(student, name, found, expected)] if found != expected else []
    assert wrong == []


def test_marks_are_counted_rightly(graded):
    """Mean, quartiles and spread are those of the marks in the files."""
    _, truth, results, report = graded
    totals = [one["final_score"] for one in judged(results)]
    marks, attendance = report["marks"], report["attendance"]
    assert marks["n"] == len(totals) == N - sum(one.is_unreadable for one in truth.values())
    quartiles = statistics.quantiles(totals, n=4, method="inclusive")
    assert [marks["lower"], marks["median"], marks["upper"]] == pytest.approx(quartiles, abs=1e-3)
    assert marks["mean"] == pytest.approx(statistics.mean(totals), abs=1e-3)
    assert marks["deviation"] == pytest.approx(statistics.stdev(totals), abs=1e-3)
    assert attendance["late"] == [name for name, one in truth.items() if one.is_late]
    assert attendance["absent"] == ["absent1", "absent2"]
    assert attendance["deducted"] > 0


def test_exercises_and_tests_are_counted_rightly(graded):
    """Outcomes, means, passes and correlations are those that the files have."""
    every = judged(graded[2])
    own = {(r["student"], e["name"]): e for r in every for e in r["exercises"]}
    total = {r["student"]: sum(e["score"] for e in r["exercises"]) for r in every}
    for figures in graded[3]["exercises"]:
        mine = {student: e for (student, name), e in own.items() if name == figures["name"]}
        scores = [e["score"] for e in mine.values()]
        rest = [total[student] - e["score"] for student, e in mine.items()]
        assert figures["mean"] == pytest.approx(statistics.mean(scores), abs=1e-3)
        correlation = statistics.correlation(scores, rest)
        assert figures["discrimination"] == pytest.approx(correlation, abs=1e-3)
        assert figures["outcomes"] == Counter(e["outcome"] for e in mine.values())
    for figures in graded[3]["tests"]:
        passed = []
        for (_, name), exercise in own.items():
            if name == figures["exercise"]:
                (test,) = (t for t in exercise["tests"] if t["id"] == figures["id"])
                passed += [test["outcome"] == "passed"] if test["outcome"] != "missing" else []
        assert (figures["answered"], figures["passed"]) == (len(passed), sum(passed))


def test_mistakes_are_counted_rightly(graded):
    """Each known mistake has its students, and all other wrong answers are in some group."""
    known, unexplained = defaultdict(list), defaultdict(list)
    for result in judged(graded[2]):
        for exercise in result["exercises"]:
            for name in exercise["misconceptions"]:
                known[exercise["name"], name].append(result["student"])
            if exercise["outcome"] in {"failed", "crashed"} and not exercise["misconceptions"]:
                unexplained[exercise["name"]].append(result["student"])
    report = graded[3]
    assert {(m["exercise"], m["name"]): m["students"] for m in report["known"]} == known
    grouped = defaultdict(list)
    for group in report["unexplained"]:
        grouped[group["exercise"]] += group["students"]
    assert {name: sorted(students) for name, students in grouped.items()} == unexplained


def test_the_largest_group_becomes_a_known_mistake(graded):
    """It is a planted mistake, in whatever form; with its hint it names the group alone."""
    root, truth, _, before = graded
    for name in graded_class.PLANTED:
        students = {s for s, one in truth.items() if name in one.planted and not one.is_unreadable}
        groups = [{*g["students"]} for g in before["unexplained"] if g["exercise"] == name]
        assert [own for own in groups if own & students] == ([students] if students else [])
    group = before["unexplained"][0]
    assert len(group["students"]) >= 4
    assert group["answered_alike"]
    run("autograder", "misconception", NAME, group["name"], cwd=root, code=0)
    path = root / "solutions" / NAME / "misconceptions" / f"{group['exercise']}.py"
    hint = '    """Look at the formula again."""'
    text = path.read_text()
    path.write_text(re.sub(r"^    # Of \d+ students\..*$", hint, text, flags=re.MULTILINE))
    _, after = grade(root)
    name = group["name"].replace("-", "_")
    (known,) = (m for m in after["known"] if m["name"] == name)
    assert (known["students"], known["hint"]) == (group["students"], "Look at the formula again.")
    assert after["marks"] == before["marks"]
    assert len(after["unexplained"]) == len(before["unexplained"]) - 1
