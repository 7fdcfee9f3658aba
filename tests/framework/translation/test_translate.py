"""`autograder translate`: what there is to translate, and what is kept when sources change."""

import json

import pytest
from babel.messages.pofile import read_po
from typer.testing import CliRunner

from autograder.cli.app import app, main
from autograder.course.folder import find_course
from autograder.errors import CourseError
from autograder.languages import load_catalogue, translated
from autograder.misconceptions import load_misconceptions
from autograder.translation.edition import read_source
from autograder.translation.run import left, left_in

COURSE = """\
course: statistics
title: Statistics
languages: [en, de]
assignments:
  - name: averages
    title: Averages
  - name: spread
    title: Spread
"""
GRADER = '''\
import pytest

pytestmark = pytest.mark.exercise("mean")


def test_value(student, reference):
    """The right value for {kind}

    Not the title.
    """
    check_close(student.mean([1.0]), 1.0, "the mean of one number")
    check_close(student.mean([1.0]), 1.0, "m")
'''
MISTAKE = '''\
from autograder.misconceptions import misconception


@misconception("mean")
def sum_alone(x):
    """You add up, and do not
    divide.

    A mean is a sum, divided by how many there are.
    """
    return sum(x)
'''
CATALOGUE = {
    "Averages": "Mittelwerte",
    "The right value for {kind}": "Der richtige Wert für {kind}",
    "You add up, and do not divide.": "Du addierst und teilst nicht.",
}


def _cell(name, source, kind="markdown", **metadata):
    made = {"id": name, "cell_type": kind, "metadata": metadata, "source": source}
    return made | ({"outputs": [], "execution_count": None} if kind == "code" else {})


CELLS = [
    _cell("head", "# Averages\nRead this."),
    _cell("formula", "$$m = \\frac{1}{n} \\sum_i x_i$$"),
    _cell("code", "x = 1", "code"),
    _cell("end", "That is all."),
]


