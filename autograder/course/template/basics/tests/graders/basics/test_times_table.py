import pytest

from autograder.checks import check_text, check_that

pytestmark = pytest.mark.exercise("times_table")


@pytest.mark.weight(3)
def test_lines(student, reference, rng):
    """The ten lines are printed"""
    n = int(rng.integers(11, 99))
    printed = student.times_table.printed(n).text
    right = "".join(f"{n} x {i} = {n * i}\n" for i in range(1, 11))
    check_text(printed, right, "what is printed", ends=False)


@pytest.mark.needs_value
def test_nothing_is_returned(student):
    """The function returns nothing"""
    value = student.times_table.printed(3).value
    check_that(value is None, "the function returns something", "It only has to print.")
