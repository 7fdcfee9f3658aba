"""Which lines of an adopted source may not be in its release."""

from notebooks import checked, solution, write

from autograder.course.adopted import read_plan
from autograder.release.adopted import secret_lines

TEST = """expected = average_of([1.0, 2.0, 3.0])
assert abs(expected - 2.0) < 1e-9
### BEGIN HIDDEN TESTS
expected = average_of([1.0, 2.0, 3.0])
assert abs(average_of([4.0, 8.0]) - 6.0) < 1e-9
### END HIDDEN TESTS"""


def test_a_hidden_line_that_is_visible_as_well_is_no_secret(tmp_path):
    """A hidden test may begin as the visible one above it does."""
    path = write(
        tmp_path / "ps.ipynb",
        solution("average", "def average_of(values):\n    return sum(values) / len(values)"),
        checked("average_test", TEST),
    )
    told = secret_lines(read_plan(path))
    assert [line for line in told if "expected" in line] == []
    assert len([line for line in told if "6.0" in line]) == 1
