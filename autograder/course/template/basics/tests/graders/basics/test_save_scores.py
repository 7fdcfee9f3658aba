import pytest

from autograder.checks import check_equal, check_set, check_that

pytestmark = pytest.mark.exercise("save_scores")


@pytest.fixture
def scores(names, rng):
    """Points by name; the names are not in alphabetical order."""
    points = rng.integers(10, 99, len(names)).tolist()
    found = dict(zip([name.title() for name in names], points, strict=True))
    first = min(found)
    return {**{name: found[name] for name in found if name != first}, first: found[first]}


@pytest.fixture
def lines(student, scores):
    """The lines that the student's function writes."""
    text = student.save_scores.written("scores.txt", scores).text
    check_that(text, "there is nothing in scores.txt", "Is the file called so?")
    return text.splitlines()


@pytest.mark.weight(3)
def test_lines(lines, scores):
    """Each name has a line with its points"""
    right = {f"{name}: {points}" for name, points in scores.items()}
    check_set([line.rstrip() for line in lines], right, "the lines of the file")


@pytest.mark.weight(2)
def test_order(lines, scores):
    """The names are in alphabetical order"""
    seen = [name for line in lines for name in scores if line.startswith(name)]
    check_equal(seen, sorted(scores), "the order of the names")
