import pytest
import yaml

from autograder.course.exercises import most_points, read_all_exercises
from autograder.errors import CourseError
from autograder.grading.engine import ClassRun, grade_class
from autograder.report.feedback import feedback_view
from autograder.submission.find import find_submissions

GRADERS = {
    "test_square.py": '''
import pytest

pytestmark = pytest.mark.exercise("square")


def test_square(student):
    """It is right for 3"""
    assert student.square(3) == 9
''',
    "test_cube.py": '''
import pytest

pytestmark = pytest.mark.exercise("cube")


def test_cube(student):
    """It is right for 2"""
    assert student.cube(2) == 8
''',
}


def settings(**bonus):
    """Return a course.yaml that gives a bonus."""
    powers = {"name": "powers", "title": "Powers", "bonus": bonus}
    return yaml.safe_dump({"course": "tiny", "title": "A tiny course", "assignments": [powers]})


@pytest.fixture
def course(make_course, as_notebook, as_grade_cell):
    """A course in which `square` has 4 points, and `cube` 2 beyond the maximum."""
    course = make_course(graders=GRADERS, yaml=settings(cube=2))
    cells = ["def square(x):\n    return x * x", as_grade_cell("square", 4)]
    cells += ["def cube(x):\n    return x ** 3", as_grade_cell("cube", 0)]
    source = course.root / "solutions" / "powers" / "powers.ipynb"
    source.write_text(as_notebook(cells))
    return course


@pytest.mark.processes
def test_a_total_above_the_maximum(course, submit):
    """Points of a bonus are earned, shown as extra, and not part of what is possible."""
    path = submit("ada.ipynb", "def square(x):\n    return x * x\ndef cube(x):\n    return x ** 3")
    assignment = course.course.assignment("powers")
    found = find_submissions([path], "powers", course.submitted(), ("powers",))
    (graded,) = grade_class(ClassRun(course, assignment, found, course.results()), jobs=1)
    result = graded.result
    assert (result.score, result.max_score) == (6, 4)
    assert [e.is_bonus for e in result.exercises] == [False, True]
    view = feedback_view(result, course.course, assignment)
    assert view.total == "6 of 4"
    assert [e.points for e in view.exercises] == ["4 of 4", "2 of 2 extra"]


@pytest.mark.parametrize(
    ("bonus", "told"),
    [
        ({"cub": 2}, "course.yaml: powers.bonus: no exercise is called 'cub'"),
        ({"square": 2}, "powers.bonus: square has 4 points in its cell"),
    ],
)
def test_a_bonus_for_the_wrong_exercise(make_course, bonus, told):
    """A bonus names an exercise that has no points of its own."""
    course = make_course(yaml=settings(**bonus))
    with pytest.raises(CourseError, match=told):
        read_all_exercises(course, course.course.assignment("powers"))


def test_the_maximum_has_no_bonus(course):
    """What is possible are the points without those of a bonus."""
    (exercises,) = read_all_exercises(course, course.course.assignment("powers")).values()
    assert [e.points for e in exercises] == [4, 2]
    assert most_points(exercises) == 4
