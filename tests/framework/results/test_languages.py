"""A result's texts in the languages of the course."""

import msgspec
import pytest

from autograder.grading.protocol import Done
from autograder.languages import from_course, load_catalogue, say_n
from autograder.results.format import (
    EngineInfo,
    ExerciseResult,
    Outcome,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
    TestResult,
)
from autograder.results.languages import as_data, in_language, settled, with_sentences

GERMAN = """\
msgid ""
msgstr "Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "{n} value of {name} is wrong."
msgid_plural "{n} values of {name} are wrong."
msgstr[0] "{n} Wert von {name} ist falsch."
msgstr[1] "{n} Werte von {name} sind falsch."

msgid "Right for {kind}"
msgstr "Richtig als {kind}"
"""


@pytest.fixture(scope="module")
def german(tmp_path_factory):
    """The catalogue of a course in German."""
    folder = tmp_path_factory.mktemp("course")
    place = folder / "translations" / "de" / "course.po"
    place.parent.mkdir(parents=True)
    place.write_text(GERMAN, encoding="utf-8")
    return load_catalogue("de", folder)


def _result():
    said = say_n("{n} value of {name} is wrong.", "{n} values of {name} are wrong.", 2, name="f")
    test = TestResult("t.py::t", from_course("Right for {kind}", kind="float"), Outcome.FAILED)
    test = msgspec.structs.replace(test, message=said)
    return SubmissionResult(
        course="course",
        assignment="a",
        student="ada",
        submission=SubmissionInfo("a.ipynb", ""),
        score=0.0,
        max_score=1.0,
        outcome=SubmissionOutcome.GRADED,
        exercises=[ExerciseResult("f", 0.0, 1.0, Outcome.FAILED, tests=[test])],
        notes=["Something that nobody has translated"],
        engine=EngineInfo("0", "none", "needed", "", "", ""),
    )


def test_a_result_carries_its_texts_in_each_language(german):
    """The fields stay English; translations are stored beside them, also in JSON."""
    result = settled(_result(), [german])
    assert result.translations == {
        "de": {
            "Right for float": "Richtig als float",
            "2 values of f are wrong.": "2 Werte von f sind falsch.",
        }
    }
    again = msgspec.json.decode(msgspec.json.encode(result), type=SubmissionResult)
    assert again.exercises[0].tests[0].message == "2 values of f are wrong."
    shown = in_language(again, "de")
    assert shown.exercises[0].tests[0].title == "Richtig als float"
    assert shown.notes == again.notes
    assert in_language(again, "fr") == again


def test_what_was_translated_before_is_kept_while_its_text_is_there(german):
    """A stored result with a new note keeps its translations, but none of removed texts."""
    result = settled(_result(), [german])
    later = msgspec.structs.replace(result, notes=[], exercises=result.exercises)
    assert settled(later, [german]).translations == result.translations
    without = msgspec.structs.replace(result, exercises=[])
    assert settled(without, [german]).translations == {"de": {}}


def test_a_course_in_one_language_gets_no_translations():
    """Without other languages a result stays the same."""
    assert settled(_result(), []).translations == {}


def test_a_result_is_translated_where_the_catalogue_is(german):
    """The process that makes a result has no catalogue; its sentences cross to one that has."""
    line = msgspec.json.encode(Done(*as_data(_result())))
    done = msgspec.json.decode(line, type=Done)
    assert done.sentences
    assert settled(with_sentences(done.result, done.sentences), [german]) == settled(
        _result(), [german]
    )
