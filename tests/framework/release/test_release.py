"""What a release must not give away, and which mistakes of a course are reported."""

import base64
import copy
import io
import json
import zipfile
from pathlib import Path

import nbformat
import pytest
from nbformat import v4

from autograder.course.folder import CourseFolder, find_course
from autograder.course.settings import Assignment, Course
from autograder.errors import CourseError
from autograder.release.build import publish
from autograder.release.imports import import_mistakes
from autograder.release.kernel import release_errors, run_notebooks, solution_errors
from autograder.release.leaks import leaks, missing_files
from autograder.release.notebook import read_notebook
from autograder.release.source import differences, source_mistakes
from autograder.release.stand_ins import stand_in_errors

pytestmark = pytest.mark.processes

ROOT = Path(__file__).parents[3]
NAME = "shallow_network"
LINE = "return np.where(z >= 0, 1.0, decay) / (1.0 + decay)"
SOLUTION = f"z = np.asarray(z, dtype=float)\ndecay = np.exp(-np.abs(z))\n{LINE}"


def cell(source="", grade_id=None, kind="code", **meta):
    """Return a cell, with nbgrader's metadata if it has an ID."""
    made = (v4.new_code_cell if kind == "code" else v4.new_markdown_cell)(source)
    if grade_id is not None:
        flags = dict.fromkeys(("grade", "solution", "task", "locked"), False)
        made.metadata["nbgrader"] = {"schema_version": 3, "grade_id": grade_id, **flags, **meta}
    return made


def answer(source, name="f-solution"):
    """Return the cell in which students write a function."""
    return cell(source, name, solution=True)


def check(source="assert f(1) == 2, 'f(1) should be 2'", name="f", points=1):
    """Return the autograded cell of an exercise."""
    return cell(source, name, grade=True, points=points)


def notebook(*cells):
    """Return a notebook of these cells."""
    return v4.new_notebook(cells=list(cells))


# -- leaks: the bundled course ---------------------------------------------------------


@pytest.fixture(scope="module")
def course():
    """The bundled course."""
    return find_course(ROOT)


@pytest.fixture(scope="module")
def source(course):
    """The source notebook of its first assignment."""
    return read_notebook(course.source_notebook(NAME))


@pytest.fixture
def release(course):
    """The release of that source, which tests may spoil."""
    return read_notebook(course.release_notebook(NAME))


@pytest.fixture
def find_leaks(course, source, tmp_path, monkeypatch):
    """Look for leaks in a release of the bundled course, with these files beside it."""
    monkeypatch.setenv("AUTOGRADER_SECRET", "0123456789abcdef0123456789abcdef")
    released = tmp_path / "released"
    released.mkdir()

    def find(notebook, **files):
        nbformat.write(notebook, released / f"{NAME}.ipynb")
        for name, data in files.items():
            path = released / name.replace("__", "/").replace("DOT", ".")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if isinstance(data, bytes) else data.encode())
        assignment = course.course.assignment(NAME)
        return list(leaks(course, assignment, {NAME: source}, {NAME: notebook}, released))

    return find


def named(notebook, name):
    """Return the cell with this ID."""
    return next(c for c in notebook.cells if c.metadata.nbgrader.grade_id == name)


def encoded(text):
    """Return text in base64."""
    return base64.b64encode(text.encode()).decode()


def output(**data):
    """Return an output with data of these types, named with _ for /."""
    return v4.new_output("display_data", {k.replace("_", "/"): v for k, v in data.items()})


def test_the_release_gives_nothing_away(find_leaks, release):
    """The committed release is clean: there is no false alarm."""
    assert find_leaks(release) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(LINE, id="a line"),
        pytest.param(f"Remember that `{LINE}` is stable.", id="in a sentence"),
        pytest.param("np.where(z>=0,1.0,decay)/(1.0+decay)", id="without spaces"),
        pytest.param(
            "y = np.where(\n    z >= 0,  # both\n    1.0, decay\n) / (1.0 + decay)", id="y ="
        ),
        pytest.param(f"# {LINE}", id="a comment"),
        pytest.param("decay = np.exp(-np.abs(z))", id="one long statement"),
        pytest.param('return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}', id="quotes"),
        pytest.param("return A2, {'Z1': Z1, 'A1': A1, 'Z2': Z2, 'A2': A2}", id="other quotes"),
    ],
)
@pytest.mark.parametrize("name", ["sigmoid-text", "imports", "sigmoid-solution", "sigmoid"])
def test_leak_in_text(find_leaks, release, name, text):
    """A line of a solution is found in text, code and comments, in any layout."""
    named(release, name).source += "\n" + text
    (reason, *_) = find_leaks(release)
    assert reason.startswith(f"cell '{name}': it holds the solution of cell '")


