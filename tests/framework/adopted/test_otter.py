"""Submissions of an otter assignment are judged as otter judges them."""

import pytest
from notebooks import code, prose, write

from autograder.course.folder import find_course
from autograder.grading import pool
from autograder.grading.engine import ClassRun, grade_class
from autograder.release.otter_student import without_solution, write_student_version
from autograder.submission.find import find_submissions


def raw(text):
    """Return a raw cell, as otter marks blocks with."""
    return prose(text, "raw")


def shown(text, output):
    """Return a code cell with an output."""
    cell = code(text)
    data = {"text/plain": output}
    cell["outputs"] = [{"output_type": "execute_result", "data": data, "metadata": {}}]
    return cell


MASTER = [
    raw("# ASSIGNMENT CONFIG\nfiles: []"),
    code("values = [1.0, 2.0, 6.0]"),
    raw("# BEGIN QUESTION\nname: q1\npoints: 2"),
    prose("**Question 1.** The mean."),
    raw("# BEGIN SOLUTION"),
    code("def mean(x):\n    # BEGIN SOLUTION\n    return sum(x) / len(x)\n    # END SOLUTION"),
    raw("# END SOLUTION"),
    raw("# BEGIN TESTS"),
    shown("mean([1, 2, 3])", "2.0"),
    shown("# HIDDEN\nmean(values) == 3", "True"),
    raw("# END TESTS"),
    raw("# END QUESTION"),
    raw("# BEGIN QUESTION\nname: q2\nall_or_nothing: true\npoints: 3"),
    prose("**Question 2.** The largest."),
    raw("# BEGIN SOLUTION"),
    code("largest = max(values) # SOLUTION"),
    raw("# END SOLUTION"),
    raw("# BEGIN TESTS"),
    code(
        '""" # BEGIN TEST CONFIG\nfailure_message: Look again\n""" # END TEST CONFIG\n'
        "assert largest == 6"
    ),
    code("# HIDDEN\nsecret = 5\nassert largest > secret"),
    raw("# END TESTS"),
    raw("# END QUESTION"),
    raw("# BEGIN QUESTION\nname: q3"),
    raw("# BEGIN SOLUTION"),
    code("def one():\n    return 1"),
    code("uses = lambda: one() # SOLUTION"),
    raw("# END SOLUTION"),
    raw("# BEGIN TESTS"),
    shown("kept = one\none = lambda: 5\nvalue = uses()\none = kept\nvalue", "5"),
    raw("# END TESTS"),
    raw("# END QUESTION"),
    raw("# BEGIN QUESTION\nname: q4"),
    raw("# BEGIN SOLUTION"),
    code("given = 4 # SOLUTION"),
    raw("# END SOLUTION"),
    raw("# BEGIN TESTS"),
    code("assert given is not None"),
    raw("# END TESTS"),
    raw("# END QUESTION"),
    raw("# BEGIN QUESTION\nname: q5"),
    raw("# BEGIN SOLUTION"),
    code("left = ..."),
    raw("# END SOLUTION"),
    raw("# BEGIN TESTS"),
    code("assert left is ..."),
    raw("# END TESTS"),
    raw("# END QUESTION"),
]
ANSWERS = {
    "all": (
        "def mean(x):\n    return sum(x) / len(x)",
        "largest = max(values)",
        "uses = lambda: one()",
        "given = 4",
    ),
    "half": ("def mean(x):\n    return 2.0", "largest = 7", "uses = lambda: 1", "given = 0"),
    "text": ("def mean(x):\n    return '2.0'", "largest = '6'", "uses = 5", "given = ''"),
    "as_it_is": ("def mean(x):\n    ...", "largest = ...", "uses = ...", "given = ..."),
}


