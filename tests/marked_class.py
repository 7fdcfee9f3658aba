"""A class whose answers people mark, for tests of marking: without pages and without graders."""

import json
from types import SimpleNamespace

from msgspec.structs import replace
from serving import MONDAY, POWERS, a_result, add_person, attempts, give

from autograder.course.settings import Attempts
from autograder.results.store import ResultStore
from autograder.service.bell import Bell
from autograder.service.database.connect import open_database
from autograder.service.live import LiveCourse
from autograder.service.marking.groups import groups_of, members_of
from autograder.service.marking.mark import Decision, state_of
from autograder.service.marking.mark import give as give_mark
from autograder.service.marking.questions import questions_of
from autograder.service.marking.rubric import Place
from autograder.service.queue.finish import finish
from autograder.service.queue.lease import claim
from autograder.service.standing.keeper import Keeper

HANDED_OUT = "Your answer here."
RULES = replace(POWERS, attempts=Attempts(per_hour=None))


def cell(kind, name, text, **meta):
    """Return a cell with nbgrader's metadata."""
    own = {"grade": False, "solution": False, "locked": False, "schema_version": 3, **meta}
    found = {
        "cell_type": kind,
        "id": name or "text",
        "source": text,
        "metadata": {"nbgrader": {"grade_id": name, **own}} if name else {},
    }
    return found if kind == "markdown" else {**found, "outputs": [], "execution_count": None}


def notebook(why=HANDED_OUT, sketch="# draw", square="x", project=()):
    """Return the text of a notebook with answers to the questions."""
    cells = [
        cell("code", "square-solution", square, solution=True),
        cell("code", "square", "", grade=True, points=10),
        cell("markdown", "", "Why is a square not negative?"),
        cell("markdown", "why", why, grade=True, solution=True, points=4),
        cell("code", "sketch", sketch, grade=True, solution=True, points=2),
        cell("markdown", "project", "Do something of your own.", task=True, points=3),
        *(cell("markdown", "", text) for text in project),
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def write_questions(root):
    """Give the tiny course's assignment three questions that people mark."""
    source = root / "solutions" / "powers" / "powers.ipynb"
    source.write_text(notebook("The product of two equal signs is plus.", "plot(x, x * x)"))
    release = root / "assignments" / "powers"
    release.mkdir(parents=True, exist_ok=True)
    (release / "powers.ipynb").write_text(notebook())


class Class:
    """A served course without pages."""

    def __init__(self, root, url=""):
        self.root = root
        self.database = open_database(root, url)
        self.live = LiveCourse(root)
        self.asked = []
        self.keeper = Keeper(self.database, self.live, Bell(), self.asked.append)
        self.people = {}

    @property
    def assignment(self):
        """The assignment."""
        return self.live.folder.course.assignment("powers")

    def hand_in(self, name, at=MONDAY, score=7.0, **answers):
        """Hand in answers, graded and settled; return the number of the attempt."""
        if name not in self.people:
            self.people[name] = add_person(self.database, name, full_name=f"Full {name}")
        give(self.database, self.people[name], notebook(**answers), at, RULES)
        claimed = claim(self.database, "w", at)
        result = a_result(student=name, score=score)
        info = replace(
            result.submission,
            sha256=attempts(self.database)[-1].sha256,
            submitted_at=f"{at:%Y-%m-%d %H:%M:%S} UTC",
        )
        finish(self.database, claimed.id, replace(result, submission=info), at)
        self.keeper.settle_all()
        return claimed.id

    def place(self, question="why", who="tom"):
        """Where somebody marks."""
        every = questions_of(self.live.folder, self.assignment)
        return Place("powers", next(q for q in every if q.id == question), who)

    def groups(self, question="why"):
        """The groups of a question's answers."""
        return groups_of(self.database, "powers", self.place(question).question)

    def members(self, group, question="why"):
        """Whose answers are in a group."""
        return members_of(self.database, "powers", self.place(question).question, group)

    def mark(self, group, question="why", who="tom", **decision):
        """Mark a group, as it is now, and settle."""
        seen = {one.attempt: state_of(one.mark) for one in self.members(group, question)}
        own = Decision(**{"items": (), "beside": None, **decision})
        give_mark(self.database, self.place(question, who), seen, own)
        self.keeper.settle_all()

    def result(self, name):
        """Return the result in the course's folder, with its marks by question."""
        stored = ResultStore(self.live.folder.results(), "powers").load(name)
        by_hand = {one.name: one for one in stored.by_hand}
        return SimpleNamespace(stored=stored, points=stored.counts, **by_hand)
