import concurrent.futures
import json
import multiprocessing
import os
import shutil
from pathlib import Path

import pytest
from courses import AtOnce

from autograder.course.folder import find_course
from autograder.course.settings import Run
from autograder.errors import CourseError, EngineError
from autograder.grading import engine, pool
from autograder.grading.engine import ClassRun, grade_class
from autograder.grading.pool import GraderProcess
from autograder.grading.protocol import Job, Spec
from autograder.results.brief import row_of
from autograder.results.format import SubmissionInfo, SubmissionOutcome, SubmissionResult
from autograder.results.store import ResultStore
from autograder.sandbox.cgroup import make_memory_group
from autograder.sandbox.policy import Isolation
from autograder.submission.files import sha256
from autograder.submission.find import SubmissionFile, find_submissions

pytestmark = pytest.mark.processes

RIGHT = "def square(x):\n    return x * x", "def cube(x):\n    return square(x) * x"
WRONG = "def square(x):\n    return x + x", "def cube(x):\n    return square(x) * x"
BROKEN = "def square(x):\n    return x *", "def cube(x):\n    import os\n    os._exit(1)"


class Nobody(concurrent.futures.Executor):
    """Grades nothing: what it is asked to grade becomes an error."""

    def submit(self, function, /, *args, **kwargs):
        """Refuse a task."""
        future = concurrent.futures.Future()
        future.set_exception(EngineError("nobody grades here"))
        return future


@pytest.fixture(scope="module")
def shared(tmp_path_factory, write_tiny_course):
    """The tiny course for all tests that do not change it; they share its grader processes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_SECRET", "a secret for tests")
        course = write_tiny_course(tmp_path_factory.mktemp("shared") / "course")
        course.submitted().mkdir()  # grader processes may read this folder now
        yield course
    pool.graders.close()


@pytest.fixture
def course(shared, monkeypatch):
    """The shared course; a test that changes it asks for `make_course`."""
    monkeypatch.setenv("AUTOGRADER_SECRET", "a secret for tests")
    return shared


@pytest.fixture
def submit(shared, as_notebook, tmp_path):
    """Write a submission into the shared course's folder, and return its path."""
    folder = shared.submitted() / tmp_path.name
    folder.mkdir()

    def write(name, *cells):
        (folder / name).write_text(as_notebook(cells))
        return folder / name

    return write


@pytest.fixture
def files(submit):
    """Three students' notebooks."""
    notebooks = {"ann": RIGHT, "bob": WRONG, "cy": BROKEN}
    return [SubmissionFile(name, submit(f"{name}.ipynb", *nb)) for name, nb in notebooks.items()]


@pytest.fixture
def grade(tmp_path, files, shared):
    """Grade a class and return each student's result, and whether it is new."""

    def run(folder, submissions=files, executor=None, jobs=0, **options):
        if folder is shared and not jobs:
            executor = executor or AtOnce()
        assignment = folder.course.assignment("powers")
        class_run = ClassRun(folder, assignment, submissions, tmp_path / "results", **options)
        return {g.result.student: g for g in grade_class(class_run, executor, jobs or 1)}

    return run


@pytest.fixture
def store(files, tmp_path):
    """Store the result of a class of one student, as grading would; return the class."""

    def graded(course):
        run = ClassRun(course, course.course.assignment("powers"), files[:1], tmp_path / "results")
        ResultStore(run.results, "powers").save(result_of(files[0].path, engine.stamp_of(run)))
        return files[:1]

    return graded


def result_of(path, stamp):
    """Return a stored result."""
    return SubmissionResult(
        course="tiny",
        assignment="powers",
        student="ann",
        submission=SubmissionInfo(str(path), sha256(path.read_bytes())),
        score=10.0,
        max_score=10.0,
        outcome=SubmissionOutcome.GRADED,
        exercises=[],
        notes=[],
        engine=stamp,
    )


def scores(graded):
    """Return each student's outcome and score."""
    return {name: (str(g.result.outcome), g.result.score) for name, g in graded.items()}


def new(graded):
    """Return who was graded, not skipped."""
    return {name for name, g in graded.items() if g.is_new}


def on_disk(tmp_path):
    """Return the result files by student."""
    return {p.stem: json.loads(p.read_text()) for p in (tmp_path / "results/powers").iterdir()}


EXPECTED = {"ann": ("graded", 10.0), "bob": ("graded", 6.0), "cy": ("graded", 0.0)}


