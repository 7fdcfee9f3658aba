"""Submissions of an adopted assignment are judged by its source's test cells."""

import re

import msgspec
import pytest
from notebooks import checked, code, handed_in, prose, solution, write

from autograder.adopted.judging import Patience
from autograder.course.folder import find_course
from autograder.errors import CourseError
from autograder.grading import pool
from autograder.grading.engine import ClassRun, grade_class
from autograder.submission.find import find_submissions

pytestmark = pytest.mark.processes

SOURCE = [
    prose("# Part A (2 points)"),
    code("import numpy as np\ndata = [3, 1, 2]\ndef near(a, b):\n    return abs(a - b) < 1e-9"),
    solution("mean", "def mean(values):\n    return sum(values) / len(values)"),
    checked(
        "mean_test",
        "# one number\nassert mean([4]) == 4\n"
        "assert near(mean(data), 2), 'the mean of the data'\n"
        "### BEGIN HIDDEN TESTS\n"
        "np.testing.assert_allclose(mean([1, 2]), 1.5, err_msg='confidential')\n"
        "### END HIDDEN TESTS",
        points=2,
    ),
    prose("# Part B"),
    solution("best", "best = max(data)\nprint(data)"),
    checked("cell-0123456789abcdef", "assert best == max(data)\nseen = best"),
    solution("later", "best = 0\ntwice = seen * 2"),
    checked("cell-fedcba9876543210", "assert twice == 6\nassert best == 0"),
    prose("# Part C"),
    solution(
        "errors", "def root(x):\n    if x < 0:\n        raise ValueError(x)\n    return x ** 0.5"
    ),
    checked(
        "root_test",
        "### BEGIN HIDDEN TESTS\nassert abs(root(40404.0) - 201.0) < 1\n### END HIDDEN TESTS\n"
        "assert root(4.0) == 2, f'root(4) is {root(4.0)}'\n"
        "try:\n    root(-1)\nexcept ValueError:\n    pass\nelse:\n    raise AssertionError('none')",
    ),
    solution("half", "share = 2"),
    checked("half_test", "assert share, f'{root(1.0)}'\nfloat(share)", points=2),
]
SUBMISSIONS = {
    "right": {},
    "empty": dict.fromkeys(
        ("mean", "best", "later", "errors", "half"), "# YOUR CODE HERE\nraise NotImplementedError()"
    ),
    "stub": {"mean": "def mean(values):\n    raise NotImplementedError()"},
    "wrong": {"mean": "def mean(values):\n    return 4", "half": "share = 0.5"},
    "changed_test": {"mean": "def mean(values):\n    return 4", "mean_test": "assert True"},
    "deleted_test": {"mean": "def mean(values):\n    return 4", "mean_test": None},
    "loops": {"errors": "def root(x):\n    while True:\n        pass"},
    "exits": {"errors": "import os\ndef root(x):\n    os._exit(0)"},
    "equal": {
        "mean": "class Yes(float):\n    def __eq__(self, other): return True\n"
        "    def __sub__(self, other): return 0.0\ndef mean(values):\n    return Yes(9)",
    },
    "object": {
        "best": "class Yes:\n    def __eq__(self, other): return True\nbest = Yes()",
    },
    "helpers": {
        "mean": "import builtins\nimport numpy as np\ndef near(a, b): return True\ndata = [2]\n"
        "builtins.abs = lambda x: 0\ndef mean(values):\n    return 4",
    },
    "patches": {
        "mean": "import numpy as np\nnp.testing.assert_allclose = lambda *a, **k: None\n"
        "np.testing.__dict__['assert_allclose'] = None\ndef mean(values):\n    return 4",
    },
    "looks": {
        "mean": "import sys\ndef mean(values):\n    frame = sys._getframe()\n"
        "    while frame.f_back:\n        frame = frame.f_back\n"
        "        for value in list(frame.f_locals.values()):\n"
        "            if 'assert' in repr(value):\n                raise KeyError(repr(value))\n"
        "    return 4",
    },
    "spies": {
        "half": "share = 0",
        "errors": "def root(x):\n    with open('kept', 'a') as kept:\n        print(x, file=kept)\n"
        "    return open('kept').read()",
    },
    "sys_exit": {"best": "import sys\nsys.exit()\nbest = 3"},
}


@pytest.fixture(scope="module")
def course(tmp_path_factory):
    """An adopted course of one assignment."""
    root = tmp_path_factory.mktemp("adopted")
    write(root / "solutions/a/a.ipynb", *SOURCE)
    (root / "course.yaml").write_text(
        "course: c\ntitle: C\nassignments:\n- name: a\n  title: A\n  graders: cells\n"
        "  limits: {call_s: 0.3}\n",
        encoding="utf-8",
    )
    return root


