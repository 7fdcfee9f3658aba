import functools

import pytest

from autograder.execution.arguments import bind, call

X, P, EXTRA = "the X", "the parameters", "the extra"


class Net:
    """A class whose method is called."""

    def forward(self, X, parameters):
        """Return the arguments as they came."""
        return X, parameters


@pytest.mark.parametrize(
    "function",
    [
        lambda X, parameters: (X, parameters),
        lambda parameters, X: (X, parameters),
        lambda x, params: (x, params),
        lambda a, b: (a, b),
        lambda x, Parameters: (x, Parameters),
        lambda PARAMETERS, x: (x, PARAMETERS),
        lambda parameters, data: (data, parameters),
        lambda data, X: (X, data),
        lambda X, parameters, more=3: (X, parameters),
        lambda X, more=3, parameters=None: (X, parameters),
        lambda *args: args,
        lambda X, *rest: (X, *rest),
        lambda first, *rest: (first, *rest),
        lambda X, parameters, **options: (X, parameters),
        lambda X, parameters, *rest: (X, parameters),
        lambda X, parameters, /: (X, parameters),
        lambda X, parameters, *, flag=True: (X, parameters),
        Net().forward,
        functools.partial(lambda k, X, parameters: (X, parameters), 1),
    ],
)
def test_arguments_reach_the_parameters_that_their_author_meant(function):
    """Names count first, ignoring case, and then the order."""
    assert call(function, {"X": X, "parameters": P}, {}) == (X, P)


def test_two_arguments_that_differ_in_case_go_by_exact_name_or_order():
    """If only the case distinguishes two arguments, it is not ignored."""
    assert bind(lambda w, W: None, {"W": 1, "w": 2}, {}) == [2, 1]
    assert bind(lambda a, b: None, {"W": 1, "w": 2}, {}) == [1, 2]


@pytest.mark.parametrize(
    ("function", "expected"),
    [
        (lambda X, parameters: None, [X, P]),
        (lambda X, parameters, extra: None, [X, P, EXTRA]),
        (lambda extra, X, parameters: None, [EXTRA, X, P]),
        (lambda X, other, parameters: None, [X, EXTRA, P]),
        (lambda X, parameters, extra=None: None, [X, P]),
    ],
)
def test_extras_go_only_to_who_asks(function, expected):
    """An extra fills a required parameter that no argument fills, by name if possible."""
    assert bind(function, {"X": X, "parameters": P}, {"extra": EXTRA}) == expected


def test_defaults_fill_the_gaps():
    """A default between two given arguments is kept."""
    assert bind(lambda X, k=7, parameters=None: None, {"X": X, "parameters": P}, {}) == [X, 7, P]


@pytest.mark.parametrize(
    "function", [lambda: None, lambda X: None, lambda X, parameters, c: None, lambda a, b, c: None]
)
def test_too_few_or_too_many_parameters_are_the_function_s_own_error(function):
    """The call itself raises the error, as in the notebook."""
    with pytest.raises(TypeError, match="positional argument"):
        call(function, {"X": X, "parameters": P}, {})


def test_builtins_without_a_signature_get_the_arguments_in_order():
    """A function without a known signature gets the arguments by position."""
    assert call(max, {"b": 3, "a": 2}, {"extra": 9}) == 3


def test_a_signature_that_lies_is_called_in_order():
    """A signature that cannot be read does not stop the call."""

    def function(*args):
        return args

    function.__signature__ = "not a signature"
    assert call(function, {"X": X, "parameters": P}, {}) == (X, P)


def test_what_the_function_raises_comes_through():
    """An error that the function raises is not changed."""
    with pytest.raises(ZeroDivisionError):
        call(lambda x: x / 0, {"x": 1}, {})
