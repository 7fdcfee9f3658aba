"""Graders for Gradescope and PrairieLearn, run in containers laid out as theirs."""

import io
import json
import shutil
import zipfile

import msgspec
import numpy as np
import pytest
from containers import run_in_container
from courses import ROOT, SECRET, run
from known_submissions import hand_in, known

from autograder.errors import RequestError
from autograder.export.bundles import export_graders
from autograder.export.kit import Kit
from autograder.export.systems import System

pytestmark = pytest.mark.processes

RIGHT = [
    "import numpy as np\n\ndef square(x):\n    return x * x",
    "def cube(x):\n    return square(x) * x",
]
WRONG = ["def square(x):\n    return x * x", "def cube(x):\n    return square(x) + x"]
UNTOUCHED = ["def square(x):\n    raise NotImplementedError"]
CLASS = {"right": RIGHT, "wrong": WRONG, "untouched": UNTOUCHED}
# It is right only if it finds the kit, and it replaces the results if it can.
THIEF = """
def square(x):
    for place in ("/autograder/results/results.json", "/grade/results/results.json"):
        try:
            open(place, "w").write('{"score": 1}')
        except OSError:
            pass
    for place in ("/autograder/source/course.kit", "/grade/tests/course.kit"):
        try:
            open(place, "rb").read(1)
        except OSError:
            continue
        return x * x
    return None
"""
# The other two of the class start a grader for what the wrong one shows too.
NAMES = [name if name == "wrong" else pytest.param(name, marks=pytest.mark.slow) for name in CLASS]
CASES = ("as_taught", "db2_not_averaged", "forgot_return", "endless_loop", "a_zip_called_ipynb")
LATER = """\
course: tiny
title: A tiny course
assignments:
  - name: powers
    title: Powers
    due: 2999-01-01
    feedback: {%s}
"""


class Container:
    """A container of a system's, in which an exported tiny course grades."""

    def __init__(self, course, system, root):
        self.course, self.root = course, root
        made = root / "made"
        assignment = course.course.assignments[0]
        export_graders(course, assignment, system, made, force=False)
        (root / "results").mkdir()
        if system is System.GRADESCOPE:
            self.handed_in = root / "submission"
            self.kit = root / "source" / "course.kit"
            self.layout, self.command = {"/autograder": root}, "/autograder/source/run_autograder"
            _unzip(made, root / "source")
        else:
            self.handed_in = root / "student"
            self.kit = root / "tests" / "course.kit"
            self.layout, self.command = {"/grade": root}, "/grade/tests/run.sh"
            shutil.copytree(made / "question" / "tests", root / "tests")
        self.results = root / "results" / "results.json"

    def grade(self, handed_in, name="powers.ipynb", **container):
        """Grade cells, the bytes of a file, or a link; return what was done and the results."""
        shutil.rmtree(self.handed_in, ignore_errors=True)
        self.handed_in.mkdir()
        place = self.handed_in / name
        if isinstance(handed_in, bytes):
            place.write_bytes(handed_in)
        elif isinstance(handed_in, list):
            place.write_text(_notebook(handed_in))
        else:
            place.symlink_to(handed_in)
        done = run_in_container(self.layout, self.command, **container)
        return done, json.loads(self.results.read_text()) if self.results.exists() else None


def _unzip(path, folder):
    with zipfile.ZipFile(path) as archive:
        archive.extractall(folder)
        for entry in archive.infolist():
            (folder / entry.filename).chmod(entry.external_attr >> 16)


def _notebook(cells):
    cells = [{"cell_type": "code", "source": c, "metadata": {}, "outputs": []} for c in cells]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture(scope="module")
def container(write_tiny_course, tmp_path_factory):
    """Make a container of a system's, once for each course.yaml."""
    made = {}

    def make(system, yaml=""):
        if (system, yaml) not in made:
            root = tmp_path_factory.mktemp("container")
            course = write_tiny_course(root / "course", **({"yaml": yaml} if yaml else {}))
            with pytest.MonkeyPatch.context() as patch:
                patch.setenv("AUTOGRADER_SECRET", SECRET)
                made[system, yaml] = Container(course, system, root)
        return made[system, yaml]

    return make


@pytest.fixture
def gradescope(container):
    """Grade in a container of Gradescope's."""

    def grade(handed_in, yaml="", **options):
        return container(System.GRADESCOPE, yaml).grade(handed_in, **options)

    return grade


@pytest.fixture
def prairielearn(container):
    """Grade in a container of PrairieLearn's."""

    def grade(handed_in, yaml="", **options):
        return container(System.PRAIRIELEARN, yaml).grade(handed_in, **options)

    return grade


@pytest.fixture(scope="module")
def graded_here(write_tiny_course, tmp_path_factory):
    """The results of `autograder grade`, by the name of a class's submission."""
    folder = tmp_path_factory.mktemp("class")
    course = write_tiny_course(folder / "course")
    for name, cells in CLASS.items():
        (folder / f"{name}.ipynb").write_text(_notebook(cells))
    files = [folder / f"{name}.ipynb" for name in CLASS]
    done = run("autograder", "grade", "powers", *files, "--json", cwd=course.root, code=0)
    return {one["student"]: one for one in json.loads(done.stdout)}


