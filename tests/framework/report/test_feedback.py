import datetime as dt
import html
import io
import itertools
import re
from pathlib import Path

import msgspec
import pytest
from rich.console import Console

from autograder.course.settings import Assignment, Course, Feedback, Shown, ShownTests
from autograder.errors import RequestError, StorageError
from autograder.report.feedback import (
    VERDICTS,
    feedback_view,
    held_view,
    moment_text,
)
from autograder.report.held import held_until, view_now
from autograder.report.html import write_page
from autograder.report.page import feedback_page, page_path
from autograder.report.publish import PageSettings, publish
from autograder.report.terminal import feedback_text
from autograder.results.format import (
    EngineInfo,
    Evidence,
    ExerciseResult,
    Outcome,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
    TestResult,
)
from autograder.results.scoring import judge_exercise
from autograder.results.store import ResultStore

P, M, F, C, T, E = Outcome
DUE = dt.datetime(2030, 12, 1, 23, 59, tzinfo=dt.timezone(dt.timedelta(hours=1)))
HOUR = dt.timedelta(hours=1)

SHAPE = TestResult("t::shape", "It has a shape", F, message="it has shape (5,)", hint="keep both")
VALUES = TestResult("t::values", "It has values", F, message="4 values are wrong")
SIGNS = TestResult("t::signs", "It has signs", P)
CARRIED = TestResult("t::c", "It is carried", P, carried_forward=True, carried_from=["square"])


def exercise(name, *tests, points=10.0, **changes):
    """Return an exercise's result as grading makes it, with these changes."""
    return msgspec.structs.replace(judge_exercise(name, points, list(tests)), **changes)


WRONG = exercise(
    *("square", SHAPE, VALUES, SIGNS),
    diagnosis="A dimension is lost.",
    misconceptions=["sum_without_keepdims"],
    place="cell 14, line 3",
)
RIGHT = exercise("cube", CARRIED, points=7.0)


def result(*exercises, **changes):
    """Return ann's result."""
    fields = {
        "course": "c",
        "assignment": "powers",
        "student": "ann",
        "submission": SubmissionInfo("/srv/in/ann/powers.ipynb", "0" * 64, "2030-12-01 10:00"),
        "score": sum(e.score for e in exercises),
        "max_score": sum(e.max_score for e in exercises),
        "outcome": SubmissionOutcome.GRADED,
        "exercises": list(exercises),
        "notes": [],
        "engine": EngineInfo("0", "namespaces", "needed", "5eed", "5ec4e7", "94ade45", 12.5),
    }
    return SubmissionResult(**(fields | changes))


def assignment(due=None, **rules):
    """Return the assignment with these feedback rules."""
    return Assignment(name="powers", title="Powers", due=due, feedback=Feedback(**rules))


COURSE = Course(course="c", title="A tiny course", assignments=[assignment()])


def view_of(given, **rules):
    """Return what a student may see of a result by these rules."""
    return feedback_view(given, COURSE, assignment(**rules))


def terminal(view):
    """Return a view as the terminal shows it."""
    console = Console(width=100, file=io.StringIO())
    console.print(feedback_text(view))
    return console.file.getvalue()


def both(view):
    """Return a view as the page's source without style, and as the terminal shows it."""
    page = re.sub("<style>.*?</style>", "", feedback_page(view), flags=re.DOTALL)
    return [html.unescape(page), terminal(view)]


WAITING = "They earn points as soon as an answer is right too."


def test_why_what_passed_earns_nothing_yet():
    """If every passed test needs a value, the view says so; not if points are hidden."""
    stays = TestResult("t::stays", "x stays", P, needs_value=True)
    waiting = result(exercise("square", VALUES, stays))
    assert all(WAITING in " ".join(text.split()) for text in both(view_of(waiting)))
    for shown in (view_of(waiting, marks=False), view_of(result(WRONG)), view_of(result(RIGHT))):
        assert not any(WAITING in " ".join(text.split()) for text in both(shown))


# -- what is said -----------------------------------------------------------------------


def test_an_exercise_in_words():
    """Points, verdict, place, diagnosis, messages and hints are shown by default."""
    (square,) = view_of(result(WRONG)).exercises
    assert (square.points, square.verdict, square.place, square.diagnosis) == (
        *("3.33 of 10", "not right yet", "cell 14, line 3", "A dimension is lost."),
    )
    assert [(s.message, s.hint, s.tests.titles) for s in square.seen] == [
        ("it has shape (5,)", "keep both", ("It has a shape",)),
        ("4 values are wrong", "", ("It has values",)),
    ]
    assert square.passed.titles == ("It has signs",)


