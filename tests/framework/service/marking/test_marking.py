"""Answers that people mark: groups, rubrics, and what a student's result says."""

import datetime as dt

import postgresql
import pytest
import sqlalchemy as sa
from marked_class import Class, write_questions
from serving import MONDAY

from autograder.errors import RequestError
from autograder.report.feedback import feedback_view
from autograder.results.format import HandMark
from autograder.service.database.tables import Change, Mark
from autograder.service.forget import forget
from autograder.service.marking.answers import ask_for_answers, key_of
from autograder.service.marking.groups import earlier_marks, next_of, progress_of
from autograder.service.marking.mark import Decision, give, state_of, take_back
from autograder.service.marking.questions import questions_of
from autograder.service.marking.rubric import (
    add_item,
    change_item,
    items_of,
    read_points,
    remove_item,
)

LATER = MONDAY + dt.timedelta(hours=1)
NOTHING = Decision(items=(), beside=None)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def marked(course, request):
    """A class that has handed in nothing yet."""
    write_questions(course.root)
    if request.param == "sqlite":
        own = Class(course.root)
        yield own
        own.database.close()
        return
    with postgresql.database() as url:
        own = Class(course.root, url)
        yield own
        own.database.close()


@pytest.fixture
def item(marked):
    """Add an item to the rubric of `why`; return its number."""

    def add(points, text):
        with marked.database.writing() as session:
            return add_item(session, marked.place(), points, text).id

    return add


def changes(marked):
    """Return what the log says."""
    with marked.database.reading() as session:
        rows = session.scalars(sa.select(Change).order_by(Change.id)).all()
    return [(one.who, one.what, one.about, one.detail) for one in rows]


def test_the_questions_of_an_assignment(marked):
    """Answers as text and as code, and a task; each with its points and what was asked."""
    why, sketch, project = questions_of(marked.live.folder, marked.assignment)
    assert (why.id, why.points, why.is_code, why.asked) == (
        "why",
        4.0,
        False,
        "Why is a square not negative?",
    )
    assert (sketch.id, sketch.is_code, sketch.model) == ("sketch", True, "plot(x, x * x)")
    assert (project.is_task, project.asked) == (True, "Do something of your own.")


def test_two_notebooks_with_a_question_of_one_name(marked):
    """The notebook's name is part of what the question is called."""
    folder = marked.live.folder
    text = folder.source_notebook("powers").read_text()
    (folder.sources("powers") / "more.ipynb").write_text(text)
    (marked.root / "course.yaml").write_text(
        "course: tiny\ntitle: T\nassignments:\n"
        "  - {name: powers, title: P, notebooks: [powers, more]}\n"
    )
    found = questions_of(marked.live.folder, marked.assignment)
    assert [one.id for one in found][:4] == [
        "powers.why",
        "powers.sketch",
        "powers.project",
        "more.why",
    ]


def test_answers_that_are_alike_are_together(marked):
    """Spaces make no difference; the largest group comes first, and those without answer last."""
    marked.hand_in("ada", why="Because  of\nthe sign.")
    marked.hand_in("ben")
    marked.hand_in("cleo", why="Because of the sign. ")
    marked.hand_in("dan", why="Because.")
    groups = marked.groups()
    assert [(g.text, len(g.given), g.is_empty) for g in groups] == [
        ("Because  of\nthe sign.", 2, False),
        ("Because.", 1, False),
        ("Your answer here.", 1, True),
    ]
    assert progress_of(marked.database, "powers", marked.place().question) == (3, 0, 1)


def test_the_indentation_of_code_counts():
    """Only spaces that change nothing are ignored."""
    loop = "for x in y:\n    f(x)\n\ng()"
    assert key_of(loop, is_code=True) == key_of("for x in y:   \n\tf(x)\ng()\n", is_code=True) or (
        key_of(loop, is_code=True) == key_of("for x in y:   \n    f(x)\ng()\n", is_code=True)
    )
    assert key_of(loop, is_code=True) != key_of("for x in y:\n    f(x)\n    g()", is_code=True)


def test_the_answer_to_a_task_is_in_the_cells_after_it(marked):
    """All cells of the student's own count; without any there is no answer."""
    marked.hand_in("ada", project=("First.", "Second."))
    marked.hand_in("ben")
    texts = [(g.text, g.is_empty) for g in marked.groups("project")]
    assert texts == [("First.\n\nSecond.", False), ("", True)]


def test_hostile_answers_are_kept_as_text(marked):
    """NUL, lone surrogates and much text do no harm in any database."""
    marked.hand_in("ada", why="\0<script>\ud800" + "x" * 60_000)
    (group,) = marked.groups()
    assert group.text.startswith("\ufffd<script>?xxx")
    assert group.text.endswith("download the file.]")


