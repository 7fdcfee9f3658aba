import json
import os

import msgspec
import pytest

from autograder.errors import StorageError
from autograder.files import json_bytes, json_list, safe_name
from autograder.results.format import (
    EngineInfo,
    Outcome,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
    TestResult,
)
from autograder.results.points import points_text
from autograder.results.scoring import judge_exercise, total
from autograder.results.store import ResultStore

P, F, M, C, T, E = "passed", "failed", "missing", "crashed", "timeout", "error"


def of_outcomes(*outcomes):
    """Return a test for each outcome."""
    return [TestResult("id", "title", Outcome(outcome)) for outcome in outcomes]


def result(student="ann", **changes):
    """Return a whole result."""
    fields = {
        "course": "c",
        "assignment": "powers",
        "student": student,
        "submission": SubmissionInfo("/in/ann.ipynb", "0" * 64),
        "score": 4.0,
        "max_score": 10.0,
        "outcome": SubmissionOutcome.GRADED,
        "exercises": [judge_exercise("square", 4, of_outcomes(P)), judge_exercise("cube", 6, [])],
        "notes": ["a note: é"],
        "engine": EngineInfo("0", "namespaces", "needed", "ab", "cd", "ef"),
    }
    return SubmissionResult(**(fields | changes))


# -- judging ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("outcomes", "expected"),
    [
        ([P], P),
        ([P, P], P),
        ([P, F], F),
        ([M, M], M),
        ([P, M], F),
        ([M, F], F),
        ([M, C], C),
        ([F, C], C),
        ([C, T], T),
        ([P, T, M], T),
        ([T, E], E),
        ([P, E], E),
        ([], E),
    ],
)
def test_the_outcome_of_an_exercise(outcomes, expected):
    """It is the worst of its tests' outcomes; missing only if all are; without tests, our error."""
    assert judge_exercise("f", 10, of_outcomes(*outcomes)).outcome == expected


@pytest.mark.parametrize(
    ("weighted", "score"),
    [
        ([(P, 1)], 10.0),
        ([(P, 3), (F, 1)], 7.5),
        ([(F, 3), (P, 1)], 2.5),
        ([(P, 1), (F, 1), (F, 1)], 10 / 3),
        ([(M, 1), (C, 1), (T, 1), (E, 1)], 0.0),
        ([(F, 0), (P, 1)], 10.0),
        ([(P, 0)], 0.0),
        ([], 0.0),
    ],
)
def test_points_are_in_proportion_to_the_weights_that_passed(weighted, score):
    """Only passed tests earn points, in proportion to their weights."""
    tests = [TestResult("id", "title", Outcome(o), weight=w) for o, w in weighted]
    assert judge_exercise("f", 10, tests).score == score


@pytest.mark.parametrize(
    ("marked", "score"),
    [
        ([(P, True), (F, False)], 0.0),
        ([(P, True), (P, True)], 0.0),
        ([(P, True), (P, False), (F, False), (F, True)], 5.0),
        ([(F, True), (P, False)], 5.0),
    ],
)
def test_what_needs_a_value_counts_only_beside_one(marked, score):
    """Passed tests marked needs_value earn nothing unless one without the mark passed."""
    tests = [TestResult("id", "title", Outcome(o), needs_value=n) for o, n in marked]
    assert judge_exercise("f", 10, tests).score == score


def test_no_test_that_weighs_is_our_error():
    """An exercise whose tests all have weight 0 cannot be judged."""
    tests = [TestResult("id", "title", Outcome.PASSED, weight=0.0)]
    assert judge_exercise("f", 10, tests).outcome == Outcome.ERROR


def test_total():
    """Points add up without floating-point noise."""
    exercises = [judge_exercise(name, 0.1, of_outcomes(P)) for name in "abc"]
    assert total(iter(exercises)) == (0.3, 0.3)
    third = of_outcomes(P, F, F)
    exercises = [judge_exercise(name, 1, third) for name in "abc"]
    assert total([*exercises, judge_exercise("d", 1, of_outcomes(P))]) == (2.0, 4.0)


def test_what_a_terminal_would_obey_is_escaped_in_a_file(store):
    """Control and direction characters are written as numbers."""
    odd = "a\x9b\u202eb\u200b\U000e0041é"
    path = store.save(result(notes=[odd]))
    text = path.read_text()
    assert "é" in text
    assert "a\\u009b\\u202eb\\u200b\\udb40\\udc41" in text
    assert store.load("ann").notes == [odd]


# -- storing ---------------------------------------------------------------------


@pytest.fixture
def store(tmp_path):
    """The results of one assignment."""
    return ResultStore(tmp_path / "results", "powers")


def names(store):
    """Return the files in a store's folder."""
    return [path.name for path in store.folder.iterdir()]


