"""The pages of students who work in teams."""

import pytest
from serving import Browser, a_result, attempts

from autograder.service.moments import now
from autograder.service.queue.finish import finish
from autograder.service.queue.lease import claim

ROSTER = "id,name,language,group\nada,Ada Lovelace,,1\nben,Ben,,1\n李雷,<i>李雷</i>,zh,2\n"


@pytest.fixture
def teams(root, empty):
    """The site, whose first assignment is for teams."""
    course, roster = root / "course.yaml", root / "roster.csv"
    before = course.read_text(), roster.read_text()
    course.write_text(before[0].replace("title: Powers,", "title: Powers, teams: true,"))
    roster.write_text(ROSTER)
    yield empty
    course.write_text(before[0])
    roster.write_text(before[1])


def test_a_mate_sees_the_attempt_and_its_result(teams, as_notebook):
    """It says who handed it in; the receipt, the feedback and the files are the team's."""
    ada, ben = Browser(teams).enter("ada"), Browser(teams).enter("ben")
    data = as_notebook(["square = 1"]).encode()
    assert ada.hand_in("powers", data).headers["location"] == "/work/powers/attempts/1"
    assert "Handed in by Ada Lovelace" in ben.get("/work/powers").text
    database = teams.engine.database
    finish(database, claim(database, "w", now()).id, a_result(), now())
    page = ben.get("/work/powers/attempts/1").text
    assert "7 of 10" in page
    assert "handed in by ada for the team 1" in page
    assert ben.get("/work/powers/attempts/1/files").content == data
    teams.engine.keeper.settle_all()
    assert "7 of 10" in ben.get("/").text


def test_the_next_attempt_of_a_mate_has_the_next_number(teams, as_notebook):
    """The list is one for the team."""
    ada, ben = Browser(teams).enter("ada"), Browser(teams).enter("ben")
    ada.hand_in("powers", as_notebook(["square = 1"]).encode())
    answer = ben.hand_in("powers", as_notebook(["square = 2"]).encode())
    assert answer.headers["location"] == "/work/powers/attempts/2"
    assert [one.number for one in attempts(teams.engine.database)] == [1, 2]
    assert "Your team's attempts" in ada.get("/work/powers").text.replace("&#39;", "'")


def test_nobody_else_sees_a_team(teams, as_notebook):
    """Neither another team, nor the team itself in an assignment that is not for teams."""
    ada, ben = Browser(teams).enter("ada"), Browser(teams).enter("ben")
    other = Browser(teams).enter("李雷")
    ada.hand_in("powers", as_notebook(["square = 1"]).encode())
    ada.hand_in("roots", as_notebook(["root = 1"]).encode())
    for path in ("/work/powers/attempts/1", "/work/powers/attempts/1/files"):
        assert other.get(path).status_code == 404
        assert ben.get(path.replace("powers", "roots")).status_code == 404
    assert "Ada" not in other.get("/work/powers").text


def test_staff_see_who_handed_in(teams, as_notebook, ida):
    """The attempts of a team are on the page of each member."""
    ada = Browser(teams).enter("ada")
    ada.hand_in("powers", as_notebook(["square = 1"]).encode())
    page = ida.get("/class/powers/student/ben").text
    assert "handed in by" in page
    assert "Ada Lovelace" in page
    assert ida.get("/class/powers/student/ben/1").status_code == 200
