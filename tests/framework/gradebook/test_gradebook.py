"""The gradebook: marks through nbgrader's own API on SQLite, and the notebooks that it shows."""

import copy
import datetime as dt
import json
import os
import shutil
import warnings
from pathlib import Path

import msgspec
import nbformat
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbconvert import HTMLExporter
from nbconvert.filters import markdown2html
from nbgrader.api import Gradebook

from autograder.course.deadlines import Deadline, Late
from autograder.course.exercises import GradeCell, read_grade_cells
from autograder.course.folder import find_course
from autograder.course.roster import Student
from autograder.course.settings import Assignment, Course, Feedback, ShownTests
from autograder.errors import CourseError, GradebookError, RequestError, StorageError
from autograder.gradebook.book import open_gradebook
from autograder.gradebook.comments import comment_text, judged
from autograder.gradebook.enrol import enrol_students
from autograder.gradebook.extensions import bring_extensions
from autograder.gradebook.files import hand_over, notebook_bytes, notebook_path, write_autograded
from autograder.gradebook.graded_notebook import Judged, autograded_notebook, manual_answers
from autograder.gradebook.record import record
from autograder.gradebook.write import NO_RESPONSE, Assigned, Entry, find_book, write_sheets
from autograder.grading.engine import Graded
from autograder.plugins import unfinished
from autograder.plugins.config import configure, write_config
from autograder.report.feedback import feedback_view
from autograder.results.format import (
    EngineInfo,
    ExerciseResult,
    Outcome,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
    TestResult,
)
from autograder.submission.cells import read_whole_cells
from autograder.submission.files import sha256

pytestmark = pytest.mark.processes

DUE = dt.datetime(2026, 10, 1, 12, tzinfo=dt.UTC)
LATE = Late(percent_per_day=10)
ON_TIME, TWO_DAYS_LATE = "2026-10-01 11:00:00 UTC", "2026-10-02 13:00:00 UTC"


# -- the release ------------------------------------------------------------------------


def released(kind, name, source, **meta):
    """Return a cell of a released notebook."""
    flags = {"grade": False, "solution": False, "task": False, "schema_version": 3}
    nbgrader = flags | {"grade_id": name, "locked": not meta.get("solution")} | meta
    cell = {"cell_type": kind, "id": name, "metadata": {"nbgrader": nbgrader}, "source": source}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def release():
    """Return a release with two exercises and a question."""
    cells = [
        released("markdown", "intro", "Read <b>me</b>."),
        released("code", "square-solution", "def square(x):\n    ...", solution=True),
        released("code", "square", "assert square(2) == 4", grade=True, points=4),
        released("code", "cube-solution", "def cube(x):\n    ...", solution=True),
        released("code", "cube", "assert cube(2) == 8", grade=True, points=6),
        released("markdown", "why", "Why is <i>x</i> > 0?", grade=True, solution=True, points=5),
    ]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


JUDGED = {"square": Judged(4.0, "square: right\n"), "cube": Judged(1.5, "cube: not right yet\n")}


def shown(cells, judged=JUDGED):
    """Return the graded notebook of a submission, which must be a valid notebook."""
    notebook = autograded_notebook(cells, release(), judged)
    data = notebook_bytes(notebook)
    read = nbformat.reads(data.decode(), as_version=4)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        nbformat.validate(read)
    assert (nbformat.writes(read) + "\n").encode() == data
    return notebook


def names(notebook):
    """Return the cells' names; None for cells that the student added."""
    return [c["metadata"].get("nbgrader", {}).get("grade_id") for c in notebook["cells"]]


def by_name(notebook):
    """Return the cells that have a name."""
    return dict(zip(names(notebook), notebook["cells"], strict=True))


NAMES = ["intro", "square-solution", "square", "cube-solution", "cube", "why"]


# -- the graded notebook ----------------------------------------------------------------


def test_a_whole_notebook_comes_back():
    """Answers are as written, checks as handed out, and each check has its result."""
    cells = release()["cells"]
    cells[1]["source"] = "def square(x):\n    return x * x"
    cells[2]["source"] = "10**6"
    notebook = shown(cells)
    assert names(notebook) == NAMES
    found = by_name(notebook)
    assert found["square-solution"]["source"] == "def square(x):\n    return x * x"
    assert found["square"]["source"] == "assert square(2) == 4"
    stream, value = found["cube"]["outputs"]
    assert (stream["name"], stream["text"]) == ("stdout", "cube: not right yet\n")
    assert value["data"] == {"text/plain": "1.5"}


@pytest.mark.parametrize("score", [0.0, 1.0, 4, 1 / 3, 2.125, 1e-9, 12345.678901])
def test_points_are_read_back_to_the_last_digit(score):
    """The output has the points as a number, and nbgrader reads it."""
    notebook = shown(release()["cells"], {"square": Judged(score, "")})
    (value,) = by_name(notebook)["square"]["outputs"]
    assert value["output_type"] == "execute_result"
    assert float(value["data"]["text/plain"]) == score


@pytest.mark.parametrize("gone", [{n} for n in NAMES[1:]] + [set(NAMES), {"square", "cube"}])
def test_missing_cells_come_back_in_their_place(gone):
    """Missing cells that earn points or take an answer are put back, with a notice."""
    cells = [c for c in release()["cells"] if c["metadata"]["nbgrader"]["grade_id"] not in gone]
    notebook = shown(cells)
    assert names(notebook) == [n for n in NAMES if n != "intro" or n not in gone]
    for name in gone - {"intro"}:
        cell = by_name(notebook)[name]
        assert f"(id: {name}) was missing from the submission" in cell["source"]
    assert by_name(notebook)["square"]["outputs"][-1]["data"] == {"text/plain": "4"}