def test_what_is_saved_is_loaded(store):
    """A result comes back as it was, from `<results>/<assignment>/<student>.json`."""
    path = store.save(result())
    assert (path, store.load("ann")) == (store.folder / "ann.json", result())


def test_the_file_is_the_documented_json(store):
    """Outcomes are words, and the file has the schema's number."""
    data = json.loads(store.save(result()).read_text())
    assert (data["schema"], data["outcome"], data["exercises"][0]["tests"][0]["outcome"]) == (
        *(1, "graded", "passed"),
    )


def test_saving_again_replaces(store):
    """A student has one result, the newest, and no temporary file is left."""
    store.save(result())
    store.save(result(score=5.0))
    assert (store.load("ann").score, names(store)) == (5.0, ["ann.json"])


def test_a_save_that_fails_leaves_the_old_result(store, monkeypatch):
    """A disk that fills up during writing does not change the old file."""
    store.save(result())
    monkeypatch.setattr(
        os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device"))
    )
    with pytest.raises(StorageError, match="No space left on device"):
        store.save(result(score=5.0))
    assert store.load("ann") == result()


def test_drafts_of_a_killed_run_are_swept(store):
    """An unfinished temporary file is removed, and results are not."""
    store.sweep()  # nothing there yet
    store.save(result())
    (store.folder / ".bob.json.123.tmp").write_text("{")
    store.sweep()
    assert names(store) == ["ann.json"]


GARBAGE = {
    "empty": b"",
    "half": msgspec.json.encode(result())[:-20],
    "not JSON": b"\xff\xfe",
    "another type": b"[1, 2]",
    "no fields": b"{}",
    "wrong outcome": msgspec.json.encode(result()).replace(b'"graded"', b'"fine"'),
    "another schema": msgspec.json.encode(result(schema=2)),
    "deep": b'{"x": ' + b"[" * 100_000,
}


@pytest.mark.parametrize("data", GARBAGE.values(), ids=GARBAGE.keys())
def test_garbage_is_no_result(store, data):
    """A file that is not a result of this schema counts as none."""
    store.save(result()).write_bytes(data)
    assert store.load("ann") is None


def test_no_file_is_no_result(store):
    """A student who was never graded has no result."""
    assert store.load("ann") is None


def test_a_folder_in_place_of_the_file_is_no_result(store):
    """A folder with the result's name does not stop the reader."""
    store.path("ann").mkdir(parents=True)
    assert store.load("ann") is None


def test_any_student_s_name_can_be_saved(store):
    """Names with separators, dots, control characters and any length stay in the folder."""
    students = ["../../up", "..", "", ".hidden", "a/b", "a\\b", "a\0b", "x" * 500, "数" * 200]
    for student in students:
        path = store.save(result(student))
        assert (path.parent, path.is_file(), path.name[0] == ".") == (store.folder, True, False)


@pytest.mark.parametrize(
    ("student", "expected"),
    [
        ("ann", "ann"),
        ("Ann-Marie O'Neil", "Ann-Marie O'Neil"),
        ("数学", "数学"),
        ("Jose\u0301", "Jos\u00e9"),
        ("a/b\\c", "a_b_c"),
        ('a:b*c?d"e<f>g|h', "a_b_c_d_e_f_g_h"),
        ("tab\tnew\nline\0", "tab_new_line_"),
        ("..", "_"),
        ("../up", "_up"),
        (".hidden", "hidden"),
        ("", "_"),
        ("é" * 150, "é" * 100),
    ],
)
def test_safe_name(student, expected):
    """A file name keeps as much as possible of a student's name."""
    assert safe_name(student) == expected


def test_every_result_file(tmp_path):
    """All result files are found, in order; None stands for a file that is not a result."""
    store = ResultStore(tmp_path, "powers")
    assert list(store.every()) == []
    store.save(result("bob"))
    store.save(result("a/nn"))
    (store.folder / "copy.json").write_bytes(store.path("bob").read_bytes())
    (store.folder / "half.json").write_text('{"course"')
    (store.folder / ".bob.json.1.tmp").write_text("")
    found = {path.name: known and known.student for path, known in store.every()}
    assert found == {"a_nn.json": "a/nn", "bob.json": "bob", "copy.json": None, "half.json": None}
    assert list(found) == sorted(found)


@pytest.mark.parametrize(
    ("points", "text"),
    [(0.0, "0"), (10.0, "10"), (100.0, "100"), (3.333333, "3.33"), (2.5, "2.5"), (0.004, "0")],
)
def test_points_text(points, text):
    """Points have at most two decimals."""
    assert points_text(points) == text


@pytest.mark.parametrize("values", [[], [{}], [{"a": [1, "b\n\u202e"]}, [], result()]])
def test_a_list_in_parts(values):
    """A list that is written one value after the other reads as one written at once."""
    assert "".join(json_list(iter(values))) == json_bytes(values).decode()