HIDDEN_IN = {
    "cell metadata": lambda c: c.metadata.update(note={"old": [LINE]}),
    "a key": lambda c: c.metadata.update({LINE: 1}),
    "base64 in metadata": lambda c: c.metadata.update(note=encoded(SOLUTION)),
    "JSON in metadata": lambda c: c.metadata.update(note=json.dumps({"was": SOLUTION})),
    "a stream": lambda c: c.update(outputs=[v4.new_output("stream", text=SOLUTION)]),
    "HTML": lambda c: c.update(outputs=[output(text_html=f"<p>{LINE.replace('>', '&gt;')}</p>")]),
    "an output's bytes": lambda c: c.update(outputs=[output(image_png=encoded(SOLUTION))]),
    "a traceback": lambda c: c.update(outputs=[v4.new_output("error", traceback=[LINE])]),
    "an attachment": lambda c: c.update(attachments={"a.txt": {"text/plain": encoded(SOLUTION)}}),
    "a link with data": lambda c: c.update(
        source=f"{c.source}\n# data:text/plain;base64,{encoded(SOLUTION)}"
    ),
}


@pytest.mark.parametrize("place", HIDDEN_IN)
def test_leak_outside_the_text(find_leaks, release, place):
    """A solution is found in metadata, outputs and attachments, even if it is encoded."""
    HIDDEN_IN[place](named(release, "imports"))
    assert any("the solution of cell 'sigmoid-solution'" in r for r in find_leaks(release))


def test_leak_in_the_notebook_s_metadata(find_leaks, release):
    """The metadata that an editor keeps in the notebook is searched too."""
    release.metadata["undo"] = [SOLUTION]
    (reason,) = find_leaks(release)
    assert reason.startswith("the notebook's metadata: it holds the solution of cell 'sigmoid-sol")


def test_any_statement_left_in_its_stub_is_a_leak(find_leaks, release):
    """Even a short statement of a solution must not be in its own stub."""
    stub = named(release, "compute_cost-solution")
    stub.source = stub.source.replace("# Your code here", "m = Y.shape[1]")
    assert find_leaks(release) == [
        (
            "cell 'compute_cost-solution': it holds a statement of its own solution, "
            "`m = Y.shape[1]`; take it out of the source"
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        "return A2",
        "m = Y.shape[1]",
        "Compute `A1 = np.tanh(Z1)` first.",
        "sigmoid(z) = 1 / (1 + exp(-z))",
        "W1 - learning_rate * dW1",
        "rng = np.random.default_rng(3)",
    ],
)
@pytest.mark.parametrize("name", ["network-text", "collapse-demo"])
def test_a_formula_is_no_leak(find_leaks, release, name, text):
    """Short statements and formulas may be in a text, even if a solution contains them."""
    named(release, name).source += f"\n{text}"
    assert find_leaks(release) == []


@pytest.mark.parametrize(
    "mark", ["### BEGIN SOLUTION", "### BEGIN MARK SCHEME", "END HIDDEN TESTS"]
)
def test_marks_left_over(find_leaks, release, mark):
    """A mark of nbgrader that was left in a release is found."""
    named(release, "imports").source += f"\n{mark}"
    (reason,) = find_leaks(release)
    assert reason.startswith("cell 'imports': '")
    assert "is left over" in reason


def test_lines_of_hidden_graders(find_leaks, release, course):
    """A line of a hidden grader is found, in the notebook and beside it."""
    line = "inputs = [rng.normal(0, 3, shape) for shape in ((4,), (3, 5), (2, 3, 4))]"
    assert line in (course.graders(NAME) / "test_sigmoid.py").read_text()
    named(release, "sigmoid-text").source += f"\n    {line}"
    found = find_leaks(release, notesDOTtxt=f"x\n  {line}\n")
    assert [reason.partition(", `")[0] for reason in found] == [
        f"{place}: it holds a line of the hidden grader test_sigmoid.py"
        for place in ("cell 'sigmoid-text'", "file notes.txt")
    ]


