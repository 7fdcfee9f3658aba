"""Marks on their way into nbgrader's gradebook, looked at through nbgrader's own API."""

import contextlib
import datetime as dt

import pytest
from marked_class import Class, write_questions
from nbgrader.api import Gradebook
from serving import MONDAY

from autograder.gradebook.record import record
from autograder.grading.engine import Graded
from autograder.results.store import ResultStore
from autograder.service.marking.book import read_book
from autograder.service.marking.formgrader import keep_ours, take_over
from autograder.service.marking.mark import state_of, take_back
from autograder.service.marking.questions import questions_of
from autograder.service.marking.rubric import add_item, change_item
from autograder.service.marking.write_book import write_book

pytestmark = pytest.mark.processes
LATER = MONDAY + dt.timedelta(hours=1)


class BookClass(Class):
    """A class with a gradebook."""

    def grade(self, *, is_new=True):
        """Write the results into the gradebook, as `grade` does."""
        store = ResultStore(self.live.folder.results(), "powers")
        graded = [Graded(store.load(name), is_new) for name in self.people]
        record(self.live.folder, self.assignment, graded)

    def write(self):
        """Write the marks; return how many, and who has others from formgrader."""
        done = write_book(self.live.folder, self.database, self.assignment)
        assert done.left_out == ()
        return done.marks, done.elsewhere

    def elsewhere(self):
        """Return what was given in formgrader."""
        folder = self.live.folder
        questions = questions_of(folder, self.assignment)
        return list(
            read_book(self.database, folder, self.assignment, questions).elsewhere("why").values()
        )

    @contextlib.contextmanager
    def nbgrader(self):
        """Nbgrader's own view of the gradebook."""
        with Gradebook(f"sqlite:///{self.root / 'gradebook.db'}") as book:
            yield book

    def there(self, name, question="why"):
        """Return score, own score, whether it waits, and the comment, as nbgrader has them."""
        with self.nbgrader() as book:
            grade = book.find_grade(question, "powers", "powers", name)
            comment = book.find_comment(question, "powers", "powers", name)
            return grade.score, grade.manual_score, grade.needs_manual_grade, comment.comment

    def formgrader(self, name, points, comment=""):
        """Mark `why` as formgrader's own handlers do."""
        with self.nbgrader() as book:
            grade = book.find_grade("why", "powers", "powers", name)
            grade.manual_score = points
            grade.needs_manual_grade = points is None and grade.auto_score is None
            book.find_comment("why", "powers", "powers", name).manual_comment = comment or None
            book.db.commit()


@pytest.fixture
def marked(course):
    """Ada and Ben have answered, and are in the gradebook without marks of people."""
    write_questions(course.root)
    own = BookClass(course.root)
    own.hand_in("ada", why="Because.")
    own.hand_in("ben", why="Because of the sign.")
    own.grade()
    yield own
    own.database.close()


def group(marked, text):
    """Return the group with an answer."""
    return next(one for one in marked.groups() if one.text == text)


def test_marks_land_as_if_given_in_formgrader(marked):
    """Points, comment, nothing that waits; a change of the rubric lands too."""
    assert marked.there("ada") == (0.0, None, True, None)
    with marked.database.writing() as session:
        item = add_item(session, marked.place(), 3, "names the sign").id
    marked.mark(group(marked, "Because."), items=(item,), comment="Which sign?")
    assert marked.write() == (1, ())
    assert marked.there("ada") == (3.0, 3.0, False, "+3: names the sign\n\nWhich sign?")
    assert marked.there("ben") == (0.0, None, True, None)
    with marked.nbgrader() as book:
        submission = book.find_submission("powers", "ada")
        assert (submission.score, submission.needs_manual_grade) == (10.0, False)
    change_item(marked.database, marked.place(), item, 2, "names a sign")
    marked.keeper.settle_all()
    assert marked.write() == (1, ())
    assert marked.there("ada")[1] == 2.0
    assert marked.write() == (0, ())
    marked.grade()  # graded anew: the answer is the same, so the mark is
    assert marked.there("ada")[1:3] == (2.0, False)


def test_another_answer_waits_again_with_its_old_mark(marked):
    """As after nbgrader's own autograding, until somebody marks it again."""
    marked.mark(group(marked, "Because."), beside=3)
    marked.write()
    marked.hand_in("ada", LATER, why="Because of minus times minus.")
    assert marked.write() == (1, ())
    assert marked.there("ada")[1:3] == (3.0, True)
    marked.mark(group(marked, "Because of minus times minus."), beside=4)
    assert marked.write() == (1, ())
    assert marked.there("ada")[1:3] == (4.0, False)
    marked.hand_in("ada", LATER + dt.timedelta(hours=1), why="Because.")
    assert marked.write() == (1, ())
    assert marked.there("ada")[1:3] == (3.0, False)


def test_a_mark_that_is_taken_back_goes_there_too(marked):
    """Then the answer waits, as if nobody had marked it."""
    marked.mark(group(marked, "Because."), beside=3, comment="Well.")
    marked.write()
    seen = {one.attempt: state_of(one.mark) for one in marked.members(group(marked, "Because."))}
    take_back(marked.database, marked.place(), seen)
    marked.keeper.settle_all()
    assert marked.write() == (1, ())
    assert marked.there("ada") == (0.0, None, True, None)


def test_a_mark_of_formgrader_is_not_overwritten(marked):
    """Neither a first one nor a later one, until somebody decides."""
    marked.mark(group(marked, "Because."), beside=3)
    marked.write()
    marked.formgrader("ada", 1.0, "No.")
    marked.formgrader("ben", 4.0)
    marked.mark(group(marked, "Because."), beside=2)
    assert marked.write() == (0, ("ada", "ben"))
    assert marked.there("ada") == (1.0, 1.0, False, "No.")
    ada, ben = sorted(marked.elsewhere(), key=lambda line: line.student)
    take_over(marked.database, marked.place(), [ben])
    keep_ours(marked.database, marked.place(), [ada])
    marked.keeper.settle_all()
    assert marked.elsewhere() == []
    assert marked.write() == (1, ())
    assert marked.there("ada") == (2.0, 2.0, False, None)
    assert marked.there("ben")[1:3] == (4.0, False)
    assert marked.result("ben").why.score == 4.0


def test_without_a_gradebook_nothing_is_written(course):
    """A course that uses none has no trouble, and no gradebook is made."""
    write_questions(course.root)
    own = BookClass(course.root)
    own.hand_in("ada", why="Because.")
    own.mark(own.groups()[0], beside=3)
    assert own.write() == (0, ())
    assert not (course.root / "gradebook.db").exists()
    own.database.close()
