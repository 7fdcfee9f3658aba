import msgspec
import pytest

from autograder.results.brief import Mark, row_of
from autograder.results.format import (
    EngineInfo,
    ExerciseResult,
    Outcome,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
    TestResult,
)
from autograder.results.store import ResultStore

JUDGED_AGAIN = TestResult(
    "id", "t", Outcome.PASSED, carried_forward=True, carried_from=["square", "root", "square"]
)
RESULT = SubmissionResult(
    course="c",
    assignment="powers",
    student="ann",
    submission=SubmissionInfo("/in/ann.ipynb", "ab" * 32, "2026-10-25 19:00:01 UTC"),
    score=4.5,
    max_score=10.0,
    outcome=SubmissionOutcome.GRADED,
    exercises=[
        ExerciseResult("square", 0.5, 4.0, Outcome.FAILED, tests=[TestResult("a", "t", "failed")]),
        ExerciseResult("cube", 4.0, 6.0, Outcome.PASSED, tests=[JUDGED_AGAIN]),
    ],
    notes=["a note", "another"],
    engine=EngineInfo("0", "namespaces", "needed", "ab", "cd", "ef"),
    late_penalty=1.5,
    due="2026-10-24T20:00:00+02:00",
    language="zh",
    translations={"zh": {"a note": "说明"}},
)


@pytest.fixture
def store(tmp_path):
    """A store with a result."""
    store = ResultStore(tmp_path, "powers")
    store.save(RESULT)
    return store


def test_what_is_read_is_what_the_result_says(store):
    """Every field that is read of a stored result is that of the whole."""
    brief, whole = store.brief("ann"), store.load("ann")
    for name in ("student", "submission", "engine", "notes", "due", "counts", "late_penalty"):
        assert getattr(brief, name) == getattr(whole, name)
    for language in ("", "zh", "fr"):
        assert row_of(brief, language) == row_of(whole, language)


def test_a_row(store):
    """It has the marks, what counts, whose errors were carried forward, and the first note."""
    row = row_of(store.brief("ann"), "zh", is_new=False)
    assert row.marks == (
        Mark("square", 0.5, 4.0, Outcome.FAILED),
        Mark("cube", 4.0, 6.0, Outcome.PASSED),
    )
    assert (row.counts, row.max_score, row.is_new) == (3.0, 10.0, False)
    assert (row.carried, row.note, row.notes) == ((("cube", ("square", "root")),), "说明", 2)
    assert not row.is_empty


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"schema": 2}'])
def test_what_is_no_result(store, content):
    """A damaged file has nothing to read, in brief as in full."""
    store.path("ann").write_bytes(content)
    assert (store.brief("ann"), store.load("ann")) == (None, None)


def test_another_schema(store):
    """A result of another schema is none."""
    other = msgspec.to_builtins(RESULT) | {"schema": 2}
    store.path("ann").write_bytes(msgspec.json.encode(other))
    assert store.brief("ann") is None