def test_files_for_instructors(find_leaks, release, course):
    """Known mistakes, variants, graders and the source are found by name or by content."""
    mistakes = (course.misconceptions(NAME) / "sigmoid.py").read_bytes()
    found = find_leaks(
        release,
        misconceptions__sigmoidDOTpy=mistakes,
        misconceptionsDOTpy=mistakes,
        variants__sigmoid__aDOTpy="x = 1",
        helperDOTpy=(course.graders(NAME) / "conftest.py").read_bytes(),
        oldDOTipynb=course.source_notebook(NAME).read_bytes(),
    )
    private = [reason for reason in found if "for instructors only" in reason]
    assert [reason.partition(":")[0] for reason in private] == [
        *("file helper.py", "file misconceptions/sigmoid.py", "file misconceptions.py"),
        *("file old.ipynb", "file variants/sigmoid/a.py"),
    ]


def test_a_solution_in_another_file(find_leaks, release):
    """A solution is found in a script, in another notebook and in a zip."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as writer:
        writer.writestr("deep/a.py", SOLUTION)
    other = nbformat.writes(notebook(cell('A2, _ = sigmoid(Z2), {"Z1": Z1, "A1": A1, "Z2": 0}')))
    solved = nbformat.writes(notebook(cell('return A2, {"Z1": Z1, "A1": A1, "Z2": Z2, "A2": A2}')))
    found = find_leaks(
        release,
        aDOTzip=archive.getvalue(),
        bDOTpy=f"def s(z):\n    {LINE}\n",
        cDOTipynb=other,
        dDOTipynb=solved,
    )
    places = [reason.partition(": it holds the solution")[0] for reason in found]
    assert places == ["file a.zip/deep/a.py", "file b.py", "file d.ipynb"]


def test_the_course_secret(find_leaks, release):
    """The secret for hidden inputs is found in any file."""
    release.metadata["seed"] = "0123456789abcdef0123456789abcdef"
    assert find_leaks(release) == [
        f"file {NAME}.ipynb: it holds the course secret; take it out of the source"
    ]


def test_outputs_are_named(find_leaks, release):
    """A release that was run and saved by hand is refused, whatever its outputs are."""
    named(release, "imports").outputs = [v4.new_output("stream", text="hello")]
    (reason,) = find_leaks(release)
    assert reason.startswith("cell 'imports': the release holds its outputs")


# -- leaks: other forms of notebooks ----------------------------------------------------------


def test_what_the_source_gives_is_no_leak(tmp_path):
    """A statement that students see in the source's other code is no secret; a whole copy is."""
    body = "    total = np.sum(np.abs(x - centre)) / np.size(x)\n"
    stub = (
        "def f(x, centre):\n    ### BEGIN SOLUTION\n{}    return total + 1\n    ### END SOLUTION\n"
    )
    helper = cell(f"def spread(x, centre):\n{body}    return total\n")
    made = notebook(helper, answer(stub.format(body)), check())
    handed_out = notebook(helper, answer("def f(x, centre):\n    # Your code here"), check())
    folder = CourseFolder(tmp_path, Course("c", "C", [Assignment("a", "A")]))
    assignment = folder.course.assignments[0]
    assert list(leaks(folder, assignment, {"a": made}, {"a": handed_out}, tmp_path)) == []

    copied = cell(f"def g(x, centre):\n{body}    return total + 1\n")
    for one in (made, handed_out):
        one.cells.append(copied)
    (reason,) = leaks(folder, assignment, {"a": made}, {"a": handed_out}, tmp_path)
    assert reason.startswith("cell 4: it holds the solution of cell 'f-solution'")


