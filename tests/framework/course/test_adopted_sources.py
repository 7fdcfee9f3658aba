"""Source notebooks of nbgrader and otter are read as their programs read them."""

import pytest
from notebooks import checked, code, prose, solution, write

from autograder.course.adopted import Format, format_of, read_plan
from autograder.errors import CourseError


def raw(text):
    """Return a raw cell, as otter marks blocks with."""
    return prose(text, "raw")


def shown(text, output):
    """Return a code cell with an output."""
    cell = code(text)
    data = {"text/plain": output}
    cell["outputs"] = [{"output_type": "execute_result", "data": data, "metadata": {}}]
    return cell


def asked(config, *tests, answer="x = 1 # SOLUTION"):
    """Return the cells of an otter question."""
    return [
        raw(f"# BEGIN QUESTION\n{config}"),
        *(raw("# BEGIN SOLUTION"), code(answer), raw("# END SOLUTION")),
        *(raw("# BEGIN TESTS"), *tests, raw("# END TESTS")),
        raw("# END QUESTION"),
    ]


def plan_of(tmp_path, *cells):
    """Return the plan of a notebook."""
    return read_plan(write(tmp_path / "a.ipynb", *cells))


def summary(question):
    """Return what tells a question's checks apart."""
    return [(check.title, check.is_hidden, check.weight) for check in question.checks]


def test_each_assertion_is_a_check_with_what_prepares_it(tmp_path):
    """Statements before an assertion are part of its check; those after the last one as well."""
    text = (
        "x = f(1)\nassert x == 1, 'one'\n# a loop\nfor i in range(3):\n    assert f(i) == i\ny = 2"
    )
    (question,) = plan_of(tmp_path, checked("cell-00aa11bb22", text)).questions
    assert [len(check.statements) for check in question.checks] == [2, 2]
    assert [check.title for check in question.checks] == ["one", "a loop"]


def test_calls_that_may_raise_are_assertions(tmp_path):
    """np.testing and helpers judge; print and defs do not."""
    text = "print(1)\nnp.testing.assert_equal(a, 1)\ndef g():\n    assert 0\ncheck(g)"
    (question,) = plan_of(tmp_path, checked("t", text)).questions
    assert [len(check.statements) for check in question.checks] == [2, 2]


def test_hidden_lines_give_no_title(tmp_path):
    """Neither a message nor a comment of a hidden part is one."""
    text = "assert 1\n### BEGIN HIDDEN TESTS\n# secret\nassert f(1), 'secret'\n### END HIDDEN TESTS"
    (question,) = plan_of(tmp_path, checked("t", text)).questions
    assert summary(question) == [("", False, 1.0), ("", True, 1.0)]


def test_titles_come_from_strings_and_headings(tmp_path):
    """A cell's own string comes first; the same heading twice is told apart by a number."""
    plan = plan_of(
        tmp_path,
        prose("## Part A (2 points)\n\nWrite f."),
        solution("s", "f = abs"),
        checked("cell-0011223344", "assert f(1)"),
        checked("cell-0011223355", "assert f(2)"),
        checked("named", '"""Negative numbers."""\nassert f(-1) == 1'),
    )
    assert [question.title for question in plan.questions] == [
        *("Part A (1)", "Part A (2)", "Negative numbers"),
    ]


def test_autotest_lines_are_no_tests(tmp_path):
    """A cell with them cannot be judged, and says why."""
    (question,) = plan_of(tmp_path, checked("t", "### AUTOTEST f(1)")).questions
    assert "AUTOTEST" in question.problem


def test_two_cells_of_one_name_are_refused(tmp_path):
    """A name stands for one exercise."""
    with pytest.raises(CourseError, match="two test cells are called 't'"):
        plan_of(tmp_path, checked("t", "assert 1"), checked("t", "assert 2"))


def test_a_master_with_raw_cells_is_read(tmp_path):
    """Questions, points, hidden tests, messages and expected outputs."""
    config = '""" # BEGIN TEST CONFIG\npoints: 3\nhidden: true\n""" # END TEST CONFIG\n'
    path = write(
        tmp_path / "a.ipynb",
        raw("# ASSIGNMENT CONFIG\nfiles: [a.csv]"),
        *asked("name: q1\npoints: 4", shown("f(1)", "2"), code(config + "assert f(2) == 4")),
        *asked("name: q2\nmanual: true"),
    )
    (question,) = read_plan(path).questions
    assert format_of(path) is Format.OTTER
    assert (question.name, question.points) == ("q1", 4.0)
    assert summary(question) == [("", False, 1.0), ("", True, 3.0)]
    assert [check.shows for check in question.checks] == ["2", ""]


def test_an_older_master_is_read(tmp_path):
    """Questions are fences in Markdown, and test cells begin with a comment."""
    path = write(
        tmp_path / "a.ipynb",
        prose("**Question 1.** Double.\n\n```\nBEGIN QUESTION\nname: q1\n```"),
        code("def f(x):\n    return 2 * x # SOLUTION"),
        shown("# TEST\nf(1)", "2"),
        shown("# HIDDEN TEST\nf(2)", "4"),
        prose("The end."),
        code("g = 1"),
    )
    plan = read_plan(path)
    (question,) = plan.questions
    assert (question.title, question.points) == ("Question 1", 1.0)
    assert summary(question) == [("", False, 0.5), ("", True, 0.5)]
    assert [(cell.owner.value, bool(cell.question)) for cell in plan.cells] == [
        *(("student", False), ("instructor", True), ("instructor", False)),
    ]


@pytest.mark.parametrize(
    ("config", "own", "expected"),
    [
        ("", (None, None), (1.0, [0.5, 0.5])),
        ("points: 3", (None, 1), (3.0, [2.0, 1.0])),
        ("points: [1, 2]", (None, None), (3.0, [1.0, 2.0])),
        ("points: {each: 2}", (None, None), (4.0, [2.0, 2.0])),
        ("", (2, None), (2.0, [2.0, 0.0])),
    ],
)
def test_points_are_shared_out_as_otter_does(tmp_path, config, own, expected):
    """A question's points, and those of its tests, in all their forms."""
    tests = [
        code(
            f"# BEGIN TEST CONFIG\npoints: {points}\n# END TEST CONFIG\nassert x" if points else "x"
        )
        for points in own
    ]
    tests = [
        code(cell["source"].replace("# BEGIN", '""" # BEGIN').replace("# END", '""" # END'))
        for cell in tests
    ]
    (question,) = plan_of(tmp_path, *asked(f"name: q1\n{config}", *tests)).questions
    assert (question.points, [check.weight for check in question.checks]) == expected


def test_test_functions_that_raise_are_called(tmp_path):
    """They get the names that they ask for."""
    test = code("def test_x(env, x):\n    assert x == 1\ntest_x(globals(), x)")
    config = raw("# ASSIGNMENT CONFIG\ntests:\n    ok_format: false")
    (question,) = plan_of(tmp_path, config, *asked("name: q1", test)).questions
    assert len(question.checks[0].statements) == 2
    assert not question.problem


def test_a_block_without_an_end_is_refused(tmp_path):
    """As otter refuses it."""
    with pytest.raises(CourseError, match="question block has no end"):
        plan_of(tmp_path, raw("# BEGIN QUESTION\nname: q1"))