def test_a_cell_of_the_students_own_stays_without_a_name():
    """A function in a new cell stays there; its old cell is missing."""
    cells = release()["cells"]
    cells[1] = {"cell_type": "code", "source": "def square(x): return 1", "metadata": {}}
    notebook = shown(cells)
    assert names(notebook) == ["intro", "square-solution", None, *NAMES[2:]]
    assert notebook["cells"][2]["source"] == "def square(x): return 1"


def test_merged_cells_keep_what_is_left_of_their_names():
    """Two answers in one cell keep that cell's name; the other one is missing."""
    cells = release()["cells"]
    cells[1]["source"] += "\n" + cells[3]["source"]
    del cells[2:4]
    notebook = shown(cells)
    assert names(notebook) == NAMES
    assert "def cube" in by_name(notebook)["square-solution"]["source"]
    assert "was missing" in by_name(notebook)["cube-solution"]["source"]


def test_of_a_name_that_comes_twice_the_last_counts():
    """As in nbgrader; the others are shown without name and points."""
    cells = release()["cells"]
    again = copy.deepcopy(cells[1]) | {"source": "def square(x): return 2"}
    notebook = shown([*cells, again, copy.deepcopy(cells[2])])
    assert names(notebook) == ["intro", None, None, *NAMES[3:], "square-solution", "square"]
    assert by_name(notebook)["square-solution"]["source"] == "def square(x): return 2"
    assert notebook["cells"][2]["outputs"] == []


def test_a_retyped_cell_has_the_type_of_the_release():
    """A check turned into text is a check again, and an answer turned into code is text."""
    cells = release()["cells"]
    cells[2]["cell_type"] = "markdown"
    cells[5]["cell_type"] = "code"
    notebook = shown(cells)
    found = by_name(notebook)
    assert (found["square"]["cell_type"], found["why"]["cell_type"]) == ("code", "markdown")
    assert found["square"]["outputs"][-1]["data"] == {"text/plain": "4"}


def test_metadata_of_a_student_is_dropped():
    """Points, locks, tags and slides are as they were handed out."""
    cells = release()["cells"]
    for cell in cells:
        cell["metadata"]["nbgrader"] |= {"points": 1000, "locked": False, "comment": "100!"}
        cell["metadata"] |= {"tags": ["skip-execution"], "jupyter": {"source_hidden": True}}
    notebook = shown(cells)
    assert [c["metadata"] for c in notebook["cells"]] == [c["metadata"] for c in release()["cells"]]


ODD = [None, 1, 1e300, "", "text", [], [1], ["a", 1], {}, {"a": []}, True, "\ud800", [["a"]]]


@pytest.mark.parametrize("odd", ODD, ids=repr)
def test_wrong_types_anywhere(odd):
    """Whatever a cell contains, the notebook is complete and has every result."""
    base = {"cell_type": "code", "source": "x = 1", "metadata": {}}
    nbgrader = {"grade_id": "square", "points": 1}
    data = {"image/png": "iVBOR", "text/plain": "1"}
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    cells = [
        base | {"cell_type": odd},
        base | {"metadata": odd},
        base | {"id": odd},
        base | {"execution_count": odd},
        base | {"outputs": odd},
        base | {"outputs": [odd]},
        *(
            base | {"metadata": {"nbgrader": value}}
            for value in (odd, nbgrader | {"grade_id": odd})
        ),
        *(base | {"outputs": [output | {key: odd}]} for key in output),
        *(base | {"outputs": [output | {"data": data | {key: odd}}]} for key in data),
        base | {"outputs": [{"output_type": "stream", "name": odd, "text": odd}]},
        base | {"outputs": [{"output_type": "error", "traceback": odd, "evalue": odd}]},
        *(
            base | {"cell_type": "markdown", "attachments": value}
            for value in (odd, {"a.png": odd}, {"a.png": {"image/png": odd}}, {str(odd): data})
        ),
    ]
    notebook = shown(cells)
    assert len(notebook["cells"]) == len(cells) + len(NAMES) - 1
    assert by_name(notebook)["square"]["outputs"][-1]["data"] == {"text/plain": "4"}


def test_what_a_browser_could_execute_is_not_shown():
    """Of outputs and attachments, only pictures and text are kept."""
    bad = ["text/html", "application/javascript", "image/svg+xml", "text/markdown", "text/latex"]
    hostile = dict.fromkeys(bad, "<script>alert(1)</script>")
    kept = {"image/png": "iVBORw0KGgo=", "text/plain": "<Figure>"}
    cells = [
        {"cell_type": "code", "source": "", "outputs": [{"output_type": kind, "data": data}]}
        for kind in ("display_data", "execute_result", "unheard_of")
        for data in (hostile, hostile | kept)
    ]
    attachments = {"a.svg": hostile, "b.png": hostile | {"image/png": "iVBORw0KGgo="}}
    cells.append({"cell_type": "markdown", "source": "text", "attachments": attachments})
    notebook = shown(cells)
    outputs = [c.get("outputs") for c in notebook["cells"] if not c["metadata"]]
    one = {"output_type": "display_data", "metadata": {}, "data": kept}
    assert outputs == [[], [one]] * 3 + [None]
    assert "script" not in json.dumps(notebook)


@pytest.mark.parametrize("lie", ['AAAA" onerror="alert(1)', "PHN2Zz4=", "iVBORw0KGgo", 7, ["x", 3]])
def test_a_picture_is_one(lie):
    """A picture is shown only if it is in base 64 and begins as pictures do."""
    outputs = [{"output_type": "display_data", "data": {"image/png": lie, "image/jpeg": lie}}]
    notebook = shown([{"cell_type": "code", "source": "1", "outputs": outputs}])
    assert [c["outputs"] for c in notebook["cells"] if c["source"] == "1"] == [[]]