def test_both_renderings_say_all_of_it():
    """Page and terminal contain every text of the view."""
    view = view_of(result(WRONG, RIGHT, notes=["cell 7 did not parse"]))
    square, cube = view.exercises
    for text in both(view):
        for part in (view.total, view.student, view.file, *view.sentences, *view.notes):
            assert part in text
        for part in (square.verdict, square.points, square.place, square.diagnosis, cube.carried):
            assert part in text
        for seen in square.seen:
            assert all(part in text for part in (seen.message, seen.hint, *seen.tests.titles))


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_words(outcome):
    """Each outcome has its own words, on the page and in the terminal."""
    assert list(VERDICTS.values()).count(VERDICTS[outcome]) == 1
    test = TestResult("t", "Title", outcome, message="m")
    for text in both(view_of(result(exercise("square", test)))):
        assert VERDICTS[outcome] in text


def test_the_first_to_mend_is_named():
    """The first exercise that its student can correct is named, but no error of ours."""
    ours = exercise("a", TestResult("t", "Title", E))
    late = exercise("c", TestResult("t", "Title", T))
    assert view_of(result(ours, RIGHT, WRONG, late)).work_on == 2
    assert view_of(result(ours, RIGHT)).work_on is None


def test_same_messages_are_said_once():
    """Tests with the same message share it, and tests with the same title are counted."""
    tests = [SHAPE, SHAPE, VALUES, msgspec.structs.replace(SHAPE, message="it has shape (2,)")]
    seen = view_of(result(exercise("square", *tests))).exercises[0].seen
    assert [(s.message, s.hint, s.tests.number, s.tests.titles) for s in seen] == [
        ("it has shape (5,)", "keep both", 2, ("It has a shape (2 times)",)),
        ("4 values are wrong", "", 1, ("It has values",)),
        ("it has shape (2,)", "", 1, ("It has a shape",)),
    ]


@pytest.mark.parametrize(
    ("origins", "words"),
    [
        (["square"], "a right square in place of yours: you paid for that error once."),
        (
            ["square", "cube"],
            "a right square and a right cube in place of yours: you paid for those errors once.",
        ),
    ],
)
def test_carried_forward_in_words(origins, words):
    """An exercise that was judged with right earlier ones names them, and calls this fair."""
    test = msgspec.structs.replace(CARRIED, carried_from=origins)
    view = view_of(result(exercise("power", test)))
    assert view.exercises[0].carried == f"Judged with {words}"


def test_an_unreadable_submission():
    """Its student reads why, and what to do."""
    view = view_of(
        result(
            outcome=SubmissionOutcome.UNREADABLE,
            notes=["powers.ipynb: the file is empty"],
            max_score=17.0,
        )
    )
    assert (view.total, view.notes) == ("0 of 17", ("powers.ipynb: the file is empty",))
    for text in both(view):
        assert "hand in the .ipynb" in text


def test_an_error_of_ours_is_no_mark():
    """An error of ours shows neither total nor points, nor what instructors read."""
    error = TestResult("test_a.py::test_x", "Title", E, message="the grader raised KeyError")
    notes = ["test_a.py::test_x: the grader itself failed"]
    given = result(
        exercise("a", error), RIGHT, outcome=SubmissionOutcome.ERROR, notes=notes, score=7.0
    )
    view = view_of(given)
    assert (view.total, view.notes, view.exercises[0].points) == ("", (), "")
    for text in both(view):
        assert "our fault: not judged" in text
        assert "not final" in text
        assert "KeyError" not in text
        assert "test_a.py" not in text


# -- what is not said ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "hidden"),
    [
        ({"marks": False}, ["3.33", "10.33", "of 17", "of 10", " points"]),
        ({"tests": ShownTests.FAILED}, ["It has signs", "It is carried"]),
        ({"tests": ShownTests.NONE}, ["It has"]),
        ({"messages": False}, ["shape (5,)", "4 values"]),
        ({"diagnosis": False}, ["A dimension is lost", "keep both"]),
    ],
)
def test_a_rule_hides(rules, hidden):
    """What a rule of course.yaml hides is shown without the rule, and nowhere with it."""
    given = result(WRONG, RIGHT)
    for text in hidden:
        assert any(text in shown for shown in both(view_of(given)))
        for shown in both(view_of(given, **rules)):
            assert text not in shown


@pytest.mark.parametrize(
    "rules",
    [
        dict(zip(("marks", "tests", "messages", "diagnosis"), values, strict=True))
        for values in itertools.product((True, False), ShownTests, (True, False), (True, False))
    ],
    ids=str,
)
def test_rules_hold_together(rules):
    """In every combination of rules, each text is there exactly if its own rule allows it."""
    expected = {
        "3.33 of 10": rules["marks"],
        "It has a shape": rules["tests"] is not ShownTests.NONE,
        "It has signs": rules["tests"] is ShownTests.ALL,
        "4 values are wrong": rules["messages"],
        "A dimension is lost.": rules["diagnosis"],
        "keep both": rules["diagnosis"],
        "not right yet": True,
        "cell 14, line 3": True,
    }
    for text in both(view_of(result(WRONG, RIGHT), **rules)):
        assert {part: part in text for part in expected} == expected


