"""Files beside a notebook: those that the course hands out, and a student's own."""

import io
import os
import zipfile

import pytest
from courses import AtOnce

from autograder.course.folder import find_course
from autograder.errors import CourseError
from autograder.grading import pool
from autograder.grading.engine import ClassRun, grade_class
from autograder.sandbox.policy import Isolation
from autograder.submission.beside import MOST_BYTES, MOST_FILES, read_beside, without_handed_out
from autograder.submission.find import find_submissions

pytestmark = pytest.mark.processes

FILES = "    files: [solutions/powers/helper.py, solutions/powers/data/rows.csv]\n"
SOURCE = """
import helper
with open("data/rows.csv") as rows:
    ONE = int(rows.read())

def square(x):
    with open("data/rows.csv") as rows:
        return helper.product(x, x) * int(rows.read())
"""
KNOWN = '''
import helper
from autograder.misconceptions import misconception

@misconception("square")
def doubled(x):
    """Your square is twice the number."""
    with open("data/rows.csv") as rows:
        return 2 * x * int(rows.read())
'''
CUBE = "def cube(x):\n    return x * x * x\n"
OWN = (
    "import mine\nfrom package.inner import one\ndef square(x):\n    return mine.square(x) * one\n"
)
SPIES = """
import os
def square(x):
    found = [name for _, _, names in os.walk(".") for name in names]
    assert sorted(found) == ["helper.py", "rows.csv"], "a classmate's files"
    return x * x
"""
WRITES = "%%writefile tool.py\ndef product(a, b):\n    return a * b\n"
USES = "import tool\ndef square(x):\n    return tool.product(x, x)\n"


def write(path, text):
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.fixture
def course(make_course, as_notebook, as_grade_cell):
    """A course that hands out a module and, in a folder, a table."""
    folder = make_course()
    write(folder.root / "course.yaml", (folder.root / "course.yaml").read_text() + FILES)
    source = folder.sources("powers")
    write(source / "helper.py", "def product(a, b):\n    return a * b\n")
    write(source / "data" / "rows.csv", "1\n")
    cells = [SOURCE, as_grade_cell("square", 4), CUBE, as_grade_cell("cube", 6)]
    write(source / "powers.ipynb", as_notebook(cells))
    write(source / "misconceptions" / "square.py", KNOWN)
    yield find_course(folder.root)
    pool.graders.close(str(folder.root))


@pytest.fixture
def handed_in(tmp_path, as_notebook):
    """A class: each student has a folder, and one of them contains a zip."""
    place = tmp_path / "class"
    doubled = SOURCE.replace("helper.product(x, x)", "2 * x")
    notebooks = {"ada": [SOURCE], "ben": [doubled], "bea": [OWN], "dan": [SPIES], "fay": [SOURCE]}
    notebooks["eve"] = [WRITES, USES]
    for name, cells in notebooks.items():
        write(place / name / "powers.ipynb", as_notebook([*cells, CUBE]))
    write(place / "bea" / "mine.py", "def square(x):\n    return x * x\n")
    write(place / "bea" / "package" / "inner.py", "one = 1\n")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("work/powers.ipynb", as_notebook([OWN, CUBE]))
        archive.writestr("work/mine.py", "def square(x):\n    return x * x\n")
        archive.writestr("work/package/inner.py", "one = 1\n")
        archive.writestr("../../elsewhere.py", "")
        archive.writestr(f"work/{'deep/' * 1500}file.txt", "")  # more than Python can remove
        for number in range(100):
            archive.writestr(f"work/{'n' * 60_000}{number}", "")
    (place / "cy").mkdir()
    (place / "cy" / "powers.zip").write_bytes(packed.getvalue())
    write(place / "fay" / "helper.py", "def product(a, b):\n    return 0\n")
    write(place / "fay" / "data" / "rows.csv", "1\n")
    (place / "fay" / "link.csv").symlink_to(place / "bea" / "mine.py")
    os.link(place / "bea" / "mine.py", place / "fay" / "hard.py")
    return place


