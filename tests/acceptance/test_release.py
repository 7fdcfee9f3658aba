"""`autograder release` as an instructor uses it: real nbgrader, real kernels, real marks."""

import shutil
from pathlib import Path

import nbformat
import pytest
from courses import copy_of_the_course
from nbformat import v4
from nbgrader.utils import compute_checksum
from typer.testing import CliRunner

from autograder.cli.app import app
from autograder.course.folder import find_course
from autograder.errors import CourseError, RequestError
from autograder.release.build import build
from autograder.release.marks import mark_mistakes
from autograder.release.targets import target_name
from autograder.sandbox.levels import choose_isolation
from autograder.translation.run import translate

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
CONFIG = """\
c = get_config()
c.CourseDirectory.ignore = ["misconceptions"]
c.ClearSolutions.code_stub = {"python": "# Your code here"}
"""
COURSE = """\
course: statistics
title: Statistics
languages: [en, zh]
assignments:
  - name: averages
    title: Averages
    files: [solutions/averages/numbers.csv]
"""
GRADER = '''\
import pytest

from autograder.checks import check_close, check_number

pytestmark = pytest.mark.exercise("{name}")


def test_value(student, reference, rng):
    """The right value"""
    x = rng.normal(3.0, 2.0, 5)
    value = check_number(student.{name}(x), "the value")
    check_close(value, {factor} * reference.{name}(x), "the value")
'''
FUNCTION = """\
def {name}(x):
    ### BEGIN SOLUTION
    {code}
    ### END SOLUTION
    {last}
"""
MEAN, SPREAD = "return np.sum(x) / np.size(x)", "return mean(np.abs(x - mean(x)))"


@pytest.fixture(scope="module", autouse=True)
def bare_environment():
    """No secret is made, and PATH has nothing from the tests' environment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", "/usr/bin:/bin")
        patch.setenv("AUTOGRADER_SECRET", "for tests")
        yield


def run(*arguments):
    """Run `autograder release` in this process, which has Jupyter loaded already."""
    return CliRunner().invoke(app, ["release", *map(str, arguments)])


def cell(source, grade_id=None, kind="code", **meta):
    """Return a cell, with what nbgrader's toolbar writes into it if it has an ID."""
    made = (v4.new_code_cell if kind == "code" else v4.new_markdown_cell)(source)
    if grade_id is not None:
        flags = dict.fromkeys(("grade", "solution", "task", "locked"), False)
        made.metadata["nbgrader"] = {"schema_version": 3, "grade_id": grade_id, **flags, **meta}
    return made


def exercise(name, code, last=None, check=None):
    """Return an exercise's two cells: the function, and its visible check."""
    last = last or f'raise NotImplementedError("Exercise: write {name}")'
    check = check or f"assert {name}(np.array([2.0])) is not None, 'return a number'"
    return [
        cell(FUNCTION.format(name=name, code=code, last=last), f"{name}-solution", solution=True),
        cell(check, name, grade=True, points=2, locked=True),
    ]


def write_course(root, cells, factor=1):
    """Write a course of two exercises and a file, around the cells of its notebook."""
    source = root / "solutions" / "averages"
    graders = root / "tests" / "graders" / "averages"
    for folder in (source, graders):
        folder.mkdir(parents=True)
    (root / "course.yaml").write_text(COURSE)
    (root / "nbgrader_config.py").write_text(CONFIG)
    (source / "numbers.csv").write_text("1, 2, 6\n")
    nbformat.write(v4.new_notebook(cells=cells), source / "averages.ipynb")
    for name in ("mean", "spread"):
        text = GRADER.format(name=name, factor=factor if name == "spread" else 1)
        (graders / f"test_{name}.py").write_text(text)
    return root


def translate_course(root, **texts):
    """Translate a course's notebook into Chinese; the texts are those of whole cells."""
    folder = find_course(root)
    translate(folder, "zh", folder.course.assignments, done=False)
    path = root / "translations" / "zh" / "averages.ipynb"
    notebook = nbformat.read(path, as_version=4)
    for one in notebook.cells:
        one.source = texts.get(one.source, one.source)
    nbformat.write(notebook, path)


def known_mistakes(root):
    """Write a file of known mistakes, which are for instructors only."""
    folder = root / "solutions" / "averages" / "misconceptions"
    folder.mkdir()
    (folder / "mean.py").write_text("# the usual ones\n")


def released(root):
    """Return the files of a release, with their content."""
    folder = root / "assignments"
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def marks_of(done):
    """Return what a command says about each proof: ok or no."""
    return [line[:2] for line in done.stdout.splitlines() if not line.startswith(" ")]


