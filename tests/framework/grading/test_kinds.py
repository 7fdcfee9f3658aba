"""A first assignment in Python: a variable, a text, a file, a table, a figure and a choice."""

import os

import pytest

from autograder.course.settings import Run
from autograder.grading.answers import CHANGES, CONSTANTS
from autograder.grading.pool import GraderProcess
from autograder.grading.protocol import Job, Spec
from autograder.sandbox.policy import Isolation

pytestmark = pytest.mark.processes

TEST = '''
import pandas as pd
import pytest

from autograder import checks

pytestmark = pytest.mark.exercise("{name}")
PETS = pd.DataFrame({{"kind": ["cat", "dog", "cat"], "kg": [4.0, 20.0, 5.0]}})


def test_it(student, reference):
    """It is right"""
    {code}
'''
CODE = {
    "primes": 'checks.check_equal(student["primes"], reference.primes, "primes")',
    "squares": (
        "printed = student.squares.printed(3).text\n"
        '    checks.check_text(printed, "0 0\\n1 1\\n2 4\\n", "the table", ends=False)'
    ),
    "save": 'checks.check_text(student.save.written("n.txt", 3).text, "3\\n", "the file")',
    "means": "checks.check_table(student.means(PETS), reference.means(PETS))",
    "curve": (
        "figure = student.curve.figure([1.0, 2.0, 5.0])\n"
        '    checks.check_figure(figure, title="squares", lines=[([1, 2, 5], [1, 4, 25])])'
    ),
    "answer": 'checks.check_choice(student["answer"], "b", "the answer", choices="abc")',
}
RIGHT = {
    "primes": "primes = [2, 3, 5, 7]",
    "squares": "def squares(n):\n    for i in range(n):\n        print(i, i * i)",
    "save": "def save(n):\n    with open('n.txt', 'w') as file:\n        file.write(f'{n}\\n')",
    "means": (
        "import pandas as pd\n"  # which the function does not name
        "def means(pets):\n    return pets.groupby('kind')['kg'].mean().reset_index()"
    ),
    "curve": (
        "import matplotlib.pyplot as plt\n"
        "def curve(x):\n    plt.plot(x, [v * v for v in x])\n    plt.title('Squares')"
    ),
    "answer": "answer = 'B)'",
}
# For each exercise: a wrong answer, and what is said of it.
WRONG = {
    "primes": ("primes = ['2', '3', '5', '7']", "primes[0] is str; expected a number"),
    "squares": (
        RIGHT["squares"].replace("i * i", "i + i"),
        "the table is not the text that is asked for",
    ),
    "save": (RIGHT["save"].replace("n.txt", "m.txt"), "the file is empty"),
    "means": (
        "import pandas as pd\ndef means(pets):\n    return pets.groupby('kind')[['kg']].mean()",
        "the table lacks one of the columns",
    ),
    "curve": (
        RIGHT["curve"].replace(
            "plt.plot(x, [v * v for v in x])", "plt.plot([v * v for v in x], x)"
        ),
        "the lines of the figure do not show the right data",
    ),
    "answer": ("answer = 'c'", "the answer is not the right choice"),
}
YAML = "course: first\ntitle: First\nassignments:\n  - {name: first, title: First}\n"


@pytest.fixture(scope="module")
def grade(tmp_path_factory, as_notebook, as_grade_cell):
    """Grade a notebook with these cells."""
    root = tmp_path_factory.mktemp("first")
    source, graders = root / "solutions/first/first.ipynb", root / "tests/graders/first"
    for folder in (source.parent, graders):
        folder.mkdir(parents=True)
    cells = [cell for name in RIGHT for cell in (RIGHT[name], as_grade_cell(name, 2))]
    source.write_text(as_notebook(cells))
    (root / "course.yaml").write_text(YAML)
    for name, code in CODE.items():
        (graders / f"test_{name}.py").write_text(TEST.format(name=name, code=code))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_SECRET", "a secret for tests")
        process = GraderProcess(Spec(str(root), "first", Isolation.NAMESPACES, Run.NEEDED))

    def judged(*cells, **job):
        path = root / "ann.ipynb"
        path.write_text(as_notebook(cells))
        return process.grade(Job("ann", os.fsencode(path), **job), 60)

    yield judged
    process.close()


def test_right_answers_get_all_points(grade):
    """Each kind of exercise is judged, and nothing is worth a note."""
    result = grade(*RIGHT.values())
    assert {e.name: str(e.outcome) for e in result.exercises} == dict.fromkeys(RIGHT, "passed")
    assert result.notes == []


def test_wrong_answers_are_told_apart(grade):
    """Each wrong answer fails alone, and the message says what is wrong."""
    result = grade(*[cell for cell, _ in WRONG.values()])
    assert {e.name: e.score for e in result.exercises} == dict.fromkeys(RIGHT, 0.0)
    told = {e.name: e.tests[0].message for e in result.exercises}
    assert told == {name: message for name, (_, message) in WRONG.items()}


@pytest.mark.slow
def test_no_odd_answer_is_an_error(grade):
    """What an audit puts in place of the answers fails, and no constant earns a point."""
    for posed in CHANGES:
        result = grade(*RIGHT.values(), posed=posed)
        outcomes = {e.name: str(e.outcome) for e in result.exercises}
        assert "error" not in outcomes.values(), (posed, outcomes, result.notes)
        if posed in CONSTANTS:
            assert "passed" not in outcomes.values(), (posed, outcomes)
