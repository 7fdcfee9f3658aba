"""Several notebooks in one assignment: each is graded separately, and all are one submission."""

import datetime as dt
import functools
import hashlib
import os
import zipfile

import pytest
from courses import AtOnce, run
from nbformat import v4

from autograder.audit.submissions import make_cases
from autograder.collect.run import Collection, collect
from autograder.collect.times import Clock
from autograder.course.exercises import read_all_exercises
from autograder.course.fingerprint import fingerprint
from autograder.course.folder import find_course
from autograder.course.roster import read_roster
from autograder.errors import CourseError
from autograder.grading import pool
from autograder.grading.engine import ClassRun, grade_class
from autograder.reference import Reference
from autograder.release.leaks import leaks
from autograder.results.format import Outcome, SubmissionOutcome
from autograder.submission.find import find_submissions

pytestmark = pytest.mark.processes

NAME = "powers"
YAML = """\
course: tiny
title: A tiny course
assignments:
  - name: powers
    title: Powers
    notebooks: [theory, practice]
    limits: {call_s: 1.0, exercise_s: 3.0, load_s: 4.0, total_s: 20.0}
"""
HELPER = "scale = {}\n\ndef times(x):\n    return scale * x\n"
THEORY = [HELPER.format(2), "def double(x):\n    return times(x)\n"]
PRACTICE = [
    HELPER.format(3),
    "def triple(x):\n    return times(x)\n",
    "def ninefold(x):\n    return triple(triple(x))\n",
]
GRADER = '''
import pytest

from autograder.checks import check_close, check_number

pytestmark = pytest.mark.exercise("{0}")


def test_value(student, reference, rng):
    """Right for a number"""
    x = rng.normal()
    check_close(check_number(student.{0}(x), "it"), reference.{0}(x), "it")
'''
ACROSS = '''

def test_beside_the_other_notebook(student, reference, rng):
    """A function of each notebook in one test"""
    x = rng.normal()
    value = check_number(student.double(x), "the double")
    check_close(value, reference.double(x), "the double")
    assert student.triple.__class__.__name__ == "Function"
    check_number(student.triple(x), "the triple")
'''


@pytest.fixture
def notebooks(as_notebook):
    """Make the files of a submission: one for each notebook, with these cells."""

    def make(**cells):
        return {f"{name}.ipynb": as_notebook(code).encode() for name, code in cells.items()}

    return make


@pytest.fixture(autouse=True)
def secret(monkeypatch):
    """The secret of all courses here."""
    monkeypatch.setenv("AUTOGRADER_SECRET", "a secret for tests")


@pytest.fixture(scope="module")
def write_course(as_notebook, as_grade_cell):
    """Write a course of one assignment with two notebooks, which have a helper of one name."""
    return functools.partial(written_course, as_notebook, as_grade_cell)


@pytest.fixture
def course(tmp_path, write_course):
    """A course to be changed; its grader processes end with the test."""
    yield write_course(tmp_path / "course")
    pool.graders.close(str(tmp_path / "course"))


@pytest.fixture(scope="module")
def shared(tmp_path_factory, write_course):
    """The course of all tests that do not change it: its grader processes are theirs too."""
    course = write_course(tmp_path_factory.mktemp("shared") / "course")
    course.submitted().mkdir()  # which grader processes may read as it is now
    yield course
    pool.graders.close()


def written_course(as_notebook, as_grade_cell, root):
    """Write the course into a folder."""
    sources = root / "solutions" / NAME
    graders = root / "tests" / "graders" / NAME
    sources.mkdir(parents=True)
    graders.mkdir(parents=True)
    (root / "course.yaml").write_text(YAML)
    theory = [*THEORY, as_grade_cell("double", 4)]
    practice = [*PRACTICE, as_grade_cell("triple", 3), as_grade_cell("ninefold", 5)]
    (sources / "theory.ipynb").write_text(as_notebook(theory))
    (sources / "practice.ipynb").write_text(as_notebook(practice))
    for name in ("double", "triple", "ninefold"):
        text = GRADER.format(name) + (ACROSS if name == "double" else "")
        (graders / f"test_{name}.py").write_text(text)
    return find_course(root)


@pytest.fixture
def hand_in(tmp_path, shared):
    """Write a student's folder of the class, which lies where the shared course's do."""
    own = shared.submitted() / tmp_path.name / "class"

    def write(student, files, folder=own):
        for name, data in files.items():
            path = folder / student / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return folder

    return write