@pytest.fixture(scope="module")
def results(course, tmp_path_factory):
    """The results of all submissions, by student, judged in one run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_SECRET", "a secret for tests")
        for name, answers in SUBMISSIONS.items():
            handed_in(course / f"submitted/{name}/a/a.ipynb", SOURCE, **answers)
        yield {one.student: one for one in graded(course)}
    pool.graders.close()


def graded(course):
    """Grade what was handed in."""
    folder = find_course(course)
    assignment = folder.course.assignment("a")
    submissions = find_submissions(
        [folder.submitted()], "a", folder.submitted(), assignment.notebooks
    )
    run = ClassRun(folder, assignment, submissions, course / "results")
    return [one.result for one in grade_class(run, jobs=1)]


def scores(result):
    """Return the points of each question, in their order."""
    return [exercise.score for exercise in result.exercises]


def test_the_solution_has_all_points(results):
    """Each question of the source's own solution earns its points."""
    assert (results["right"].score, results["right"].max_score) == (7.0, 7.0)


def test_what_is_not_written_is_missing(results):
    """A student version earns nothing, and each question says that there is no answer."""
    outcomes = {exercise.outcome for exercise in results["empty"].exercises}
    assert (results["empty"].score, outcomes) == (0.0, {"missing"})


def test_a_stub_is_missing(results):
    """A function that raises NotImplementedError is not written yet."""
    assert results["stub"].exercises[0].outcome == "missing"


def test_all_or_nothing(results):
    """One assertion that fails costs the whole question, and the others are judged all the same."""
    mean = results["wrong"].exercises[0]
    assert (mean.score, mean.outcome, [t.outcome for t in mean.tests]) == (
        *(0.0, "failed"),
        ["passed", "failed", "failed"],
    )


def test_titles_are_messages_comments_and_numbers(results):
    """A title comes from a message or a comment; a hidden test's only from its question's."""
    mean = results["right"].exercises[0]
    assert mean.title == "Part A"
    assert [test.title for test in mean.tests] == [
        *("one number", "the mean of the data"),
        "Part A: hidden test 3",
    ]


def test_a_visible_check_says_what_it_said_and_a_hidden_one_nothing(results):
    """A visible assertion's own message is shown, and of a hidden one no word."""
    told = [test.message for test in results["wrong"].exercises[0].tests]
    assert told == ["", "the mean of the data", "the answer is not what was asked for"]


def test_a_test_sees_names_as_they_are_at_its_place(results):
    """A name that a later cell binds anew, and one that a test cell defines for later cells."""
    assert scores(results["right"])[1:3] == [1.0, 1.0]


def test_a_last_number_is_the_points_earned(results):
    """What a test cell shows at its end is partial credit, as in nbgrader."""
    half = results["wrong"].exercises[4]
    assert (half.score, half.outcome) == (0.5, "failed")


@pytest.mark.parametrize("name", ["changed_test", "deleted_test"])
def test_a_test_cell_is_the_instructors(results, name):
    """What a student does to a test cell changes nothing."""
    assert scores(results[name]) == [0.0, 1.0, 1.0, 1.0, 2.0]


@pytest.mark.parametrize(("name", "outcome"), [("loops", "timeout"), ("exits", "crashed")])
def test_what_a_test_catches_is_no_answer(results, name, outcome):
    """A call that does not return, or ends the process, earns nothing where any error may pass."""
    exercise = results[name].exercises[3]
    assert (scores(results[name]), exercise.outcome) == ([2.0, 1.0, 1.0, 0.0, 2.0], outcome)


def test_an_answer_does_not_decide_that_it_is_equal(results):
    """A number of a class of the student's own is a number; another object is refused."""
    assert (scores(results["equal"])[0], scores(results["object"])[1]) == (0.0, 0.0)


def test_helpers_and_data_are_the_instructors(results):
    """Redefined helpers, data and builtins of a submission mean something to its own code alone."""
    assert scores(results["helpers"]) == [0.0, 0.0, 0.0, 1.0, 2.0]


def test_an_exit_ends_its_cell_alone(results):
    """What stands behind it in the cell is not executed, as in a kernel; other cells are."""
    assert scores(results["sys_exit"]) == [2.0, 0.0, 0.0, 1.0, 2.0]


@pytest.mark.parametrize("name", ["patches", "looks"])
def test_libraries_and_tests_are_out_of_reach(results, name):
    """Patching NumPy's assertions, and looking for the test in the frames above, earns nothing."""
    assert scores(results[name])[0] == 0.0


def test_what_a_hidden_test_asks_is_shown_nowhere(results):
    """An answer that repeats all it was asked is not quoted once a hidden test has asked."""
    told = msgspec.json.encode(results["spies"])
    assert results["spies"].exercises[3].score == 0.0
    assert b"40404" not in told, told


def test_nothing_hidden_is_in_a_result(results):
    """Neither a message nor the text of a hidden assertion."""
    kept = (kept for one in results.values() for kept in one.evidence.values())
    assert not any(one.reasons for one in kept)
    told = (msgspec.structs.replace(one, evidence={}) for one in results.values())
    told = b"".join(map(msgspec.json.encode, told))
    assert b"confidential" not in told
    assert b"assert_allclose" not in told