def reasons_of(done):
    """Return the problems of a release that a command reports."""
    return [line.strip() for line in done.stdout.splitlines() if line.startswith(" ")]


def with_old_release(root):
    """Put an old release where the new one goes."""
    folder = root / "assignments" / "averages"
    folder.mkdir(parents=True)
    (folder / "averages.ipynb").write_text("old")
    (folder / "gone.csv").write_text("old")
    return released(root)


START = [
    cell("import numpy as np"),
    cell("numbers = np.loadtxt('numbers.csv', delimiter=',')\nprint(numbers)"),
]


WRITTEN = """\
def is_written(function, *arguments):
    try:
        return function(*arguments) is not None
    except Exception:
        return False
"""
ROUGH = """\
if not is_written(spread, numbers):
    spread = lambda x: np.float16(np.ptp(x) / 3)
    print("A rough stand-in for `spread` is in use from here on. It earns no points.")
"""


def tagged(tag, source, grade_id):
    """Return a given cell with a tag, and its code collapsed."""
    made = cell(source, grade_id, locked=True)
    made.metadata |= {"tags": [tag], "jupyter": {"source_hidden": True}}
    return made


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A course without mistakes, with a stand-in and a figure, and the outcome of its release."""
    figure = "import matplotlib.pyplot as plt\nplt.plot(numbers + result)\nplt.show()"
    cells = [
        *START,
        cell(WRITTEN),
        *exercise("mean", MEAN),
        *exercise("spread", SPREAD),
        tagged("stand-in", ROUGH, "spread-stand_in"),
        cell("result = spread(numbers)"),
        cell("print(result)"),
        tagged("target", figure, "figure"),
        cell("Because.", "why", "markdown", grade=True, solution=True, points=3),
        cell("This is all.", "end", "markdown", locked=True),
    ]
    root = write_course(tmp_path_factory.mktemp("sound"), cells)
    known_mistakes(root)
    translate_course(root, **{"Because.": "因为。", "This is all.": "到此结束。"})
    with_old_release(root)
    return root, run("averages", "--course", root)


def copy_course(root, *names):
    """Copy some assignments of the bundled course, with a file that stays with instructors."""
    copy_of_the_course(root, *names, parts=("solutions", "tests/graders"))
    for file in ("course.yaml", "nbgrader_config.py"):
        shutil.copy(ROOT / file, root)
    for name in names:
        (root / "solutions" / name / ".notes").write_text("for instructors only\n")
    folders = [ROOT / "assignments" / name for name in names]
    return {
        f"{path.parent.name}/{path.name}": path.read_bytes()
        for folder in folders
        for path in folder.glob("*.ipynb")
    }


def without_pictures(files):
    """Return the files of a release; notebooks are without the bytes of their pictures.

    The pictures' bytes depend on Matplotlib's version.
    """

    def bare(data):
        notebook = nbformat.reads(data.decode(), as_version=4)
        pictures = {target_name(cell) for cell in notebook.cells}
        notebook.cells = [cell for cell in notebook.cells if cell.id not in pictures]
        return f"{nbformat.writes(notebook)}\n".encode()

    return {name: bare(d) if name.endswith(".ipynb") else d for name, d in files.items()}


def test_the_bundled_course(tmp_path):
    """An assignment passes every check, and its release is the committed one, byte for byte.

    test_assignment.py finds whether the other notebooks run as they should.
    """
    committed = copy_course(tmp_path, "shallow_network")
    done = run("shallow_network", "--course", tmp_path)
    assert (done.exit_code, {*marks_of(done)}) == (0, {"ok"}), done.stdout + done.stderr
    assert without_pictures(released(tmp_path)) == without_pictures(committed)


def test_releases_are_those_of_the_sources(tmp_path):
    """What nbgrader makes of each source is committed, byte for byte."""
    names = [path.name for path in (ROOT / "assignments").iterdir()]
    committed = copy_course(tmp_path, *names)
    for name in names:
        build(find_course(tmp_path), name, tmp_path / "assignments")
    assert released(tmp_path) == without_pictures(committed)


def test_a_sound_course_is_released(sound):
    """The verified release replaces the old one, with its files."""
    root, done = sound
    assert (done.exit_code, "fit for release" in done.stderr) == (0, True), done.stdout
    files = ("averages.ipynb", "averages.zh.ipynb", "numbers.csv")
    assert set(released(root)) == {f"averages/{name}" for name in files}
    text = (root / "assignments" / "averages" / "averages.ipynb").read_text()
    assert (MEAN in text, "Exercise: write mean" in text) == (False, True)


def test_a_release_has_an_edition_in_each_language(sound):
    """It has its translation's text, and is otherwise the same as the release."""
    root, done = sound
    assert "the translations have its cells and say what it says (zh)" in done.stdout
    folder = root / "assignments" / "averages"
    english, chinese = (
        nbformat.read(folder / f"averages{suffix}.ipynb", as_version=4) for suffix in ("", ".zh")
    )
    assert [c.source for c in chinese.cells][-2:] == ["在这里写下你的回答。", "到此结束。"]
    pictures = [
        c.source.replace("What it should look like", "运行正确时的样子")
        for c in english.cells[-3:-2]
    ]
    assert [c.source for c in chinese.cells][-3:-2] == pictures
    assert [c.source for c in chinese.cells][:-3] == [c.source for c in english.cells][:-3]
    for one, other in zip(english.cells, chinese.cells, strict=True):
        own = dict(other.metadata.get("nbgrader", {}))
        if "checksum" in own:
            assert own.pop("checksum") == compute_checksum(other)
        theirs = dict(one.metadata.get("nbgrader", {}))
        theirs.pop("checksum", None)
        assert (own, other.id) == (theirs, one.id)
    assert chinese.metadata["autograder"] == {"language": "zh"}
    nbformat.validate(chinese)