def find(course, *paths):
    """Return the submissions under these paths."""
    chosen = course.course.assignment(NAME)
    return find_submissions(list(paths), NAME, course.submitted(), chosen.notebooks)


@pytest.fixture
def grade(tmp_path):
    """Grade what lies under paths; return each result, and whether it is new."""

    def run(course, *paths):
        chosen = course.course.assignment(NAME)
        found = find_submissions(list(paths), NAME, tmp_path / "nowhere", chosen.notebooks)
        class_run = ClassRun(course, chosen, found, tmp_path / "results")
        graded = list(grade_class(class_run, AtOnce()))
        return {g.result.student: (g.result, g.is_new) for g in graded}

    return run


def outcomes(result):
    """Return the outcomes of a result's exercises by name."""
    return {e.name: str(e.outcome) for e in result.exercises}


def read_yaml(tmp_path, notebooks):
    """Read a course.yaml with this text about its notebooks."""
    text = YAML.replace("notebooks: [theory, practice]", f"notebooks: {notebooks}")
    (tmp_path / "course.yaml").write_text(text)
    return find_course(tmp_path).course.assignments[0].notebooks


def test_an_assignment_that_says_nothing_has_one_notebook_of_its_name(make_course):
    """Saying so explicitly changes nothing, not even a result's fingerprint."""
    course = make_course()
    said = make_yaml_say(course, "notebooks: [powers]")
    assert course.course.assignments[0].notebooks == ("powers",)
    assert said.course.assignments == course.course.assignments
    one, other = (fingerprint(c, c.course.assignments[0]) for c in (course, said))
    assert one == other


def make_yaml_say(course, line):
    """Return the course after a line was added to its only assignment."""
    path = course.root / "course.yaml"
    path.write_text(path.read_text().replace("    limits:", f"    {line}\n    limits:"))
    return find_course(course.root)


@pytest.mark.parametrize(
    ("notebooks", "message"),
    [
        ("[]", "assignments[0].notebooks: must have 1 or more entries"),
        ("theory", "assignments[0].notebooks: expected `array`, got 'theory'"),
        ("[theory, ../x]", "assignments[0].notebooks[1]: expected `str` matching regex"),
        ("[a, b, a]", "assignments[0].notebooks: two are called 'a'"),
    ],
)
def test_wrong_notebooks_are_told_with_their_place(tmp_path, notebooks, message):
    """Notebooks must be file names, at least one, without repetition."""
    with pytest.raises(CourseError) as caught:
        read_yaml(tmp_path, notebooks)
    assert message in str(caught.value)


@pytest.mark.slow
def test_each_notebook_has_what_was_skipped_for_itself(shared, hand_in, notebooks, grade):
    """Only the notebook that lost marks is judged again; a note names it."""
    alias = "other = scale\nother['by'] = 3\n"
    filled = "scale = {'by': 0}\n" + alias + "def times(x):\n    return scale['by'] * x\n"
    files = notebooks(theory=THEORY, practice=[filled, *PRACTICE[1:]])
    result, _ = grade(shared, hand_in("ada", files))["ada"]
    assert [(e.name, str(e.outcome), e.run) for e in result.exercises] == [
        ("double", "passed", "needed"),
        ("triple", "passed", "all"),
        ("ninefold", "passed", "all"),
    ]
    said = "judged with statements that were skipped at first"
    assert result.notes == [f"practice: triple, ninefold: {said}"]


def test_exercises_come_in_the_order_of_course_yaml(course):
    """They are sorted by notebook, then as in the source notebook."""
    exercises = read_all_exercises(course, course.course.assignment(NAME))
    names = {notebook: [e.name for e in own] for notebook, own in exercises.items()}
    assert list(names.items()) == [("theory", ["double"]), ("practice", ["triple", "ninefold"])]


def test_an_exercise_s_name_comes_once_in_an_assignment(course, as_notebook, as_grade_cell):
    """Hidden tests know exercises by name, so two notebooks cannot share one."""
    cells = [*THEORY, as_grade_cell("double", 1)]
    course.source_notebook(NAME, "practice").write_text(as_notebook(cells))
    with pytest.raises(CourseError, match=r"practice\.ipynb: theory\.ipynb has an exercise 'doub"):
        read_all_exercises(course, course.course.assignment(NAME))


