"""Real nbgrader commands on a copy of the course: grading inside them, next to them, and traps."""

import ast
import contextlib
import csv
import html.parser
import json
import re
import shutil
import sqlite3
import time
from pathlib import Path

import courses
import pytest
from courses import ROOT, copy_of_the_course
from known_submissions import known
from nbgrader.api import Gradebook

pytestmark = pytest.mark.slow

NAME = "shallow_network"
POINTS = {
    "sigmoid": 10,
    "initialize_parameters": 5,
    "forward_propagation": 10,
    "compute_cost": 10,
    "backward_propagation": 15,
    "update_parameters": 10,
}
QUESTION = "symmetry_question"  # one of the questions that a human marks
ON_TIME = "2026-09-30 10:00:00 UTC"
LATE = "2026-10-02 13:00:00 UTC"  # a day and three hours
NONE = dict.fromkeys(POINTS, 0)
UNANSWERED = dict.fromkeys((QUESTION, "boundary_question"), 0)
COURSE_YAML = f"""\
course: neural-networks
title: The mathematics of neural networks in NumPy
assignments:
  - name: {NAME}
    title: A shallow neural network
    due: 2026-10-01T12:00:00+02:00
    late: {{grace_minutes: 30, percent_per_day: 10}}
"""


# -- a course and its class -------------------------------------------------------------


def run(course, program, *arguments, check=True, **environment):
    """Run nbgrader or autograder in a course, as its instructor does."""
    return courses.run(program, *arguments, cwd=course, code=0 if check else None, **environment)


def read(path):
    """Return a notebook."""
    return json.loads(path.read_text(encoding="utf-8"))


def cell_of(notebook, name):
    """Return a notebook's cell by its grade_id."""
    metas = ((cell, cell["metadata"].get("nbgrader", {})) for cell in notebook["cells"])
    return next(cell for cell, meta in metas if meta.get("grade_id") == name)