def test_a_mark_is_part_of_the_result(marked):
    """Its points count, are late as all others, and its student reads the comment."""
    marked.hand_in("ada", why="Because.")
    ada = marked.result("ada")
    assert (ada.stored.score, ada.stored.max_score) == (7.0, 19.0)
    assert (ada.why.score, ada.sketch.score, ada.sketch.is_answered) == (None, 0.0, False)
    marked.mark(marked.groups()[0], beside=2.5, comment="Which sign?")
    ada = marked.result("ada")
    assert ada.points == 9.5
    assert ada.why == HandMark("why", 4.0, 2.5, True, ["Which sign?"], "powers", "why")
    view = feedback_view(ada.stored, marked.live.folder.course, marked.assignment)
    assert view.total == "9.5 of 19"
    assert [(one.name, one.verdict, one.points) for one in view.by_hand] == [
        ("why", "marked", "2.5 of 4"),
        ("sketch", "no answer", "0 of 2"),
        ("project", "no answer", "0 of 3"),
    ]
    assert view.by_hand[0].comments == ("Which sign?",)


def test_lateness_costs_of_a_persons_marks_too(marked):
    """As in nbgrader's gradebook, the penalty is on all that was earned."""
    (marked.root / "course.yaml").write_text(
        "course: tiny\ntitle: T\nassignments:\n"
        "  - {name: powers, title: P, due: 2026-11-29 12:00, late: {percent_per_day: 10}}\n"
    )
    marked.hand_in("ada", why="Because.")
    marked.mark(marked.groups()[0], beside=3)
    assert marked.result("ada").points == 9.0


def test_one_decision_marks_a_group(marked, item):
    """Ticked items and points beside them add up, but never beyond the question's points."""
    for name in ("ada", "ben", "cleo"):
        marked.hand_in(name, why="Because.")
    sign, thanks, unclear = item(3, "names the sign"), item(0, "Well put."), item(-1, "unclear")
    marked.mark(marked.groups()[0], items=(sign, thanks, unclear), beside=0.5)
    for name in ("ada", "ben", "cleo"):
        why = marked.result(name).why
        assert (why.score, why.comments) == (
            2.5,
            ["+3: names the sign", "Well put.", "\N{MINUS SIGN}1: unclear"],
        )
    marked.mark(marked.groups()[0], items=(sign,), beside=9)
    assert marked.result("ada").why.score == 4.0
    marked.mark(marked.groups()[0], items=(unclear,))
    assert marked.result("ada").why.score == 0.0
    assert ("tom", "answer marked", "ben", "why: 2.5 of 4 points") in changes(marked)
    assert changes(marked)[-1][3] == "why: 0 of 4 points (before: 4 of 4 points)"


def test_an_item_changes_every_mark_that_uses_it(marked, item):
    """The log says what it was, what it is, and how many marks use it."""
    for name in ("ada", "ben"):
        marked.hand_in(name, why="Because.")
    marked.hand_in("cleo", why="No.")
    sign = item(3, "names the sign")
    marked.mark(marked.groups()[0], items=(sign,), beside=0.5)
    marked.mark(marked.groups()[1], beside=1)
    change_item(marked.database, marked.place(who="ida"), sign, 2, "names a sign")
    marked.keeper.settle_all()
    points = [marked.result(name).points for name in ("ada", "ben", "cleo")]
    assert points == [9.5, 9.5, 8.0]
    assert changes(marked)[-1] == (
        "ida",
        "rubric item changed",
        "",
        "why: +3: names the sign is now +2: names a sign, in 2 marks",
    )
    change_item(marked.database, marked.place(), sign, 2, "names a sign")
    assert len(changes(marked)) == 5  # a change that changes nothing is none


def test_only_an_item_that_nobody_uses_can_be_removed(marked, item):
    """Marks do not change behind anybody's back."""
    marked.hand_in("ada", why="Because.")
    used, unused = item(3, "used"), item(1, "unused")
    marked.mark(marked.groups()[0], items=(used,))
    with pytest.raises(RequestError, match="it is ticked in 1 mark;"):
        remove_item(marked.database, marked.place(), used)
    remove_item(marked.database, marked.place(), unused)
    with marked.database.reading() as session:
        assert [one.id for one in items_of(session, marked.place())] == [used]
    with pytest.raises(RequestError, match="no longer in the rubric"):
        change_item(marked.database, marked.place("sketch"), used, 1, "of another question")


def test_a_new_item_can_come_with_a_mark(marked):
    """It is in the rubric then, and ticked."""
    marked.hand_in("ada", why="Because.")
    marked.mark(marked.groups()[0], new_points=1.5, new_text="a start")
    assert marked.result("ada").why.comments == ["+1.5: a start"]
    with pytest.raises(RequestError, match="write a text"):
        marked.mark(marked.groups()[0], new_points=1.0)