def test_model_answers_of_text(tmp_path):
    """A model answer to a question is secret; an invitation to write is not."""
    marks = {"grade": True, "solution": True, "points": 2}
    model = "The weights would stay equal for ever, so one unit is as good as many."
    question = cell(f"### BEGIN SOLUTION\n{model}\n### END SOLUTION", "why", "markdown", **marks)
    invitation = cell("Write what you think of it here.", "opinion", "markdown", **marks)
    made = notebook(question, invitation, check())
    handed_out = notebook(cell("Your answer", "why", "markdown", **marks), invitation, check())
    folder = CourseFolder(tmp_path, Course("c", "C", [Assignment("a", "A")]))
    assignment = folder.course.assignments[0]
    assert list(leaks(folder, assignment, {"a": made}, {"a": handed_out}, tmp_path)) == []
    assert list(differences(made, handed_out)) == []

    handed_out.cells[2].metadata["note"] = model.replace(" ", "\n")
    (reason,) = leaks(folder, assignment, {"a": made}, {"a": handed_out}, tmp_path)
    assert reason.startswith("cell 'f', its metadata: it holds the solution of cell 'why'")


# -- the source notebook -------------------------------------------------------------------


SOURCE_FAULTS = {
    "hidden tests": (
        check("### BEGIN HIDDEN TESTS\nassert f(3) == 4\n### END HIDDEN TESTS"),
        (
            "cell 'f': nobody runs what stands after 'BEGIN HIDDEN TESTS'; move it to the hidden "
            "graders in tests/graders"
        ),
    ),
    "points missing": (
        check(points=None),
        "cell 'f': its points are missing; set them in nbgrader's toolbar",
    ),
    "points negative": (
        check(points=-1),
        "cell 'f': its points must be a number, zero or more, not -1",
    ),
    "no function's name": (
        check(name="exercise-1"),
        "cell 'exercise-1': its ID must be the name of the exercise's function, class or variable",
    ),
    "no ID": (check(name=""), "cell 2: it has no ID; give it one in nbgrader's toolbar"),
    "text": (
        cell("Is it?", "f", "markdown", grade=True, points=1),
        "cell 'f': only code can be graded by tests; make it a manually graded answer",
    ),
    "a solution in no answer": (
        cell("### BEGIN SOLUTION\nx = 1\n### END SOLUTION"),
        (
            "cell 2: 'BEGIN SOLUTION' in a cell that holds no answer; mark it as an answer in the "
            "toolbar"
        ),
    ),
    "no end": (
        answer("### BEGIN SOLUTION\nx = 1", "g-solution"),
        "cell 'g-solution': each 'BEGIN SOLUTION' needs its 'END SOLUTION'",
    ),
}


@pytest.mark.parametrize("fault", SOURCE_FAULTS)
def test_mistakes_of_a_source(fault):
    """Each mistake gives one sentence: which cell, what, and what to do."""
    bad, sentence = SOURCE_FAULTS[fault]
    assert list(source_mistakes(notebook(check(name="other"), bad))) == [sentence]


def test_two_cells_of_one_id():
    """An ID of two cells is reported once."""
    (sentence,) = source_mistakes(notebook(check(), answer("x = 1", "f")))
    assert sentence == "2 cells have the ID 'f'; give each its own in nbgrader's toolbar"


def test_a_source_without_exercises():
    """A notebook without an autograded cell cannot be graded."""
    (sentence,) = source_mistakes(notebook(cell("x = 1")))
    assert sentence.startswith("no cell is graded")


def test_marks_by_hand_are_no_mistake():
    """Questions that a human marks, and tasks, are allowed among exercises."""
    by_hand = {"grade": True, "solution": True, "points": 2}
    cells = [
        cell("Why?", "why", "markdown", **by_hand),
        cell("plot()", "draw-it", **by_hand),
        cell("Do it.", "do-it", "markdown", task=True, points=1),
    ]
    assert list(source_mistakes(notebook(check(), *cells))) == []
    assert list(differences(notebook(check(), *cells), notebook(check(), *cells))) == []


def test_a_release_that_is_not_the_source_s():
    """Missing cells, different points and answers that were left in are reported."""
    solved = answer("def f(x):\n    return 2 * x")
    beside = answer("def h(x):\n    ### BEGIN SOLUTION\n    ### END SOLUTION\n    return x", "h-s")
    made = notebook(solved, check(), check(name="g"), beside)
    stub = answer("def h(x):\n    # Your code here\n    return x", "h-s")
    handed_out = notebook(copy.deepcopy(solved), check(points=3), stub)
    assert [sentence.partition(";")[0] for sentence in differences(made, handed_out)] == [
        "cell 'f-solution': the release has all of it",
        "cell 'f': its points are others in the release",
        "cell 'g': it is not in the release",
        "cell 'h-s': the release has all of it",
    ]