def test_an_edition_that_is_behind_its_source_is_not_released(sound, tmp_path):
    """An out-of-date cell is reported, and nothing is built."""
    root = tmp_path / "course"
    shutil.copytree(sound[0], root)
    before = released(root)
    source = root / "solutions" / "averages" / "averages.ipynb"
    source.write_text(source.read_text().replace("This is all.", "This is really all."))
    done = run("averages", "--course", root)
    assert (done.exit_code, released(root)) == (1, before)
    assert reasons_of(done) == [
        (
            "translations/zh/averages.ipynb: cell 'end': out of date: the source has changed "
            "since; run autograder translate zh averages"
        )
    ]


def test_what_an_edition_tells_is_refused(sound, tmp_path):
    """A translation that reveals a solution or a model answer is found."""
    root = tmp_path / "course"
    shutil.copytree(sound[0], root)
    told = f"顺便说一下：`{MEAN}`"
    for path in (
        root / "translations" / "zh" / "averages.ipynb",
        root / "assignments" / "averages" / "averages.zh.ipynb",
    ):
        path.write_text(path.read_text().replace("到此结束。", told))
    done = run("averages", "--check", "--course", root)
    assert any(
        reason.startswith(
            "averages.zh.ipynb, cell 'end': it holds the solution of averages.ipynb, cell "
            "'mean-solution'"
        )
        for reason in reasons_of(done)
    ), done.stdout


def test_stand_ins_and_pictures_of_a_release(sound):
    """Stand-ins are locked and collapsed; a figure has its picture below it."""
    root, _ = sound
    path = root / "assignments" / "averages" / "averages.ipynb"
    names = [c.metadata.get("nbgrader", {}).get("grade_id") for c in nbformat.read(path, 4).cells]
    cells = dict(zip(names, nbformat.read(path, 4).cells, strict=True))
    meta = cells["spread-stand_in"].metadata
    assert (meta.editable, meta.deletable, meta.jupyter) == (False, False, {"source_hidden": True})
    assert names.index("figure-target") == names.index("figure") + 1
    target = cells["figure-target"].source
    assert target.startswith("<details><summary>What it should look like</summary>\n\n![")
    assert len(target) < 40_000


def test_the_same_source_gives_the_same_release(sound):
    """A second release changes no byte."""
    root, _ = sound
    before = released(root)
    done = run("averages", "--course", root)
    assert (done.exit_code, released(root) == before) == (0, True), done.stdout


def test_what_lies_in_assignments_is_proved(sound):
    """--check builds nothing; a release that was spoilt later is refused."""
    root, _ = sound
    path = root / "assignments" / "averages" / "averages.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[0].metadata["history"] = [MEAN]
    nbformat.write(notebook, path)
    (path.parent / "numbers.csv").unlink()
    before = released(root)
    done = run("averages", "--check", "--course", root)
    assert (done.exit_code, released(root)) == (1, before)
    for said in (
        "    course.yaml: averages.files: numbers.csv is not in the release",
        "    averages.ipynb, cell 1, its metadata: it holds the solution of averages.ipynb, ",
        "    cell 2: in the release it fails with FileNotFoundError: numbers.csv not found",
    ):
        assert f"\n{said}" in done.stdout


