"""Notebooks in several languages: which one counts, and in which language its student reads."""

import io
import json
import zipfile

import msgspec
import pytest

from autograder.collect.run import Collection, collect
from autograder.collect.times import Clock
from autograder.course.roster import read_roster
from autograder.grading.engine import ClassRun, grade_class
from autograder.grading.today import refresh
from autograder.report.feedback import feedback_view
from autograder.results.store import ResultStore
from autograder.submission.editions import Editions
from autograder.submission.find import find_submissions

YAML = """\
course: tiny
title: A tiny course
languages: [en, zh]
assignments:
  - name: powers
    title: Powers
    limits: {call_s: 1.0, exercise_s: 3.0, load_s: 4.0, total_s: 20.0}
"""
ROSTER = "id,language\nanna,en\nwen,\nrosa,ZH\nodd,klingon\n"
CATALOGUE = """\
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "Powers"
msgstr "幂"

msgid "Each element is squared"
msgstr "每个元素都取平方"
"""
STUBS = ["def square(x):\n    raise NotImplementedError\n", "def cube(x):\n    raise ValueError\n"]
SQUARE = "import numpy as np\n\ndef square(x):\n    return x * x\n"
CUBE = "def cube(x):\n    return square(x) * x\n"
SOLVED, HALF, UNTOUCHED = [SQUARE, CUBE], [SQUARE, STUBS[1]], STUBS
EN, ZH = "powers.ipynb", "powers.zh.ipynb"
SEVERAL = (
    "the notebooks of several languages were changed; {} was graded, in which most was changed"
)
OTHER = "powers.zh.ipynb was graded; nothing was changed in the notebook of another language"