def test_files_of_course_yaml(tmp_path):
    """Every file that course.yaml promises must be in the release, unchanged."""
    assignment = Assignment("a", "A", files=["data/x.csv", "data/y.csv"])
    folder = CourseFolder(tmp_path, Course("c", "C", [assignment]))
    (tmp_path / "data").mkdir()
    (tmp_path / "released").mkdir()
    for name in ("data/x.csv", "data/y.csv", "released/x.csv"):
        (tmp_path / name).write_text("1, 2\n")
    (sentence,) = missing_files(folder, assignment, tmp_path / "released")
    assert sentence.startswith("course.yaml: a.files: y.csv is not in the release")
    (tmp_path / "released" / "y.csv").write_text("3\n")
    assert list(missing_files(folder, assignment, tmp_path / "released")) == [sentence]
    (tmp_path / "data" / "y.csv").unlink()
    (gone,) = missing_files(folder, assignment, tmp_path / "released")
    assert gone.startswith("course.yaml: a.files: no file ")


def test_what_python_has_compiled_is_no_file_of_a_folder(tmp_path):
    """It lies beside an instructor's module after each import, and nbgrader leaves it out."""
    assignment = Assignment("a", "A", files=["tools"])
    folder = CourseFolder(tmp_path, Course("c", "C", [assignment]))
    (tmp_path / "tools/__pycache__").mkdir(parents=True)
    (tmp_path / "tools/__pycache__/x.pyc").touch()
    (tmp_path / "released").mkdir()
    assert list(missing_files(folder, assignment, tmp_path / "released")) == []


def test_imports_that_the_packages_do_not_name(tmp_path):
    """An import that students do not have is reported with its line."""
    (tmp_path / "tools.py").touch()
    (tmp_path / "data").mkdir()
    widgets = "try:\n    from ipywidgets import {}\nexcept {}:\n    pass"
    book = notebook(
        cell("import math, numpy as np\nfrom sklearn.datasets import load_digits\nimport tools"),
        cell("%matplotlib inline\nimport pandas as pd\nfrom data import rows"),
        cell("def f():\n    from scipy.special import expit\n    return expit(0)", "help"),
        cell("import threading"),
        cell(widgets.format("interact", "ImportError")),
        cell(widgets.format("interact", "ValueError")),
    )
    packages = ["NumPy", "scikit_learn", "scipy"]  # as installed, as imported, in any spelling
    said = [told.partition(";")[0] for told in import_mistakes(book, tmp_path, packages)]
    absent = "which course.yaml's packages do not name"
    assert said == [
        f"cell 2, line 2: it imports pandas, {absent}",
        f"cell 4, line 1: it imports threading, {absent}",
        "cell 6, line 2: put the import of ipywidgets into try and except ImportError",
    ]
    assert len(list(import_mistakes(book, tmp_path, []))) == 6


# -- stand-ins --------------------------------------------------------------------------


def stand_in(name="f", source=None, **meta):
    """Return the stand-in for an exercise, which returns 2 for everything."""
    source = source or f"if not is_written({name}):\n    {name} = lambda x: 2\n    print('{name}')"
    made = cell(source, f"{name}-stand_in", **{"locked": True, **meta})
    made.metadata |= {"tags": ["stand-in"], "jupyter": {"source_hidden": True}}
    return made


def open_to_all():
    """Return a stand-in whose code is not collapsed."""
    made = stand_in()
    made.metadata["jupyter"] = {}
    return made


STAND_IN_FAULTS = {
    "no code": (
        v4.new_markdown_cell("f", metadata=stand_in().metadata),
        "cell 'f-stand_in': a stand-in is a function: make it a code cell, or take its tag away",
    ),
    "for no exercise": (
        stand_in("g"),
        (
            "cell 'g-stand_in': a stand-in is called <exercise>-stand_in and comes after the check "
            "of its exercise; give it that ID, and move it there"
        ),
    ),
    "open to changes": (
        stand_in(locked=False),
        "cell 'f-stand_in': students must not change a stand-in; lock it with nbgrader's toolbar",
    ),
    "in full": (
        open_to_all(),
        (
            "cell 'f-stand_in': a stand-in is nothing to read first; collapse its code "
            "(source_hidden)"
        ),
    ),
}


