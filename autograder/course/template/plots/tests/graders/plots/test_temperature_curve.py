import pytest

from autograder.checks import check_figure

pytestmark = pytest.mark.exercise("temperature_curve")


@pytest.fixture
def figure(student, days, highs):
    """What the student's function draws."""
    return student.temperature_curve.figure(days, highs)


@pytest.mark.weight(3)
def test_line(figure, days, highs):
    """A line shows the temperatures against the days"""
    check_figure(figure, lines=[(days, highs)])


@pytest.mark.weight(2)
def test_texts(figure):
    """The axes have their labels, and the plot its title"""
    check_figure(figure, xlabel="day", ylabel="temperature (°C)", title="Temperatures")
