import pytest

from autograder.insight.anonymous import Words, anonymous, screen_for

PEOPLE = [("ada17", "Ada", "Lovelace", "ada@example.org"), ("sum_for",)]


def shown(code, **words):
    """Return Ada's code as a report shows it."""
    return anonymous(code, screen_for(PEOPLE, Words(**words)))


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("def f(x):  # by Ada\n    # mine\n    return x\n", "def f(x):\n    return x"),
        ('def f(x):\n    """Homework, Ada."""\n    return x', "def f(x):\n    return x"),
        ('"""By Ada."""\nx = "Lovelace wrote this"', 'x = "…"'),
        ("p['W1'] + p['b 1']", "p['W1'] + p[\"…\"]".replace('"', "'")),
        ("np.einsum('ij, jk -> ik', a, b)", "np.einsum('ij, jk -> ik', a, b)"),
        ("print('Lovelace')", "print('…')"),
        ("ada_sum = lovelaceTotal = 1", "name_1 = name_2 = 1"),
        ("adamant = 1", "adamant = 1"),
        ("for x in sum(y): pass", "for x in sum(y): pass"),
        ("f'{x} of Ada'", "f'{x}…'"),
        ("x = 'a\x1b[2J'", "x = '…'"),
        ("x = \u202e1", "x =  1"),
        ("def f(x:\n  return (", "def f(x:\n  return ("),
    ],
)
def test_what_is_taken_out(code, expected):
    """Comments, free texts and names of people go; keys, modes and code that is no code stay."""
    assert shown(code) == expected


def test_what_the_course_says_stays():
    """A text or a name of the solution names no student."""
    code = "raise ValueError('ada is an optimizer')\nada = 1"
    words = {"strings": frozenset({"ada is an optimizer"}), "names": frozenset({"ada"})}
    assert shown(code, **words) == code


@pytest.mark.parametrize(
    "code", ["(" * 5000, "x = " + "-" * 20_000 + "1", "f'" * 9000, "if 1:\n" * 2000, "\0"]
)
def test_hostile_code(code):
    """Code that is made to break a parser is shown or left out, and nothing fails."""
    assert isinstance(shown(code), str)


def test_texts_for_people():
    """Names of people are taken out of reasons and messages too."""
    screen = screen_for(PEOPLE, Words())
    assert (
        screen_for([("forgot_return",)], Words()).redacted("a `return` line") == "a `return` line"
    )
    assert screen.redacted("ValueError: Ada17 Lovelace's x") == "ValueError: …17 …'s x"