def hand_in(course, student, notebook, timestamp):
    """Put a notebook, or bytes, where nbgrader collects submissions."""
    folder = course / "submitted" / student / NAME
    folder.mkdir(parents=True)
    data = notebook if isinstance(notebook, bytes) else json.dumps(notebook).encode()
    (folder / f"{NAME}.ipynb").write_bytes(data)
    (folder / "timestamp.txt").write_text(timestamp)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A course with a due date, released by nbgrader without our programs on PATH."""
    course = copy_of_the_course(tmp_path_factory.mktemp("made") / "course", settings=COURSE_YAML)
    first = run(course, "autograder", "init")
    released = run(
        course,
        "nbgrader",
        "generate_assignment",
        NAME,
        "--force",
        PATH="/usr/bin:/bin",
        check=False,
    )
    return course, first, released


@pytest.fixture(scope="module")
def template(made):
    """The course with its gradebook."""
    return made[0]


def executed(value):
    """Return the output that a kernel shows for a value."""
    data = {"text/plain": value}
    return {"output_type": "execute_result", "execution_count": 1, "metadata": {}, "data": data}


def altered_checks(release, source, outputs=(), **metadata):
    """Return the release with every check altered."""
    notebook = json.loads(json.dumps(release))
    for name in POINTS:
        cell = cell_of(notebook, name)
        cell["metadata"] |= metadata
        cell |= {"source": source or cell["source"], "outputs": list(outputs)}
    return notebook


def edited(notebook, change):
    """Return a copy of a notebook after a change."""
    notebook = json.loads(json.dumps(notebook))
    change(notebook)
    return notebook


def answer(notebook):
    """Answer the question."""
    cell_of(notebook, QUESTION)["source"] = "Because else all units learn the same."


def cut(notebook):
    """Delete checks, an answer and the question."""
    gone = {"sigmoid", "compute_cost", "update_parameters-solution", QUESTION}
    notebook["cells"] = [
        c for c in notebook["cells"] if c["metadata"]["nbgrader"]["grade_id"] not in gone
    ]


def double(notebook):
    """Repeat cells."""
    for name in ("sigmoid-solution", "sigmoid", "compute_cost"):
        notebook["cells"].append(cell_of(notebook, name))


def tamper(notebook):
    """Change points and names."""
    for cell in notebook["cells"]:
        cell["metadata"]["nbgrader"] |= {"points": 1000, "grade": True, "locked": False}
    cell_of(notebook, "compute_cost")["metadata"]["nbgrader"]["grade_id"] = "sigmoid"


def make_noise(notebook):
    """Give a warning in every check."""
    noise = {"output_type": "stream", "name": "stderr", "text": ["a warning\n"]}
    for name in POINTS:
        cell_of(notebook, name)["outputs"] = [noise]


def case(name):
    """Return a file of the sample class."""
    return known(NAME, name).content()


def submissions(release, solved):
    """Return the class, by student: right and wrong, complete and torn, honest and not."""
    return {
        "answered": edited(solved, answer),
        "crashing": case("raises_errors"),
        "cut": edited(solved, cut),
        "display": altered_checks(release, "display(10)", [executed("10")]),
        "half": case("half_done"),
        "late": case("gradients_not_averaged"),
        "noisy": edited(solved, make_noise),
        "number": altered_checks(release, "10**6", [executed("1000000")]),
        "skipped": altered_checks(release, None, tags=["skip-execution"]),
        "stubs": release,
        "tampered": edited(release, tamper),
        "twice": edited(solved, double),
        "word": altered_checks(release, "'full marks'", [executed("'full marks'")]),
        "zero": b"PK\x03\x04 no notebook",
    }


@pytest.fixture(scope="module")
def class_of(template):
    """The course with a class that has handed in, before any grading."""
    release = read(template / "assignments" / NAME / f"{NAME}.ipynb")
    solved = json.loads(json.dumps(release))
    source = read(template / "solutions" / NAME / f"{NAME}.ipynb")
    for name in POINTS:
        solution = f"{name}-solution"
        cell_of(solved, solution)["source"] = cell_of(source, solution)["source"]

    def make(course, *students):
        shutil.copytree(template, course)
        for student, notebook in submissions(release, solved).items():
            if student in students or not students:
                hand_in(course, student, notebook, LATE if student == "late" else ON_TIME)
        return course

    return make


@pytest.fixture(scope="module")
def inside(class_of, tmp_path_factory):
    """The class graded by nbgrader's own command, and what the command said."""
    course = class_of(tmp_path_factory.mktemp("inside") / "course")
    return course, run(course, "nbgrader", "autograde", NAME, check=False)


@pytest.fixture(scope="module")
def beside(class_of, tmp_path_factory):
    """The class graded by our command, and what the command said."""
    course = class_of(tmp_path_factory.mktemp("beside") / "course")
    return course, run(course, "autograder", "grade", NAME, check=False)


def autograded(course):
    """Return the bytes of the files in autograded/, by path."""
    folder = course / "autograded"
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


# -- what is in a gradebook -------------------------------------------------------------

OF_CELL = """
    FROM {table}
    JOIN submitted_notebook ON submitted_notebook.id = {table}.notebook_id
    JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
    JOIN base_cell ON base_cell.id = {table}.cell_id
"""
GRADES = (
    "SELECT student_id, name, auto_score, manual_score, extra_credit, needs_manual_grade"
    + OF_CELL.format(table="grade")
)
COMMENTS = "SELECT student_id, name, auto_comment, manual_comment" + OF_CELL.format(table="comment")
WHOLE = """
    SELECT student_id, timestamp, extension, late_submission_penalty FROM submitted_assignment
    JOIN submitted_notebook ON submitted_notebook.assignment_id = submitted_assignment.id
"""
TABLES = {
    "grades": GRADES,
    "comments": COMMENTS,
    "submissions": WHOLE,
    "students": "SELECT * FROM student",
    "assignments": "SELECT name, duedate FROM assignment",
}


def contents(course):
    """Return everything in a gradebook, except ids that are drawn anew each time."""
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as book:
        return {what: sorted(book.execute(sql), key=repr) for what, sql in TABLES.items()}