def test_a_newer_attempt_keeps_a_mark_only_with_the_same_answer(marked):
    """Another answer is to be marked again, with the old mark shown; the old one keeps it."""
    marked.hand_in("ada", why="Because.")
    marked.mark(marked.groups()[0], beside=3)
    marked.hand_in("ada", LATER, score=8.0, why=" Because. ")
    assert marked.result("ada").points == 11.0
    marked.hand_in("ada", LATER + dt.timedelta(hours=1), score=8.0, why="Because of the sign.")
    ada = marked.result("ada")
    assert (ada.points, ada.why.score) == (8.0, None)
    (group,) = marked.groups()
    old = earlier_marks(marked.database, marked.place(), group.key, marked.members(group))
    assert [mark.points for mark in old.values()] == [3.0]
    marked.hand_in("ada", LATER + dt.timedelta(hours=2), score=8.0, why="Because.")
    assert marked.result("ada").points == 11.0


def test_two_people_do_not_overwrite_each_other(marked):
    """Who has not seen a mark cannot replace it, by accident or otherwise."""
    for name in ("ada", "ben"):
        marked.hand_in(name, why="Because.")
    (group,) = marked.groups()
    first, second = marked.members(group)
    seen = {first.attempt: state_of(None), second.attempt: state_of(None)}
    give(marked.database, marked.place(), {first.attempt: state_of(None)}, Decision((), 3))
    with pytest.raises(RequestError, match="somebody else has just marked"):
        give(marked.database, marked.place(who="ida"), seen, Decision((), 1))
    with pytest.raises(RequestError, match="somebody else has just marked"):
        take_back(marked.database, marked.place(who="ida"), seen)
    points = [one.mark and one.mark.points for one in marked.members(marked.groups()[0])]
    assert points == [None, 3.0]  # what is left comes first


def test_a_mark_can_be_taken_back(marked):
    """Then nobody has marked the answer."""
    marked.hand_in("ada", why="Because.")
    marked.mark(marked.groups()[0], beside=3)
    seen = {one.attempt: state_of(one.mark) for one in marked.members(marked.groups()[0])}
    take_back(marked.database, marked.place(), seen)
    marked.keeper.settle_all()
    assert marked.result("ada").why.score is None
    assert changes(marked)[-1][1:] == ("mark removed", "ada", "why: 3 of 4 points")


@pytest.mark.parametrize(
    ("decision", "why"),
    [
        (NOTHING, "tick an item"),
        (Decision(items=(99,), beside=None), "no longer in the rubric"),
        (Decision((), 1, comment="x" * 5001), "5000 characters"),
    ],
)
def test_decisions_that_are_not_complete(marked, decision, why):
    """They are refused with what to do, and nothing is marked."""
    attempt = marked.hand_in("ada", why="Because.")
    with pytest.raises(RequestError, match=why):
        give(marked.database, marked.place(), {attempt: state_of(None)}, decision)
    with pytest.raises(RequestError, match="choose at least one"):
        give(marked.database, marked.place(), {}, Decision((), 1))
    assert marked.groups()[0].left == 1


@pytest.mark.parametrize(
    ("text", "points"), [("", None), (" 2 ", 2.0), ("-0,5", -0.5), ("\N{MINUS SIGN}1", -1.0)]
)
def test_points_as_people_type_them(text, points):
    """With a comma or a point, and with either minus."""
    assert read_points(text) == points


@pytest.mark.parametrize("text", ["two", "nan", "inf", "1e9", "1_0_"])
def test_what_is_no_number_of_points(text):
    """It is refused, and shown."""
    with pytest.raises(RequestError, match="not a number of points"):
        read_points(text)


def test_the_next_answers_are_those_that_nobody_has_marked(marked):
    """After the last come the first again; at the end there are none."""
    for name, why in (("ada", "A"), ("ben", "B"), ("cleo", "C"), ("dan", "")):
        marked.hand_in(name, why=why)
    a, b, c, empty = marked.groups()
    assert next_of([a, b, c, empty], "") is a
    assert next_of([a, b, c, empty], b.key) is c
    assert next_of([a, b, c, empty], c.key) is a
    for group in (a, b, c):
        marked.mark(group, beside=1)
    assert next_of(marked.groups(), "") is None


def test_questions_that_come_later_are_read_too(marked):
    """If the source gets a question, the answers of attempts that count are looked for."""
    folder = marked.live.folder
    source = folder.source_notebook("powers")
    whole = source.read_text()
    source.write_text(whole.replace('"sketch"', '"later"'))
    marked.hand_in("ada", sketch="plot()")
    assert not ask_for_answers(marked.database, folder, marked.assignment)
    source.write_text(whole + " ")
    assert ask_for_answers(marked.database, folder, marked.assignment)
    marked.keeper.settle_all()
    assert not ask_for_answers(marked.database, folder, marked.assignment)
    assert marked.groups("sketch")[0].text == "plot()"


def test_nothing_is_left_of_who_is_forgotten(marked):
    """Neither an answer nor a mark; those that an assistant gave to others stay, without a name."""
    for name in ("ada", "ben"):
        marked.hand_in(name, why=f"I am {name}.")
    for group in marked.groups():
        marked.mark(group, who="ben", beside=1)
    forget(marked.live.folder, marked.database, "ben")
    with marked.database.reading() as session:
        assert [mark.who for mark in session.scalars(sa.select(Mark))] == [""]
    assert [group.text for group in marked.groups()] == ["I am ada."]