def test_an_unfit_release_is_refused(sound, tmp_path):
    """Every problem gives a sentence, and the previous release stays."""
    cells = [
        *START,
        cell(f"By the way: `{MEAN}`", kind="markdown"),
        *exercise("mean", MEAN, last="return None", check="assert mean(numbers) == 3.0"),
        *exercise("spread", SPREAD, check="assert spread(numbers) == 7, 'it is 7'"),
        *exercise("unjudged", "return 1"),
        cell("numbers / zero"),
    ]
    error = "NameError: name 'zero' is not defined"
    root = write_course(tmp_path, cells, factor=2)
    shutil.copy(sound[0] / "gradebook.db", root)  # to make one takes seconds
    (root / "nbgrader_config.py").write_text(CONFIG.replace("misconceptions", "no-such-file"))
    known_mistakes(root)
    old = with_old_release(root)
    done = run("averages", "--course", root)
    assert (done.exit_code, released(root)) == (1, old)
    assert [reason.partition("; ")[0] for reason in reasons_of(done)] == [
        "file misconceptions/mean.py: it is for instructors only",
        "cell 3: it holds the solution of cell 'mean-solution', `np.sum(x) / np.size(x)`",
        (
            "tests/graders/averages: the reference earns 0 of 2 points for spread: "
            "test_spread.py::test_value ends in failed: the value of the value is wrong"
        ),
        (
            "cell 'unjudged' is an exercise that no hidden test judges: mark one in "
            "tests/graders/averages with exercise('unjudged'), or correct the cell's ID"
        ),
        (
            "the release earns 0 points for mean, which is failed and must be missing: let what "
            'students get end in raise NotImplementedError("Exercise ...: write mean")'
        ),
        "cell 'spread': its visible check fails on the solution with AssertionError: it is 7",
        f"cell 10: it fails with {error}",
        "cell 'mean': on the stub its visible check ends in AssertionError, without a word",
        f"cell 10: in the release it fails with {error}, and not for want of an exercise",
    ]


def test_a_source_with_mistakes_is_not_built(tmp_path):
    """The source notebook's mistakes come first, and nothing is built."""
    cells = [*START, *exercise("mean", MEAN), *exercise("spread", SPREAD), *exercise("mean", MEAN)]
    cells[3].source += "\n### BEGIN HIDDEN TESTS\nassert mean(1)\n### END HIDDEN TESTS"
    root = write_course(tmp_path, cells)
    old = with_old_release(root)
    done = run("averages", "--course", root)
    assert (done.exit_code, released(root)) == (1, old)
    assert not (root / "gradebook.db").exists()
    assert [line[:40] for line in done.stdout.splitlines()[1:]] == [
        "    cell 'mean': nobody runs what stands",
        "    2 cells have the ID 'mean-solution';",
        "    2 cells have the ID 'mean'; give eac",
    ]


def test_what_nbgrader_refuses_is_a_sentence(tmp_path):
    """An error of nbgrader gives one sentence with its reason, without a traceback."""
    root = write_course(tmp_path, [*START, *exercise("mean", MEAN), *exercise("spread", SPREAD)])
    (root / "gradebook.db").write_text("not a database " * 100)
    done = run("averages", "--course", root)
    assert isinstance(done.exception, CourseError)
    assert str(done.exception) == (
        f"{root}/solutions/averages/averages.ipynb: nbgrader does not make the student version: "
        "(sqlite3.DatabaseError) file is not a database; mend that and release again"
    )
    assert released(root) == {}


def test_a_grader_of_no_exercise(tmp_path):
    """A hidden test for an exercise that no cell grades is reported."""
    cells = [*START, *exercise("mean", MEAN), *exercise("spread", SPREAD)]
    root = write_course(tmp_path, cells)
    (root / "tests/graders/averages/test_median.py").write_text(GRADER.replace("{name}", "median"))
    folder = find_course(root)
    path = folder.source_notebook("averages")
    chosen = folder.course.assignments[0]
    assert list(mark_mistakes(folder, chosen, path, choose_isolation()[0])) == [
        (
            "tests/graders/averages/test_median.py, line 5: marked for the exercise 'median'; "
            "like it: mean; correct the mark, or the ID of the exercise's autograded cell"
        )
    ]


def test_graders_that_cannot_be_collected(tmp_path):
    """A course without hidden tests gives a sentence too."""
    root = write_course(tmp_path, [*START, *exercise("mean", MEAN)])
    shutil.rmtree(root / "tests/graders/averages")
    folder = find_course(root)
    path = folder.source_notebook("averages")
    (reason,) = mark_mistakes(folder, folder.course.assignments[0], path, choose_isolation()[0])
    assert reason.startswith(f"{root}/tests/graders/averages: no hidden graders")


def test_nothing_to_check(tmp_path):
    """--check says where the release should be."""
    root = write_course(tmp_path, START)
    done = run("averages", "--check", "--course", root)
    assert isinstance(done.exception, RequestError)
    assert str(done.exception).endswith("averages.ipynb; run autograder release averages")