@pytest.mark.parametrize("fault", STAND_IN_FAULTS)
def test_mistakes_of_a_stand_in(fault):
    """A stand-in is code, named after the exercise before it, locked and collapsed."""
    bad, sentence = STAND_IN_FAULTS[fault]
    assert list(source_mistakes(notebook(check(), bad))) == [sentence]
    assert list(source_mistakes(notebook(check(), stand_in()))) == []


def test_a_stand_in_that_the_release_has_not():
    """In a release a stand-in must be as in the source, and locked."""
    kept, other = stand_in(), stand_in(source="f = 1")
    kept.metadata["editable"] = other.metadata["editable"] = False
    (gone,) = differences(notebook(stand_in()), notebook(cell("x = 1")))
    (changed,) = differences(notebook(stand_in()), notebook(other))
    (not_locked,) = differences(notebook(stand_in()), notebook(stand_in()))
    assert gone == changed
    assert gone.startswith("cell 'f-stand_in': the release does not have it")
    assert not_locked.startswith("cell 'f-stand_in': in the release it is not locked and tagged")
    assert list(differences(notebook(stand_in()), notebook(kept))) == []


def test_a_stand_in_that_tells_the_solution(find_leaks, release, source):
    """A solution's code in a stand-in is a leak, although the source gives it to students."""
    for book in (source, release):
        book.cells.append(stand_in("sigmoid", f"def sigmoid(z):\n    {LINE}"))
    (reason, *_) = find_leaks(release)
    source.cells.pop()
    assert reason.startswith(
        "cell 'sigmoid-stand_in': it holds the solution of cell 'sigmoid-solution'"
    )


# -- kernels ---------------------------------------------------------------------------------


STUB = 'def {0}(x):\n    raise NotImplementedError("Exercise: write {0}")'


def pair(name, stub, test):
    """Return the two cells of an exercise as handed out."""
    return [answer(stub, f"{name}-solution"), check(test, name)]


def test_what_a_kernel_shows(tmp_path):
    """Each cell that wrongly fails or passes is reported with its error; others are not."""
    cells = [
        cell("import math\nhalf = 0.5"),
        *pair("good", STUB.format("good"), "assert good(1) == 2, 'good(1) should be 2'"),
        *pair("told", "def told(x):\n    pass", "assert told(1) == 2, 'told(1) should be 2'"),
        *pair("mute", "def mute(x):\n    pass", "assert mute(1) == 2"),
        *pair("bare", "def bare(x):\n    raise NotImplementedError", "bare(1)"),
        *pair("brief", "def brief(x):\n    raise NotImplementedError('brief')", "brief(1)"),
        *pair("odd", "def odd(x):\n    pass", "assert odd(1) + 1 == 2, 'odd(1) should be 1'"),
        *pair("easy", "def easy(x):\n    pass", "easy(1)"),
        *pair("hidden", STUB.format("hidden"), "# All tests of this one are hidden."),
        cell("answer = [good(i) for i in range(3)]"),
        cell("print(answer)"),
        cell("print(anwser)"),
        cell("half / 0"),
        cell("raise NotImplementedError('not by a stub')"),
        cell("print(open('data.csv').read())"),
    ]
    (tmp_path / "data.csv").write_text("1, 2\n")
    fine = notebook(cell("x = 1"), check("assert x == 1"), cell("open('data.csv').read()"))
    broken = notebook(cell("x = 1"), check("assert x == 2, 'x should be 2'"), cell("1 / 0"))
    ran, solved, failed = run_notebooks([notebook(*cells), fine, broken], tmp_path)
    assert [reason.partition("; ")[0] for reason in release_errors(ran)] == [
        "cell 'mute': on the stub its visible check ends in AssertionError, without a word",
        "cell 'bare': on the stub its visible check ends in NotImplementedError, without a word",
        (
            "cell 'odd': on the stub its visible check ends in TypeError: unsupported operand "
            "type(s) for +: 'NoneType' and 'int', which helps nobody"
        ),
        "cell 'easy': its visible check passes before easy is written",
        (
            "cell 20: in the release it fails with NameError: name 'anwser' is not defined, and "
            "not for want of an exercise"
        ),
        (
            "cell 21: in the release it fails with ZeroDivisionError: float division by zero, and "
            "not for want of an exercise"
        ),
        (
            "cell 22: in the release it fails with NotImplementedError: not by a stub, and not for "
            "want of an exercise"
        ),
    ]
    assert list(solution_errors(solved)) == []
    assert list(solution_errors(failed)) == [
        (
            "cell 'f': its visible check fails on the solution with AssertionError: x should be 2; "
            "mend one of them"
        ),
        "cell 3: it fails with ZeroDivisionError: division by zero; mend it",
    ]