def test_an_answer_is_shown_as_it_was_meant():
    """Formulas, code, tables and attached pictures are shown, and blank lines in code."""
    text = "$a_1 * b * c < 2$ and *so*\n\n```\na\n\nb\n```\n"
    text += "![p](attachment:p%201.png) <br>x<sub>2</sub>"
    cell = {"cell_type": "markdown", "source": text}
    notebook = shown([cell | {"attachments": {"p 1.png": {"image/png": "iVBORw0KGgo="}}}])
    page, _ = HTMLExporter(template_name="classic").from_notebook_node(nbformat.from_dict(notebook))
    for part in (
        *("<mo>&lt;</mo><mn>2</mn></mrow></math> and <em>so</em></p>", "<code>a\n\nb\n</code>"),
        *('src="data:image/png;base64,iVBORw0KGgo="', "<br/>x<sub>2</sub>"),
    ):
        assert part in page.replace("<br>", "<br/>"), part


def test_a_notebook_that_is_slow_to_render_is_shown_as_it_was_typed():
    """A very long text is not rendered, and neither is anything after very much text."""
    cells = [{"cell_type": "markdown", "source": "*a* " * n} for n in (1, 5000, *([1000] * 30), 2)]
    told = [c["source"] for c in shown(cells)["cells"] if not c["metadata"]]
    assert told[0] == "<div><p><em>a</em></p>\n</div>"
    assert told[1] == f"<div><pre>{'*a* ' * 5000}</pre></div>"
    assert told[-1] == "<div><pre>*a* *a* </pre></div>"


@pytest.mark.parametrize("kind", ["markdown", "raw", "heading", ["raw"], None])
def test_no_tag_of_a_student_reaches_a_page(kind):
    """Only harmless tags are kept, because nbgrader shows Markdown and raw cells as HTML."""
    text = "<script>alert(1)</script>\n\n\\<img src=x onerror=alert(1)>\n\n$a < b$, x<1"
    cells = release()["cells"]
    cells[5]["source"] = text
    notebook = shown([*cells, {"cell_type": kind, "source": text}])
    page, _ = HTMLExporter(template_name="classic").from_notebook_node(nbformat.from_dict(notebook))
    body = page[page.index("<body") :]
    assert "<script>alert" not in body
    assert "<img src" not in body
    assert body.count("alert(1)") >= 2  # shown nevertheless
    assert "<b>me</b>" in body  # the instructor's own


def test_an_attachment_that_is_dropped_breaks_no_page():
    """A notebook whose text names a missing picture would be refused by nbconvert."""
    cell = {"cell_type": "markdown", "source": "![x](attachment:a.svg)"}
    notebook = shown([cell | {"attachments": {"a.svg": {"image/svg+xml": "<svg/>"}}}])
    page, _ = HTMLExporter(template_name="classic").from_notebook_node(nbformat.from_dict(notebook))
    assert "<svg/>" not in page


def test_huge_outputs_are_cut():
    """A cell keeps its outputs as long as their total is not too long."""
    stream = {"output_type": "stream", "name": "stdout", "text": "x" * (1 << 20)}
    notebook = shown([{"cell_type": "code", "source": "", "outputs": [stream] * 100}])
    assert len(notebook["cells"][-1]["outputs"]) == 4
    assert len(notebook_bytes(notebook)) < 5 << 20


def test_every_format_that_is_graded_is_shown(tmp_path):
    """Notebooks of format 3, scripts and zips show their code, and every check its result."""
    code = "def square(x): return x"
    v3 = {"worksheets": [{"cells": [{"cell_type": "code", "input": [code], "outputs": [{}]}]}]}
    script = code.encode()
    for name, data in (("a.ipynb", json.dumps(v3).encode()), ("a.py", script)):
        cells = read_whole_cells(tmp_path / name, data)
        notebook = shown(cells)
        assert code in [c["source"] for c in notebook["cells"]], name
        assert set(NAMES[1:]) <= set(names(notebook)), name


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["nbgrader", "grade_id", "data", "text/plain", "image/png", "a.png"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)
hostile_cells = st.fixed_dictionaries(
    {"cell_type": st.sampled_from(["code", "markdown", "raw"]) | json_values, "source": st.text()},
    optional=dict.fromkeys(("metadata", "outputs", "attachments", "id"), json_values),
)


@given(st.lists(hostile_cells, max_size=3))
def test_any_cells_make_a_notebook(cells):
    """The notebook is valid for nbformat, written as it writes it, and has all results."""
    found = by_name(shown(cells))
    assert found["cube"]["outputs"][-1]["data"] == {"text/plain": "1.5"}


# -- what a human has to mark -----------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "is_answer"),
    [
        ("Because.", True),
        ("Why is <i>x</i> > 0?\n\nBecause.", True),
        ("Why is <i>x</i> > 0?", False),
        ("\n  Why is <i>x</i> > 0?  \n", False),
        ("", False),
        ("   \n", False),
    ],
)
def test_what_is_an_answer(text, is_answer):
    """An answer is any text that is not empty and differs from the handed-out text."""
    cells = release()["cells"]
    cells[5]["source"] = text
    assert manual_answers(shown(cells), release()) == {"why": is_answer}


def test_a_question_that_is_missing_has_no_answer():
    """The notice in its place is ours."""
    assert manual_answers(shown(release()["cells"][:5]), release()) == {"why": False}


# -- cells ------------------------------------------------------------------------------


