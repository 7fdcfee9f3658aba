"""The framework's own catalogues contain every message of the code, and no other."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import autograder

PACKAGE = Path(autograder.__file__).parent
CATALOGUES = sorted((PACKAGE / "languages").glob("*.po"))
KEYWORDS = {"say": 1, "say_n": 2}  # with so many templates
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@pytest.fixture(scope="module")
def calls():
    """All calls in the code of what says a sentence: its name, its templates and its values."""
    found = []
    for path in PACKAGE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)) if "say" in text else ():
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in KEYWORDS:
                texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                values = {keyword.arg for keyword in node.keywords if keyword.arg}
                found.append((node.func.id, [t for t in texts if isinstance(t, str)], values))
    return found


@pytest.fixture(scope="module")
def said(calls):
    """The messages of the code: templates, as pairs if they have a plural."""
    pairs = ((KEYWORDS[name], texts) for name, texts, _ in calls)
    return {texts[0] if count == 1 else tuple(texts) for count, texts in pairs if texts}


@pytest.fixture(scope="module", params=CATALOGUES, ids=lambda path: path.stem)
def catalogue(request):
    """One of the catalogues."""
    with request.param.open("rb") as file:
        return read_po(file, locale=request.param.stem)


def test_there_is_a_catalogue():
    """There is a Chinese catalogue."""
    assert "zh" in [path.stem for path in CATALOGUES]


def test_a_catalogue_has_every_message_and_no_other(catalogue, said):
    """`make messages` brings it up to date."""
    ids = {message.id for message in catalogue if message.id}
    assert ids ^ said == set()
    assert not catalogue.obsolete


def test_every_message_is_translated(catalogue):
    """No translation is empty or waits for a review."""
    strings = {
        message.id: message.string if isinstance(message.string, tuple) else (message.string,)
        for message in catalogue
        if message.id
    }
    assert [id_ for id_, string in strings.items() if not all(string)] == []
    assert [message.id for message in catalogue if message.fuzzy and message.id] == []


def test_a_translation_has_the_placeholders_of_its_message(catalogue):
    """It has all of them and no other, whether capitalized or not."""
    wrong = []
    for message in catalogue:
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        if message.id and any(_names(one) != _names(ids[-1]) for one in strings):
            wrong.append(message.id)
    assert wrong == []


def test_values_that_are_said_have_a_place_in_the_sentence(calls):
    """A call of `say` gives no value that its template does not use."""
    said = [(texts[-1], values) for _, texts, values in calls if texts]
    assert [text for text, values in said if not values <= _names(text)] == []


def _names(template):
    return {name[:1].lower() + name[1:] for name in PLACEHOLDER.findall(template)}