WRITTEN = """\
def is_written(function, *arguments):
    try:
        return function(1) is not None
    except Exception:
        return False
"""


@pytest.mark.slow
def test_what_a_kernel_shows_of_stand_ins(tmp_path):
    """Cells after a stand-in run; it is in use in the release, and not beside the solution."""

    def made(name, after="", **stubs):
        stub = stubs.get(name, STUB.format(name))
        return [*pair(name, stub, f"value = {name}(1); assert value == 2, 'no'"), cell(after)]

    def course(**stubs):
        return notebook(
            cell(WRITTEN),
            *[*made("f", **stubs), stand_in("f"), cell("print(f(1))")],
            *[*made("g", "g(1)", **stubs), stand_in("g", "g(1)")],
            *[*made("h", **stubs), stand_in("h", "h = lambda x: 0"), cell("1 / h(1)")],
            *[*made("i", **stubs), stand_in("i", "print('i')"), cell("print(value)")],
        )

    solution = {name: f"def {name}(x):\n    return 2" for name in "fghi"}
    handed_out, solved = run_notebooks([course(), course(**solution)], tmp_path)
    assert [reason.partition("; ")[0] for reason in release_errors(handed_out)] == [
        "cell 9: in the release it fails with NotImplementedError: Exercise: write g",
        (
            "cell 15: in the release it fails with ZeroDivisionError: division by zero, and though "
            "stand-ins ran"
        ),
        (
            "cell 20: in the release it fails with NameError: name 'value' is not defined, and "
            "though stand-ins ran"
        ),
    ]
    assert [reason.partition("; ")[0] for reason in stand_in_errors(solved, handed_out)] == [
        "cell 'i-stand_in': it is in use though the solution is there",
        "cell 'g-stand_in': in the release it fails with NotImplementedError: Exercise: write g",
        "cell 'h-stand_in': in the release it says nothing of h",
    ]


@pytest.mark.slow
def test_kernels_that_are_not_there_or_die(tmp_path):
    """A missing or dying kernel gives a sentence."""
    unknown, deadly = notebook(cell("1")), notebook(check("import os\nos._exit(1)"))
    unknown.metadata["kernelspec"] = {"name": "no-such-kernel", "display_name": "x"}
    ran = run_notebooks([unknown, deadly], tmp_path)
    advice = "mend the source notebook"
    assert [list(release_errors(one)) for one in ran] == [
        [f"it asks for the kernel 'no-such-kernel', which is not installed; {advice}"],
        [f"the kernel died in cell 'f'; {advice}"],
    ]


# -- files -------------------------------------------------------------------------------------


def test_publish_replaces_what_was_there(tmp_path):
    """The release then contains what was built and nothing else; equal files are not touched."""
    built, released = tmp_path / "built", tmp_path / "released"
    for name, text in {
        "built/a": "1",
        "built/b/c": "2",
        "released/a": "1",
        "released/d": "4",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (built / "b" / "c").chmod(0o604)
    before = (released / "a").stat()
    publish(built, released)
    files = {
        str(p.relative_to(released)): p.read_text() for p in released.rglob("*") if p.is_file()
    }
    assert files == {"a": "1", "b/c": "2"}
    assert (released / "b" / "c").stat().st_mode & 0o777 == 0o604
    assert (released / "a").stat().st_ino == before.st_ino


def test_not_a_notebook(tmp_path):
    """A missing file, or one that is not a notebook, is a mistake of the course."""
    for text, said in (("{", "not a notebook"), (None, "no notebook at")):
        path = tmp_path / "a.ipynb"
        path.unlink(missing_ok=True)
        if text:
            path.write_text(text)
        with pytest.raises(CourseError, match=said):
            read_notebook(path)