def write_source(path, cells):
    """Write a notebook."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(release() | {"cells": cells}))
    return path


def test_grade_cells(tmp_path):
    """Points, whether tests mark them, and where their comment is shown."""
    cells = release()["cells"]
    cells.append(released("markdown", "task", "Do it.", task=True, points=2))
    assert read_grade_cells(write_source(tmp_path / "a.ipynb", cells)) == (
        GradeCell("square", 4.0, is_exercise=True, comment_cell="square-solution"),
        GradeCell("cube", 6.0, is_exercise=True, comment_cell="cube-solution"),
        GradeCell("why", 5.0, is_exercise=False, comment_cell="why"),
        GradeCell("task", 2.0, is_exercise=False, comment_cell="task"),
    )


@pytest.mark.parametrize("text", [b"", b"{", b"[]", b'{"cells": [1]}', b"\xff", None])
def test_a_source_that_is_no_notebook(tmp_path, text):
    """The error is one sentence with its path."""
    path = tmp_path / "a.ipynb"
    if text is not None:
        path.write_bytes(text)
    with pytest.raises(CourseError, match=r"a\.ipynb: not a notebook"):
        read_grade_cells(path)


# -- marks ------------------------------------------------------------------------------

ASSIGNED = Assigned(
    "powers",
    (
        GradeCell("square", 4.0, is_exercise=True, comment_cell="square-solution"),
        GradeCell("cube", 6.0, is_exercise=True, comment_cell="cube-solution"),
        GradeCell("why", 5.0, is_exercise=False, comment_cell="why"),
    ),
    LATE,
    DUE,
)


def add_powers(book):
    """Register the assignment as nbgrader generate_assignment does."""
    book.add_assignment("powers")
    book.add_notebook("powers", "powers")
    for cell in release()["cells"]:
        meta = cell["metadata"]["nbgrader"]
        where = (meta["grade_id"], "powers", "powers")
        if meta["grade"]:
            points = meta["points"]
            book.add_grade_cell(*where, max_score=points, cell_type=cell["cell_type"])
        if meta["solution"]:
            book.add_solution_cell(*where)


@pytest.fixture(scope="module")
def new_book(tmp_path_factory):
    """A gradebook that knows nothing yet; nbgrader takes seconds to make one."""
    file = tmp_path_factory.mktemp("new") / "gradebook.db"
    with open_gradebook(f"sqlite:///{file}", "tiny"):
        return file


@pytest.fixture(scope="module")
def registered(new_book, tmp_path_factory):
    """A gradebook that knows the assignment."""
    file = shutil.copy(new_book, tmp_path_factory.mktemp("registered") / "gradebook.db")
    with open_gradebook(f"sqlite:///{file}", "tiny") as book:
        add_powers(book)
    return file


@pytest.fixture
def url(registered, tmp_path):
    """A gradebook of its own for each test."""
    return f"sqlite:///{shutil.copy(registered, tmp_path / 'gradebook.db')}"


def entry(student="ada", moment=ON_TIME, **changes):
    """Return a graded submission: 4 of 4 and 1.5 of 6, and an answer to mark."""
    scores = {"square": 4.0, "cube": 1.5}
    comments = {"cube-solution": "Not right yet."}
    made = Entry(student, moment, Deadline(DUE), scores, comments, {"why": True})
    return msgspec.structs.replace(made, **changes)


def write(url, *entries, assigned=ASSIGNED):
    """Write marks as record does."""
    with open_gradebook(url, "tiny") as book:
        write_sheets(book, [(find_book(book, assigned), assigned, entries)])


@pytest.fixture
def ask(url):
    """Query or change one submission through nbgrader."""

    def look(student="ada", change=lambda *_: None):
        with Gradebook(url) as book:
            submission = book.find_submission("powers", student)
            notebook = book.find_submission_notebook("powers", "powers", student)
            grades = {g.name: g for g in notebook.grades}
            comments = {c.name: c for c in notebook.comments}
            change(book, grades, comments)
            book.db.commit()
            return {
                "auto": {name: g.auto_score for name, g in grades.items()},
                "manual": {name: g.manual_score for name, g in grades.items() if g.manual_score},
                "waiting": {name for name, g in grades.items() if g.needs_manual_grade},
                "comments": {n: c.comment for n, c in comments.items() if c.comment},
                "score": notebook.score,
                "penalty": notebook.late_submission_penalty,
                "timestamp": submission.timestamp,
            }

    return look


def test_marks(url, ask):
    """In nbgrader are scores, comments, the waiting question, and the time of handing in."""
    write(url, entry())
    assert ask() == {
        "auto": {"square": 4.0, "cube": 1.5, "why": None},
        "manual": {},
        "waiting": {"why"},
        "comments": {"cube-solution": "Not right yet."},
        "score": 5.5,
        "penalty": None,
        "timestamp": dt.datetime(2026, 10, 1, 11),  # noqa: DTZ001 - nbgrader keeps UTC so
    }


def test_nothing_answered_waits_for_nobody(url, ask):
    """A question without an answer gets zero points, in nbgrader's words."""
    write(url, entry(answers={"why": False}))
    found = ask()
    assert (found["auto"]["why"], found["waiting"]) == (0.0, set())
    assert found["comments"]["why"] == NO_RESPONSE


def test_a_comment_goes_when_its_mistake_goes(url, ask):
    """A correct answer has no comment of ours."""
    write(url, entry())
    write(url, entry(scores={"square": 4.0, "cube": 6.0}, comments={}))
    assert (ask()["comments"], ask()["auto"]["cube"]) == ({}, 6.0)


def mark_by_hand(book, grades, comments):
    """Mark as formgrader does."""
    for name, score in (("why", 3.0), ("square", 1.0)):
        grades[name].manual_score = score
        grades[name].needs_manual_grade = False
    grades["cube"].extra_credit = 0.5
    comments["cube-solution"].manual_comment = "Nearly."


def test_a_human_is_never_overwritten(url, ask):
    """A human's marks and comments stay; after regrading they need another look."""
    write(url, entry())
    by_hand = ask(change=mark_by_hand)
    write(url, entry(is_new=False))
    assert ask() == by_hand | {"score": 1.0 + 2.0 + 3.0}
    write(url, entry())
    assert ask() == by_hand | {"waiting": {"why", "square"}, "score": 6.0}
    assert ask()["comments"]["cube-solution"] == "Nearly."


