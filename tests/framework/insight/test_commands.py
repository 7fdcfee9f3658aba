"""The commands on a small class that is graded for real."""

import json
import re

import pytest
import typer
from courses import ROOT, copy_of_the_course, run
from simulated_class import result_of, simulated

from autograder.cli import rows as rows_of_classes
from autograder.cli.rows import GradedClass, tell_of_odd_tests
from autograder.course.folder import find_course
from autograder.errors import CourseError, RequestError
from autograder.grading import pool
from autograder.grading.engine import ClassRun, Graded, grade_class
from autograder.insight.read import read_classroom
from autograder.insight.report import make_report
from autograder.insight.sources import read_solution
from autograder.insight.write import write_skeleton
from autograder.misconceptions import load_misconceptions
from autograder.results.brief import row_of
from autograder.results.format import SubmissionInfo
from autograder.results.store import ResultStore
from autograder.submission.editions import Editions
from autograder.submission.find import find_submissions

pytestmark = pytest.mark.processes

WRONG = """def square(number):
    # {name} wrote this
    steps = np.zeros_like(number) + cube(0 * number)
    return number * number + steps - {offset}
"""
RIGHT = "def square(x):\n    return x * x"
CUBE = "def cube(x):\n    return x * x * x"
CLASS = {
    "ada": WRONG.format(name="ada", offset="0.25"),
    "ben": WRONG.format(name="ben", offset="1 / 4"),
    "cem": "def square(x):\n    return x ** 2 - 0.25",
    "dan": RIGHT,
    "eva": "def square(x):\n    return x ** 2 - 0.5",
    "fay": "def square(x):\n    raise ValueError('fay')",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory, write_tiny_course, as_notebook):
    """A course whose class is graded; three of it made the same mistake."""
    course = write_tiny_course(tmp_path_factory.mktemp("class") / "course")
    (course.root / "roster.csv").write_text("id,name\nada,Ada L\nben,Ben M\nzoe,Zoe N\n")
    for student, square in CLASS.items():
        folder = course.root / "submitted" / student / "powers"
        folder.mkdir(parents=True)
        (folder / "powers.ipynb").write_text(as_notebook(["import numpy as np", square, CUBE]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_SECRET", "a secret for tests")
        grade(course)
        yield course


def grade(course):
    """Grade the class of the course, with its present known mistakes."""
    powers, submitted = course.course.assignment("powers"), course.submitted()
    editions = Editions.of(course, powers)
    found = find_submissions([submitted], "powers", submitted, powers.notebooks, editions)
    try:
        list(grade_class(ClassRun(course, powers, found, course.results()), jobs=1))
    finally:
        pool.graders.close()


def report(course):
    """Return the report of the class."""
    powers = course.course.assignment("powers")
    classroom = read_classroom(course, powers, ResultStore(course.results(), "powers"))
    return make_report(classroom, "", read_solution(course, powers).words)


def test_who_stops_a_grading_reads_how_it_goes_on(course, monkeypatch, capsys):
    """What was graded is kept, and counted."""

    def stopped(run, **_):
        (known, *_) = ResultStore(course.results(), "powers").every()
        yield Graded(known[1], is_new=True)
        raise KeyboardInterrupt

    monkeypatch.setattr(rows_of_classes, "grade_class", stopped)
    run = ClassRun(course, course.course.assignment("powers"), [], course.results())
    with pytest.raises(typer.Exit) as ended:
        rows_of_classes.grade_to_rows(run, 1, None)
    assert ended.value.exit_code == 130
    assert "stopped: 1 graded and kept; run the same command to go on" in capsys.readouterr().err


@pytest.mark.slow
def test_a_group_becomes_a_known_mistake(course):
    """Its skeleton, with a docstring, names the whole group and nobody else; it is written once."""
    before = report(course)
    group = before.unexplained[0]
    assert group.students == ["ada", "ben", "cem"]
    assert "# " not in group.example
    assert before.attendance.absent == ["zoe"]
    done = run("autograder", "misconception", "powers", group.name, cwd=course.root, code=0)
    assert "autograder audit powers" in done.stderr
    path = course.misconceptions("powers") / "square.py"
    written = path.read_text()
    assert "def square_" in written
    assert "ada" not in written
    with pytest.raises(RequestError, match="is there already; nothing was written"):
        asked(course, ResultStore(course.results(), "powers"), group.name)
    assert path.read_text() == written
    with pytest.raises(CourseError, match="has no docstring"):
        load_misconceptions(course.misconceptions("powers"), ["square", "cube"])
    hint = '    """Your square is too small by a quarter."""'
    path.write_text(re.sub("^    # Of 3 students.*$", hint, written, flags=re.MULTILINE))
    audited = run("autograder", "audit", "powers", cwd=course.root)
    said = f"{group.name.replace('-', '_')} would name 3 students of your class: all who answered"
    assert f"{said} so, and nobody else" in audited.stdout
    grade(course)
    assert "of your class" not in run("autograder", "audit", "powers", cwd=course.root).stdout
    after = report(course)
    (known,) = after.known
    assert known.students == ["ada", "ben", "cem"]
    assert known.hint == "Your square is too small by a quarter."
    left = [one.students for one in after.unexplained if one.exercise == "square"]
    assert sorted(left) == [["eva"], ["fay"]]


def test_the_page_of_a_real_class(course, tmp_path):
    """It is written, and the terminal says no student's name."""
    page = tmp_path / "report.html"
    done = run("autograder", "report", "powers", "--page", page, cwd=course.root, code=0)
    assert page.read_text().startswith("<!doctype html>")
    assert not any(name in done.stdout for name in CLASS)
    assert "Only 6 submissions were graded" in done.stderr


def asked(course, results, name):
    """Ask for the skeleton of a group, with results elsewhere."""
    powers = course.course.assignment("powers")
    return write_skeleton(course, powers, read_classroom(course, powers, results), name)


def test_no_such_group(course, tmp_path):
    """A wrong name is told with those that there are; without results, nothing is written."""
    store = ResultStore(course.results(), "powers")
    with pytest.raises(RequestError, match="no group 'square-0'"):
        asked(course, store, "square-0")
    with pytest.raises(RequestError, match=r"no results in .*powers; grade first"):
        asked(course, ResultStore(tmp_path, "powers"), "square-0")
    ResultStore(tmp_path, "powers").save(result_of("ada", [], assignment="powers"))
    with pytest.raises(RequestError, match="every mistake of this class has a name"):
        asked(course, ResultStore(tmp_path, "powers"), "square-0")


def test_a_course_that_was_graded_elsewhere(course, tmp_path):
    """Half a class is told if results name another machine's folders; and so is a bad roster."""
    store = ResultStore(tmp_path, "powers")
    about = SubmissionInfo("/elsewhere/submitted/ada/powers/powers.ipynb", "ab")
    store.save(result_of("ada", [], assignment="powers", submission=about))
    roster = course.root / "roster.csv"
    text = roster.read_text()
    roster.write_text("id,name\nada,Ada L\nada,Ben M\n")
    try:
        classroom = read_classroom(course, course.course.assignment("powers"), store)
    finally:
        roster.write_text(text)
    assert classroom.ungraded == ("ben", "cem", "dan", "eva", "fay")
    assert classroom.doubts[0].startswith("roster.csv: rows 2, 3: the id 'ada' is of different")


def test_half_a_class_and_strangers(course, tmp_path):
    """Each of them is told in a sentence, and so are files that are no results."""
    store = ResultStore(tmp_path, "powers")
    for name in ("ada", "ben", "tom"):
        about = SubmissionInfo(str(course.submitted() / name / "powers" / "powers.ipynb"), "ab")
        store.save(result_of(name, [], assignment="powers", submission=about))
    store.save(result_of("ann", [], assignment="roots"))
    (store.folder / "notes.json").write_text("{}")
    classroom = read_classroom(course, course.course.assignment("powers"), store)
    assert classroom.strangers == ("tom",)
    assert classroom.absent == ("zoe",)
    assert classroom.ungraded == ("cem", "dan", "eva", "fay")
    assert classroom.doubts[:3] == (
        "Not a result file of this assignment, so left out: ann.json, notes.json.",
        "Half a class: 4 students handed in and have no result yet; run autograder grade powers.",
        "1 result of nobody on the roster counts here too: tom.",
    )


UNNAMED = """def compute_cost(A2, labels):
    # {student}: the largest error counts, and the number of samples
    return float(np.max(np.abs(A2 - labels)) / {count})
"""


@pytest.mark.slow
def test_a_group_of_the_bundled_course(tmp_path):
    """A mistake that nobody has named is named after its skeleton has a hint."""
    root = copy_of_the_course(tmp_path / "course", "shallow_network")
    source = json.loads((ROOT / "solutions/shallow_network/shallow_network.ipynb").read_text())
    for number in range(5):
        cells = json.loads(json.dumps(source))
        for cell in cells["cells"]:
            if "def compute_cost" in "".join(cell["source"]) and number < 4:
                count = ("labels.shape[1]", "labels.size")[number % 2]
                cell["source"] = UNNAMED.format(student=f"student{number}", count=count)
        path = root / f"submitted/student{number}/shallow_network/shallow_network.ipynb"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(cells))
    command = ("autograder", "grade", "shallow_network", "--no-gradebook")
    run(*command, cwd=root, code=0)
    shown = run("autograder", "report", "shallow_network", "--json", cwd=root, code=0)
    (group,) = json.loads(shown.stdout)["unexplained"]
    assert len(group["students"]) == 4
    run("autograder", "misconception", "shallow_network", group["name"], cwd=root, code=0)
    path = find_course(root).misconceptions("shallow_network") / "compute_cost.py"
    hint = '    """Your cost is the largest error, divided by m."""'
    path.write_text(re.sub("^    # Of 4 students.*$", hint, path.read_text(), flags=re.MULTILINE))
    run(*command, cwd=root, code=0)
    shown = run("autograder", "report", "shallow_network", "--json", cwd=root, code=0)
    report = json.loads(shown.stdout)
    (known,) = report["known"]
    assert known["students"] == group["students"]
    assert report["unexplained"] == []


def test_grading_says_that_a_hidden_test_is_odd(course, tmp_path, capsys, monkeypatch):
    """Of a large class, some submissions at equal distances are looked at."""
    monkeypatch.setattr(rows_of_classes, "_MOST_LOOKED_AT", 60)
    results, _ = simulated(120, seed=1, broken=("compute_cost", 1))
    store = ResultStore(tmp_path, "powers")
    for result in results:
        store.save(result)
    class_run = ClassRun(course, course.course.assignment("powers"), [], tmp_path)
    rows = [row_of(result) for result in results]
    tell_of_odd_tests(GradedClass(class_run, rows, {}))
    said = " ".join(capsys.readouterr().err.split())
    assert said.startswith("among 60 of the 120 submissions: ")
    assert said.count("look whether the test is right") == 1
    tell_of_odd_tests(GradedClass(class_run, rows[:9], {}))
    assert capsys.readouterr().err == ""
