"""What the pages of marking share."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import Response

from autograder.course.settings import Assignment
from autograder.errors import GradebookError
from autograder.service.marking.book import Book, read_book
from autograder.service.marking.questions import Question, questions_of
from autograder.service.marking.rubric import Place
from autograder.service.marking.words import signed
from autograder.service.web.door import Asked
from autograder.service.web.staff.pages import assignment_of, staff_page


def question_of(asked: Asked) -> tuple[Assignment, Question]:
    """Return the assignment and the question in the address; raises HTTPException."""
    assignment = assignment_of(asked)
    for one in questions_of(asked.site.engine.course.folder, assignment):
        if one.id == asked.path["question"]:
            return assignment, one
    raise HTTPException(404)


def place_of(asked: Asked) -> Place:
    """Return where somebody marks, and who."""
    assignment, question = question_of(asked)
    return Place(assignment.name, question, asked.member.name)


def shows_names(asked: Asked) -> bool:
    """Return whether the names of students are to be seen."""
    return asked.query.get("names", asked.field("names")) == "1"


def address(assignment: Assignment, question: Question | None = None, key: str = "") -> str:
    """Return the path of a page."""
    base = f"/class/{quote(assignment.name)}/marking"
    if question is None:
        return base
    own = f"{base}/{quote(question.id, safe='')}"
    return f"{own}/answers/{key}" if key else own


def with_names(path: str, *, names: bool) -> str:
    """Return a path that keeps showing the names, or hiding them."""
    return f"{path}?names=1" if names else path


def book_of(
    asked: Asked, assignment: Assignment, questions: Sequence[Question]
) -> tuple[Book, str]:
    """Compare questions with nbgrader's gradebook; or return why it cannot be read."""
    engine = asked.site.engine
    try:
        return read_book(engine.database, engine.course.folder, assignment, questions), ""
    except GradebookError as error:
        return Book(), str(error)


def marking_page(
    asked: Asked, template: str, *, status: int = 200, refresh_s: int = 0, **values: object
) -> Response:
    """Return a page with what all of them need."""
    names = shows_names(asked)
    values |= {"names": names, "keep": "?names=1" if names else "", "signed": signed}
    answer = staff_page(asked, template, refresh_s=refresh_s, **values)
    answer.status_code = status
    return answer