def dump(course):
    """Return every row of a gradebook, including ids."""
    with contextlib.closing(sqlite3.connect(course / "gradebook.db")) as book:
        return list(book.iterdump())


def grades(course, student):
    """Return a student's automatic scores by cell."""
    return {row[1]: row[2] for row in contents(course)["grades"] if row[0] == student}


def waiting(course, student):
    """Return the cells that wait for a human."""
    return {row[1] for row in contents(course)["grades"] if row[0] == student and row[5]}


def penalty(course, student):
    """Return a student's late penalty."""
    return {row[0]: row[3] for row in contents(course)["submissions"]}[student]


def results(course):
    """Return the result files by student."""
    return {file.stem: read(file) for file in (course / "results" / NAME).glob("*.json")}


def exported(course):
    """Return the rows of nbgrader's CSV by student."""
    run(course, "nbgrader", "export", "--to", "grades.csv")
    with (course / "grades.csv").open() as file:
        return {row["student_id"]: row for row in csv.DictReader(file)}


# -- setting up -------------------------------------------------------------------------


def test_init(made):
    """It writes nbgrader_config.py, and says so if the file exists."""
    course, first, _ = made
    config = course / "nbgrader_config.py"
    text = config.read_bytes()
    again = run(course, "autograder", "init")
    assert first.stderr == f"{config}: written\n"
    assert again.stderr == f"{config}: there already, and right\n"
    assert config.read_bytes() == text
    config.write_text("c = get_config()\n")
    refused = run(course, "autograder", "init", check=False)
    assert (refused.returncode, config.read_text()) == (2, "c = get_config()\n")
    assert refused.stderr.startswith(f"autograder: {config} is there already and was left as it is")
    config.write_bytes(text)


def test_alembic_need_not_be_on_path(made):
    """For our course, nbgrader makes its database wherever its programs are."""
    course, _, released = made
    assert released.returncode == 0, released.stderr
    assert "alembic" not in released.stderr
    assert contents(course)["assignments"] == [(NAME, None)]


# -- inside and beside ------------------------------------------------------------------


def test_the_same_gradebook(inside, beside):
    """Both ways write the same marks, comments, flags, times, penalties and students."""
    ours, theirs = contents(beside[0]), contents(inside[0])
    assert len(ours["students"]) == 14
    for what in TABLES:
        assert ours[what] == theirs[what], what


def test_the_same_files(inside, beside):
    """Both ways write the same notebooks for formgrader, byte by byte."""
    ours, theirs = autograded(beside[0]), autograded(inside[0])
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []
    assert len(ours) == 2 * 13


def test_one_that_cannot_be_read(inside, beside):
    """Both report it, and it waits for a human; nbgrader's exit code says that one failed."""
    for (course, done), code in ((inside, 1), (beside, 0)):
        assert done.returncode == code
        assert "zero" in done.stderr
        assert grades(course, "zero") == dict.fromkeys(POINTS | UNANSWERED)
        assert waiting(course, "zero") == {*POINTS, *UNANSWERED}
    assert "not valid JSON" in results(beside[0])["zero"]["notes"][0]


def test_nothing_counts_as_unfinished_after_a_failure(inside):
    """A failure that nbgrader reported does not count as killed, or it would be removed later."""
    assert not (inside[0] / "autograded" / ".unfinished").exists()


def test_marks_are_those_of_the_results(inside):
    """Each exercise has the score in its result file, also for the rest of the class."""
    course = inside[0]
    found = results(course)
    assert len(found) == 13  # nbgrader reports invalid JSON before it asks us
    for student, result in found.items():
        scores = {e["name"]: e["score"] for e in result["exercises"]}
        in_book = grades(course, student)
        assert {name: in_book[name] for name in POINTS} == scores, student
    missing = dict.fromkeys(("sigmoid", "backward_propagation", "update_parameters"), 0)
    assert grades(course, "half") == POINTS | UNANSWERED | missing


