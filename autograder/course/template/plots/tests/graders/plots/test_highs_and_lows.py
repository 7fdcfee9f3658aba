import pytest

from autograder.checks import check_figure, check_that

pytestmark = pytest.mark.exercise("highs_and_lows")


@pytest.fixture
def figure(student, days, highs, lows):
    """What the student's function draws."""
    return student.highs_and_lows.figure(days, highs, lows)


@pytest.mark.weight(3)
def test_lines(figure, days, highs, lows):
    """Two lines show the highest and the lowest temperatures against the days"""
    check_figure(figure, lines=[(days, highs), (days, lows)])


def test_legend(figure):
    """There is a legend with high and low"""
    check_figure(figure, legend=["high", "low"])


def test_labels(figure, highs):
    """Each line has the label that belongs to it"""
    axes = check_figure(figure, lines=2)
    labels = [line.label for line in axes.lines]
    if not any(labels):  # the texts were passed to legend, in the order of the lines
        labels = axes.legend or labels
    first, second = (line.y.sum() for line in axes.lines)
    right = ["high", "low"] if first > second else ["low", "high"]
    seen = [label.strip().lower() for label in labels]
    check_that(seen == right, "the lines do not have the labels high and low")
