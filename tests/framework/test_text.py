import io

import pytest
from rich.console import Console

from autograder.report.table import class_table
from autograder.results.brief import row_of
from autograder.results.format import (
    EngineInfo,
    SubmissionInfo,
    SubmissionOutcome,
    SubmissionResult,
)
from autograder.text import listed, not_found, printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ada Łovelace 数学 😀", "Ada Łovelace 数学 😀"),
        ("two\nlines\tand\r", "two lines and"),
        ("\x1b[31mred\x9b\x7f", "[31mred"),
        ("half\ud83d \udcff", "half"),
        ("\u202egnp.exe", "gnp.exe"),
        ("\0", ""),
    ],
)
def test_printable(text, shown):
    """Characters that a terminal would obey, or cannot encode, become spaces."""
    assert printable(text) == shown


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], ""),
        (["b", "a"], "a, b"),
        (["a\n"], "a"),
        (["x" * 61], "x" * 59 + "…"),
        ([str(n) for n in range(9)], "0, 1, 2, 3, 4 and 4 more"),
    ],
)
def test_listed(names, text):
    """The first few names are shown, shortened and on one line, and the others are counted."""
    assert listed(names) == text


def test_a_name_in_the_table():
    """A student's name is shown unchanged, except for what a terminal would obey."""
    info = EngineInfo("0", "namespaces", "needed", "", "", "")
    result = SubmissionResult(
        *("course", "hw", "\x1b[31m[red]\u202e\nada", SubmissionInfo("", ""), 0.0, 1.0),
        *(SubmissionOutcome.UNREADABLE, [], ["why"], info),
    )
    console = Console(file=io.StringIO(), width=100)
    console.print(class_table([row_of(result)]))
    assert console.file.getvalue().splitlines()[-1].startswith(" [31m[red]  ada ".strip())


@pytest.mark.parametrize(
    ("name", "known", "text"),
    [
        ("Adda", ["bob", "ada", "adam"], "'Adda'; like it: ada, adam"),
        ("zoe", ["bob", "ADA"], "'zoe'; there are: ADA, bob"),
        ("zoe", [], "'zoe'"),
        ("a\x1b\n", ["a\x1b\x07"], "'a'; like it: a"),
        ("z" * 90, list("abcdefg"), f"'{'z' * 59}…'; there are: a, b, c, d, e and 2 more"),
    ],
)
def test_not_found(name, known, text):
    """The message for an unknown name lists similar ones, or else all."""
    assert not_found(name, known) == text
