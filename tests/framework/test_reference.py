import pytest


@pytest.mark.parametrize(
    ("code", "draws"),
    [
        ("def f(n):\n    return np.random.normal(size=n)", True),
        ("def f(n):\n    return np.random.default_rng(0).standard_normal(n)", True),
        (
            "from numpy.random import default_rng\ndef f(n):\n    return default_rng().normal()",
            True,
        ),
        ("def f(n):\n    return [random.random() for _ in range(n)]", True),
        (
            "def f(n):\n    def one():\n        return random.gauss(0, 1)\n    return one() + n",
            True,
        ),
        ("f = lambda n: n * np.random.rand()", True),
        ("def helper(n):\n    return np.random.rand(n)\ndef f(n):\n    return helper(n)", True),
        ("rng = np.random.default_rng(1)\ndef f(n):\n    return rng.normal(size=n)", True),
        ("from numpy.random import normal\ndef f(n):\n    return normal(size=n)", True),
        ("from random import gauss\ndef f(n):\n    return gauss(0, 1)", True),
        ("def f(n):\n    return np.zeros(n)", False),
        ("def f(n):\n    'Not a random number.'\n    return n", False),
        ("def g(n):\n    return np.random.rand(n)\ndef f(n):\n    return n", False),
        ("def f(n):\n    return f(n - 1) if n else 0", False),
        ("f = lambda n: f(n - 1) if n else 0", False),
        ("f = np.exp", False),
    ],
)
def test_whether_a_function_draws(reference_of, code, draws):
    """A function draws random numbers if it or what it calls does."""
    assert reference_of(f=code).draws("f") is draws


def test_what_an_exercise_builds_on(reference_of):
    """It uses the exercises that it calls, also through helpers and other exercises."""
    reference = reference_of(
        one="def one(x):\n    return x",
        two="def helper(x):\n    return one(x)\ndef two(x):\n    return helper(x)",
        three="def three(x):\n    return two(x)",
        draw="def draw():\n    return np.random.rand()",
        four="def four():\n    return draw()",
    )
    assert [reference.builds_on(name) for name in ("one", "two", "three")] == [
        frozenset(),
        {"one"},
        {"one", "two"},
    ]
    assert (reference.draws("four"), reference.draws("three")) == (True, False)