@pytest.mark.parametrize(
    "level", [Isolation.NAMESPACES, pytest.param(Isolation.LANDLOCK, marks=pytest.mark.slow)]
)
def test_files_beside_a_notebook(level, course, handed_in, tmp_path, monkeypatch):
    """Handed-out files and one's own are found, but no classmate's, wherever grading starts."""
    monkeypatch.chdir(tmp_path)
    (handed_in / "bea" / "mine.py").rename(tmp_path / "mine.py")  # links are not counted
    write(handed_in / "bea" / "mine.py", (tmp_path / "mine.py").read_text())
    assignment = course.course.assignment("powers")
    found = find_submissions([handed_in], "powers", course.submitted())
    run = ClassRun(course, assignment, found, tmp_path / "results", level)
    results = {g.result.student: g.result for g in grade_class(run, AtOnce())}
    full = {"ada", "bea", "cy", "dan", "fay"}
    full |= {"eve"} if level is Isolation.NAMESPACES else set()  # at landlock nothing is written
    assert {name for name, result in results.items() if result.score == 10} == full
    assert results["ben"].exercises[0].misconceptions == ["doubled"]
    notes = " ".join(results["fay"].notes)
    assert "helper.py: the file that was handed out was used" in notes
    assert ("link.csv: left out: a link" in notes, "hard.py: left out: a link" in notes) == (1, 1)
    write(handed_in / "bea" / "mine.py", "def square(x):\n    return 0 * x\n")
    again = {g.result.student: g for g in grade_class(run, AtOnce())}
    assert {name for name, graded in again.items() if graded.is_new} == {"bea"}
    assert again["bea"].result.score == 6


def test_loose_files_are_nobody_s_neighbours(tmp_path, submit, course):
    """In a class's folder, a file beside a submission is somebody else's."""
    path = submit("ann.ipynb")
    write(path.with_name("roster.csv"), "ann\n")
    for paths in ([path], [path.parent]):
        (found, *_) = find_submissions(paths, "powers", course.submitted())
        assert read_beside(found.path, ["powers"], found.folder).files == {}


def test_number_and_size_are_bounded(tmp_path, course):
    """Of many files the first ones are taken, and no large, hidden or collected ones."""
    folder = tmp_path / "ada"
    for number in range(MOST_FILES + 5):
        write(folder / "many" / f"{number:04}.txt", "1")
    for name in ("timestamp.txt", "submission_secret.txt", ".hidden", "__pycache__/x.pyc"):
        write(folder / name, "1")
    with (folder / "large.bin").open("wb") as file:
        file.truncate(MOST_BYTES)
    beside = read_beside(folder / "powers.ipynb", ["powers"], folder)
    assert set(beside.files) == {f"many/{number:04}.txt" for number in range(MOST_FILES)}
    assert ["larger" in beside.notes[0], "at most" in beside.notes[1]] == [True, True]


def test_what_is_in_the_way_of_handed_out_files_is_left_out(tmp_path, course):
    """A file in the place of a handed-out file or folder is dropped and reported."""
    write(tmp_path / "ada" / "data", "1")
    write(tmp_path / "bob" / "helper.py" / "x.txt", "1")
    handed_out = course.handed_out(course.course.assignment("powers"))
    for name in ("ada", "bob"):
        beside = read_beside(tmp_path / name / "powers.ipynb", ["powers"], tmp_path / name)
        left = without_handed_out(beside, handed_out)
        assert (left.files, len(left.notes)) == ({}, 1)


def test_two_files_of_one_name_are_a_mistake_of_the_course(course):
    """Two files with the same name for students are refused."""
    write(course.root / "elsewhere" / "helper.py", "")
    text = (course.root / "course.yaml").read_text()
    write(course.root / "course.yaml", text.replace("files: [", "files: [elsewhere/helper.py, "))
    folder = find_course(course.root)
    with pytest.raises(CourseError, match=r"two files as helper\.py"):
        folder.handed_out(folder.course.assignment("powers"))