def notebook(cells, language=""):
    """Return a notebook's bytes, of an edition if a language is named."""
    code = [{"cell_type": "code", "source": c, "metadata": {}, "outputs": []} for c in cells]
    metadata = {"autograder": {"language": language}} if language else {}
    made = {"cells": code, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(made).encode()


def zipped(files):
    """Return a zip of files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def write_bilingual_course(root, write_course):
    """Write the tiny course in two languages, with its releases, a catalogue and a roster."""
    folder = write_course(root, yaml=YAML)
    released = folder.releases("powers")
    released.mkdir(parents=True)
    (released / EN).write_bytes(notebook(STUBS))
    (released / ZH).write_bytes(notebook(STUBS, "zh"))
    catalogue = root / "translations" / "zh" / "course.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(CATALOGUE, encoding="utf-8")
    (root / "roster.csv").write_text(ROSTER, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def bilingual(tmp_path_factory, write_tiny_course):
    """A course in English and Chinese."""
    return write_bilingual_course(tmp_path_factory.mktemp("course"), write_tiny_course)


BROKEN = b"{"
CASES = {
    "the one in Chinese": ({EN: notebook(UNTOUCHED), ZH: notebook(SOLVED)}, ZH),
    "the one in English": ({EN: notebook(SOLVED), ZH: notebook(UNTOUCHED)}, EN),
    "neither": ({EN: notebook(UNTOUCHED), ZH: notebook(UNTOUCHED)}, EN),
    "both, more in Chinese": ({EN: notebook(HALF), ZH: notebook(SOLVED)}, ZH),
    "both alike": ({EN: notebook(SOLVED), ZH: notebook(SOLVED)}, EN),
    "a broken one": ({EN: notebook(UNTOUCHED), ZH: BROKEN}, ZH),
    "another beside it": ({ZH: notebook(SOLVED), "scratch.ipynb": notebook(SOLVED)}, ZH),
    "no language of the course": ({EN: notebook(HALF), "powers.old.ipynb": notebook(SOLVED)}, EN),
}


@pytest.mark.parametrize(("files", "counts"), CASES.values(), ids=CASES)
@pytest.mark.parametrize("kind", ["folder", "tree"])
def test_the_edition_that_was_worked_on_counts(bilingual, tmp_path, files, counts, kind):
    """The most changed one counts; of two equal ones, course.yaml's first language."""
    place = tmp_path / "ann" / ("powers" if kind == "tree" else "work")
    place.mkdir(parents=True)
    for name, data in files.items():
        (place / name).write_bytes(data)
    editions = Editions.of(bilingual, bilingual.course.assignments[0])
    (found,) = find_submissions([tmp_path], "powers", tmp_path / "no", ["powers"], editions)
    assert (found.student, found.path) == ("ann", place / counts)


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_collect_takes_the_edition_that_was_worked_on(write_tiny_course, tmp_path, kind):
    """From a folder or a zip, it gets the assignment's name."""
    course = write_bilingual_course(tmp_path / "course", write_tiny_course)
    files = {EN: notebook(UNTOUCHED), ZH: notebook(SOLVED, "zh")}
    members = {f"anna/{name}": data for name, data in files.items()}
    if kind == "zip":
        members = {"anna.zip": zipped(files)}
    source = tmp_path / "export.zip"
    source.write_bytes(zipped(members))
    roster = read_roster(course.root / "roster.csv")
    clock = Clock("UTC")
    report = collect(Collection(course, course.course.assignments[0], roster, clock), [source])
    assert report.problems == []
    assert (course.submitted() / "anna" / "powers" / EN).read_bytes() == files[ZH]


CLASS = {
    "ada/powers.ipynb": notebook(SOLVED),
    "bo.zip": zipped({f"work/{EN}": notebook(UNTOUCHED), f"work/{ZH}": notebook(SOLVED, "zh")}),
    "wen/powers.zh.ipynb": notebook(SOLVED),  # the metadata is gone; the name says it
    "wen/powers.ipynb": notebook(UNTOUCHED),
    "anna/work.ipynb": notebook(SOLVED, "zh"),  # the roster says otherwise
    "rosa/powers.ipynb": notebook(SOLVED),
    "odd/powers.ipynb": notebook(SOLVED, "klingon"),
    "eve/powers.ipynb": notebook(SOLVED),
    "eve/powers.zh.ipynb": notebook(SOLVED, "zh"),
    "zoe/powers.ipynb": notebook(HALF),
    "zoe/powers.zh.ipynb": notebook(SOLVED, "zh"),
}


@pytest.fixture(scope="module")
def graded(bilingual, tmp_path_factory):
    """The results of a class that worked in both languages, by student."""
    root = tmp_path_factory.mktemp("class")
    for name, data in CLASS.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(data)
    assignment = bilingual.course.assignments[0]
    editions = Editions.of(bilingual, assignment)
    found = find_submissions([root], "powers", bilingual.submitted(), ["powers"], editions)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AUTOGRADER_SECRET", "a secret for tests")
        run = ClassRun(bilingual, assignment, found, root / "results")
        results = {one.result.student: one.result for one in grade_class(run, jobs=1)}
    return results, ResultStore(root / "results", "powers")


pytestmark = pytest.mark.processes


def test_equal_code_gets_equal_marks(graded):
    """The solution gets the same marks in every language."""
    results, _ = graded
    english = results["ada"]
    for result in results.values():
        assert result.score == english.score == 10.0
        assert [
            (e.name, e.outcome, e.place, [(t.id, t.title, t.outcome) for t in e.tests])
            for e in result.exercises
        ] == [
            (e.name, e.outcome, e.place, [(t.id, t.title, t.outcome) for t in e.tests])
            for e in english.exercises
        ]


def test_the_language_is_the_roster_s_or_the_notebook_s_or_the_first(graded):
    """A language that the course does not have is ignored."""
    results, _ = graded
    told = {name: (one.submission.language, one.language) for name, one in results.items()}
    assert told == {
        "ada": ("", "en"),
        "anna": ("zh", "en"),
        "bo": ("zh", "zh"),
        "eve": ("", "en"),
        "odd": ("", "en"),
        "rosa": ("", "zh"),
        "wen": ("zh", "zh"),
        "zoe": ("zh", "zh"),
    }


def test_a_note_says_which_edition_was_graded(graded):
    """There is a note if there was a real choice, or if the first language was not chosen."""
    results, _ = graded
    notes = {name: one.notes for name, one in results.items() if one.notes}
    assert notes == {"wen": [OTHER], "zoe": [SEVERAL.format(ZH)]}


def test_feedback_is_in_the_language_of_its_student(graded, bilingual):
    """All of it is: titles, verdicts and notes."""
    results, _ = graded
    course, assignment = bilingual.course, bilingual.course.assignments[0]
    view = feedback_view(results["wen"], course, assignment, bilingual.catalogue_in("zh"))
    assert view.assignment == "幂"
    assert view.total == "10 / 10"
    assert view.sentences == ("所有练习都正确。",)
    assert view.exercises[0].verdict == "正确"
    assert "每个元素都取平方" in view.exercises[0].passed.titles
    assert view.notes == ("评分用的是 powers.zh.ipynb；另一种语言的 notebook 没有改动",)


def test_a_language_changes_without_grading_again(graded, bilingual):
    """The stored result follows the roster and is otherwise the same."""
    results, store = graded
    roster = bilingual.root / "roster.csv"
    before = roster.read_text(encoding="utf-8")
    roster.write_text(before.replace("wen,", "wen,en"), encoding="utf-8")
    refresh(bilingual, bilingual.course.assignments[0], store)
    roster.write_text(before, encoding="utf-8")
    assert store.load("wen") == msgspec.structs.replace(results["wen"], language="en")
