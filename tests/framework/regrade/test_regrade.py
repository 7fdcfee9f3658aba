"""A hidden test is mended after the tiny course was graded."""

import json
import shutil
from pathlib import Path

import msgspec
import pytest
from courses import AtOnce

from autograder.errors import RequestError
from autograder.grading import pool
from autograder.grading.engine import ClassRun, grade_class
from autograder.regrade.accept import Wish, planned
from autograder.regrade.journal import complete, put_in_place, read_journal, write_journal
from autograder.regrade.places import Places
from autograder.regrade.preview import compare, preview_run, take_over
from autograder.results.by_hand import with_hand_marks
from autograder.results.format import HandMark
from autograder.submission.find import SubmissionFile

pytestmark = pytest.mark.processes

CUBE = "def cube(x):\n    return square(x) * x"
CLASS = {
    "ann": ("def square(x):\n    return x * x", CUBE),
    "bob": ("def square(x):\n    return x + 1", CUBE),
    "cy": ("def square(x):\n    return abs(x) * x", CUBE),
    "dee": ("import numpy as np\n\ndef square(x):\n    return np.square(x)", CUBE),
}
WRONG = "assert type(value) is int and abs(value) == 4"  # found to be wrong when marks are out
RIGHT = "assert value == 4"
BEFORE = {"ann": 10.0, "bob": 6.0, "cy": 7.0, "dee": 9.0}
AFTER = {"ann": 10.0, "bob": 6.0, "cy": 6.0, "dee": 10.0}
WHY = "a test of square took 4 and -4, but no integer of NumPy's"


def graders_with(graders, check):
    """Return the tiny course's hidden tests with another second test of square."""
    head = graders["test_square.py"].partition("def test_of_a_negative")[0]
    test = f'''def test_of_a_negative_number(student):
    """Of -2"""
    value = student.square(-2)
    {check}
'''
    return graders | {"test_square.py": head + test}


