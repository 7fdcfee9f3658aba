import pytest

from autograder.checks import check_figure

pytestmark = pytest.mark.exercise("population")


@pytest.fixture
def towns(rng):
    """The areas of twelve towns and the number of people in them."""
    areas = 10 ** rng.uniform(1.0, 4.0, 12)
    return areas, areas * rng.uniform(100.0, 900.0, 12)


@pytest.fixture
def figure(student, towns):
    """What the student's function draws."""
    return student.population.figure(*towns)


@pytest.mark.weight(2)
def test_points(figure, towns):
    """Each town is a point"""
    check_figure(figure, points=[towns])


@pytest.mark.weight(2)
def test_scales(figure):
    """Both axes are logarithmic"""
    check_figure(figure, xscale="log", yscale="log")


def test_labels(figure):
    """The axes have their labels"""
    check_figure(figure, xlabel="area", ylabel="people")
