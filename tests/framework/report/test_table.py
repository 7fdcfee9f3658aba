import io

import pytest
from rich.console import Console

from autograder.report.remarks import missing_students, same_files
from autograder.report.table import class_table
from autograder.results.brief import row_of
from autograder.results.format import (
    EngineInfo,
    ExerciseResult,
    Outcome,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
)


def result(student, *, exercises=8, digest="", notes=(), outcome="passed", **changes):
    """Return a result with exercises that have long names."""
    every = [
        ExerciseResult(f"exercise_number_{n}_of_many", 10.0, 10.0, Outcome(outcome))
        for n in range(exercises)
    ]
    fields = {
        "course": "c",
        "assignment": "powers",
        "student": student,
        "submission": SubmissionInfo(f"/in/{student}.ipynb", digest),
        "score": 10.0 * exercises,
        "max_score": 10.0 * exercises,
        "outcome": SubmissionOutcome.GRADED,
        "exercises": every,
        "notes": list(notes),
        "engine": EngineInfo("0", "namespaces", "needed", "", "", ""),
    }
    return SubmissionResult(**(fields | changes))


def shown(results, width):
    """Return the lines of the table in a terminal of this width."""
    file = io.StringIO()
    Console(file=file, width=width).print(class_table(map(row_of, results), width))
    return file.getvalue().splitlines()


@pytest.mark.parametrize("width", [40, 60, 80, 100, 140, 180, 240])
def test_the_total_is_there_at_every_width(width):
    """At every width all points are shown, and the notes too."""
    results = [result("ada", notes=["a note of it"]), result("b" * 60, late_penalty=8.5)]
    lines = shown(results, width)
    assert all(len(line) <= width for line in lines)
    text = " ".join(" ".join(lines).split())
    assert "total" in text
    assert "80/80" in text
    assert "71.5/80" in text
    assert "note" in text.partition("80/80")[2]
    assert text.count("10") >= 16


def test_students_who_handed_in_the_same_file():
    """Equal files are reported, unless they contain no answer."""
    results = [result(name, digest="a") for name in ("ben", "ada")]
    results += [result(name, digest="b") for name in ("cy",)]
    results += [result(name, digest="c", outcome="missing") for name in ("dan", "eve")]
    results += [result(name, digest="", exercises=0) for name in ("fay", "gus")]
    assert same_files(map(row_of, results)) == [["ada", "ben"]]


def test_who_handed_in_nothing(tmp_path):
    """The course's roster says who else there is."""
    assert missing_students(tmp_path, [row_of(result("ada"))]) == []
    (tmp_path / "roster.csv").write_text("id,name\nada,Ada\nben,Ben\n")
    assert missing_students(tmp_path, [row_of(result("ada"))]) == ["ben"]
    (tmp_path / "roster.csv").write_bytes(b"\xff")
    assert missing_students(tmp_path, [row_of(result("ada"))]) == []
