"""Students' mistakes in these exercises, and what they read about them: see tests/diagnoses."""

import json
import re
from typing import NamedTuple

import pytest
from courses import ROOT, run

from autograder.course.exercises import read_exercises
from autograder.course.folder import find_course
from autograder.reference import Reference

pytestmark = pytest.mark.slow

CORPUS = ROOT / "tests" / "diagnoses"
COURSE = find_course(ROOT)
ASSIGNMENTS = sorted(path.name for path in CORPUS.iterdir() if path.is_dir())


class Mistake(NamedTuple):
    """A wrong function, and what must be said about it."""

    exercise: str
    name: str
    code: str

    def lines(self, word):
        """Return the text after a word in the comments above the function."""
        return re.findall(rf"^# {word}:? ?(.*)$", self.code, re.MULTILINE)


def mistakes_of(assignment):
    """Return an assignment's wrong functions: one file for each exercise, `# %%` before each."""
    found = []
    for path in sorted((CORPUS / assignment).glob("*.py")):
        for part in re.split(r"^# %% ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            name, _, code = part.partition("\n")
            found.append(Mistake(path.stem, name.strip(), code))
    return found


def packed(assignment):
    """Put as many functions into one notebook as do not use each other."""
    reference = Reference(COURSE.source_notebook(assignment))
    notebooks = []
    for mistake in mistakes_of(assignment):
        builds_on = reference.builds_on(mistake.exercise)
        for notebook in notebooks:
            if all(
                other.exercise != mistake.exercise
                and other.exercise not in builds_on
                and mistake.exercise not in reference.builds_on(other.exercise)
                for other in notebook
            ):
                notebook.append(mistake)
                break
        else:
            notebooks.append([mistake])
    return notebooks


@pytest.fixture(scope="module", params=ASSIGNMENTS)
def told(request, tmp_path_factory):
    """Grade an assignment's mistakes as one class; return each with its exercise's result."""
    folder = tmp_path_factory.mktemp("mistakes")
    solution = json.loads(COURSE.source_notebook(request.param).read_text(encoding="utf-8"))
    right = [cell for cell in solution["cells"] if cell["cell_type"] == "code"]
    notebooks = packed(request.param)
    for i, notebook in enumerate(notebooks):
        cells = [right[0] | {"metadata": {}, "source": mistake.code} for mistake in notebook]
        text = json.dumps(solution | {"cells": [*right, *cells]})
        (folder / f"student{i:03}.ipynb").write_text(text, encoding="utf-8")
    done = run(
        *("autograder", "grade", request.param, folder),
        *("--results", folder / "results", "--json"),
        code=0,
        AUTOGRADER_SECRET="the diagnosed class's",
    )
    results = {result["student"]: result["exercises"] for result in json.loads(done.stdout)}
    return [
        (mistake, next(e for e in results[f"student{i:03}"] if e["name"] == mistake.exercise))
        for i, notebook in enumerate(notebooks)
        for mistake in notebook
    ]


def test_what_is_said_of_each_mistake(told):
    """The diagnosis is the known mistake's name, or has the words above the function."""
    wrong = [
        (mistake.exercise, mistake.name, result["misconceptions"], result["diagnosis"])
        for mistake, result in told
        if not (
            set(result["misconceptions"]) == set(" ".join(mistake.lines("known")).split())
            and all(words in (result["diagnosis"] or "") for words in mistake.lines("says"))
        )
    ]
    assert wrong == []


def test_most_of_it_is_specific():
    """At most 15 % of all mistakes get words that say only that something is wrong."""
    mistakes = [mistake for name in ASSIGNMENTS for mistake in mistakes_of(name)]
    assert len(mistakes) >= 200
    assert all(mistake.lines("says") or mistake.lines("known") for mistake in mistakes)
    vague = [mistake for mistake in mistakes if mistake.lines("vague")]
    assert len(vague) <= 0.15 * len(mistakes)


def test_each_file_is_of_an_exercise():
    """A misnamed file would be of no use."""
    for assignment in ASSIGNMENTS:
        exercises = {e.name for e in read_exercises(COURSE.source_notebook(assignment))}
        assert {mistake.exercise for mistake in mistakes_of(assignment)} <= exercises
