"""A hidden test that does not end with an answer costs its exercise, and is no error of ours."""

import pytest

from autograder.course.folder import find_course
from autograder.grading import pool
from autograder.grading.engine import ClassRun, grade_class
from autograder.submission.find import find_submissions

pytestmark = [pytest.mark.processes, pytest.mark.slow]

TEST = '''
import time

import pytest

from autograder.checks import check_equal

pytestmark = pytest.mark.exercise("{name}")


def test_it(student):
    """It is right"""
    {code}
'''
CODE = {
    "count": 'check_equal(len([0 for _ in range(student.value("count"))]), 4, "it")',
    "seconds": 'time.sleep(student.value("seconds"))',
    "many": 'check_equal(sum(range(student.value("many"))), 6, "it")',
    "other": 'check_equal(student.value("other"), 1, "it")',
}
RIGHT = {"count": 4, "seconds": 0.001, "many": 4, "other": 1}


@pytest.fixture(scope="module")
def results(tmp_path_factory, as_notebook, as_grade_cell):
    """The outcomes of submissions whose numbers a test counts to, by student and exercise."""
    root = tmp_path_factory.mktemp("hangs")
    source, graders = root / "solutions/a/a.ipynb", root / "tests/graders/a"
    for folder in (source.parent, graders, root / "in"):
        folder.mkdir(parents=True)
    cells = [c for name in RIGHT for c in (f"{name} = {RIGHT[name]}", as_grade_cell(name, 1))]
    source.write_text(as_notebook(cells))
    (root / "course.yaml").write_text(
        "course: c\ntitle: C\nassignments:\n  - {name: a, title: A}\n"
    )
    for name, code in CODE.items():
        (graders / f"test_{name}.py").write_text(TEST.format(name=name, code=code))
    handed_in = {"right": {}, "hangs": {"count": 10**15, "seconds": 1e8, "many": 10**15}}
    for student, answers in handed_in.items():
        lines = [f"{name} = {value}" for name, value in (RIGHT | answers).items()]
        (root / f"in/{student}.ipynb").write_text(as_notebook(lines))
    folder = find_course(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_SECRET", "a secret for tests")
        found = find_submissions([root / "in"], "a", folder.submitted(), ("a",))
        run = ClassRun(folder, folder.course.assignment("a"), found, root / "results")
        graded = [one.result for one in grade_class(run, jobs=1)]
    pool.graders.close()
    return {r.student: {e.name: str(e.outcome) for e in r.exercises} for r in graded}


def test_right_answers_pass(results):
    """Nobody else is affected."""
    assert results["right"] == dict.fromkeys(RIGHT, "passed")


def test_what_does_not_end_is_a_timeout(results):
    """Counting, sleeping, and computing without Python: only the exercise is lost."""
    assert results["hangs"] == dict.fromkeys(RIGHT, "timeout") | {"other": "passed"}