def test_each_notebook_of_the_reference_has_names_of_its_own(course):
    """A name that both define is hidden; exercises are found in either notebook."""
    reference = Reference(*course.source_notebooks(course.course.assignment(NAME)).values())
    assert (reference.double(1.0), reference.triple(1.0), reference.ninefold(1.0)) == (2, 3, 9)
    assert reference.builds_on("ninefold") == {"triple"}
    with pytest.raises(AttributeError, match="2 notebooks of the reference define 'times'"):
        reference.times(1.0)


def test_all_notebooks_are_one_result(shared, hand_in, notebooks, grade):
    """Each runs separately, although both define the same names; exercises are in order."""
    hand_in("ann", notebooks(theory=THEORY, practice=PRACTICE))
    folder = hand_in("ben", notebooks(practice=[*PRACTICE, "1 / 0"], theory=THEORY[:1]))
    graded = grade(shared, folder)
    ann, ben = graded["ann"][0], graded["ben"][0]
    assert list(outcomes(ann).items()) == [(n, "passed") for n in ("double", "triple", "ninefold")]
    assert [e.notebook for e in ann.exercises] == ["theory", "practice", "practice"]
    assert [e.place for e in ann.exercises] == [
        *("theory, cell 2, line 1", "practice, cell 2, line 1", "practice, cell 3, line 1")
    ]
    assert (ann.score, ann.max_score, ann.outcome) == (12.0, 12.0, SubmissionOutcome.GRADED)
    assert ann.notes == []
    assert ann.submission.path == str(folder / "ann")
    assert outcomes(ben) == {"double": "missing", "triple": "passed", "ninefold": "passed"}


def test_a_wrong_function_is_paid_for_once_inside_its_notebook(course, hand_in, notebooks, grade):
    """Places in messages and notes name the notebook."""
    crashing = [*PRACTICE[:1], "def triple(x):\n    return x / 0\n", PRACTICE[2], "triple(1)"]
    folder = hand_in("ann", notebooks(theory=[*THEORY, "x = nothing"], practice=crashing))
    course = make_yaml_say(course, "run: all")
    result, _ = grade(course, folder)["ann"]
    assert outcomes(result) == {"double": "crashed", "triple": "crashed", "ninefold": "passed"}
    _, triple, ninefold = result.exercises
    assert ninefold.tests[0].carried_from == ["triple"]
    assert "(practice, cell 2, line 2)" in triple.tests[0].message
    assert result.notes == [
        "theory: cell 3, line 1: NameError: name 'nothing' is not defined",
        "practice: cell 4, line 1: ZeroDivisionError: division by zero",
    ]


def test_a_missing_notebook_costs_its_own_exercises(shared, hand_in, notebooks, grade):
    """They are missing, and a note names the file and what is there instead."""
    folder = hand_in("ann", notebooks(theory=THEORY, practise=PRACTICE))
    result, _ = grade(shared, folder)["ann"]
    assert result.outcome is SubmissionOutcome.GRADED
    assert [e.outcome for e in result.exercises[1:]] == [Outcome.MISSING] * 2
    assert result.exercises[1].max_score == 3.0
    assert result.notes == ["practice.ipynb was not handed in; there is also practise.ipynb"]


def test_an_unreadable_notebook_leaves_the_others_graded(shared, hand_in, notebooks, grade):
    """Its exercises are not judged: the submission is unreadable, and names the file."""
    folder = hand_in("ann", notebooks(theory=THEORY) | {"practice.ipynb": b"PK no notebook"})
    result, _ = grade(shared, folder)["ann"]
    assert result.outcome is SubmissionOutcome.UNREADABLE
    assert list(outcomes(result)) == ["double"]
    assert (result.score, result.max_score) == (2.0, 12.0)  # one of its tests uses triple
    assert result.notes[0].startswith("practice.ipynb: not valid JSON")


def test_one_missing_and_one_unreadable(shared, hand_in, grade):
    """The first one loses its exercises; the second one's are not judged."""
    result, _ = grade(shared, hand_in("ann", {"practice.ipynb": b"x"}))["ann"]
    assert (result.outcome, outcomes(result)) == (
        SubmissionOutcome.UNREADABLE,
        {"double": "missing"},
    )
    assert [note[:14] for note in result.notes] == ["practice.ipynb", "theory.ipynb w"]