def test_only_answers_wait_for_a_human(inside):
    """An answered question needs marking; an unchanged or deleted one gets zero."""
    course = inside[0]
    assert waiting(course, "answered") == {QUESTION}
    assert grades(course, "answered") == POINTS | UNANSWERED | {QUESTION: None}
    for student in ("stubs", "noisy", "cut", "tampered"):
        assert waiting(course, student) == set()
        assert grades(course, student)[QUESTION] == 0
    comments = {row[0]: row[2] for row in contents(course)["comments"] if row[1] == QUESTION}
    assert (comments["stubs"], comments["answered"]) == ("No response.", None)


def test_torn_notebooks_are_graded_by_what_they_define(inside):
    """Deleted or repeated checks cost nothing; a deleted answer costs its own exercise."""
    course = inside[0]
    assert grades(course, "cut") == POINTS | UNANSWERED | {"update_parameters": 0}
    assert grades(course, "twice") == POINTS | UNANSWERED
    shown = read(course / "autograded" / "cut" / NAME / f"{NAME}.ipynb")
    names = [cell["metadata"].get("nbgrader", {}).get("grade_id") for cell in shown["cells"]]
    release = read(course / "assignments" / NAME / f"{NAME}.ipynb")
    own = [cell["metadata"]["nbgrader"]["grade_id"] for cell in release["cells"]]
    assert names == own


def test_late(inside):
    """The penalty follows course.yaml's rule: two days have begun."""
    assert penalty(inside[0], "late") == 11.8
    assert [row[0] for row in contents(inside[0])["submissions"] if row[3]] == ["late"]


# -- traps ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "student",
    [
        pytest.param("number", id="a number of the student's own"),
        pytest.param("display", id="the points, displayed by the student"),
        pytest.param("word", id="an output that is no number"),
        pytest.param("skipped", id="a tag that skips the check"),
        pytest.param("tampered", id="other points, and checks under other names"),
    ],
)
def test_nothing_is_earned_by(inside, student):
    """The content of a check, its outputs, tags or metadata earn nothing."""
    assert grades(inside[0], student) == NONE | UNANSWERED
    shown = read(inside[0] / "autograded" / student / NAME / f"{NAME}.ipynb")
    release = read(inside[0] / "assignments" / NAME / f"{NAME}.ipynb")
    for name in POINTS:
        cell, own = cell_of(shown, name), cell_of(release, name)
        assert "".join(cell["source"]).endswith("".join(own["source"]))
        assert cell["metadata"] == {"nbgrader": own["metadata"]["nbgrader"]}
        (value,) = (o for o in cell["outputs"] if o["output_type"] == "execute_result")
        assert value["data"] == {"text/plain": ["0"]}


def test_warnings_cost_nothing(inside):
    """Text on standard error below a check costs no points, and is not shown as its output."""
    assert grades(inside[0], "noisy") == POINTS | UNANSWERED
    shown = inside[0] / "autograded" / "noisy" / NAME / f"{NAME}.ipynb"
    assert '"stderr"' not in shown.read_text()


def test_a_killed_grading_is_done_again(class_of, tmp_path):
    """What `kill -9` left in autograded/ does not count as done."""
    course = class_of(tmp_path / "course", "half")
    left = course / "autograded" / "half" / NAME / f"{NAME}.ipynb"
    process = courses.start("nbgrader", "autograde", NAME, cwd=course)
    while not left.exists() and process.poll() is None:
        time.sleep(0.005)
    process.kill()
    process.wait()
    assert left.exists()
    assert set(grades(course, "half").values()) == {None}  # really killed before it was graded
    run(course, "nbgrader", "autograde", NAME)
    assert sum(grades(course, "half").values()) == 25
    assert "was missing from the submission" in left.read_text()
    assert not (course / "autograded" / ".unfinished").exists()


# -- export -----------------------------------------------------------------------------


def test_export_matches_the_results(beside):
    """The CSV of nbgrader has score, late penalty and difference as in the result files."""
    course = beside[0]
    rows, found = exported(course), results(course)
    assert sorted(rows) == sorted(found)
    assert found["late"]["late_penalty"] == 11.8
    for student, row in rows.items():
        result = found[student]
        told = tuple(float(row[key]) for key in ("raw_score", "late_submission_penalty", "score"))
        expected = result["score"], result["late_penalty"]
        assert told == (*expected, result["score"] - result["late_penalty"]), student