@pytest.fixture(scope="module")
def results(tmp_path_factory):
    """The results of submissions that began as our student version."""
    root = tmp_path_factory.mktemp("otter")
    source = write(root / "solutions/hw/hw.ipynb", *MASTER)
    (root / "course.yaml").write_text(
        "course: c\ntitle: C\nassignments:\n- {name: hw, title: HW, graders: cells, "
        "cells: {q3: {runs: inside}}}\n"
    )
    write_student_version(source, root / "hw.ipynb")
    text = (root / "hw.ipynb").read_text(encoding="utf-8")
    mean = '"def mean(x):\\n",\n    "    ..."'
    stubs = (mean, '"largest = ..."', '"uses = ..."', '"given = ..."')
    for student, answers in ANSWERS.items():
        own = text
        for stub, answer in zip(stubs, answers, strict=True):
            assert stub in own
            own = own.replace(stub, '"' + answer.replace("\n", "\\n") + '"')
        path = root / f"submitted/{student}/hw/hw.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(own, encoding="utf-8")
    folder = find_course(root)
    submissions = find_submissions([folder.submitted()], "hw", folder.submitted())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_SECRET", "a secret for tests")
        run = ClassRun(folder, folder.course.assignments[0], submissions, root / "results")
        yield {one.result.student: one.result for one in grade_class(run, jobs=1)}
    pool.graders.close()


@pytest.mark.processes
@pytest.mark.parametrize(
    ("student", "scores"),
    [
        ("all", [2.0, 3.0, 1.0, 1.0, 1.0]),
        ("half", [1.0, 0.0, 0.0, 1.0, 1.0]),
        ("text", [0.0, 0.0, 0.0, 1.0, 1.0]),
        ("as_it_is", [0.0, 0.0, 0.0, 0.0, 1.0]),
    ],
)
def test_points_are_those_of_otter(results, student, scores):
    """Each test has its part; one may be all or nothing; what is shown counts, inside as well."""
    assert [exercise.score for exercise in results[student].exercises] == scores


@pytest.mark.processes
def test_messages_are_the_masters(results):
    """A public test says what the master has it say, and a hidden one nothing."""
    first, second = results["half"].exercises[1].tests
    assert (first.message, second.message) == ("Look again", "")
    shown = results["text"].exercises[0].tests[0].message
    assert shown == "this does not show 2.0: mean([1, 2, 3])"


@pytest.mark.processes
def test_what_is_still_an_ellipsis_is_missing(results):
    """Also if the test would pass, unless it passes with the solution's own ellipsis."""
    assert results["as_it_is"].exercises[1].outcome == "missing"
    outcomes = [exercise.outcome for exercise in results["as_it_is"].exercises[3:]]
    assert outcomes == ["missing", "passed"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("x = 1 # SOLUTION", "x = ..."),
        ("a, b['k'] = 1, 2 # SOLUTION", "a, b['k'] = ..."),
        ("if x:\n    f(x) # SOLUTION", "if x:\n    ..."),
        ("return x == 1 # SOLUTION", "..."),
        ("# BEGIN SOLUTION NO PROMPT\nx = 1\n# END SOLUTION\ny = 2", "y = 2"),
        ('x = 1 # SOLUTION NO PROMPT\n""" # BEGIN PROMPT\nx = 0\n""" # END PROMPT', "x = 0"),
    ],
)
def test_solutions_are_taken_out_as_otter_does(text, left):
    """Lines, assignments, blocks, and prompts in their place."""
    assert without_solution(text) == left


def test_a_student_version_has_no_hidden_test(tmp_path):
    """Its public tests are where grader.check looks for them."""
    source = write(tmp_path / "hw.ipynb", *MASTER)
    write_student_version(source, tmp_path / "out/hw.ipynb")
    text = (tmp_path / "out/hw.ipynb").read_text(encoding="utf-8")
    assert "secret" not in text
    assert "SOLUTION" not in text
    assert 'grader.check(\\"q1\\")' in text
    assert ">>> mean([1, 2, 3])\\n2.0" in text