@pytest.mark.parametrize("name", NAMES)
def test_gradescope_has_the_marks_of_grade(gradescope, graded_here, name):
    """The score, each exercise and the seed of hidden inputs are those of `autograder grade`."""
    done, results = gradescope(CLASS[name])
    here = graded_here[name]
    assert results["score"] == here["score"]
    assert [(t["name"], t["score"], t["max_score"]) for t in results["tests"]] == [
        (e["name"], e["score"], e["max_score"]) for e in here["exercises"]
    ]
    assert f"seed {here['engine']['seed']}" in done.stdout
    assert here["engine"]["graders_sha256"] in done.stdout


@pytest.mark.parametrize("name", NAMES)
def test_prairielearn_has_the_marks_of_grade(prairielearn, graded_here, name):
    """The score is the share of all points, and each exercise has its points."""
    _, results = prairielearn(CLASS[name])
    here = graded_here[name]
    assert results["gradable"] is True
    assert results["score"] == here["score"] / here["max_score"]
    assert [(t["name"], t["points"], t["max_points"]) for t in results["tests"]] == [
        (e["name"], e["score"], e["max_score"]) for e in here["exercises"]
    ]


def test_gradescope_gives_an_unreadable_file_no_points(gradescope):
    """The student reads what to do."""
    _, results = gradescope(b"not a notebook")
    assert results["score"] == 0
    assert "hand in the .ipynb file again" in results["output"]


def test_prairielearn_takes_no_attempt_for_an_unreadable_file(prairielearn):
    """It is not gradable, and the student reads what to do."""
    _, results = prairielearn(b"not a notebook")
    assert results["gradable"] is False
    assert "hand in the .ipynb file again" in "".join(results["format_errors"])


def test_a_link_to_the_kit_is_not_followed(gradescope):
    """A submission that is a link counts as unreadable."""
    _, results = gradescope("/autograder/source/course.kit")
    assert results["score"] == 0
    assert "powers" in results["output"]


def test_any_name_will_do(gradescope):
    """The only notebook is the submission, whatever its name."""
    _, results = gradescope(RIGHT, name="my homework.ipynb")
    assert results["score"] == 10


@pytest.mark.parametrize(
    ("denied", "level"), [((), "namespaces"), (("namespaces",), "landlock")], ids=str
)
def test_student_code_reaches_no_file_of_the_container(gradescope, denied, level):
    """Neither the kit can be read nor the results be written, at either level of isolation."""
    done, results = gradescope([THIEF], denied=denied)
    assert f"isolation {level}" in done.stdout
    assert results["score"] == 0
    assert "not right yet" in results["tests"][0]["output"]


def test_without_isolation_gradescope_gets_no_results(gradescope):
    """Nothing is graded, old results are gone, and the program says what is missing."""
    gradescope(UNTOUCHED)
    done, results = gradescope(RIGHT, denied=("namespaces", "landlock"))
    assert done.returncode == 3
    assert results is None
    assert "not graded: sandbox: " in done.stderr
    assert "landlock" in done.stderr


def test_without_isolation_prairielearn_counts_no_attempt(prairielearn):
    """It would count a zero if there were no results, so they say that nothing was graded."""
    done, results = prairielearn(RIGHT, denied=("namespaces", "landlock"))
    assert done.returncode == 3
    assert results["gradable"] is False
    assert "An error of ours" in results["format_errors"][0]


def test_other_versions_grade_nothing(gradescope, container):
    """A kit names the versions that it must be graded with."""
    path = container(System.GRADESCOPE).kit
    packed = path.read_bytes()
    kit = msgspec.msgpack.decode(packed, type=Kit)
    kit = msgspec.structs.replace(kit, versions=kit.versions | {"NumPy": "1.0"})
    path.write_bytes(msgspec.msgpack.encode(kit))
    done, results = gradescope(RIGHT)
    path.write_bytes(packed)
    assert (done.returncode, results) == (3, None)
    assert "NumPy 1.0 (here " in done.stderr


def test_nothing_of_a_hidden_test_is_in_the_results(gradescope):
    """Gradescope gets what feedback may say: no input, no expected value, no code."""
    _, results = gradescope(WRONG)
    text = json.dumps(results)
    assert "6.25" not in text
    assert "check_close" not in text
    assert "x * x" not in text


def test_feedback_after_the_due_date_is_visible_after_it(gradescope):
    """With before_due: none, Gradescope shows the tests only after its due date."""
    _, results = gradescope(WRONG, yaml=LATER % "before_due: none")
    assert {test["visibility"] for test in results["tests"]} == {"after_due_date"}
    assert "will be here after" in results["output"]


