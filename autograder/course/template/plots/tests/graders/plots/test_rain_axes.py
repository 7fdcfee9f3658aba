import pytest

from autograder.checks import check_figure, check_that

pytestmark = pytest.mark.exercise("rain_axes")
RAIN = [62, 48, 53, 41, 66, 75, 71, 70, 55, 51, 60, 65]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@pytest.fixture
def figure(student):
    """What the student has drawn."""
    return student.rain_axes.figure()


@pytest.mark.weight(2)
def test_bars(figure):
    """A bar for each month, as high as its rain"""
    check_figure(figure, bars=[RAIN])


def test_months(figure):
    """The months are at the bars"""
    axes = check_figure(figure, bars=1)
    hint = "What you pass to bar first is written below the bars."
    check_that(axes.xticks == MONTHS, "the months are not at the bars", hint)


def test_texts(figure):
    """The y-axis has its label, and the plot its title"""
    check_figure(figure, ylabel="rain (mm)", title="Rain")