def test_lateness_takes_from_the_whole_score(url, ask):
    """Two days take 20 % of tests' and humans' points; with a day's extension, 10 %."""
    write(url, entry(moment=TWO_DAYS_LATE))
    assert ask()["penalty"] == 1.1
    ask(change=mark_by_hand)
    write(url, entry(moment=TWO_DAYS_LATE, is_new=False))
    assert ask()["penalty"] == 1.2
    for days, penalty in ((1, 0.6), (2, None), (0, 1.2)):
        longer = dt.timedelta(days=days)
        deadline = Deadline(DUE + longer, is_extended=bool(days))
        write(url, entry(moment=TWO_DAYS_LATE, deadline=deadline, is_new=False))
        assert ask()["penalty"] == penalty
        with Gradebook(url) as book:
            assert book.find_submission("powers", "ada").extension in {longer, None}
    write(url, entry(moment="2026-10-02 15:00:00 CEST", is_new=False))
    assert (ask()["penalty"], ask()["timestamp"].hour) == (1.2, 13)


def test_what_was_not_graded_keeps_its_marks(url, ask):
    """An unreadable file is listed and waits; earlier marks of a readable one stay."""
    write(url, entry("bob", scores={}, comments={}, answers={}, is_held=True), entry())
    assert ask("bob")["waiting"] == {"square", "cube", "why"}
    assert set(ask("bob")["auto"].values()) == {None}
    before = ask()
    write(url, entry(scores={}, comments={}, answers={}, is_held=True))
    assert ask() == before


@pytest.mark.parametrize("moment", ["yesterday", "", None, "2026-99-01", "9" * 400])
def test_a_time_that_is_none(url, ask, moment):
    """An unreadable time costs nothing and loses no marks."""
    write(url, entry(moment=moment))
    found = ask()
    assert (found["timestamp"], found["penalty"], found["score"]) == (None, None, 5.5)


def test_all_of_a_batch_or_nothing(url, ask):
    """If the database refuses one, no part of the batch is written."""
    with pytest.raises(GradebookError, match="the database refused"):
        write(url, entry(), entry("bob", comments={"cube-solution": object()}))
    with Gradebook(url) as book:
        assert book.students == []
    write(url, entry())
    assert ask()["score"] == 5.5


def test_the_same_again_changes_no_row(url, tmp_path):
    """Writing twice changes not one byte."""
    write(url, entry(), entry("bob", moment=TWO_DAYS_LATE))
    before = (tmp_path / "gradebook.db").read_bytes()
    write(url, entry(), entry("bob", moment=TWO_DAYS_LATE))
    assert (tmp_path / "gradebook.db").read_bytes() == before


# -- the book and the source ------------------------------------------------------------


def differing(*cells):
    """Return the assignment with different cells."""
    return msgspec.structs.replace(ASSIGNED, cells=cells)


@pytest.mark.parametrize(
    ("assigned", "words"),
    [
        (
            differing(*ASSIGNED.cells, GradeCell("fourth", 1.0, True, None)),
            "the exercise fourth has no grade cell there",
        ),
        (
            differing(*ASSIGNED.cells, GradeCell("how", 1.0, False, None)),
            "the question how has no grade cell there",
        ),
        (differing(*ASSIGNED.cells[:2]), "its grade cell why is no exercise of the source"),
        (
            differing(GradeCell("square", 4.5, True, None), *ASSIGNED.cells[1:]),
            "square earns 4 points there and 4.5 in the source",
        ),
        (msgspec.structs.replace(ASSIGNED, name="roots"), "the gradebook does not know roots"),
    ],
)
def test_differences_in_words(url, ask, assigned, words):
    """A gradebook that does not fit is refused with the differences; no mark changes."""
    write(url, entry())
    before = ask()
    with pytest.raises(GradebookError) as caught:
        write(url, entry(scores={"square": 0.0, "cube": 0.0}), assigned=assigned)
    assert words in str(caught.value)
    assert f"autograder release {assigned.name}" in str(caught.value)
    assert "\n" not in str(caught.value)
    assert ask() == before


def test_the_due_date_is_that_of_course_yaml(url):
    """It is kept in UTC; without one in course.yaml, the gradebook's date stays."""
    write(url, entry())
    write(url, entry(), assigned=msgspec.structs.replace(ASSIGNED, due=None))
    with Gradebook(url) as book:
        assert book.find_assignment("powers").duedate == DUE.replace(tzinfo=None)


# -- extensions and the roster -----------------------------------------------------------


def test_extensions_given_in_the_gradebook(make_course, registered):
    """They are copied into extensions.csv, which counts from then on; differences are reported."""
    yaml = "course: tiny\ntitle: T\ntimezone: Europe/Berlin\nassignments:\n"
    course = make_course(yaml=f"{yaml}- {{name: powers, title: P, due: 2026-10-24 20:00}}\n")
    (assignment,) = course.course.assignments
    url = f"sqlite:///{course.root}/gradebook.db"
    assert list(bring_extensions(url, course, assignment)) == []
    shutil.copy(registered, course.root / "gradebook.db")
    with open_gradebook(url, "tiny") as book, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # SQLAlchemy's warning about how nbgrader adds a submission
        book.update_or_create_assignment("powers", duedate="2026-10-24 18:00:00 UTC")
        for student in ("ada", "ben", "cy"):
            book.add_student(student)
            book.add_submission("powers", student)
        book.grant_extension("powers", "ada", days=7)
        book.grant_extension("powers", "ben", hours=30)
    (course.root / "extensions.csv").write_text("id,days,hours\nben,3,\n")
    with pytest.raises(StorageError, match="needs the columns id, assignment, days"):
        list(bring_extensions(url, course, assignment))
    (course.root / "extensions.csv").write_text("id,assignment,days,hours\nben,,3,\n")
    ada, ben = bring_extensions(url, course, assignment)
    assert ada == "ada: the gradebook's extension was added to extensions.csv"
    said = "due 27 October 2026, 20:00 CET, as extensions.csv says"
    assert ben == f"ben: {said}; the gradebook had 26 October 2026, 01:00 CET"
    text = (course.root / "extensions.csv").read_text()
    assert text == "id,assignment,days,hours\nben,,3,\nada,powers,7,\n"
    with Gradebook(url) as book:  # as writing marks leaves them
        for student, days in (("ada", 7), ("ben", 3)):
            longer = dt.timedelta(days=days, hours=1)  # clocks go back
            book.find_submission("powers", student).extension = longer
        book.db.commit()
    assert list(bring_extensions(url, course, assignment)) == []


