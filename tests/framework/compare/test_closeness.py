import numpy as np
import pytest

from autograder.checks import CheckFailed, check_close, check_gradient
from autograder.compare.closeness import FAR_OFF, Closeness, closeness
from autograder.grading.engine import ClassRun, grade_class
from autograder.submission.find import SubmissionFile

pytestmark = pytest.mark.processes


@pytest.fixture
def measured():
    """Measure errors until the end of the test."""
    closeness.begin(measure=True)
    yield closeness
    closeness.begin(measure=False)


def test_largest_share(measured):
    """The largest error counts, as a share of the tolerance at its place."""
    check_close([10.0, 101.0], [10.0, 100.0], "x", rtol=0.02, atol=0.0)
    check_close(1.0, 1.0, "y")
    assert measured.largest == pytest.approx(0.5)


def test_gradients_are_measured(measured):
    """A gradient's error is measured too."""
    point = {"x": np.array([3.0])}
    slope = {"dx": np.array([6.0003])}
    check_gradient(lambda p: float(p["x"][0] ** 2), at=point, analytic=slope)
    assert measured.largest == pytest.approx(0.5, rel=0.01)


def test_not_a_number_is_far_off(measured):
    """A value that is not finite counts as far off as possible."""
    with pytest.raises(CheckFailed):
        check_close(np.nan, 1.0, "x")
    assert measured.largest == FAR_OFF


def test_where_nothing_is_tolerated(measured):
    """An exact answer has no error even if the tolerance is zero."""
    check_close(0.0, 0.0, "x", atol=0.0)
    assert measured.largest == 0.0


def test_nothing_is_measured_unless_asked():
    """Outside an audit nothing is measured."""
    fresh = Closeness()
    fresh.note(1.0)
    check_close(1.0, 1.0, "x")
    assert (fresh.largest, closeness.largest) == (None, None)


def test_an_audit_puts_it_in_results(course, submit, tmp_path):
    """A test's result has its closeness if a run measures."""
    path = submit("ada.ipynb")
    run = ClassRun(
        course,
        course.course.assignment("powers"),
        [SubmissionFile("ada", path)],
        tmp_path / "results",
        measure=True,
    )
    ((graded),) = grade_class(run, jobs=1)
    seen = {t.closeness for e in graded.result.exercises for t in e.tests}
    assert seen == {0.0}