@pytest.fixture
def course(tmp_path):
    """A course in two languages; the second one has no translation yet."""
    files = {
        "course.yaml": COURSE,
        "tests/graders/averages/test_mean.py": GRADER,
        "solutions/averages/misconceptions/mean.py": MISTAKE,
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    for name in ("averages", "spread"):
        _write(tmp_path / "solutions" / name / f"{name}.ipynb", CELLS)
    return tmp_path


def _write(path, cells):
    path.parent.mkdir(parents=True, exist_ok=True)
    metadata = {"language_info": {"name": "python"}}
    notebook = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    path.write_text(json.dumps(notebook), encoding="utf-8")


def _run(course, *options, code=0):
    done = CliRunner().invoke(app, ["translate", "de", *options, "--course", str(course)])
    assert done.exit_code == code, done.output
    return done.output


def _edition(course, name="averages"):
    return course / "translations" / "de" / f"{name}.ipynb"


def _rewrite(path, **texts):
    """Write a notebook again with other texts in some of its cells."""
    notebook = json.loads(path.read_bytes())
    cells = [c | {"source": texts.get(c["id"], c["source"])} for c in notebook["cells"]]
    path.write_text(json.dumps(notebook | {"cells": cells}), encoding="utf-8")


def _fill(course, known=CATALOGUE):
    """Translate these messages in the file, as a translator would."""
    path = course / "translations" / "de" / "course.po"
    text = path.read_text(encoding="utf-8")
    for english, german in known.items():
        before = f'msgid "{english}"\nmsgstr ""'
        assert before in text
        text = text.replace(before, f'msgid "{english}"\nmsgstr "{german}"')
    path.write_text(text, encoding="utf-8")
    return path


def _messages(course):
    with (course / "translations" / "de" / "course.po").open("rb") as file:
        return {message.id: message for message in read_po(file) if message.id}


def test_all_that_students_read_beside_notebooks_is_in_the_catalogue(course):
    """It has titles, words for values, and each paragraph of a hint."""
    _run(course)
    assert list(_messages(course)) == [
        "Statistics",
        "Averages",
        "Spread",
        "You add up, and do not divide.",
        "A mean is a sum, divided by how many there are.",
        "The right value for {kind}",
        "the mean of one number",
    ]


def test_hints_are_found_in_the_catalogue_as_students_read_them(course):
    """Their first paragraph is a message of the catalogue."""
    _run(course)
    _fill(course)
    (known,) = load_misconceptions(course / "solutions" / "averages" / "misconceptions", ["mean"])
    german = load_catalogue("de", course)
    assert translated(known.summary, german) == "Du addierst und teilst nicht."


def test_a_second_run_changes_nothing(course):
    """Up-to-date files are not written again, and translations stay."""
    _run(course)
    path = _fill(course)
    _run(course)
    before = path.read_bytes()
    assert "wrote" not in _run(course)
    assert path.read_bytes() == before
    assert _messages(course)["Averages"].string == "Mittelwerte"


def test_a_changed_sentence_keeps_its_translation_as_a_draft(course):
    """It is marked as fuzzy and not used; removed sentences stay at the end."""
    _run(course)
    path = _fill(course)
    grader = course / "tests" / "graders" / "averages" / "test_mean.py"
    grader.write_text(GRADER.replace("The right value", "The right mean value"), encoding="utf-8")
    (course / "solutions" / "averages" / "misconceptions" / "mean.py").unlink()
    _run(course)
    changed = _messages(course)["The right mean value for {kind}"]
    assert changed.fuzzy
    assert changed.string == "Der richtige Wert für {kind}"
    assert '#~ msgstr "Du addierst und teilst nicht."' in path.read_text(encoding="utf-8")
    assert "fuzzy: the sentence has changed" in _run(course, "--check", code=1)


def test_sentences_of_other_assignments_stay_as_they_are(course):
    """Translating one assignment changes nothing of another."""
    _run(course)
    path = _fill(course)
    grader = course / "tests" / "graders" / "averages" / "test_mean.py"
    grader.write_text(GRADER.replace("The right value", "Nothing like it"), encoding="utf-8")
    _run(course, "spread")
    assert "The right value for {kind}" in path.read_text(encoding="utf-8")
    assert "Nothing like it" not in path.read_text(encoding="utf-8")


def test_an_edition_begins_with_the_text_of_its_source(course):
    """Each prose cell waits for its translation; a formula needs none."""
    _run(course)
    edition = read_source(_edition(course))
    assert [cell["source"] for cell in edition["cells"]] == [
        cell["source"].splitlines(keepends=True) for cell in CELLS
    ]
    assert edition["metadata"]["autograder"] == {"language": "de"}
    source = course / "solutions" / "averages" / "averages.ipynb"
    assert list(left_in(source, _edition(course))) == [
        ("cell 'head'", "not translated"),
        ("cell 'end'", "not translated"),
    ]


def test_translated_cells_are_done_until_their_source_changes(course):
    """Then they are out of date until the translator says that they are done."""
    _run(course)
    _rewrite(_edition(course), head="# Mittelwerte\nLies das.", end="Das ist alles.")
    _run(course)
    source = course / "solutions" / "averages" / "averages.ipynb"
    assert list(left_in(source, _edition(course))) == []
    _rewrite(source, head="# Averages\nRead this twice.", code="x = 2")
    outdated = ("cell 'head'", "out of date: the source has changed since")
    code = ("", "cell 'code' has other code")
    assert list(left_in(source, _edition(course))) == [code, outdated]
    _run(course)
    assert list(left_in(source, _edition(course))) == [outdated]
    _run(course, "--done")
    assert list(left_in(source, _edition(course))) == []
    assert read_source(_edition(course))["cells"][0]["source"][1] == "Lies das."


def test_text_that_nobody_has_translated_follows_its_source(course):
    """An untranslated cell gets the source's new text, and --done does not change that."""
    _run(course)
    source = course / "solutions" / "averages" / "averages.ipynb"
    _rewrite(source, end="This is all.")
    _run(course, "--done")
    assert read_source(_edition(course))["cells"][3]["source"] == ["This is all."]
    assert ("cell 'end'", "not translated") in list(left_in(source, _edition(course)))


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        (CELLS[:3], "cell 'end' is not there"),
        ([*CELLS, _cell("more", "Mehr.")], "cell 'more' is not in the source"),
        ([CELLS[3], *CELLS[:3]], "its cells stand in another order"),
        ([*CELLS[:2], _cell("code", "x = 3", "code"), CELLS[3]], "cell 'code' has other code"),
        ([*CELLS[:3], _cell("end", "", tags=["a"])], "cell 'end' has other metadata"),
        ([*CELLS[:3], _cell("end", "", "raw")], "cell 'end' is of another type"),
    ],
)
def test_an_edition_has_the_cells_of_its_source(course, cells, told):
    """Another cell, order, metadata or line of code is reported, and a sync removes it."""
    _write(_edition(course), cells)
    source = course / "solutions" / "averages" / "averages.ipynb"
    assert ("", told) in list(left_in(source, _edition(course)))
    _run(course)
    assert not [place for place, _ in left_in(source, _edition(course)) if not place]


def test_check_lists_what_is_left_and_writes_nothing(course):
    """It exits with 1 until everything is translated."""
    shown = _run(course, "--check", code=1)
    assert not (course / "translations").exists()
    assert "translations/de/averages.ipynb: not there" in shown
    assert "translations/de/course.po: course.yaml: Averages: not translated" in shown


def test_check_of_an_assignment_asks_for_nothing_of_another(course):
    """Of course.yaml, only the course's and its own title count."""
    shown = _run(course, "spread", "--check", code=1)
    assert [line for line in shown.splitlines() if "course.po" in line] == [
        "translations/de/course.po: course.yaml: Statistics: not translated",
        "translations/de/course.po: course.yaml: Spread: not translated",
    ]


def test_check_is_content_with_what_is_translated(course):
    """If every sentence and cell is translated, it exits with 0."""
    _run(course)
    every = {message: f"{message} auf Deutsch" for message in _messages(course)}
    _fill(course, every)
    for name in ("averages", "spread"):
        _rewrite(_edition(course, name), head="# Auf Deutsch", end="Ende.")
    assert "all is translated" in _run(course, "--check")


def test_a_language_must_be_in_course_yaml(course, capsys, monkeypatch):
    """The error for another language lists the course's languages."""
    monkeypatch.setattr("sys.argv", ["autograder", "translate", "fr", "--course", str(course)])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "'fr' is none of the languages" in capsys.readouterr().err


def test_a_notebook_without_ids_is_refused(course):
    """Cells are matched by id, so a notebook of an old format must be saved again."""
    source = course / "solutions" / "averages" / "averages.ipynb"
    _write(source, [{"cell_type": "markdown", "metadata": {}, "source": "Old."}])
    _write(_edition(course), CELLS)
    folder = find_course(course)
    with pytest.raises(CourseError, match="its cells have no ids"):
        list(left(folder, "de", folder.course.assignments[:1]))