@pytest.mark.parametrize(
    ("files", "note"),
    [
        ({}, "ann: none of the assignment's notebooks, theory.ipynb, practice.ipynb, in the fold"),
        ({"x.ipynb": b"{}"}, "in the folder, only x.ipynb"),
        ({"theory.ipynb": b"x", "practice.ipynb": b""}, "theory.ipynb: not valid JSON"),
    ],
)
def test_nothing_that_can_be_judged_is_unreadable(shared, hand_in, files, note, grade):
    """The message says what is there, as for one notebook."""
    folder = hand_in("ann", files or {"notes.txt": b""})
    result, _ = grade(shared, folder)["ann"]
    assert (result.outcome, result.exercises) == (SubmissionOutcome.UNREADABLE, [])
    assert note in result.notes[0]


def test_a_file_by_itself_is_the_notebook_of_its_name(shared, hand_in, notebooks, grade):
    """The others are missing; a file with another name is no notebook of the assignment."""
    folder = hand_in("ann", notebooks(theory=THEORY, other=THEORY))
    graded = grade(shared, folder / "ann" / "theory.ipynb", folder / "ann" / "other.ipynb")
    theory, other = graded["theory"][0], graded["other"][0]
    assert outcomes(theory)["triple"] == "missing"
    assert theory.notes == ["practice.ipynb was not handed in"]
    assert other.outcome is SubmissionOutcome.UNREADABLE
    assert other.notes == [
        "other.ipynb: called like none of the assignment's notebooks, theory.ipynb, practice.ipynb"
    ]


@pytest.mark.slow
def test_a_change_of_any_file_is_graded_again(course, hand_in, notebooks, grade):
    """Irrelevant new files and unchanged ones are not graded again."""
    folder = hand_in("ann", notebooks(theory=THEORY, practice=PRACTICE))
    first, _ = grade(course, folder)["ann"]
    parts = {p: hashlib.sha256(p.read_bytes()).hexdigest() for p in (folder / "ann").iterdir()}
    text = "".join(f"{n} {parts[folder / 'ann' / f'{n}.ipynb']}\n" for n in ("theory", "practice"))
    assert first.submission.sha256 == hashlib.sha256(text.encode()).hexdigest()
    hand_in("ann", {".ipynb_checkpoints/theory-checkpoint.ipynb": b"{}", ".DS_Store": b"?"})
    assert grade(course, folder)["ann"] == (first, False)
    for data in (b"{}", b"{ }"):  # files beside them were handed in with them
        hand_in("ann", {"scratch.ipynb": data})
        assert grade(course, folder)["ann"][1]
        assert not grade(course, folder)["ann"][1]
    for name in ("theory", "practice"):
        hand_in("ann", notebooks(**{name: [*PRACTICE, *THEORY, f"# {name}"]}))
        assert grade(course, folder)["ann"][1]
    (folder / "ann" / "practice.ipynb").unlink()
    result, is_new = grade(course, folder)["ann"]
    assert is_new
    assert outcomes(result)["triple"] == "missing"


def test_where_notebooks_are_looked_for(course, hand_in, notebooks):
    """They are found in nbgrader's tree, in a student's folder, one folder below, and directly."""
    files = notebooks(theory=THEORY, practice=PRACTICE)
    tree = hand_in("ann/powers", files | {"timestamp.txt": b"2030-01-01 UTC"}, course.submitted())
    flat = hand_in("ben", files)
    deep = hand_in("cleo/from a zip", files)
    assert flat == deep
    found = {s.student: s for s in find(course, tree, flat)}
    assert {name: s.path for name, s in found.items()} == {
        "ann": tree / "ann" / "powers",
        "ben": flat / "ben",
        "cleo": flat / "cleo" / "from a zip",
    }
    assert found["ann"].submitted_at() == "2030-01-01 UTC"
    one = tree / "ann" / "powers" / "theory.ipynb"
    assert [(s.student, s.path) for s in find(course, one)] == [("ann", one.parent)]
    assert [(s.student, s.path) for s in find(course, flat / "ben")] == [("ben", flat / "ben")]


@pytest.mark.slow
def test_plain_pytest_takes_a_folder(shared, hand_in, notebooks):
    """It works as with the file of a single notebook."""
    folder = hand_in("ann", notebooks(theory=THEORY, practice=PRACTICE))
    options = ("-c", os.devnull, "--import-mode=importlib", "-q", "--submission", folder / "ann")
    assert "4 passed" in run("pytest", *options, shared.graders(NAME)).stdout


