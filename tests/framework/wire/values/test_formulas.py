"""Formulas, polynomials and images cross as what they are."""

import time

import numpy as np
import pytest

from autograder.errors import WireError
from autograder.wire.frames import crossed
from autograder.wire.values import Opaque, Unpacker


@pytest.fixture(scope="module")
def written():
    """Make a formula from its text; SymPy takes a second to load, so only these tests load it."""
    sympy = pytest.importorskip("sympy")
    symbols = {"x": sympy.Symbol("x"), "n": sympy.Symbol("n", integer=True, positive=True)}
    return lambda text: eval(text, vars(sympy) | symbols)


@pytest.mark.parametrize(
    "text",
    [
        *("x", "n", "x**2 + 3 * x - 1", "sin(x) * exp(-(x**2))", "sqrt(8)", "pi"),
        *("Rational(1, 3)", "Integer(-(10**40))", "Float('0.1', 40)", "Float(2.5)"),
        *("-oo", "I", "true", "Eq(x, 3)", "x > n", "Interval(0, 1)"),
        *("Function('u')(x).diff(x)", "Integral(x, (x, 0, 1), n)", "FiniteSet(1, x)"),
        *("Derivative(Function('u')(x)**2, Function('u')(x).diff(x))", "Derivative(x**9, (x, 2))"),
        *("Matrix([[1, x], [n, 2]])", "Matrix([1, 2])", "ImmutableMatrix([[x]])"),
    ],
)
def test_a_formula_crosses(written, text):
    """It is the same afterwards, in all its parts."""
    formula, srepr = written(text), written("srepr")
    assert srepr(crossed(formula)) == srepr(formula)


def test_formulas_may_be_keys_and_elements(written):
    """As solutions of equations have them."""
    x, n = written("x"), written("n")
    assert crossed([{x: 2, n: x}, {x, n}]) == [{x: 2, n: x}, {x, n}]


def test_a_formula_is_not_evaluated(written):
    """A short one may be a very large number."""
    large = written("Pow(10, Pow(10, 12, evaluate=False), evaluate=False)")
    assert crossed(large).args[1].args == (10, 12)


def test_the_ends_of_an_interval_are_not_compared(written):
    """They may be numbers that nobody can calculate."""
    start = time.process_time()
    power = ["Pow", [0, 1]]
    nodes = [["number", 10, 1], ["number", 10**400, 1], power, ["factorial", [1]]]
    term = as_term([*nodes, ["constant", "BooleanFalse"], ["Interval", [2, 3, 4, 4]]])
    made = Unpacker(memoryview(b"")).unpack(["formula", term])
    assert type(made) is written("Interval")
    assert time.process_time() - start < 2


def test_a_formula_of_unknown_parts_stays_where_it_is(written):
    """Only listed classes are made."""
    assert isinstance(crossed(written("Piecewise((x, x > 0), (0, True))")), Opaque)


CODE = "__import__('os')._exit(3)"


@pytest.mark.parametrize(
    "text",
    [
        f"x * Symbol({CODE!r})",
        f"Function('exec')(Function('bytes')(Tuple(*{CODE.encode()!r})))",
        "Function('load')(x)",
        "Symbol('x\\nimport this')",
        "Symbol('@x')",
        "Function('__import__')(x)",
        "Function('\\uff45xec')(x)",
    ],
)
def test_names_in_a_formula_are_no_code(written, text):
    """`lambdify` executes them: such a formula stays with the student."""
    assert isinstance(crossed(written(text)), Opaque)


@pytest.mark.parametrize("name", ["x_1", r"\\mu_{1}", "y'", "Δx", "a, b", "x^*"])
def test_usual_names_cross(written, name):
    """Names may be as in mathematics."""
    symbol = written(f"Symbol('{name}')" if "'" not in name else f'Symbol("{name}")')
    assert crossed(symbol) == symbol


@pytest.mark.parametrize(
    "nodes",
    [
        [],
        [["Add", [0]]],
        [["number", 1, 0]],
        [["system", []]],
        [["symbol", "x", {"commutative": "no"}]],
        [["float", 0, 1, 10**9, 53]],
        [["MutableDenseMatrix", 2, 2, []]],
        [["constant", "exec"]],
        [["symbol", "exec('x')", {}]],
        [["symbol", "x", {}], ["applied", "exec", [0]]],
        [["symbol", "x", {}], ["applied", "a b", [0]]],
        [["number", 1, 1], ["Interval", [0, 0]]],
        [["symbol", "x", {}], ["number", 7, 1], ["StrictLessThan", [0, 1]], ["Integral", [0, 2]]],
        [["symbol", "x", {}], ["Tuple", []], ["Integral", [0, 1]]],
        [["symbol", "x", {}], ["sin", [0]], ["applied", "f", [1]], ["Integral", [0, 2]]],
        [["symbol", "x", {}], *(["Add", [i, i]] for i in range(60))],
    ],
)
def test_a_formula_that_nobody_writes_is_refused(written, nodes):
    """It names no parts that come later, no unlisted class, and no number without an end."""
    with pytest.raises(WireError):
        Unpacker(memoryview(b"")).unpack(["formula", as_term(nodes)])


def as_term(value):
    """Return lists as they are on the wire."""
    return ["l", [as_term(v) for v in value]] if isinstance(value, list) else value


@pytest.mark.parametrize(
    "polynomial",
    [
        np.polynomial.Polynomial([1, 2, 3]),
        np.polynomial.Chebyshev([1.0, 2.0], domain=[0, 1]),
        np.poly1d([1, 0, -1], variable="z"),
    ],
    ids=str,
)
def test_a_polynomial_crosses(polynomial):
    """With its domain and its variable."""
    arrived = crossed(polynomial)
    assert type(arrived) is type(polynomial)
    assert arrived == polynomial
    assert str(arrived) == str(polynomial)


@pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")
def test_a_matrix_of_numpy_s_crosses():
    """Its products are those of a matrix."""
    own = np.array([[1, 2], [3, 4]]).view(np.matrix)
    assert (crossed(own)[0] * own).tolist() == [[7, 10]]


@pytest.mark.parametrize("mode", ["1", "L", "RGB", "RGBA", "F"])
def test_an_image_crosses(mode):
    """With all its pixels."""
    images = pytest.importorskip("PIL.Image")
    own = images.fromarray(np.arange(45, dtype=np.uint8).reshape(3, 5, 3) * 5).convert(mode)
    assert crossed(own) == own


@pytest.mark.parametrize(
    "told",
    [
        *(["RGB", 2, 2, "", 0], ["P", 1, 1, "", 0], ["L", 10**6, 10**6, "", 0]),
        *(["L", 0, 1, "", 0], ["1", 1 << 27, 1, "", 0]),
    ],
)
def test_an_image_without_its_pixels_is_refused(told):
    """Whatever size it says that it has; eight pixels of a bit would need eight bytes here."""
    pytest.importorskip("PIL.Image")
    content = memoryview(bytes(1 << 24 if told[0] == "1" else 4))
    with pytest.raises(WireError):
        Unpacker(content).unpack(["image", *told])