def test_who_is_in_the_roster_is_in_the_gradebook(new_book, tmp_path):
    """Names and addresses are added if the gradebook has none yet."""
    url = f"sqlite:///{shutil.copy(new_book, tmp_path / 'gradebook.db')}"
    student = Student("ada", frozenset(), frozenset(), "Ada", "Lovelace", "a@x.org")
    with open_gradebook(url, "tiny") as book:
        book.add_student("ada", first_name="Augusta")
        enrol_students(book, [student, Student("ben", frozenset())])
        enrol_students(book, [student])
        known = [(s.id, s.first_name, s.last_name, s.email) for s in book.students]
    assert sorted(known) == [("ada", "Augusta", "Lovelace", "a@x.org"), ("ben", None, None, None)]


# -- comments ---------------------------------------------------------------------------


def result_of(*exercises, path="/handed-in/powers.ipynb", digest="", **changes):
    """Return a graded result."""
    made = SubmissionResult(
        course="tiny",
        assignment="powers",
        student="ada",
        submission=SubmissionInfo(str(path), digest, ON_TIME),
        score=sum(e.score for e in exercises),
        max_score=sum(e.max_score for e in exercises),
        outcome=SubmissionOutcome.GRADED,
        exercises=list(exercises),
        notes=[],
        engine=EngineInfo("0", "none", "needed", "", "", ""),
    )
    return msgspec.structs.replace(made, **changes)


def wrong(message="the shape is (2,)", diagnosis="You cubed twice."):
    """Return an exercise of which one test passed and one did not."""
    tests = [
        TestResult("a", "It is cubed", Outcome.FAILED, message=message, hint="Look at x."),
        TestResult("b", "It is a number", Outcome.PASSED),
    ]
    place = "cell 3, line 1"
    return ExerciseResult("cube", 1.5, 6.0, Outcome.FAILED, diagnosis, [], place, tests)


RIGHT = ExerciseResult("square", 4.0, 4.0, Outcome.PASSED)


def told(exercise, **rules):
    """Return the comment and the text below the check, by course.yaml's rules."""
    assignment = Assignment(name="powers", title="Powers", feedback=Feedback(**rules))
    result = result_of(exercise)
    view = feedback_view(result, Course("tiny", "Tiny", [assignment]), assignment)
    return comment_text(view.exercises[0]), judged(result, view)[exercise.name].text


def test_comments_say_what_a_student_may_see():
    """They have verdict, place, mistake, message, hint and titles; a right answer has none."""
    comment, check = told(wrong())
    for text in ("not right yet", "cell 3, line 1", "You cubed twice.", "✗ It is cubed"):
        assert text in comment
    assert "Seen: the shape is (2,)" in comment
    assert "Hint: Look at x." in comment
    assert "It is a number" not in comment
    assert check == "cube: not right yet: 1.5 of 6 points\n✗ It is cubed\n✓ It is a number\n"
    assert told(RIGHT)[0] is None


@pytest.mark.parametrize(
    ("rules", "hidden"),
    [
        ({"marks": False}, ["1.5", "of 6"]),
        ({"tests": ShownTests.NONE}, ["It is cubed", "It is a number"]),
        ({"tests": ShownTests.FAILED}, ["It is a number"]),
        ({"messages": False}, ["the shape"]),
        ({"diagnosis": False}, ["twice", "Look at x"]),
    ],
)
def test_the_rules_of_course_yaml_hold(rules, hidden):
    """What a student may not see is missing everywhere, and everything else is there."""
    texts, everything = "".join(told(wrong(), **rules)), "".join(told(wrong()))
    for text in hidden:
        assert text in everything
        assert text not in texts
    assert "cube: not right yet" in texts