def test_instructors_matters_stay_off_the_page():
    """The page has no folder, seed, duration, evidence, or name of a misconception or test."""
    kept = Evidence("f1e1d", "def square(x): secret_code", {"t::shape": "secret_reason"})
    told = ["secret_line"]
    given = result(WRONG, RIGHT, evidence={"square": kept}, for_instructor=told)
    for text in both(view_of(given)):
        for hidden in ("/srv", "5eed", "5ec4e7", "94ade45", "12.5", "without_keepdims", "t::"):
            assert hidden not in text
        assert "secret_" not in text
        assert "f1e1d" not in text


def test_before_the_due_date():
    """Held feedback says when it comes, and nothing that grading found."""
    held = assignment(DUE, before_due=Shown.NONE)
    assert held_until(held, DUE - HOUR) == DUE
    view = held_view(result(WRONG, RIGHT, notes=["a note"]), COURSE, held, DUE)
    for text in both(view):
        assert "after 1 December 2030, 23:59 UTC+01:00" in text
        for hidden in ("of 17", "square", "cube", "not right yet", "a note"):
            assert hidden not in text


@pytest.mark.parametrize(
    ("most", "shown", "hidden"),
    [
        ("none", [], ["of 17", "square", "not right yet"]),
        ("marks", ["of 17", "not right yet"], ["It has a shape", "shape (5,)", "is lost"]),
        ("titles", ["of 17", "It has a shape"], ["shape (5,)", "is lost"]),
    ],
)
def test_less_before_the_due_date(most, shown, hidden):
    """Until the due date a page shows at most this, and says when there is more."""
    limited = assignment(DUE, before_due=Shown(most))
    given = result(WRONG, RIGHT)
    for page in both(view_now(given, COURSE, limited, DUE - HOUR)):
        text = " ".join(page.split())
        assert "will be here after 1 December 2030, 23:59 UTC+01:00" in text
        assert [one for one in shown if one not in text] == []
        assert [one for one in hidden if one in text] == []
    after = view_now(given, COURSE, limited, DUE)
    assert after == feedback_view(given, COURSE, limited)


def test_from_the_due_date_on():
    """Feedback is shown from the due date on, or always if it need not wait."""
    assert held_until(assignment(DUE, before_due=Shown.NONE), DUE) is None
    assert held_until(assignment(DUE), DUE - HOUR) is None


def test_moments():
    """A moment is read with its zone."""
    assert moment_text(dt.datetime(2031, 1, 9, 8, 5, tzinfo=dt.UTC)) == "9 January 2031, 08:05 UTC"


# -- hostile texts ----------------------------------------------------------------------


HOSTILE = (
    "</title></style><script>alert(1)</script><img src=x onerror='a'>\"{{ 7001*7001 }}{% raw %}"
)


def test_hostile_texts_are_escaped():
    """No student's text becomes a tag, an attribute or a part of the template."""
    test = TestResult("t", HOSTILE, F, message=HOSTILE, hint=HOSTILE)
    carried = msgspec.structs.replace(CARRIED, title=HOSTILE, carried_from=[HOSTILE])
    bad = exercise(HOSTILE, test, carried, diagnosis=HOSTILE, place=HOSTILE)
    file = SubmissionInfo(HOSTILE.replace("/", ""), "0", HOSTILE)
    page = feedback_page(view_of(result(bad, student=HOSTILE, notes=[HOSTILE], submission=file)))
    harmless = feedback_page(view_of(result(exercise("x", test, carried, diagnosis="d"))))
    assert "<script" not in page + harmless
    assert "<img" not in page
    assert "49014001" not in page
    assert page.count("</style>") == page.count("</title>") == 1
    assert "{{ 7001*7001 }}{% raw %}" in page


def test_what_a_terminal_would_obey():
    """Control characters and rich's markup reach neither terminal nor page."""
    text = "\x1b[31m[red]\u202eann\x07[/red]\n"
    bad = exercise("a", TestResult("t", text, F, message=text, hint=text), diagnosis=text)
    for shown in both(view_of(result(bad, student=text, notes=[text]))):
        assert not {"\x1b", "\u202e", "\x07"} & set(shown)
        assert "[31m[red] ann [/red]" in shown