OTHER = [
    solution("f", "def helper():\n    return 1\ndef f():\n    return helper() + 1"),
    checked("value", "assert f() == 2"),
    checked(
        "uses",
        "kept = helper\ndel helper\ntry:\n    f()\nexcept NameError:\n    pass\n"
        "else:\n    raise AssertionError('own')\nhelper = kept",
    ),
    checked("mistaken", "assert f() == 3, 'three'", 5),
    checked("text", "assert eval(f.__name__ + '()') == 2"),
]
BUSY = [
    solution("n", "n = 3"),
    *(checked(f"busy_{i}", f"for _ in range(n + {i}):\n    pass") for i in range(6)),
    solution("last", "last = 1"),
    checked("last_test", "assert last == 1"),
]


@pytest.mark.slow
def test_a_value_that_keeps_every_test_cell_busy(tmp_path):
    """Each test cell gets half the time of the one before; others keep their points."""
    write(tmp_path / "solutions/a/a.ipynb", *BUSY)
    (tmp_path / "course.yaml").write_text(
        "course: c\ntitle: C\nassignments:\n- {name: a, title: A, graders: cells}\n",
        encoding="utf-8",
    )
    handed_in(tmp_path / "submitted/ann/a/a.ipynb", BUSY, n="n = 10**12")
    (result,) = graded(tmp_path)
    assert [str(e.outcome) for e in result.exercises] == ["timeout"] * 6 + ["passed"]


def test_patience_has_an_end():
    """Many such test cells together cost little more than two of them."""
    patience, seconds = Patience(), []
    for _ in range(100):
        seconds.append(patience.own_s)
        patience.lose()
    assert seconds[:5] == [10.0, 5.0, 2.5, 1.25, 1.0]
    assert sum(seconds) < 120


EXECUTING = [
    code("def told(text):\n    return eval(text)\ndef checks(text):\n    return told(text) == 2"),
    solution("answer", "answer = '1 + 1'"),
    checked("by_helper", "assert told(answer) == 2"),
    checked("by_helpers", "assert checks(text=answer)"),
    checked("renamed", "text = answer.strip()\nassert eval(text) == 2"),
    checked("in_a_loop", "for one in [answer]:\n    assert eval(one) == 2"),
    checked("in_the_cell", "def own(text):\n    return eval(text)\nassert own(answer) == 2"),
    checked("a_method", "import pandas as pd\nassert pd.eval(answer) == 2"),
    checked("of_its_own", "assert eval('1 + 1') == 2\nassert answer"),
]


def test_what_executes_a_students_text_is_refused(tmp_path):
    """Whatever name the text has, and whichever function executes it."""
    write(tmp_path / "solutions/a/a.ipynb", *EXECUTING)
    (tmp_path / "course.yaml").write_text(
        "course: c\ntitle: C\nassignments:\n- {name: a, title: A, graders: cells}\n",
        encoding="utf-8",
    )
    handed_in(tmp_path / "submitted/ann/a/a.ipynb", EXECUTING)
    with pytest.raises(CourseError) as refused:
        graded(tmp_path)
    cells = re.findall(r"a\.ipynb, (\w+): it executes", str(refused.value))
    assert cells == ["by_helper", "by_helpers", "renamed", "in_a_loop", "in_the_cell", "a_method"]


def other(tmp_path, rules):
    """Make a course whose test cells need these rules, with three submissions."""
    write(tmp_path / "solutions/a/a.ipynb", *OTHER)
    (tmp_path / "course.yaml").write_text(
        "course: c\ntitle: C\nassignments:\n"
        f"- {{name: a, title: A, graders: cells, cells: {rules}}}\n",
        encoding="utf-8",
    )
    answers = {"right": {}, "own": {"f": "def helper():\n    return 1\ndef f():\n    return 2"}}
    for name, own in answers.items():
        handed_in(tmp_path / f"submitted/{name}/a/a.ipynb", OTHER, **own)
    return tmp_path


def test_a_source_that_fails_its_own_tests_is_refused(tmp_path):
    """Nobody is graded; the cells, what happens there and what to do are named."""
    with pytest.raises(CourseError) as refused:
        graded(other(tmp_path, "{}"))
    told = str(refused.value)
    assert "a.ipynb, mistaken: three: AssertionError: three" in told
    assert "a.ipynb, uses:" not in told
    assert "a.ipynb, text: it executes f, which is the student's" in told
    assert "{runs: inside}" in told


def test_cells_run_inside_or_are_set_aside(tmp_path):
    """The word of a cell that runs inside is marked; a cell that is set aside has no points."""
    rules = "{uses: {runs: inside}, mistaken: {runs: aside}, text: {runs: inside}}"
    own, right = sorted(graded(other(tmp_path, rules)), key=lambda one: one.student)
    assert (scores(right), right.max_score) == ([1.0, 1.0, 1.0], 3.0)
    assert scores(own) == [1.0, 0.0, 1.0]
    assert right.exercises[1].tests[0].title.endswith("as the student's own process says")


def test_a_rule_for_no_cell_is_refused(tmp_path):
    """A name that no test cell has is a mistake in course.yaml."""
    with pytest.raises(CourseError, match="no test cell is called 'usse'; like it: uses"):
        graded(other(tmp_path, "{usse: {runs: inside}}"))