# -- the audit and the release -----------------------------------------------------------

MISCONCEPTIONS = """
from autograder.misconceptions import misconception


@misconception("ninefold")
def tripled_once(x, *, reference):
    \"\"\"It is three times, once.\"\"\"
    return reference.triple(x)


@misconception("double")
def squared(x):
    \"\"\"It is the square.\"\"\"
    return x * x
"""


@pytest.mark.slow
def test_an_audit_changes_the_notebook_of_the_exercise(course, hand_in, grade):
    """The other ones are the reference's, so that a whole submission is judged."""
    chosen = course.course.assignment(NAME)
    course.misconceptions(NAME).with_suffix(".py").write_text(MISCONCEPTIONS)
    variant = course.variants(NAME) / "triple" / "added.py"
    variant.parent.mkdir(parents=True)
    variant.write_text("def triple(x):\n    return x + x + x\n")
    cases = make_cases(course, chosen)
    sources = {n: p.read_bytes() for n, p in course.source_notebooks(chosen).items()}
    assert [(case.title, case.notebook) for case in cases if case.mutant is None] == [
        ("reference", "theory"),
        ("misconception squared of double", "theory"),
        ("misconception tripled_once of ninefold", "practice"),
        ("variant added of triple", "practice"),
    ]
    assert {(case.exercise, case.notebook) for case in cases if case.mutant} == {
        *(("double", "theory"), ("triple", "practice"), ("ninefold", "practice"))
    }
    assert cases[0].files == sources
    for case in cases[1:]:
        (other,) = case.beside
        assert case.beside[other] == sources[other]
        assert case.data != sources[case.notebook]
    for case in cases[:4]:
        hand_in(case.name or "reference", {f"{n}.ipynb": d for n, d in case.files.items()})
    graded = grade(course, hand_in("reference", {}))
    lost = {name: [e.name for e in r.exercises if e.score == 0] for name, (r, _) in graded.items()}
    assert lost == {
        "reference": [],
        "squared": ["double"],
        "tripled_once": ["ninefold"],
        "added": [],
    }
    assert graded["tripled_once"][0].exercises[2].misconceptions == ["tripled_once"]


def test_no_release_tells_a_solution_of_another_notebook(course, tmp_path):
    """Nor of its own; messages say which notebook reveals what."""
    chosen = course.course.assignment(NAME)
    meta = {"grade": False, "solution": True, "grade_id": "double-solution"}
    body = "return np.sum(np.asarray([x, x]) * np.ones(2)) + 0 * np.size(x)"
    head = "def double(x):\n    "
    text = f"{head}### BEGIN SOLUTION\n    {body}\n    ### END SOLUTION"
    solution = v4.new_code_cell(text, metadata={"nbgrader": meta})
    stub = v4.new_code_cell(f"{head}raise NotImplementedError", metadata={"nbgrader": meta})
    sources = {"theory": v4.new_notebook(cells=[solution]), "practice": v4.new_notebook()}
    releases = {"theory": v4.new_notebook(cells=[stub]), "practice": v4.new_notebook()}
    assert list(leaks(course, chosen, sources, releases, tmp_path / "x")) == []
    releases["practice"].cells.append(v4.new_markdown_cell(f"Remember `{body}`"))
    (reason,) = leaks(course, chosen, sources, releases, tmp_path / "x")
    assert reason.startswith(
        "practice.ipynb, cell 1: it holds the solution of theory.ipynb, cell 'double-solution'"
    )


# -- collecting, and zips ------------------------------------------------------------------