@pytest.fixture(scope="module")
def mended(tmp_path_factory, write_tiny_course, as_notebook, graders):
    """The class, graded with the wrong test and previewed with the mended one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_SECRET", "a secret for tests")
        root = tmp_path_factory.mktemp("regrade") / "course"
        folder = write_tiny_course(root, graders_with(graders, WRONG))
        files = []
        for name, cells in CLASS.items():
            path = folder.submitted() / name / "powers" / "powers.ipynb"
            path.parent.mkdir(parents=True)
            path.write_text(as_notebook(cells))
            files.append(SubmissionFile(name, path, is_collected=True))
        run = ClassRun(folder, folder.course.assignment("powers"), files, folder.results())
        assert len(list(grade_class(run, AtOnce()))) == len(CLASS)
        pool.graders.close()
        mended = graders_with(graders, RIGHT)["test_square.py"]
        (folder.graders("powers") / "test_square.py").write_text(mended)
        previewed(run)
        yield run
    pool.graders.close()


@pytest.fixture
def run(mended, tmp_path, monkeypatch):
    """The class with results and previews of its own."""
    monkeypatch.setenv("AUTOGRADER_SECRET", "a secret for tests")
    shutil.copytree(mended.results, tmp_path / "results")
    return msgspec.structs.replace(mended, results=tmp_path / "results")


def previewed(run):
    """Grade a preview; return what it would change, and who was graded for it."""
    places = Places(run.results, "powers")
    own = preview_run(run, places)
    take_over(run, places)
    graded = [one.row() for one in grade_class(own, AtOnce())]
    preview = compare(run, [row.student for row in graded], places)
    return preview, {row.student for row in graded if row.is_new}


def accept(run, when="2026-11-30T12:00:00+00:00", **changes):
    """Put a preview in place, as the command does; return what the plan was."""
    places = Places(run.results, "powers")
    journal = read_journal(places)
    if journal is None:
        journal = planned(preview_run(run, places), places, Wish(when, "me", WHY, **changes))
        write_journal(places, journal)
    put_in_place(run.folder, run.assignment, places, journal)
    complete(places, journal)
    return journal


def marks(run):
    """Return the marks in place."""
    files = Places(run.results, "powers").live.every()
    return {result.student: result.counts for _, result in files}


def recorded(run):
    """Return who is in the record, with the change of the mark."""
    lines = Places(run.results, "powers").record.read_bytes().splitlines()
    every = [json.loads(line) for line in lines]
    return [(line["change"]["student"], line["change"]["after"], line["kept"]) for line in every]


def test_a_preview_lists_exactly_those_whose_mark_changes(run):
    """It says by how much and in which test, and leaves every result in place as it was."""
    preview, graded = previewed(run)
    seen = {c.student: [t.id for e in c.exercises for t in e.tests] for c in preview.changes}
    mended = ["test_square.py::test_of_a_negative_number"]
    assert seen == {"cy": mended, "dee": mended}
    assert (preview.totals.up, preview.totals.down, preview.totals.unchanged) == (1, 1, 2)
    assert marks(run) == BEFORE
    assert graded == set()  # all were previewed before


def test_accepting_puts_all_in_place_and_records_why(run):
    """Marks are the previewed ones, and the record says what changed, when, by whom, and why."""
    accept(run)
    assert marks(run) == AFTER
    lines = Places(run.results, "powers").record.read_bytes().splitlines()
    line = json.loads(lines[0])
    assert [json.loads(one)["change"]["student"] for one in lines] == ["cy", "dee"]
    assert (line["who"], line["why"], line["when"][:10]) == ("me", WHY, "2026-11-30")
    assert (line["change"]["before"], line["change"]["after"]) == (7.0, 6.0)
    assert line["graders_before"] != line["graders_after"]
    assert planned(run, Places(run.results, "powers"), Wish("now", "me", WHY)).steps == []
    assert previewed(run)[1] == set()  # what is in place needs no preview


def test_marks_that_people_gave_stay(run):
    """They belong to the answer: a regrade changes the points of tests, and those alone."""
    places = Places(run.results, "powers")
    given = HandMark("why", 4.0, 3.0, comments=["Well put."])
    for name in CLASS:
        places.live.save(with_hand_marks(places.live.read(name), [given]))
    preview, _ = previewed(run)
    assert (preview.totals.up, preview.totals.down, preview.totals.unchanged) == (1, 1, 2)
    accept(run)
    assert marks(run) == {name: points + 3 for name, points in AFTER.items()}
    again = list(grade_class(msgspec.structs.replace(run, force=True), AtOnce()))
    assert [one.result.by_hand for one in again] == [[given]] * len(CLASS)
    assert places.live.read("ann").max_score == 14.0


def test_chosen_students_alone_are_put_in_place(run):
    """The others keep their marks, and can be accepted afterwards."""
    accept(run, students=["dee"])
    assert marks(run) == BEFORE | {"dee": 10.0}
    accept(run, when="later")
    assert marks(run) == AFTER
    assert [student for student, *_ in recorded(run)] == ["dee", "cy"]


def test_the_best_mark_is_kept_and_stays(run):
    """With keep_best no mark falls, and grading again leaves the kept one."""
    accept(run, keep_best=True)
    assert marks(run) == AFTER | {"cy": 7.0}
    assert recorded(run) == [("cy", 6.0, True), ("dee", 10.0, False)]
    again = list(grade_class(run, AtOnce()))
    assert not any(one.is_new for one in again)
    kept = Places(run.results, "powers").live.read("cy")
    assert (kept.counts, kept.for_instructor) == (
        7.0,
        ["A later grading came to 6 of 10 points; the earlier mark was kept."],
    )
    assert previewed(run)[0].changes == []


def changed_notebook(run):
    """Hand in something else; return how to undo it."""
    path = run.submissions[0].path
    text = path.read_text()
    path.write_text(text + " ")
    return lambda: path.write_text(text)


def changed_graders(run):
    """Change a hidden test; return how to undo it."""
    path = run.folder.graders("powers") / "test_cube.py"
    text = path.read_text()
    path.write_text(text + "\n")
    return lambda: path.write_text(text)


def changed_result(run):
    """Change a result in place."""
    path = Places(run.results, "powers").live.path("ann")
    path.write_bytes(path.read_bytes() + b" ")
    return lambda: None


def no_preview(run):
    """Remove the preview."""
    shutil.rmtree(run.results / ".preview")
    return lambda: None


@pytest.mark.parametrize("change", [changed_notebook, changed_graders, changed_result, no_preview])
def test_a_preview_that_is_out_of_date_is_refused(run, change):
    """Nothing is put in place if submissions, graders or results have changed since."""
    restore = change(run)
    try:
        with pytest.raises(RequestError, match=r"out of date for .*ann.*--preview"):
            accept(run)
    finally:
        restore()
    assert marks(run) == BEFORE
    assert not Places(run.results, "powers").record.exists()


def test_a_student_who_handed_in_nothing_cannot_be_accepted(run):
    """The sentence names students whose names are like it."""
    with pytest.raises(RequestError, match=r"--student: no submission of 'den'; like it: dee"):
        accept(run, students=["den"])


class Killed(BaseException):
    """The end of a process, as far as the next one can see."""


def test_a_regrade_that_is_killed_anywhere_can_be_completed(run, monkeypatch):
    """After the end at any write, the next command loses nothing and does nothing twice."""
    replace, unlink = Path.replace, Path.unlink
    for last in range(100):
        shutil.rmtree(run.results)
        shutil.copytree(run.folder.results(), run.results)
        left = last

        def counted(do):
            def act(path, *args, **kwargs):
                nonlocal left
                if left == 0:
                    raise Killed
                left -= 1
                return do(path, *args, **kwargs)

            return act

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", counted(replace))
            patch.setattr(Path, "unlink", counted(unlink))
            try:
                accept(run)
                break
            except Killed:
                pass
        assert set(marks(run).items()) <= BEFORE.items() | AFTER.items()
        accept(run)
        assert marks(run) == AFTER
        assert [student for student, *_ in recorded(run)] == ["cy", "dee"]
    assert 8 < last < 100


def test_a_result_that_was_graded_meanwhile_stays(run):
    """A regrade that is completed late does not undo a newer grading, and does not record it."""
    places = Places(run.results, "powers")
    journal = planned(preview_run(run, places), places, Wish("now", "me", WHY))
    write_journal(places, journal)
    newer = msgspec.structs.replace(places.live.read("dee"), notes=["newer"])
    places.live.save(newer)
    assert put_in_place(run.folder, run.assignment, places, journal) == ["dee"]
    assert places.live.read("dee").notes == ["newer"]
    assert [student for student, *_ in recorded(run)] == ["cy"]