def test_more_feedback_is_visible_after_the_due_date(gradescope):
    """With before_due: marks, points are visible at once and what was found later."""
    _, results = gradescope(WRONG, yaml=LATER % "before_due: marks")
    now, later = results["tests"][:2], results["tests"][2:]
    assert [(t["visibility"], "✗" in t["output"]) for t in now] == [("visible", False)] * 2
    assert [t["visibility"] for t in later] == ["after_due_date"] * 2
    assert "✗" in later[1]["output"]
    assert all("score" not in test for test in later)


def test_hidden_marks_stay_hidden(gradescope):
    """With marks: false, points are visible only once the grades are published."""
    _, results = gradescope(WRONG, yaml=LATER % "marks: false")
    *exercises, total = results["tests"]
    assert all("score" not in test for test in exercises)
    assert (total["score"], total["visibility"]) == (4, "after_published")


def test_prairielearn_shows_nothing_before_the_due_date(prairielearn):
    """With before_due: none, there is a score and no feedback."""
    _, results = prairielearn(WRONG, yaml=LATER % "before_due: none")
    assert results["tests"] == []
    assert results["score"] == 0.4


def test_the_zip_says_what_it_contains(make_course, tmp_path):
    """A file with a plain name warns, and nobody else may read the zip."""
    folder = make_course()
    place = tmp_path / "made.zip"
    export_graders(folder, folder.course.assignments[0], System.GRADESCOPE, place, force=False)
    with zipfile.ZipFile(place) as archive:
        names = archive.namelist()
        assert names[0] == "CONTAINS-THE-SECRET-AND-THE-SOLUTIONS.txt"
        assert {"setup.sh", "run_autograder", "course.kit", "requirements.txt"} <= set(names)
    assert place.stat().st_mode & 0o077 == 0


def test_equal_courses_give_equal_zips(make_course, tmp_path):
    """So a changed zip is a changed course."""
    folder = make_course()
    every = [tmp_path / f"{n}.zip" for n in range(2)]
    for place in every:
        export_graders(folder, folder.course.assignments[0], System.GRADESCOPE, place, force=False)
    assert every[0].read_bytes() == every[1].read_bytes()


def test_versions_are_those_that_grade_here(make_course, tmp_path):
    """Requirements pin this NumPy and the packages that course.yaml names, and not Jupyter."""
    yaml = "packages: [numpy, sklearn]\n" + (LATER % "marks: true")
    folder = make_course(yaml=yaml)
    place = tmp_path / "made.zip"
    export_graders(folder, folder.course.assignments[0], System.GRADESCOPE, place, force=False)
    lines = zipfile.ZipFile(io.BytesIO(place.read_bytes())).read("requirements.txt").decode()
    assert f"numpy=={np.__version__}\n" in lines
    assert "\nscikit-learn==" in lines
    assert "\njoblib==" in lines
    assert "jupyterlab==" not in lines


def test_nothing_is_replaced_without_force(make_course, tmp_path):
    """The error says what to do."""
    folder = make_course()
    place = tmp_path / "made.zip"
    place.write_text("mine")
    with pytest.raises(RequestError, match="pass --force"):
        export_graders(folder, folder.course.assignments[0], System.GRADESCOPE, place, force=False)
    assert place.read_text() == "mine"


def test_options_for_marks_are_refused(make_course):
    """An export of graders has no column, no template and no pages."""
    folder = make_course()
    to = ("--to", "prairielearn", "--exercises")
    done = run("autograder", "export", "powers", *to, cwd=folder.root, code=2)
    assert "writes graders and no marks" in done.stderr


@pytest.mark.slow
def test_what_setup_installs_grades_the_bundled_course(tmp_path):
    """The packages come from the index, and marks are those of `autograder grade`."""
    made, root, installed = tmp_path / "made.zip", tmp_path / "container", tmp_path / "installed"
    name = "shallow_network"
    to = ("--to", "gradescope-autograder", "--output", made)
    run("autograder", "export", name, *to, code=0)
    layout = {"/autograder": root, "/tmp": tmp_path / "tmp"}
    for folder in (root / "submission", root / "results", installed, tmp_path / "tmp"):
        folder.mkdir(parents=True)
    _unzip(made, root / "source")
    setup = ("bash", "/autograder/source/setup.sh")
    done = run_in_container(layout, *setup, environment=installed, writable=True)
    assert done.returncode == 0, done.stderr
    cases = [known(name, case) for case in CASES]
    handed_in = hand_in(cases, tmp_path / "class")
    (handed_in / "untouched").mkdir()
    shutil.copy(ROOT / "assignments" / name / f"{name}.ipynb", handed_in / "untouched")
    to = ("--results", tmp_path / "results", "--json")
    here = json.loads(run("autograder", "grade", name, handed_in, *to, code=0).stdout)
    assert len(here) == len(CASES) + 1
    for one in here:
        shutil.rmtree(root / "submission")
        shutil.copytree(handed_in / one["student"], root / "submission")
        command = "/autograder/source/run_autograder"
        done = run_in_container(layout, command, environment=installed)
        results = json.loads((root / "results" / "results.json").read_text())
        assert results["score"] == one["score"], one["student"]
        assert one["engine"]["graders_sha256"] in done.stdout
