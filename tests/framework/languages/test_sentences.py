"""Sentences that keep their template and values, and catalogues that translate them."""

import copy
from pathlib import Path

import msgspec
import pytest

from autograder.errors import CourseError
from autograder.languages import (
    Sentence,
    from_course,
    join_sentences,
    listing,
    load_catalogue,
    plain,
    say,
    say_n,
    translated,
)
from autograder.languages.packed import Packed, pack, unpack

COURSE = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n<5 ? 1 : 2);\\n"

msgid "{Name} is wrong in {place}."
msgstr "W {place} {name} se mýlí."

msgid "{n} value is wrong."
msgid_plural "{n} values are wrong."
msgstr[0] "{n} hodnota"
msgstr[1] "{n} hodnoty"
msgstr[2] "{n} hodnot"

msgid "the result"
msgstr "výsledek"

msgid "{kind} in one dimension"
msgstr "{kind} v jednom rozměru"

#, fuzzy
msgid "A guess."
msgstr "Odhad."
"""


@pytest.fixture(scope="module")
def czech(tmp_path_factory):
    """A catalogue of a course, in a language with three plurals."""
    folder = tmp_path_factory.mktemp("course")
    place = folder / "translations" / "cs" / "course.po"
    place.parent.mkdir(parents=True)
    place.write_text(COURSE, encoding="utf-8")
    return load_catalogue("cs", folder)


def test_a_sentence_is_its_english_text():
    """A sentence is English text wherever a text is used, and keeps its form in an exception."""
    sentence = say("{Name} is wrong in {place}.", name="the value", place="cell 3")
    assert sentence == "The value is wrong in cell 3."
    assert isinstance(str(ValueError(sentence)), Sentence)
    assert type(plain(sentence)) is str
    assert copy.deepcopy(sentence).form == sentence.form


def test_a_sentence_is_told_in_another_language(czech):
    """The template is looked up and filled, in the order of the other language."""
    sentence = say("{Name} is wrong in {place}.", name=say("the result"), place="cell 3")
    assert sentence == "The result is wrong in cell 3."
    assert translated(sentence, czech) == "W cell 3 výsledek se mýlí."


@pytest.mark.parametrize(
    ("n", "english", "other"),
    [
        (1, "1 value is wrong.", "1 hodnota"),
        (3, "3 values are wrong.", "3 hodnoty"),
        (7, "7 values are wrong.", "7 hodnot"),
    ],
)
def test_plurals_follow_the_language_s_own_rules(czech, n, english, other):
    """A language with three plurals gets the right one from its catalogue."""
    sentence = say_n("{n} value is wrong.", "{n} values are wrong.", n)
    assert sentence == english
    assert translated(sentence, czech) == other


def test_lists_are_the_language_s_own(czech):
    """Names in a list are joined as in the language."""
    assert listing(["a", "b", "c"]) == "a, b and c"
    assert listing(["a"], "or") == "a"
    assert translated(listing(["a", say("the result")], "or"), czech) == "a nebo výsledek"
    assert translated(listing(["`a`", "`b`", "`c`"]), load_catalogue("zh")) == "`a`、`b`和`c`"


def test_sentences_are_joined_with_spaces_where_the_language_has_them(czech):
    """Each sentence is translated on its own; no space follows a Chinese full stop."""
    both = join_sentences([say_n("{n} value is wrong.", "{n} values are wrong.", 1), "", "Hm."])
    assert both == "1 value is wrong. Hm."
    assert translated(both, czech) == "1 hodnota Hm."
    assert join_sentences(["", ""]) == ""


def test_a_value_is_never_a_template(czech):
    """A value stays as it is, even if it looks like a placeholder."""
    sentence = say("{Name} is wrong in {place}.", name="{place}", place="{name} is wrong")
    assert sentence == "{place} is wrong in {name} is wrong."
    assert translated(sentence, czech) == "W {name} is wrong {place} se mýlí."


def test_a_sentence_crosses_to_another_process_of_ours(czech):
    """It travels as plain data and arrives unchanged, with everything that it quotes."""
    names = listing([say("the result"), "`a`"], "or")
    sentence = say("{Name} is wrong in {place}.", name=names, place="cell 3")
    both = join_sentences([sentence, say_n("{n} value is wrong.", "{n} values are wrong.", 3)])
    sent = msgspec.json.encode(pack(both))
    arrived = unpack(msgspec.json.decode(sent, type=Packed))
    assert arrived == both
    assert translated(arrived, czech) == "W cell 3 výsledek nebo `a` se mýlí. 3 hodnoty"
    assert unpack(msgspec.json.decode(msgspec.json.encode(pack("plain")), type=Packed)) == "plain"


def test_titles_of_the_course_are_looked_up_in_its_own_catalogue(czech):
    """A title is looked up before its parameters are filled in."""
    title = from_course("{kind} in one dimension", kind="float")
    assert title == "float in one dimension"
    assert translated(title, czech) == "float v jednom rozměru"
    assert translated("the result", czech) == "výsledek"
    assert from_course("a dict like {'a': 1}") == "a dict like {'a': 1}"


def test_what_is_not_translated_or_not_confirmed_stays_english(czech):
    """A missing or fuzzy message is English, never empty."""
    assert translated(say("A guess."), czech) == "A guess."
    assert translated("", czech) == ""


def test_an_unknown_language_and_a_broken_catalogue_are_named(tmp_path):
    """The error says which language or file is wrong."""
    with pytest.raises(CourseError, match="'klingon' is no language"):
        load_catalogue("klingon")
    place = tmp_path / "translations" / "de" / "course.po"
    place.parent.mkdir(parents=True)
    place.write_bytes(b'msgid "a"\nmsgstr "\xff"\n')
    with pytest.raises(CourseError, match=r"course\.po: cannot be read"):
        load_catalogue("de", Path(tmp_path))


def test_a_placeholder_may_have_any_name():
    """A parameter of a hidden test may be called as an argument of ours is."""
    assert from_course("The {text} in {self}", text="word", self="place") == "The word in place"
