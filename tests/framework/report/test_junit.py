import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from autograder.errors import StorageError
from autograder.report.junit import write_junit
from autograder.results.format import (
    EngineInfo,
    Outcome,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
    TestResult,
)
from autograder.results.scoring import judge_exercise


def result(student, *tests, outcome=SubmissionOutcome.GRADED, notes=()):
    """Return a result of one exercise with these tests."""
    exercises = [judge_exercise("square", 4, list(tests))] if tests else []
    return SubmissionResult(
        course="c",
        assignment="powers",
        student=student,
        submission=SubmissionInfo("p", ""),
        score=sum(e.score for e in exercises),
        max_score=4.0,
        outcome=outcome,
        exercises=exercises,
        notes=list(notes),
        engine=EngineInfo("0", "namespaces", "needed", "", "", "", 1.25),
    )


@pytest.fixture
def suites(tmp_path):
    """Write results and parse the resulting file."""

    def write(*results):
        path = tmp_path / "new" / "junit.xml"
        write_junit(path, results)
        return list(ET.parse(path).getroot())

    return write


def test_a_suite_for_each_submission(suites):
    """Suites come as their results do, count their cases and carry the score."""
    passed = TestResult("id", "Squares", Outcome.PASSED, duration_s=0.5)
    failed = TestResult("id", "Signs", Outcome.FAILED, message="wrong", hint="look again")
    ann, bob = suites(result("ann", passed), result("bob", passed, failed))
    assert [suite.get("name") for suite in (ann, bob)] == ["powers.ann", "powers.bob"]
    assert {k: bob.get(k) for k in ("tests", "failures", "errors", "skipped", "time")} == {
        "tests": "2",
        "failures": "1",
        "errors": "0",
        "skipped": "0",
        "time": "1.250",
    }
    properties = {p.get("name"): p.get("value") for p in bob.iter("property")}
    assert properties == {"score": "2", "late_penalty": "0", "final_score": "2", "max_score": "4"}
    one, two = bob.iter("testcase")
    assert (one.get("classname"), one.get("name"), one.get("time"), len(one)) == (
        *("square", "Squares", "0.500", 0),
    )
    assert two[0].attrib == {"type": "failed", "message": "wrong look again"}


@pytest.mark.parametrize(
    ("outcome", "tag"),
    [
        ("failed", "failure"),
        ("crashed", "failure"),
        ("timeout", "failure"),
        ("missing", "failure"),
        ("error", "error"),
    ],
)
def test_what_is_ours_is_an_error_and_the_rest_a_failure(suites, outcome, tag):
    """CI can distinguish a wrong answer from a broken grader."""
    (suite,) = suites(result("ann", TestResult("id", "t", Outcome(outcome))))
    (case,) = suite.iter("testcase")
    assert [(child.tag, child.get("type")) for child in case] == [(tag, outcome)]


@pytest.mark.parametrize("outcome", ["unreadable", "error"])
def test_a_submission_that_was_not_graded_is_an_error(suites, outcome):
    """A submission without tests does not look like one that passed."""
    (suite,) = suites(result("ann", outcome=SubmissionOutcome(outcome), notes=["empty file"]))
    (error,) = suite.iter("error")
    assert (suite.get("errors"), error.attrib) == (
        *("1", {"type": outcome, "message": "empty file"}),
    )


def test_hostile_text_gives_valid_xml(suites):
    """Control characters, surrogates and markup in names, titles, messages and notes are safe."""
    nasty = "a\0\x1b[31m\x08\ud800\ufffe<b>&amp;]]>\"'é\n"
    test = TestResult("id", nasty, Outcome.CRASHED, message=nasty, hint=nasty)
    (suite,) = suites(result(nasty, test, notes=[nasty]))
    shown = "a\ufffd\ufffd[31m\ufffd\ufffd\ufffd<b>&amp;]]>\"'é"
    (case,) = suite.iter("testcase")
    assert (case.get("name").strip(), suite.find("system-out").text.strip()) == (shown, shown)


def test_no_results(suites):
    """Without results the file has no suites."""
    assert suites() == []


@pytest.mark.parametrize("name", [".", "file/junit.xml"])
def test_a_place_for_no_file(tmp_path, monkeypatch, name):
    """A folder, or a place below a file, is refused with a sentence that names the option."""
    (tmp_path / "file").write_text("mine")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StorageError, match=r"cannot be written: .* with --junit"):
        write_junit(Path(name), [])