# -- beside a human ---------------------------------------------------------------------


def mark_by_hand(course):
    """Mark as an instructor in formgrader: scores, a comment, extra credit."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:

        def grade(student, cell, **fields):
            row = book.find_grade(cell, NAME, NAME, student)
            for field, value in (fields | {"needs_manual_grade": False}).items():
                setattr(row, field, value)

        grade("answered", QUESTION, manual_score=4.5)
        comment = book.find_comment(QUESTION, NAME, NAME, "answered")
        comment.manual_comment = "Well put."
        grade("late", "sigmoid", manual_score=3)
        grade("late", "compute_cost", extra_credit=2)
        book.db.commit()


@pytest.fixture(scope="module")
def steps(class_of, tmp_path_factory):
    """Grade twice, mark by hand, grade again; grant an extension, grade anew."""
    course = class_of(tmp_path_factory.mktemp("hand") / "course", "answered", "half", "late")
    found = {}

    def after(step):
        found[step] = contents(course), dump(course), autograded(course)
        found[step] += (
            {s: (waiting(course, s), penalty(course, s)) for s in ("answered", "late")},
        )

    run(course, "autograder", "grade", NAME)
    after("graded")
    again = run(course, "autograder", "grade", NAME)
    after("again")
    mark_by_hand(course)
    after("marked")
    run(course, "autograder", "grade", NAME)
    after("unchanged")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as book:
        book.grant_extension(NAME, "late", days=1)
    file = course / "submitted" / "late" / NAME / f"{NAME}.ipynb"
    file.write_text(file.read_text() + " ")
    run(course, "nbgrader", "autograde", NAME, "--force", "--student", "late")
    after("anew")
    rows = exported(course)
    return found, again, rows


def by_hand(step):
    """Return what only a human writes."""
    kept = [(*row[:2], *row[3:5]) for row in step[0]["grades"]]
    return kept, [(*row[:2], row[3]) for row in step[0]["comments"]]


def test_twice_is_once(steps):
    """Grading unchanged submissions writes the same rows and the same files."""
    found, again, _ = steps
    assert "0 graded" in again.stderr
    assert found["again"] == found["graded"]


def test_a_rerun_keeps_what_a_human_left(steps):
    """If nothing was graded anew, only the penalty follows the human's marks."""
    found = steps[0]
    before, then = found["marked"][0], found["unchanged"][0]
    assert (then["grades"], then["comments"]) == (before["grades"], before["comments"])
    assert found["unchanged"][3]["answered"] == (set(), None)
    assert found["marked"][3]["late"] == (set(), 11.8)
    assert found["unchanged"][3]["late"] == (set(), 10.8)  # 20 % of 59 - 10 + 3 + 2


def test_regrading_never_overwrites_a_human(steps):
    """Manual scores, comments and extra credit stay; regraded cells need another look."""
    found = steps[0]
    human = by_hand(found["marked"])
    assert ("answered", QUESTION, 4.5, None) in human[0]
    assert ("late", "compute_cost", None, 2) in human[0]
    assert ("answered", QUESTION, "Well put.") in human[1]
    for step in ("unchanged", "anew"):
        assert by_hand(found[step]) == human, step
    assert found["anew"][3]["answered"] == (set(), None)
    assert found["anew"][3]["late"][0] == {"sigmoid"}


def test_export_with_marks_by_hand(steps):
    """Manual scores and extra credit count in the export, and in the late penalty."""
    rows = steps[2]
    keys = ("raw_score", "late_submission_penalty", "score")
    assert [float(rows["late"][key]) for key in keys] == [54, 5.4, 54 - 5.4]
    assert [float(rows["answered"][key]) for key in keys] == [74.5, 0, 74.5]
    assert [float(rows["half"][key]) for key in keys] == [25, 0, 25]


def test_an_extension_counts(steps):
    """With one more day, only one day has begun."""
    assert steps[0]["anew"][3]["late"][1] == 5.4


