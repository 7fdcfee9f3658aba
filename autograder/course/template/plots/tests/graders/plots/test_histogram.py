import numpy as np
import pytest

from autograder.checks import check_close, check_figure

pytestmark = pytest.mark.exercise("histogram")
EDGES = np.arange(0, 101, 10)


@pytest.fixture
def values(rng):
    """Sixty values, none of them near 0 or 100."""
    return rng.uniform(13.0, 87.0, 60)


@pytest.fixture
def figure(student, values):
    """What the student's function draws."""
    return student.histogram.figure(values)


@pytest.mark.weight(2)
def test_heights(figure, values):
    """Each bar is as high as the number of values in it"""
    check_figure(figure, bars=[np.histogram(values, EDGES)[0]])


@pytest.mark.needs_value
def test_bins(figure):
    """The bins are from 0 to 10, from 10 to 20, and so on"""
    (bars,) = check_figure(figure, bars=1).bars
    check_close(bars.at, EDGES[:-1] + 5.0, "the middles of the bars")


def test_label(figure):
    """The y-axis has its label"""
    check_figure(figure, bars=1, ylabel="count")
