import msgspec

from autograder.regrade.changes import change_of, preview_of
from autograder.regrade.log import Line, add_lines
from autograder.regrade.table import total_sentence
from autograder.results.format import (
    EngineInfo,
    Outcome,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
    TestResult,
)
from autograder.results.scoring import judge_exercise, total


def result(student, outcomes, **changes):
    """Return a result; outcomes are by exercise, each worth a point a test."""
    exercises = [
        judge_exercise(
            name, len(own), [TestResult(f"t.py::{i}", "t", Outcome(o)) for i, o in enumerate(own)]
        )
        for name, own in outcomes.items()
    ]
    score, most = total(exercises)
    fields = {
        "course": "c",
        "assignment": "powers",
        "student": student,
        "submission": SubmissionInfo("/in/a.ipynb", "0"),
        "score": score,
        "max_score": most,
        "outcome": SubmissionOutcome.GRADED,
        "exercises": exercises,
        "notes": [],
        "engine": EngineInfo("0", "namespaces", "needed", "ab", "cd", "ef"),
    }
    return SubmissionResult(**(fields | changes))


P, F = "passed", "failed"


def test_changes_are_listed_by_their_size_with_exercise_and_test():
    """The largest change of a mark comes first, up or down, with what changed in which test."""
    pairs = [
        (result("ann", {"square": [F, P]}), result("ann", {"square": [P, P]})),
        (result("bob", {"square": [P, P]}), result("bob", {"square": [F, F]})),
        (result("cy", {"square": [P, P]}), result("cy", {"square": [P, P]}, notes=["other"])),
        (None, result("dan", {"square": [P, F]})),
    ]
    preview = preview_of("powers", pairs)
    assert [(c.student, float(c.difference)) for c in preview.changes] == [
        ("bob", -2),
        ("ann", 1),
        ("dan", 0),
    ]
    (exercise,) = preview.changes[1].exercises
    assert (exercise.name, exercise.before, exercise.after) == ("square", 1, 2)
    assert [(t.id, t.before, t.after) for t in exercise.tests] == [("t.py::0", F, P)]
    assert total_sentence(preview.totals) == (
        "1 up, 1 down, 1 unchanged, 1 new; mean 1.67 before, 1.33 after"
    )


def test_points_that_move_between_exercises_are_a_change():
    """A mark that stays the same is listed if an exercise or a test ends differently."""
    before = result("ann", {"square": [P], "cube": [F]})
    change = change_of(before, result("ann", {"square": [F], "cube": [P]}))
    assert change.difference == 0
    assert change.is_marked_anew
    assert [e.name for e in change.exercises] == ["square", "cube"]


def test_tests_that_came_or_went_are_named():
    """A test that only one of the two results has is listed without its other outcome."""
    change = change_of(result("ann", {"square": [P]}), result("ann", {"square": [P, F]}))
    (test,) = change.exercises[0].tests
    assert (test.before, test.after) == (None, F)


def test_an_error_before_is_no_mark():
    """Somebody who was not graded before is new, and lowers no mean."""
    failed = result("ann", {}, outcome=SubmissionOutcome.ERROR)
    preview = preview_of("powers", [(failed, result("ann", {"square": [P]}))])
    assert (preview.totals.new, preview.totals.mean_before) == (1, None)


def test_a_regrade_is_recorded_once(tmp_path):
    """Adding the same regrade again repeats no line; another one is added below."""
    record = tmp_path / "powers.regrades.jsonl"
    change = change_of(None, result("ann", {"square": [P]}))
    line = Line("monday", "me", "why", "powers", change, False, "", "0", "", "ef")
    for when in ("monday", "monday", "tuesday"):
        add_lines(record, when, [msgspec.structs.replace(line, when=when)])
    lines = [msgspec.json.decode(text) for text in record.read_bytes().splitlines()]
    assert [one["when"] for one in lines] == ["monday", "tuesday"]