def grader_processes():
    """Return the grader processes that this process has started and that still run."""
    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    commands = {pid: Path(f"/proc/{pid}/cmdline").read_bytes() for pid in children}
    return {pid for pid, command in commands.items() if b"autograder.grading.process" in command}


def test_a_class(course, grade, tmp_path):
    """Every submission gets its marks and its file, and no grader process outlives the class."""
    before = grader_processes()
    graded = grade(course, jobs=2)
    assert grader_processes() == before
    assert (scores(graded), new(graded)) == (EXPECTED, {"ann", "bob", "cy"})
    stored = on_disk(tmp_path)
    assert {name: r["score"] for name, r in stored.items()} == {"ann": 10.0, "bob": 6.0, "cy": 0.0}
    assert (stored["ann"]["max_score"], stored["ann"]["engine"]["isolation"]) == (
        10.0,
        "namespaces",
    )
    tests = [test for exercise in stored["ann"]["exercises"] for test in exercise["tests"]]
    assert {test["closeness"] for test in tests} == {None}
    assert [note[:22] for note in stored["cy"]["notes"]] == ["cell 1, line 2: did no"]


def stable(result):
    """Return a stored result without durations, which may differ between two runs."""
    if isinstance(result, dict):
        return {key: stable(value) for key, value in result.items() if key != "duration_s"}
    return [stable(item) for item in result] if isinstance(result, list) else result


def test_another_course_s_grader_processes_stay(course, grade, make_course, files):
    """A class that has been graded ends only the processes of its own course."""
    grade(course, files[:1])
    before = grader_processes()
    assert before
    grade(make_course(), files[:1], jobs=1)
    assert grader_processes() == before


def test_grading_again_gives_the_same_file(course, grade, tmp_path):
    """A grade is a function of submission, graders, reference and secret."""
    grade(course)
    first = on_disk(tmp_path)
    assert new(grade(course, force=True)) == {"ann", "bob", "cy"}
    assert stable(on_disk(tmp_path)) == stable(first)


def test_what_has_not_changed_is_skipped(course, grade, files, submit):
    """A second run grades only what is new or changed."""
    grade(course)
    assert new(grade(course)) == set()
    submit("bob.ipynb", *RIGHT)
    graded = grade(course, [*files, SubmissionFile("dee", submit("dee.ipynb", *RIGHT))])
    assert (new(graded), scores(graded)["bob"]) == ({"bob", "dee"}, ("graded", 10.0))


def test_a_large_class_is_handed_out_bit_by_bit(shared):
    """However many there are, only so many wait at a time, and each ends once."""
    taken = []

    def waiting():
        for i in range(3 * engine._HANDED_OUT):
            taken.append(i)
            yield Job(str(i), b"")

    class Echo(AtOnce):
        def submit(self, function, spec, job, timeout_s, /):
            return super().submit(lambda: job.student)

    ended = engine._on(Echo(), None, waiting(), 1.0)
    first = next(ended)
    assert len(taken) == engine._HANDED_OUT
    students = [job.student for job, _ in (first, *ended)]
    assert sorted(students, key=int) == [str(i) for i in range(len(taken))]
    assert len(taken) == 3 * engine._HANDED_OUT


def other_secret(root, patch):
    """Set another secret."""
    patch.setenv("AUTOGRADER_SECRET", "another secret")


def other_grader(root, patch):
    """Change a hidden test."""
    path = root / "tests/graders/powers/test_cube.py"
    path.write_text(path.read_text() + "\n# changed\n")


def other_points(root, patch):
    """Change what an exercise is worth."""
    path = root / "solutions/powers/powers.ipynb"
    path.write_text(path.read_text().replace('"points": 4', '"points": 5'))


@pytest.mark.parametrize("change", [other_secret, other_grader, other_points])
def test_what_decides_marks_grades_again(make_course, grade, store, monkeypatch, change):
    """A changed secret, grader or number of points makes every mark stale."""
    course = make_course()
    stored = store(course)
    assert new(grade(course, stored)) == set()
    change(course.root, monkeypatch)
    assert new(grade(find_course(course.root), stored, Nobody())) == {"ann"}


def test_a_path_through_a_parent_folder_is_the_same_place(course, grade, store):
    """Whoever writes `../class` on the command line grades nothing again."""
    (file,) = store(course)
    roundabout = SubmissionFile(
        file.student, file.path.parent / ".." / file.path.parent.name / "ann.ipynb"
    )
    assert not grade(course, [roundabout])["ann"].is_new