def zipped(path, files):
    """Write a zip with these files."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


@pytest.mark.slow
def test_a_zip_with_all_notebooks_is_a_submission(shared, hand_in, notebooks, grade):
    """They may be in a folder; a zip without any of them is reported."""
    files = notebooks(theory=THEORY, practice=PRACTICE, scratch=["1"])
    folder = zipped(hand_in("ann", {}) / "ann.zip", files).parent
    zipped(folder / "ben" / "all.zip", {f"my work/{n}": d for n, d in files.items() if n[0] == "t"})
    zipped(folder / "cleo.zip", {"other.ipynb": b"{}"})
    graded = {student: result for student, (result, _) in grade(shared, folder).items()}
    assert set(outcomes(graded["ann"]).values()) == {"passed"}
    assert (graded["ann"].notes, graded["ann"].outcome) == ([], SubmissionOutcome.GRADED)
    assert outcomes(graded["ben"])["triple"] == "missing"
    assert graded["ben"].notes == ["practice.ipynb was not handed in"]
    assert graded["cleo"].outcome is SubmissionOutcome.UNREADABLE
    assert graded["cleo"].notes == [
        "cleo.zip: none of the assignment's notebooks, theory.ipynb, practice.ipynb, in it"
    ]
    assert all(not is_new for s, (_, is_new) in grade(shared, folder).items() if s != "cleo")


@pytest.fixture
def collected(course, tmp_path):
    """Collect a folder of files that were handed in at this hour; return the messages."""
    (course.root / "roster.csv").write_text("id,name\nann,Ann\nben,Ben\n")

    def run(folder, hour):
        moment = dt.datetime(2026, 11, 20, hour, tzinfo=dt.UTC).timestamp()
        for path in folder.rglob("*"):
            os.utime(path, (moment, moment))
        roster = read_roster(course.root / "roster.csv")
        chosen = course.course.assignment(NAME)
        report = collect(Collection(course, chosen, roster, Clock("UTC")), [folder])
        return [(row.student, row.done.name) for row in report.rows], report.problems

    return run


def test_collecting_brings_in_every_notebook(course, collected, hand_in, notebooks, tmp_path):
    """Only notebooks are collected, also from a student's zip; a second run changes nothing."""
    files = notebooks(theory=THEORY, practice=PRACTICE, scratch=["1"])
    folder = hand_in("ann", files)
    zipped(folder / "ben" / "work.zip", files)
    hand_in("ben", {"readme.txt": b""})
    assert collected(folder, 12) == ([("ann", "COLLECTED"), ("ben", "COLLECTED")], [])
    names = {"theory.ipynb", "practice.ipynb", "timestamp.txt", "submission_secret.txt"}
    for student in ("ann", "ben"):
        place = course.submitted() / student / NAME
        assert {path.name for path in place.iterdir()} == names
        assert (place / "theory.ipynb").read_bytes() == files["theory.ipynb"]
        assert (place / "timestamp.txt").read_text().startswith("2026-11-20 12:00:00")
    assert collected(folder, 12) == ([("ann", "UNCHANGED"), ("ben", "UNCHANGED")], [])


def test_a_later_attempt_takes_the_place_of_all_notebooks(course, collected, hand_in, notebooks):
    """The older ones are kept beside, in whatever order they arrive."""
    files = notebooks(theory=THEORY, practice=PRACTICE)
    first = hand_in("ann", files)
    assert collected(first, 12)[0] == [("ann", "COLLECTED")]
    later = hand_in("ann", notebooks(practice=PRACTICE[:2]), first.parent / "later")
    assert collected(later, 13)[0] == [("ann", "REPLACED")]
    place = course.submitted() / "ann" / NAME
    assert {path.name for path in place.glob("*.ipynb")} == {"practice.ipynb"}
    kept = {path.name: path.read_bytes() for path in (place / ".attempts").rglob("*.ipynb")}
    assert kept == files
    assert collected(first, 12)[0] == [("ann", "UNCHANGED")]
    assert collected(later, 13)[0] == [("ann", "UNCHANGED")]


def test_what_a_killed_collection_left_is_completed(course, collected, hand_in, notebooks):
    """A part of an attempt does not count as another attempt."""
    files = notebooks(theory=THEORY, practice=PRACTICE)
    folder = hand_in("ann", files)
    collected(folder, 12)
    place = course.submitted() / "ann" / NAME
    (place / "practice.ipynb").unlink()
    (place / "timestamp.txt").unlink()
    assert collected(folder, 12) == ([("ann", "COLLECTED")], [])
    assert (place / "practice.ipynb").read_bytes() == files["practice.ipynb"]


def test_what_is_none_of_the_notebooks_is_left_out(collected, hand_in, notebooks):
    """The message lists what is there."""
    folder = hand_in("ann", notebooks(other=THEORY))
    rows, (problem,) = collected(folder, 12)
    assert rows == []
    assert "none of theory.ipynb, practice.ipynb, only other.ipynb; ask for them" in problem