HOSTILE = [
    "<script>alert(1)</script>",
    "\\<script>alert(1)</script>",
    "\\\\<img src=x onerror=alert(1)>",
    "`<script>alert(1)</script>",
    "<!-- x --><iframe src=x>",
    "<javascript:alert(1)>",
    "[a](javascript:alert(1))",
    "![a](attachment:gone)",
    "[a] (x)",
    "$<script>$",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_comment_is_a_page(text):
    """Messages quote student code, which Markdown shows as text."""
    comment, _ = told(wrong(text, text))
    page = markdown2html(comment).lower()
    for tag in ("<script", "<img", "<iframe", "<a ", "<!--"):
        assert tag not in page


@given(st.text(alphabet="\\<>`[]()!$*_ -&;:script/=\"'#", max_size=40))
def test_no_text_is_a_page(text):
    """No message becomes a script, a picture or a link."""
    comment, _ = told(wrong(text, "<script>" + text))
    page = markdown2html(comment).lower()
    for tag in ("<script", "<img", "<a "):
        assert tag not in page


# -- files ------------------------------------------------------------------------------


@pytest.fixture
def trees(tmp_path):
    """A notebook from elsewhere with its time, and its place in submitted/."""
    source = tmp_path / "class" / "ada.ipynb"
    source.parent.mkdir()
    source.write_bytes(b"new")
    (source.parent / "timestamp.txt").write_text(ON_TIME)
    return source, notebook_path(tmp_path / "submitted", "ada", "powers")


def test_handing_over(trees):
    """The notebook is copied without its time, which would be trusted; again is nothing new."""
    _, target = trees
    for _ in range(2):
        assert hand_over({"powers": b"new"}, target.parent) == ""
        assert target.read_bytes() == b"new"
        assert not (target.parent / "timestamp.txt").exists()


def holding(target, kind):
    """Put something in the way."""
    folder = target.parent
    if kind == "folder is a link":
        (outside := folder.parents[2] / "outside").mkdir()
        folder.parent.mkdir(parents=True)
        folder.symlink_to(outside)
    elif kind == "folder is a file":
        folder.parent.mkdir(parents=True)
        folder.write_bytes(b"old")
    else:
        folder.mkdir(parents=True)
    if kind == "notebook":
        target.write_bytes(b"old")
    elif kind == "dangling link":
        target.symlink_to("nowhere")
    elif kind == "link to the same":
        (folder.parent / "same").write_bytes(b"new")
        target.symlink_to(folder.parent / "same")
    elif kind == "folder in its place":
        target.mkdir()


def state(folder):
    """Return everything that is in a folder."""
    return {
        path: path.readlink() if path.is_symlink() else path.is_dir() or path.read_bytes()
        for path in folder.rglob("*")
    }


@pytest.mark.parametrize(
    "kind",
    [
        *("notebook", "dangling link", "link to the same"),
        *("folder in its place", "folder is a link", "folder is a file"),
    ],
)
def test_nothing_in_submitted_is_overwritten(trees, tmp_path, kind):
    """An existing file is a student's work: it stays as it is, and a sentence says so."""
    _, target = trees
    holding(target, kind)
    before = state(tmp_path)
    assert "holds another submission already" in hand_over({"powers": b"new"}, target.parent)
    assert state(tmp_path) == before


def test_what_lies_beside(tmp_path):
    """Only the time and pictures are copied, and no link."""
    source = notebook_path(tmp_path / "submitted", "ada", "powers")
    source.parent.mkdir(parents=True)
    (tmp_path / "secret.png").write_bytes(b"secret")
    for name in ("timestamp.txt", "plot.PNG", "data.csv", "evil.html", "powers.ipynb"):
        (source.parent / name).write_bytes(b"x")
    (source.parent / "huge.png").write_bytes(b"x" * (6 << 20))
    (source.parent / "submission_secret.txt").symlink_to(tmp_path / "secret.png")
    (source.parent / "link.png").symlink_to(tmp_path / "secret.png")
    (source.parent / "folder.png").mkdir()
    target = notebook_path(tmp_path / "autograded", "ada", "powers")
    write_autograded(target, autograded_notebook([], release(), JUDGED), source)
    there = sorted(path.name for path in target.parent.iterdir())
    assert there == ["plot.PNG", "powers.ipynb", "timestamp.txt"]


def test_a_secret_is_taken_from_a_collected_submission_alone(tmp_path):
    """A secret names a student's page; in another folder somebody else could have chosen it."""
    kept = []
    for tree in ("submitted", "class"):
        source = notebook_path(tmp_path / tree, "ada", "powers")
        source.parent.mkdir(parents=True)
        (source.parent / "submission_secret.txt").write_text("x")
        (source.parent / "again.png").write_bytes(b"x")
        os.link(source.parent / "again.png", source.parent / "hard.png")
        target = notebook_path(tmp_path / "autograded", "ada", "powers")
        write_autograded(target, autograded_notebook([], release(), JUDGED), source)
        kept.append(sorted(path.name for path in target.parent.iterdir()))
        shutil.rmtree(target.parent)
    assert kept == [["powers.ipynb", "submission_secret.txt"], ["powers.ipynb"]]


def test_pictures_of_others_stay_where_they_are(trees, tmp_path):
    """In a whole class's folder a picture may be anyone's."""
    source, _ = trees
    (source.parent / "bob.png").write_bytes(b"x")
    target = notebook_path(tmp_path / "autograded", "ada", "powers")
    write_autograded(target, autograded_notebook([], release(), JUDGED), source)
    assert sorted(p.name for p in target.parent.iterdir()) == ["powers.ipynb"]


def test_the_same_notebook_is_not_written_again(tmp_path):
    """The file is left unchanged, even if it is read-only."""
    source, target = tmp_path / "a" / "powers.ipynb", tmp_path / "b" / "powers.ipynb"
    source.parent.mkdir()
    notebook = autograded_notebook([], release(), JUDGED)
    write_autograded(target, notebook, source)
    os.utime(target, (1, 1))
    target.chmod(0o444)
    write_autograded(target, notebook, source)
    assert target.stat().st_mtime == 1
    write_autograded(target, autograded_notebook([], release(), {}), source)
    assert target.stat().st_mtime != 1


line_ends = st.sampled_from('\n\r\x0b\x85\u2028"\\/\x00\x7f')
texts = st.text(st.characters(exclude_categories=["Cs"]) | line_ends)


@given(texts, texts, texts)
def test_notebooks_are_written_as_nbformat_writes(source, stream, text):
    """Every byte is the same, for any text."""
    output = {"output_type": "stream", "name": "stdout", "text": stream}
    value = {"output_type": "display_data", "data": {"text/plain": text, "image/png": "a\nb"}}
    code = {"cell_type": "code", "source": source, "outputs": [output, value]}
    shown([code, {"cell_type": "markdown", "source": text}])  # compares


# -- recording --------------------------------------------------------------------------


@pytest.fixture
def tiny(make_course, registered):
    """The tiny course with a release and a gradebook."""
    course = make_course()
    write_source(course.source_notebook("powers"), release()["cells"])
    write_source(course.release_notebook("powers"), release()["cells"])
    shutil.copy(registered, course.root / "gradebook.db")
    return find_course(course.root)


def graded_of(tiny, student, cells, **changes):
    """Hand a notebook in, and return a result of it."""
    path = write_source(notebook_path(tiny.submitted(), student, "powers"), cells)
    result = result_of(RIGHT, wrong(), path=path, digest=sha256(path.read_bytes()))
    return Graded(msgspec.structs.replace(result, student=student, **changes), is_new=True)


def test_one_submission_never_costs_the_class(tiny):
    """A missing, changed or hostile submission is reported; the others are written."""
    whole = graded_of(tiny, "ada", release()["cells"])
    changed = graded_of(tiny, "bob", release()["cells"])
    Path(changed.result.submission.path).write_text("{}")
    gone = graded_of(tiny, "cyd", release()["cells"])
    Path(gone.result.submission.path).unlink()
    attachment = {"\ud800": {"image/png": "aaaa"}}
    odd = [{"cell_type": ["code"], "source": ""}, {"source": "x", "attachments": attachment}]
    hostile = graded_of(tiny, "dan", odd)
    long = graded_of(tiny, "e" * 200, release()["cells"])
    unreadable = graded_of(tiny, "fay", [], outcome=SubmissionOutcome.UNREADABLE, exercises=[])
    every = [whole, changed, gone, hostile, long, unreadable]
    done = record(tiny, tiny.course.assignment("powers"), every)
    assert (done.written, done.held) == (2, ("fay",))
    assert [sentence.split(":")[0][:3] for sentence in done.left_out] == ["bob", "cyd", "eee"]
    with Gradebook(f"sqlite:///{tiny.root / 'gradebook.db'}") as book:
        assert [s.id for s in book.students] == ["ada", "dan", "fay"]
        assert book.find_submission("powers", "dan").score == 5.5
    assert notebook_path(tiny.autograded(), "dan", "powers").is_file()
    assert not notebook_path(tiny.autograded(), "fay", "powers").exists()


def test_a_gradebook_that_knows_nothing(tiny, new_book, tmp_path):
    """It is told what its release would have told it about the assignment."""
    made = tiny.root / "gradebook.db"
    whole = graded_of(tiny, "ada", release()["cells"])
    by_release = shutil.move(made, tmp_path / "by_release.db")
    shutil.copy(new_book, made)
    record(tiny, tiny.course.assignment("powers"), [whole])
    assert cells_of(made) == cells_of(by_release)
    with Gradebook(f"sqlite:///{made}") as book:
        assert book.find_submission("powers", "ada").score == 5.5


def cells_of(database):
    """Return what a gradebook knows about the assignment's cells."""
    with Gradebook(f"sqlite:///{database}") as book:
        notebook = book.find_notebook("powers", "powers")
        kinds = ("grade_cells", "solution_cells", "task_cells")
        rows = [row.to_dict() | {"kind": kind} for kind in kinds for row in getattr(notebook, kind)]
    return sorted(({k: v for k, v in row.items() if k != "id"} for row in rows), key=str)


# -- inside nbgrader --------------------------------------------------------------------


def test_marks_of_unfinished_gradings(tiny):
    """Running gradings are left alone, finished ones have no mark, killed ones go."""
    path = write_source(notebook_path(tiny.submitted(), "ada", "powers"), [])
    half = write_source(notebook_path(tiny.autograded(), "ada", "powers"), [])
    whole = write_source(notebook_path(tiny.autograded(), "bob", "powers"), [])
    unfinished.begin(notebooks=[str(path)], assignment="powers", student="ada")
    unfinished.begin(notebooks=[str(path)], assignment="powers", student="ada")
    unfinished.remove_unfinished(tiny.autograded())
    assert half.exists()
    unfinished.finish(notebooks=[str(path)])
    unfinished.remove_unfinished(tiny.autograded())
    assert (half.exists(), unfinished._held) == (True, {})
    mark = tiny.autograded() / ".unfinished" / "ada+powers"
    mark.parent.mkdir()
    mark.touch()  # as a killed process leaves it
    unfinished.remove_unfinished(tiny.autograded())
    assert (half.exists(), mark.exists(), whole.exists()) == (False, False, True)


def test_what_failed_is_not_unfinished(tiny):
    """A command removes the marks of failures that nbgrader has cleaned up itself."""
    path = write_source(notebook_path(tiny.submitted(), "ada", "powers"), [])
    unfinished.begin(notebooks=[str(path)])
    unfinished._take_away_all()
    assert not (tiny.autograded() / ".unfinished").exists()
    later = write_source(notebook_path(tiny.autograded(), "ada", "powers"), [])
    unfinished.remove_unfinished(tiny.autograded())
    assert later.exists()


def test_configuration_is_what_course_yaml_says(tiny):
    """The written file configures nbgrader, and repeats nothing from course.yaml."""
    assert write_config(tiny)
    assert not write_config(tiny)
    from traitlets.config import Config  # noqa: PLC0415

    config = Config()
    configure(config, str(tiny.root / "nbgrader_config.py"))
    assert config.CourseDirectory.course_id == "tiny"
    assert config.CourseDirectory.db_url == f"sqlite:///{tiny.root / 'gradebook.db'}"
    assert "Execute" not in str(config.Autograde.autograde_preprocessors)


def test_another_configuration_is_refused(tiny):
    """It stays byte by byte, and the message says what to write into it."""
    foreign = tiny.root / "nbgrader_config.py"
    foreign.write_text("c = get_config()\n")
    with pytest.raises(RequestError, match=r"left as it is; .* put at its end: from autograder"):
        write_config(tiny)
    assert foreign.read_text() == "c = get_config()\n"