def test_what_cannot_be_read_is_graded_once(course, grade, submit, tmp_path):
    """It is graded again only when it cannot be read for another reason."""
    empty = submit("dan.ipynb").with_name("eve")
    empty.mkdir()
    eve = SubmissionFile("eve", empty, folder=empty)
    assert new(grade(course, [eve])) == {"eve"}
    assert new(grade(course, [eve], Nobody())) == set()
    empty.rmdir()
    empty.symlink_to(tmp_path)
    assert new(grade(course, [eve], Nobody())) == {"eve"}


def test_another_run_mode_grades_again(course, grade, store):
    """Marks of `needed` are not those of `all`."""
    graded = grade(course, store(course), Nobody(), run=Run.ALL)
    assert (new(graded), graded["ann"].result.engine.run) == ({"ann"}, "all")


def test_a_result_file_that_is_garbage_is_graded_again(course, grade, store, tmp_path):
    """A damaged result counts as none."""
    stored = store(course)
    (tmp_path / "results/powers/ann.json").write_bytes(b"{")
    assert new(grade(course, stored, Nobody())) == {"ann"}


def test_unreadable_submissions(course, grade, submit, files):
    """A file that is not a notebook gets that outcome with the reason; others are graded."""
    broken = submit("dee.ipynb")
    broken.write_text("{")
    nothing = broken.with_name("nothing")
    nothing.mkdir()
    bad = [SubmissionFile("dee", broken), SubmissionFile("eve", nothing)]
    graded = grade(course, [*bad, files[0]])
    nothing = ("unreadable", 0.0)
    assert scores(graded) == {"dee": nothing, "eve": nothing, "ann": ("graded", 10.0)}
    assert graded["eve"].result.notes == [
        "nothing: no .ipynb, .py or .zip file in the folder; hand in the .ipynb"
    ]
    assert graded["eve"].result.max_score == 10.0


@pytest.mark.parametrize("name", ["caf\udce9.ipynb", "new\nline.ipynb", "数学.ipynb"])
def test_any_file_name_can_be_graded(course, grade, submit, files, name):
    """A name that is not UTF-8, as in old zip files, stops no grading."""
    odd = find_submissions([submit(name, *RIGHT)], "powers", course.root / "nowhere")
    graded = grade(course, [*odd, files[0]])
    assert sorted(scores(graded).values()) == [("graded", 10.0), ("graded", 10.0)]


def test_lateness_follows_the_due_date_and_extensions(make_course, grade, submit, tmp_path):
    """Each run applies them anew, without judging a submission again."""
    yaml = (
        "course: c\ntitle: C\ntimezone: Europe/Berlin\nassignments:\n"
        "- {name: powers, title: P, due: 2026-10-24 20:00, late: {percent_per_day: 10}}\n"
    )
    course = make_course(yaml=yaml)
    path = submit("ann.ipynb", *RIGHT)
    (path.parent / "timestamp.txt").write_text("2026-10-25 19:00:01 UTC")
    files = [SubmissionFile("ann", path, is_collected=True)]

    def told():
        one = grade(course, files, jobs=1)["ann"]
        result = one.result
        assert one.row() == row_of(result, is_new=one.is_new)
        stored = ResultStore(tmp_path / "results", "powers").load("ann")
        assert stored == result
        return one.is_new, result.late_penalty, result.final_score, result.due, result.notes

    late = "handed in 25 h after the due date: 2 points off"
    assert told() == (True, 2.0, 8.0, "2026-10-24T20:00:00+02:00", [late])
    (course.root / "extensions.csv").write_text("id,assignment,days\nann,powers,1\n")
    late = "handed in 1 s after the extended due date: 1 point off"
    assert told() == (False, 1.0, 9.0, "2026-10-25T20:00:00+01:00", [late])
    (course.root / "extensions.csv").write_text("id;until\nann;2026-10-26\n")
    assert told() == (False, 0.0, 10.0, "2026-10-26T23:59:59+01:00", [])
    (path.parent / "timestamp.txt").write_text("23:00")
    assert told()[1:3] + tuple(told()[4]) == (
        *(0.0, 10.0),
        "its timestamp.txt has no time that can be read: counted as in time",
    )


# -- when something of ours breaks -----------------------------------------------------

DIES = '''
import os
from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.exercise("cube")
# Opened while the hidden tests are collected: later the process is confined, and writes nothing.
DIED = os.open(Path(__file__).parents[3] / "died", os.O_RDWR | os.O_CREAT)


def test_dies(student):
    """Ends the grader process: for one submission once, for another one always"""
    value = float(student.cube(np.ones(2))[0])
    if value == 777 or value == 666 and not os.fstat(DIED).st_size:
        os.write(DIED, b"yes")
        os._exit(1)  # a process that is confined cannot send itself a signal
'''


