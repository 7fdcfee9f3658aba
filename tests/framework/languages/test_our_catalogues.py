"""The framework's own catalogues contain every message of the code, and no other."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import autograder

PACKAGE = Path(autograder.__file__).parent
CATALOGUES = sorted((PACKAGE / "languages").glob("*.po"))
KEYWORDS = {"say": None, "say_n": (1, 2)}
PLACEHOLDER = re.compile(r"\{(\w+)\}")


@pytest.fixture(scope="module")
def said():
    """The messages of the code: templates, as pairs if they have a plural."""
    found = extract_from_dir(PACKAGE, method_map=[("**.py", "python")], keywords=KEYWORDS)
    return {message for _, _, message, _, _ in found}


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


def test_values_that_are_said_have_a_place_in_the_sentence():
    """A call of `say` gives no value that its template does not use."""
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in KEYWORDS:
                texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                names = {keyword.arg for keyword in node.keywords if keyword.arg}
                if isinstance(texts[-1:] and texts[-1], str) and not names <= _names(texts[-1]):
                    wrong.append(texts[-1])
    assert wrong == []


def _names(template):
    return {name[:1].lower() + name[1:] for name in PLACEHOLDER.findall(template)}
