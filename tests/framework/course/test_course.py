import json
import re

import msgspec
import pytest

from autograder.course.exercises import Exercise, read_exercises
from autograder.course.fingerprint import fingerprint
from autograder.course.folder import find_course
from autograder.course.settings import Feedback, Run, Shown, ShownTests, read_course
from autograder.errors import CourseError

DUE = "due: expected a date, or a date and time, like 2026-12-01T23:59, got "
TWO = """\
course: c
title: C
assignments:
  - {name: one, title: One}
  - {name: two, title: Two%s}
"""


def message_of(tmp_path, text):
    """Return the error message for a course.yaml with this text."""
    path = tmp_path / "course.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(CourseError) as caught:
        read_course(path)
    return str(caught.value)


def test_a_whole_course(tmp_path):
    """Every setting of course.yaml is read."""
    text = TWO % ", due: 2026-12-01T23:59:00+01:00, run: all, limits: {memory_mib: 64, call_s: 3}"
    (tmp_path / "course.yaml").write_text(text)
    course = read_course(tmp_path / "course.yaml")
    two = course.assignment("two")
    assert (course.course, two.run, two.limits.memory_mib, two.limits.call_s) == (
        *("c", Run.ALL, 64, 3.0),
    )
    assert two.due.isoformat() == "2026-12-01T22:59:00+00:00"
    assert course.assignment("one").run is Run.NEEDED


def test_rules_of_feedback(tmp_path):
    """course.yaml sets what students see; by default they see everything."""
    text = TWO % ", due: 2026-12-01T23:59:00Z, feedback: {tests: none, marks: no, before_due: none}"
    (tmp_path / "course.yaml").write_text(text)
    one, two = read_course(tmp_path / "course.yaml").assignments
    assert one.feedback == Feedback(True, ShownTests.ALL, True, True, Shown.DIAGNOSES)
    assert two.feedback == Feedback(False, ShownTests.NONE, True, True, Shown.NONE)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (", due: 23:59", DUE + "1439"),
        (", due: 01/02/2026 10:00", DUE + "'01/02/2026 10:00'"),
        (", due: tomorrow", DUE + "'tomorrow'"),
        (", limits: {memory_mib: 6}", "limits.memory_mib: must be >= 64, got 6"),
        (", limits: {call_s: 0}", "limits.call_s: must be > 0.0, got 0"),
        (", limits: {call_s: -1.5}", "limits.call_s: must be > 0.0, got -1.5"),
        (", limits: {processes: 7}", "limits.processes: must be >= 8, got 7"),
        (", limits: {memory_mib: lots}", "limits.memory_mib: expected `int`, got 'lots'"),
        (", limits: {memory_mib: 64.5}", "limits.memory_mib: expected `int`, got 64.5"),
        (", limits: 5", "limits: expected `object`, got 5"),
        (", limits: [1]", "limits: expected `object`, got 'list'"),
        (", limits: null", "limits: expected `object`, got None"),
        (", files: data.csv", "files: expected `array`, got 'data.csv'"),
        (", files: [3]", "files[0]: expected `str`, got 3"),
        (", carry_forward: maybe", "carry_forward: expected `bool`, got 'maybe'"),
        (", feedback: {tests: some}", "feedback.tests: Invalid enum value 'some', got 'some'"),
        (", feedback: {marks: 1}", "feedback.marks: expected `bool`, got 1"),
        (", feedback: {mark: true}", "feedback: Object contains unknown field `mark`"),
        (", feedback: {before_due: marks}", "feedback.before_due: needs a `due` date"),
        (", attempts: {per_hour: 0}", "attempts.per_hour: must be >= 1, got 0"),
        (", run: some", "run: Invalid enum value 'some', got 'some'"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_its_place(tmp_path, change, message):
    """The message contains the value's path, the rule, and the value."""
    assert message_of(tmp_path, TWO % change) == f"course.yaml: assignments[1].{message}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("course: c\ntitle: C\nassignments: [{name: a, title: A}]\nlimits: {memory_mib: 6}\n",
         "course.yaml: top level: Object contains unknown field `limits`"),
        ("course: c\ntitle: C\nassignments: [{name: a, title: A, date: 1}]\n",
         "course.yaml: assignments[0]: Object contains unknown field `date`"),
        ("course: c\ntitle: C\nassignments: [{title: A}]\n",
         "course.yaml: assignments[0]: Object missing required field `name`"),
        ("title: C\nassignments: [{name: a, title: A}]\n",
         "course.yaml: top level: Object missing required field `course`"),
        ("course: c\ntitle: C\nassignments: [{name: a, title: A}, {name: a, title: B}]\n",
         "course.yaml: assignments: two are called 'a'"),
        ("course: c\ntitle: C\nlanguages: [en, zh, en]\nassignments: [{name: a, title: A}]\n",
         "course.yaml: languages: 'en' is there twice"),
        ("course: c\ntitle: C\nlanguages: []\nassignments: [{name: a, title: A}]\n",
         "course.yaml: languages: must have 1 or more entries"),
        ("", "course.yaml: top level: expected `object`, got None"),
        ("just words", "course.yaml: top level: expected `object`, got 'just words'"),
        ("course: c\ntitle: 3\nassignments: [{name: a, title: A}]\n",
         "course.yaml: title: expected `str`, got 3"),
    ],
)  # fmt: skip
def test_a_wrong_course(tmp_path, text, message):
    """A mistake in course.yaml gives one sentence with its place."""
    assert message_of(tmp_path, text) == message


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("a: [1", "course.yaml: not valid YAML: while parsing a flow sequence (line 1, "),
        ("a: b: c", "course.yaml: not valid YAML: mapping values are not allowed in this "),
        ("a: *x", "course.yaml: not valid YAML: found undefined alias (line 1, column 4)"),
        (b"title: \xff\xfe", "course.yaml: not valid YAML: "),
        ("!!python/object/apply:os.system ['true']", "course.yaml: not valid YAML: "),
        ("title: \x00", "course.yaml: not valid YAML: "),
        ("course: c\ntitle: C\nassignments: []\n", "course.yaml: assignments: "),
        ("course: ../c\ntitle: C\nassignments: [{name: a, title: A}]\n", "course.yaml: course: "),
        ("course: c\ntitle: C\nlanguages: [en, ../zh]\nassignments: [{name: a, title: A}]\n",
         "course.yaml: languages[1]: "),
        ("course: c\ntitle: C\nassignments: [{name: a/b, title: A}]\n",
         "course.yaml: assignments[0].name: "),
        ("course: c\ntitle: C\nassignments: [{name: 'a\\n', title: A}]\n",
         "course.yaml: assignments[0].name: "),
    ],
)  # fmt: skip
def test_what_is_no_course_is_refused(tmp_path, text, start):
    """Unreadable YAML and invalid names are refused with their place."""
    assert message_of(tmp_path, text).startswith(start)