def test_a_grader_process_that_dies_is_replaced(make_course, grade, submit, files, graders):
    """A submission is tried once more; if that process dies too, it is an error and not a zero."""
    course = make_course(graders=graders | {"test_cube.py": DIES})
    handed_in = [files[0]]
    for student, value in (("dee", 666), ("eve", 777)):
        path = submit(f"{student}.ipynb", RIGHT[0], f"def cube(x):\n    return 0 * x + {value}")
        handed_in.append(SubmissionFile(student, path))
    graded = grade(course, [*handed_in, files[1]])
    full, half = ("graded", 10.0), ("graded", 6.0)
    assert scores(graded) == {"ann": full, "dee": full, "eve": ("error", 0.0), "bob": half}
    assert graded["eve"].result.notes == [
        "not graded: a grader process died, twice; this is not the student's fault"
    ]
    assert new(grade(course, handed_in, Nobody())) == {"eve"}


SAYS_A_HASH = '''
import pytest

pytestmark = pytest.mark.exercise("square")


def test_says(student):
    """It says what it found first"""
    assert student.square(2) == 5, next(iter({f"word {i}" for i in range(1000)}))
'''


def test_a_set_of_texts_has_the_same_order_in_each_run(make_course, grade, files):
    """So what a hidden test says of an answer is the same in two grader processes."""
    course = make_course(graders={"test_square.py": SAYS_A_HASH})
    results = [grade(course, files[:1], force=True)["ann"].result for _ in range(2)]
    reasons = [result.evidence["square"].reasons for result in results]
    assert reasons[0] == reasons[1]
    assert "word" in str(reasons[0])


@pytest.mark.slow
def test_a_grader_s_bug_is_an_error(make_course, grade, files, graders):
    """A hidden test that raises makes the submission an error that names the test."""
    broken = graders["test_cube.py"] + "\n\ndef test_broken(student):\n    '''B'''\n    1 / 0\n"
    course = make_course(graders=graders | {"test_cube.py": broken})
    result = grade(course, files[:1], jobs=1)["ann"].result
    assert (result.outcome, "test_cube.py::test_broken" in " ".join(result.notes)) == (
        *(SubmissionOutcome.ERROR, True),
    )


TRIPS = """

def test_trips(student):
    '''Takes the root of the sum'''
    value = student.cube(np.array([2.0, 3.0]))
    assert 35.0 / value.sum() == 1.0
"""


@pytest.mark.slow
def test_a_test_that_an_answer_trips_is_failed(make_course, grade, submit, graders):
    """The answer is wrong; only the instructor sees the exception and its place."""
    course = make_course(graders=graders | {"test_cube.py": graders["test_cube.py"] + TRIPS})
    odd = submit("odd.ipynb", "def square(x):\n    return x * x", "def cube(x):\n    return 'x'")
    result = grade(course, [SubmissionFile("odd", odd)], jobs=1)["odd"].result
    assert (result.outcome, result.score) == (SubmissionOutcome.GRADED, 4.0)
    assert result.for_instructor == [
        "test_cube.py::test_trips: failed: it raised AttributeError in test_cube.py, line 19"
    ]
    (test,) = [test for test in result.exercises[1].tests if test.id.endswith("test_trips")]
    assert "AttributeError" not in f"{test} {result.notes} {result.exercises[1].diagnosis}"


def test_a_broken_test_is_found_before_the_class_is_graded(make_course, grade, files, graders):
    """It is an error for everybody, also if their answers would not have reached it."""
    broken = graders["test_cube.py"] + TRIPS.replace("assert", "assert 1 / 0 and")
    course = make_course(graders=graders | {"test_cube.py": broken})
    graded = grade(course, files[:2])
    assert {g.result.outcome for g in graded.values()} == {SubmissionOutcome.ERROR}
    said = "test_cube.py::test_trips: error: it raised ZeroDivisionError in test_cube.py, line 19"
    assert {tuple(g.result.for_instructor) for g in graded.values()} == {(said,)}