@pytest.mark.parametrize(
    "student", ["../../etc/cron", "..", "/etc/passwd", "a\\..\\b", ".hidden", "a\0b", "", "é" * 400]
)
def test_no_name_leaves_the_folder(tmp_path, student):
    """For any student's name, the page is three levels below the folder."""
    path = page_path(tmp_path / "out", student, "powers")
    write_page(path, "page")
    (written,) = (p for p in tmp_path.rglob("*") if p.is_file())
    assert written == path
    assert written.parents[2] == tmp_path / "out"


# -- the pages of a class -----------------------------------------------------------------


@pytest.fixture
def store(tmp_path):
    """The results of ann and bob."""
    store = ResultStore(tmp_path / "results", "powers")
    for student in ("ann", "bob"):
        store.save(result(WRONG, RIGHT, student=student))
    return store


@pytest.fixture
def edition(tmp_path):
    """Settings for pages that are due."""
    return PageSettings(COURSE, assignment(), tmp_path / "feedback", DUE)


def names(pages, edition):
    """Return the paths of pages relative to their folder."""
    return [str(page.relative_to(edition.folder)) for page in pages]


def test_a_page_for_each_result(store, edition):
    """Everybody with a result gets a page, in a separate folder."""
    done = publish(store, [], edition)
    assert names(done.pages, edition) == ["ann/powers/powers.html", "bob/powers/powers.html"]
    assert "Feedback for <bdi>bob</bdi>" in done.pages[1].read_text(encoding="utf-8")
    assert (done.missing, done.unreadable) == ((), ())


def test_only_who_is_named(store, edition):
    """Only named students get a page; those without a result are reported."""
    done = publish(store, ["bob", "cleo", "bob"], edition)
    assert names(done.pages, edition) == ["bob/powers/powers.html"]
    assert done.missing == ("cleo",)
    assert not (edition.folder / "ann").exists()


def test_files_that_are_no_results(store, edition):
    """Broken files, renamed copies and other assignments' results are reported."""
    (store.folder / "broken.json").write_text("{")
    (store.folder / "copy of ann.json").write_bytes(store.path("ann").read_bytes())
    store.save(result(RIGHT, student="cleo", assignment="roots"))
    (store.folder / ".draft.json").write_text("{")
    done = publish(store, [], edition)
    assert names(done.pages, edition) == ["ann/powers/powers.html", "bob/powers/powers.html"]
    assert [p.name for p in done.unreadable] == ["broken.json", "cleo.json", "copy of ann.json"]


def test_nobody_of_that_name(store, edition):
    """If none of the students has a result, similar names are listed."""
    with pytest.raises(RequestError, match=r"no result of 'Anne'; like it: ann$"):
        publish(store, ["Anne"], edition)


def test_no_results_at_all(tmp_path, edition):
    """Without a result file nothing is written, and the message says what to do."""
    with pytest.raises(RequestError, match=r"no results in .*; grade first"):
        publish(ResultStore(tmp_path, "powers"), [], edition)


def test_held_pages_replace_old_ones(store, edition):
    """A held page contains nothing, even if an older page had feedback."""
    publish(store, ["ann"], edition)
    held = msgspec.structs.replace(
        edition, assignment=assignment(DUE, before_due=Shown.NONE), now=DUE - HOUR
    )
    (page,) = publish(store, ["ann"], held).pages
    text = page.read_text(encoding="utf-8")
    assert "after 1 December 2030" in text
    assert "3.33" not in text


@pytest.mark.parametrize("name", [".", "folder"])
def test_a_folder_is_no_place_for_a_page(name, tmp_path, monkeypatch):
    """A folder where the page should be is refused, and no draft stays beside it."""
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(StorageError, match=r"cannot be written: Is a directory.* with --page"):
        write_page(Path(name), "page", "--page")
    assert list(tmp_path.rglob("*")) == [tmp_path / "folder"]


def test_a_page_that_cannot_be_written(store, edition, tmp_path):
    """A folder that cannot be written is an error of ours, with a remedy."""
    (tmp_path / "feedback").write_text("a file")
    with pytest.raises(StorageError, match=r"powers\.html: cannot be written: .*--output"):
        publish(store, [], edition)


def test_no_drafts_stay(store, edition):
    """Writing leaves only the pages."""
    publish(store, [], edition)
    publish(store, [], edition)
    files = sorted(p.name for p in edition.folder.rglob("*") if p.is_file())
    assert files == ["powers.html", "powers.html"]


def test_exercise_results_have_defaults():
    """A result file from before diagnoses can be read, and shows no place and no diagnosis."""
    old = msgspec.json.decode(
        b'{"name": "square", "score": 0, "max_score": 1, "outcome": "failed"}', type=ExerciseResult
    )
    (square,) = view_of(result(old)).exercises
    assert (square.diagnosis, square.place, square.seen) == ("", "", ())