def test_an_unknown_assignment_lists_what_there_is(course):
    """The error for an unknown assignment lists the existing ones."""
    expected = "course.yaml: no assignment is called 'power'; there are: powers"
    with pytest.raises(CourseError, match=f"^{re.escape(expected)}$"):
        course.course.assignment("power")


def test_the_nearest_course_above_is_found(course):
    """Commands work in any folder inside a course."""
    assert find_course(course.graders("powers")).root == course.root


def test_no_course(tmp_path):
    """Outside a course the message says what to do."""
    with pytest.raises(CourseError, match="run this in a course's folder or pass --course"):
        find_course(tmp_path)


def test_files_handed_out_must_be_there(make_course):
    """A missing file that course.yaml hands out is an error with its path."""
    yaml = "course: c\ntitle: C\nassignments: [{name: powers, title: P, files: [data/x.csv]}]\n"
    folder = make_course(yaml=yaml)
    with pytest.raises(CourseError, match=r"^course.yaml: powers.files: no file .*data/x.csv$"):
        folder.handed_out(folder.course.assignment("powers"))


# -- source notebooks --------------------------------------------------------------


def test_exercises_are_the_autograded_cells(course):
    """Names and points come from the source notebook, in its order."""
    exercises = read_exercises(course.source_notebook("powers"))
    assert exercises == (Exercise("square", 4.0), Exercise("cube", 6.0))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "no source notebook at"),
        ("{", "not a notebook of format 4"),
        ("[]", "not a notebook of format 4"),
        ("{}", "not a notebook of format 4"),
        ('{"cells": [1]}', "not a notebook of format 4"),
        ('{"cells": []}', "no graded cell; mark them with nbgrader's toolbar"),
    ],
)
def test_a_source_notebook_that_cannot_be_used(tmp_path, text, message):
    """A mistake in a source notebook is reported with the notebook's path."""
    path = tmp_path / "a.ipynb"
    if text is not None:
        path.write_text(text)
    with pytest.raises(CourseError, match=message) as caught:
        read_exercises(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize(
    "meta",
    [
        {"grade": True, "grade_id": "not a name", "points": 1},
        {"grade": True, "grade_id": "f"},
        {"grade": True, "points": 1},
        {"grade": True, "grade_id": "f", "points": None},
        {"grade": True, "grade_id": "f", "points": "many"},
        {"grade": True, "grade_id": 3, "points": 1},
    ],
)
def test_a_grade_cell_that_cannot_be_used(tmp_path, meta):
    """A grade cell without a function's name or points is an error that names the notebook."""
    cell = {"cell_type": "code", "source": "", "metadata": {"nbgrader": meta}}
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps({"cells": [cell]}))
    with pytest.raises(CourseError, match=re.escape(str(path))):
        read_exercises(path)