@pytest.mark.slow
def test_results_stored_before_a_failure_stay(course, grade, tmp_path, files):
    """A run that is ended half-way keeps what it has graded, and the next one goes on."""
    assignment = course.course.assignment("powers")
    run = ClassRun(course, assignment, files, tmp_path / "results")
    results = grade_class(run, AtOnce(), 1)
    first = next(results).result.student
    results.close()
    assert list(on_disk(tmp_path)) == [first]
    assert new(grade(course)) == {"ann", "bob", "cy"} - {first}


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(
            ({"test_square.py": "def test_x(:"}, "run pytest on them to see why"),
            marks=pytest.mark.slow,
        ),
        (
            {"test_square.py": "import pytest\n@pytest.mark.exercise('f')\ndef test_x(): pass"},
            r"test_x: marked exercise\('f',\), which the source notebook has not",
        ),
        pytest.param(
            ({"conftest.py": "1 / 0"}, "run pytest on them to see why"), marks=pytest.mark.slow
        ),
    ],
    ids=["syntax", "unknown exercise", "conftest"],
)
def test_graders_that_cannot_run_stop_the_class(make_course, grade, tmp_path, graders, wrong):
    """Wrong graders are reported at once, with a remedy, and no result is written."""
    files, said = wrong
    with pytest.raises(CourseError, match=said):
        grade(make_course(graders=graders | files), jobs=1)
    assert not (tmp_path / "results").exists()


@pytest.mark.slow
def test_a_solution_that_fails_stops_the_class(make_course, grade):
    """A mistake in the solution notebook is reported with its place."""
    course = make_course()
    source = course.source_notebook("powers")
    source.write_text(source.read_text().replace("return x * x", "return x *"))
    with pytest.raises(CourseError, match=r"powers.ipynb: cell 1, line \d: "):
        grade(course)


@pytest.mark.slow
def test_a_grader_process_that_does_not_answer_is_given_up(course, submit):
    """Waiting is limited."""
    process = GraderProcess(spec_of(course))
    try:
        with pytest.raises(EngineError, match="did not answer in time"):
            process.grade(Job("ann", os.fsencode(submit("ann.ipynb", *RIGHT))), 0.0)
    finally:
        process.kill()


def test_a_grader_process_that_is_gone_is_noticed(course, submit):
    """A process killed from outside gives an EngineError at the next job."""
    process = GraderProcess(spec_of(course))
    process._process.kill()
    process._process.wait()
    with pytest.raises(EngineError, match="a grader process died"):
        process.grade(Job("ann", os.fsencode(submit("ann.ipynb", *RIGHT))), 30)
    process.close()


def test_a_grader_process_leaves_no_memory_group(course):
    """A confined process cannot remove its group; it is removed soon afterwards."""
    process = GraderProcess(spec_of(course))
    groups = memory_groups(process._process.pid)
    process.close()
    assert [group for group in groups if group.exists()] == []
    made = make_memory_group()
    if made is None:
        pytest.skip("this machine gives no memory cgroup")
    made.close()
    assert groups


def memory_groups(owner):
    """Return the folders of a process's memory groups."""
    return list(Path("/sys/fs/cgroup").rglob(f"autograder-{owner}-*"))


def spec_of(course):
    """Return what a grader process for the tiny course is started with."""
    return Spec(str(course.root), "powers", Isolation.NAMESPACES, Run.NEEDED)


# -- executors -------------------------------------------------------------------


@pytest.mark.slow
def test_an_executor_of_processes(course, grade):
    """Any Executor works, also one whose tasks are pickled."""
    context = multiprocessing.get_context("spawn")
    with concurrent.futures.ProcessPoolExecutor(1, mp_context=context) as executor:
        assert scores(grade(course, executor=executor)) == EXPECTED


# -- marked by hand ----------------------------------------------------------------------


def test_a_notebook_that_only_humans_mark(make_course, grade, files, as_notebook):
    """It is graded without hidden tests: there is a result without errors."""
    course = make_course()
    by_hand = {"grade": True, "solution": True, "grade_id": "why", "points": 3}
    cell = {"cell_type": "markdown", "source": "", "metadata": {"nbgrader": by_hand}}
    course.source_notebook("powers").write_text(as_notebook([cell]))
    shutil.rmtree(course.graders("powers"))
    for one in grade(course, files[:1]).values():
        result = one.result
        assert (result.outcome, result.exercises, result.notes) == ("graded", [], [])
        assert (result.score, result.max_score) == (0.0, 0.0)


def test_no_result_is_kept_of_the_course_s_own_notebook(course, grade, tmp_path):
    """Otherwise it would become a student of the class."""
    own = SubmissionFile("powers", course.source_notebook("powers"))
    graded = grade(course, [own], unkept={"powers"})
    assert graded["powers"].result.score == 10.0
    assert list((tmp_path / "results").rglob("*.json")) == []
