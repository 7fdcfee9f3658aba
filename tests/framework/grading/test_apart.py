"""What a student's values do to the process that judges them costs one question."""

import os

import pytest
from notebooks import checked, handed_in, solution, write

from autograder.adopted.apart import Found, judge_apart
from autograder.course.folder import find_course
from autograder.errors import EngineError
from autograder.grading import pool
from autograder.grading.engine import ClassRun, grade_class
from autograder.submission.find import find_submissions

pytestmark = pytest.mark.processes

SOURCE = [
    solution("n", "n = 4"),
    checked("n_test", "assert sum(range(n)) == 6"),
    solution("m", "m = 5"),
    checked("m_test", "assert m == 5"),
]


def dies_at(*numbers):
    """Return the judging of questions 0 to 4, of which some end the process."""

    def work(lost, begin):
        for number in range(5):
            begin(number)
            if number in numbers and number not in lost:
                os._exit(1)
        return Found([], [f"without {sorted(lost)}"], [])

    return work


@pytest.mark.parametrize(
    ("numbers", "lost"), [((), []), ((1, 3), [1, 3]), ((0, 1, 2, 4), [0, 1, 2, 3, 4])]
)
def test_a_question_that_ends_the_fork_is_lost(numbers, lost):
    """The others are judged without it; after the third one, nothing more is tried."""
    assert judge_apart(dies_at(*numbers), 5).notes == [f"without {lost}"]


def test_a_fork_that_dies_elsewhere_is_an_error_of_ours():
    """No question is to blame for it."""
    with pytest.raises(EngineError):
        judge_apart(lambda *_: os._exit(1), 5)


def test_what_our_own_code_raises_is_no_verdict():
    """It is told with its place, and no question is lost silently."""

    def work(_, begin):
        begin(2)
        raise ZeroDivisionError("of ours")

    with pytest.raises(EngineError, match=r"ZeroDivisionError: of ours \(test_apart\.py, line"):
        judge_apart(work, 5)


@pytest.mark.slow
def test_a_value_that_keeps_c_code_busy_is_a_timeout(tmp_path, monkeypatch):
    """No Python is executed during the sum of a long range, so that the process is ended."""
    monkeypatch.setenv("AUTOGRADER_SECRET", "a secret for tests")
    write(tmp_path / "solutions/a/a.ipynb", *SOURCE)
    (tmp_path / "course.yaml").write_text(
        "course: c\ntitle: C\nassignments:\n- name: a\n  title: A\n  graders: cells\n"
    )
    handed_in(tmp_path / "submitted/s/a/a.ipynb", SOURCE, n="n = 10 ** 14")
    folder = find_course(tmp_path)
    assignment = folder.course.assignment("a")
    handed = find_submissions([folder.submitted()], "a", folder.submitted(), assignment.notebooks)
    run = ClassRun(folder, assignment, handed, tmp_path / "results")
    (result,) = [one.result for one in grade_class(run, jobs=1)]
    pool.graders.close()
    assert [(e.score, e.outcome) for e in result.exercises] == [(0.0, "timeout"), (1.0, "passed")]
