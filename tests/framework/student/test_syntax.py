import sys

import pytest

from autograder.student.syntax import of_another_python, reason

NEWEST = f"3.{sys.version_info.minor + 1}.0"


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("def f(x)\n    return x", "expected ':'"),
        ("x = (1,", "'(' was never closed"),
        ("x = = 1", "invalid syntax"),
        ("x = f(1 2)", "invalid syntax. Perhaps you forgot a comma?"),
        ("print 'a'", "Missing parentheses in call to 'print'. Did you mean print(...)?"),
        ("def f(x):\nreturn x", "expected an indented block after function definition on line 1"),
        ("x = 'abc", "unterminated string literal"),
        ("f(x) = 1", "cannot assign to function call here. Maybe you meant '==' instead of '='?"),
        ("f(a=1, 2)", "positional argument follows keyword argument"),
        ("def f(a=1, b):\n    pass", None),
        ("if x:\n    1\n  2", "unindent does not match any outer indentation level"),
    ],
)
def test_the_parser_s_own_sentences_are_told(code, told):
    """Python's own sentence about such code is repeated."""
    with pytest.raises(SyntaxError) as raised:
        compile(code, "cell", "exec")
    said = reason(raised.value.msg)
    assert said == told or (told is None and said != "invalid syntax")


@pytest.mark.parametrize(
    ("character", "told"),
    [
        ("\u00a0", "no-break space, often pasted from elsewhere; type the space anew"),
        ("\u201c", "type the quote anew"),
        ("\u2019", "type the quote anew"),
        ("\u2212", "minus sign, often pasted from elsewhere; type - instead"),
        ("\u2013", "type - instead"),
        ("\uff08", "type ( instead"),
        ("\u200b", "delete it"),
    ],
)
def test_a_pasted_character_is_named(character, told):
    """The message says which character it is, and what to type instead."""
    with pytest.raises(SyntaxError) as raised:
        compile(f"x = 1 {character} 2", "cell", "exec")
    assert told in reason(raised.value.msg)


def test_other_words_are_not_repeated():
    """Any other reason could carry a message."""
    assert reason("0.123 is the first value of z") == "invalid syntax"
    assert reason("expected ':' and 0.123") == "expected ':'"


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="this Python knows the syntax")
@pytest.mark.parametrize(
    "line", ['return f"{\', \'.join(a)} {b["c"]}"', "type Vector = list", "def f[T](x: T):"]
)
def test_newer_syntax_is_said_to_be_that(line):
    """The message says that a line is for a newer Python."""
    assert "this is syntax of Python 3.12" in reason("invalid syntax", line)


def test_a_notebook_of_a_newer_python_is_said_to_be_that():
    """The notebook's version is compared with the grading Python's."""
    assert NEWEST.rpartition(".")[0] in of_another_python(NEWEST)
    assert [of_another_python(version) for version in ("3.8.1", "", "2.7", "nonsense")] == [""] * 4