# -- feedback ---------------------------------------------------------------------------


class Words(html.parser.HTMLParser):
    """The words that a page shows."""

    def __init__(self, page):
        super().__init__()
        self.words, self.hidden = [], 0
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        """Leave out what no reader sees."""
        self.hidden += tag in {"script", "style"}

    def handle_endtag(self, tag):
        """Go on reading."""
        self.hidden -= tag in {"script", "style"}

    def handle_data(self, data):
        """Read."""
        if not self.hidden:
            self.words.append(data)


def words(page):
    """Return what a page shows, without white space, which is only layout."""
    return re.sub(r"\s+|\u00ad|\u200b", "", "".join(Words(page).words))


READERS = ("answered", "crashing", "half", "late", "stubs")


@pytest.fixture(scope="module")
def pages(inside):
    """The words on the pages of nbgrader and on our own, by student."""
    course = inside[0]
    others = sorted(set(results(course)) - set(READERS))
    exclude = f"--CourseDirectory.student_id_exclude={','.join(others)}"
    run(course, "nbgrader", "generate_feedback", NAME, exclude)
    run(course, "autograder", "feedback", NAME, *READERS, "--output", "own")
    place = Path(NAME, f"{NAME}.html")
    return {
        student: [
            words((course / folder / student / place).read_text()) for folder in ("feedback", "own")
        ]
        for student in READERS
    }


def lines(code):
    """Return the lines with text, without white space."""
    bare = (re.sub(r"\s+", "", line) for line in code.splitlines())
    return {line for line in bare if len(line) > 15}


def hidden_code():
    """Return the hidden graders' lines of code, without titles that students read."""
    for file in (ROOT / "tests" / "graders" / NAME).glob("*.py"):
        tree = ast.parse(file.read_text())
        titles = {
            line
            for node in ast.walk(tree)
            if isinstance(node, ast.FunctionDef | ast.Module) and ast.get_docstring(node)
            for line in range(node.body[0].lineno, node.body[0].end_lineno + 1)
        }
        every = enumerate(file.read_text().splitlines(), 1)
        yield from lines("\n".join(line for number, line in every if number not in titles))


def test_feedback_holds_nothing_hidden(pages, inside):
    """No page contains a line of a hidden grader, or of a solution that is not the student's."""
    release = read(inside[0] / "assignments" / NAME / f"{NAME}.ipynb")
    source = read(inside[0] / "solutions" / NAME / f"{NAME}.ipynb")
    secret = set(hidden_code())
    for name in POINTS:
        secret |= lines("".join(cell_of(source, f"{name}-solution")["source"]))
    assert len(secret) > 200
    for student, both in pages.items():
        own = read(inside[0] / "submitted" / student / NAME / f"{NAME}.ipynb")
        known = "".join("".join(cell["source"]) for cell in release["cells"] + own["cells"])
        known = re.sub(r"\s+", "", known)
        left = [line for line in secret if line not in known]
        assert len(left) > 150
        for page in both:
            assert [line for line in left if line in page] == [], student


def test_feedback_says_what_our_own_page_says(pages, inside):
    """Verdict, points, place, diagnosis, messages and every title are on both pages."""
    found = results(inside[0])
    for student, both in pages.items():
        for exercise in found[student]["exercises"]:
            is_right = exercise["outcome"] == "passed"
            told = [exercise["name"], *(test["title"] for test in exercise["tests"])]
            if not is_right:
                told += [exercise["place"], exercise["diagnosis"] or ""]
                told.append(exercise["tests"][0]["message"] if len(exercise["tests"]) == 1 else "")
            points = f"{exercise['score']:.2f}".rstrip("0").rstrip(".")
            told.append(f"{points} of {exercise['max_score']:g}")
            for text in (re.sub(r"[\s`]+", "", one) for one in told):  # ` belongs to Markdown
                for name, page in zip(("nbgrader's", "ours"), both, strict=True):
                    assert text in page.replace("`", ""), (student, name, text)
    assert "sumsoverthesamples" in pages["late"][0]
