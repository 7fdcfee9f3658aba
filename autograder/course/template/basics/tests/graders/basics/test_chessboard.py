import pytest

from autograder.checks import check_equal, check_text

pytestmark = pytest.mark.exercise("chessboard")


@pytest.mark.weight(2)
def test_grains(student, reference):
    """The numbers of grains"""
    seen, right = student.printed("chessboard").text, reference.chessboard.text
    grains = [line.split()[-1] for line in right.splitlines()]
    check_equal(
        [line.split()[-1:] for line in seen.splitlines()], [[n] for n in grains], "the grains"
    )


def test_lines(student, reference):
    """Each line says which square it is"""
    text = student.printed("chessboard").text
    check_text(text, reference.chessboard.text, "what is printed", ends=False)