# -- fingerprint -------------------------------------------------------------------


def change_grader(root):
    """Change a hidden test."""
    (root / "tests/graders/powers/test_cube.py").write_text("# nothing\n")


def add_conftest(root):
    """Add a file of fixtures."""
    (root / "tests/graders/powers/conftest.py").write_text("\n")


def change_grader_data(root):
    """Add data beside the graders."""
    (root / "tests/graders/powers/cases.json").write_text("[]")


def change_solution(root):
    """Change the reference."""
    path = root / "solutions/powers/powers.ipynb"
    path.write_text(path.read_text().replace("x * x", "x ** 2"))


def change_handed_out_file(root):
    """Change a file that students get."""
    (root / "data.csv").write_text("2")


def change_handed_out_folder(root):
    """Change a file in a folder that students get."""
    (root / "more" / "x.csv").write_text("2")


def add_known_mistake(root):
    """Add a file of known mistakes, which decide what students read."""
    folder = root / "solutions/powers/misconceptions"
    folder.mkdir()
    (folder / "cube.py").write_text("\n")


def add_known_mistakes_in_one_file(root):
    """Add the one file of known mistakes."""
    (root / "solutions/powers/misconceptions.py").write_text("\n")


def change_limits(root):
    """Change the assignment in course.yaml."""
    path = root / "course.yaml"
    path.write_text(path.read_text().replace("files:", "run: all, files:"))


@pytest.mark.parametrize(
    "change",
    [
        change_grader,
        add_conftest,
        change_grader_data,
        change_solution,
        add_known_mistake,
        add_known_mistakes_in_one_file,
        change_handed_out_file,
        change_handed_out_folder,
        change_limits,
    ],
)
def test_the_fingerprint_sees_what_decides_a_mark(make_course, change):
    """It changes with graders, solution, known mistakes, handed-out files and course.yaml."""
    yaml = (
        "course: c\ntitle: C\nassignments:\n- {name: powers, title: P, files: [data.csv, more]}\n"
    )
    root = make_course(yaml=yaml).root
    (root / "data.csv").write_text("1")
    (root / "more").mkdir()
    (root / "more" / "x.csv").write_text("1")

    def now():
        folder = find_course(root)
        return fingerprint(folder, folder.course.assignment("powers"))

    before = now()
    assert now() == before
    change(root)
    assert now() != before


def test_the_fingerprint_does_not_see_the_rest(course):
    """Other files of the course, and the times of files, do not change it."""
    before = fingerprint(course, course.course.assignment("powers"))
    (course.root / "README.md").write_text("new")
    grader = course.graders("powers") / "test_cube.py"
    grader.write_text(grader.read_text())
    cache = course.graders("powers") / "__pycache__"
    cache.mkdir()
    (cache / "test_cube.cpython-311.pyc").write_bytes(b"new")
    assert fingerprint(course, course.course.assignment("powers")) == before


def test_the_fingerprint_sees_the_languages_and_their_sentences(make_course):
    """Results carry translations, so they are made again when these change."""
    yaml = "course: c\ntitle: C\n%sassignments:\n- {name: powers, title: P}\n"
    root = make_course(yaml=yaml % "").root

    def now():
        folder = find_course(root)
        return fingerprint(folder, folder.course.assignment("powers"))

    before = now()
    (root / "translations" / "zh").mkdir(parents=True)
    (root / "translations" / "zh" / "course.po").write_text("")
    assert now() == before
    (root / "course.yaml").write_text(yaml % "languages: [en, zh]\n")
    with_chinese = now()
    assert with_chinese != before
    (root / "translations" / "zh" / "course.po").write_text('msgid "a"\nmsgstr "b"\n')
    assert now() != with_chinese


def test_the_fingerprint_does_not_see_feedback(course):
    """What students may see does not change it, so nothing is graded again."""
    powers = course.course.assignment("powers")
    other = msgspec.structs.replace(powers, feedback=Feedback(marks=False))
    assert fingerprint(course, other) == fingerprint(course, powers)
