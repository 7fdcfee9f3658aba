import pytest

from autograder.execution.namespace import KNOWN_NAMES, Namespace
from autograder.execution.statements import read_cells, select
from autograder.wire.messages import Trouble

GOOD = "def good(x):\n    return x + 1\n"


def read(*cells):
    """Read cells numbered from 1."""
    return read_cells(enumerate(cells, 1))


def places(notebook):
    """Return what each statement binds, with its cell and line."""
    return [(s.cell, s.line, *sorted(s.binds)) for s in notebook.statements if s.binds]


def skipped(notebook):
    """Return the places of code that could not be parsed."""
    return [(note.cell, note.line) for note in notebook.problems]


def chosen(targets, *cells):
    """Return the places of the statements that the targets need."""
    notebook = read(*cells)
    return [(s.cell, s.line) for s in select(notebook.statements, targets, KNOWN_NAMES).statements]


def unresolved(targets, *cells):
    """Return the names that nothing binds."""
    selection = select(read(*cells).statements, targets, KNOWN_NAMES)
    bound = {name for s in selection.statements for name in s.binds | s.changes}
    return selection.wanted - bound - KNOWN_NAMES


# -- parsing ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        (GOOD, 1),
        ("%matplotlib inline\n" + GOOD, 2),
        ("!pip install numpy\n" + GOOD, 2),
        ("good?\n" + GOOD, 2),
        ("?good\n" + GOOD, 2),
        ("files = !ls\n" + GOOD, 2),
        ("x = %timeit -o 1\n" + GOOD, 2),
        ("%%time\n" + GOOD, 2),
        ("\n\n%%time\n\n" + GOOD, 5),
        ("%%capture out --no-stderr\n" + GOOD, 2),
        ("%%time\n%matplotlib inline\n\n" + GOOD, 4),
        ("\n\n%matplotlib inline\n" + GOOD, 4),
        ("\n\n\n" + GOOD, 4),
        ("    def good(x):\n        return x + 1\n", 1),
        ("  import math\n  def good(x):\n      return x + 1\n", 2),
        ("\n  def good(x):\n      return x + 1\n", 2),
        ("# a comment\r\ndef good(x):\r\n    return x + 1\r\n", 2),
        ("# a comment\rdef good(x):\r    return x + 1\r", 2),
        ("# a\0comment\n" + GOOD, 2),
        ("text = '''\n%not magic\n!nor this\n'''\n" + GOOD, 5),
        ("# -*- coding: utf-8 -*-\n" + GOOD, 2),
        ("await nothing()\n" + GOOD, 2),
    ],
)
def test_ipython_syntax_loses_no_function(cell, line):
    """A function is found on its own line next to any IPython syntax."""
    notebook = read("first = 1", cell)
    assert ((2, line, "good") in places(notebook), skipped(notebook)) == (True, [])


@pytest.mark.parametrize(
    ("cell", "line", "bad_lines"),
    [
        ("cd path\n" + GOOD, 2, [1]),
        (GOOD + "cd some/path here\n", 1, [3]),
        ("def bad(x):\n    A1 =\n    return A1\n" + GOOD, 4, [2]),
        (GOOD + "\ndef bad(x):\n    A1 =\n    return A1\n", 1, [5]),
        ("return 3\nx = 1 1\n" + GOOD, 3, [1]),
        ("for x in []:\n    return x\n" + GOOD, 3, [2]),
        (GOOD + "return 3\n", 1, [3]),
        ("%matplotlib inline\n" + GOOD + "def bad(x):\n      1\n    return x\n", 2, [6]),
        (GOOD + "def bad(x):\n    y = x\n\u00a0\u00a0\u00a0\u00a0return y\n", 1, [5]),
        ("x = 'unterminated\n" + GOOD, 2, [1]),
        ("print 'hello'\n" + GOOD, 2, [1]),
        ("%matplotlib inline\nx = = 2\n" + GOOD, 3, [2]),
        ("%%time\n\nx = = 2\n" + GOOD, 4, [3]),
        ("# form\x0cfeed\nx = = 2\n" + GOOD, 3, [2]),
        ("t = 'line\u2028separator'\nx = = 2\n" + GOOD, 3, [2]),
        ("t = 'next\x85line'\nx = = 2\n" + GOOD, 3, [2]),
        ("1 +\n" + GOOD, 2, [1]),
        ("class Bad:\n    def f(self)\n        pass\n" + GOOD, 4, [2]),
        ("0777\n" + GOOD, 2, [1]),
    ],
)
def test_a_statement_that_does_not_parse_costs_only_itself(cell, line, bad_lines):
    """The function next to a syntax error is found, and the error is reported with its line."""
    notebook = read(cell)
    assert (1, line, "good") in places(notebook)
    assert skipped(notebook)[0] == (1, bad_lines[0])


@pytest.mark.parametrize("opening", ["x = (1,\n", "x = {'a': [1,\n", "def bad(a,\n"])
def test_an_unclosed_bracket_above_does_not_take_the_function(opening):
    """A function below a bracket that was never closed is found."""
    assert (1, 3, "good") in places(read(opening + "\n" + GOOD))


def test_an_unterminated_triple_quote_below_does_not_take_the_function():
    """A function above a string that never ends is found."""
    assert (1, 1, "good") in places(read(GOOD + '\nt = """never\nends\n'))


def test_a_syntax_error_stays_in_its_cell():
    """Other cells are read as if nothing had happened."""
    notebook = read("x = (", GOOD, "%%bash\nls (", "y = 2")
    assert (places(notebook), skipped(notebook)) == (
        [(2, 1, "good"), (4, 1, "y")],
        [(1, 1)],
    )


@pytest.mark.parametrize(
    ("cell", "stray"),
    [
        (GOOD + " print(good(1))\n", 3),
        (GOOD + "\n def other(x):\n    return x\n\ndef last(x):\n    return x\n", 4),
        (GOOD + "  y = 3\n  z = 4\n", 3),
    ],
)
def test_a_stray_space_does_not_take_the_function_before_it(cell, stray):
    """The next statement is read as if it were not indented, and its line is reported."""
    notebook = read(cell)
    assert (1, 1, "good") in places(notebook)
    assert [(p.line, p.what) for p in notebook.problems] == [(stray, Trouble.MISPLACED)]


@pytest.mark.parametrize(
    "body",
    [
        "    a = 1\n   b = 2\n    return a\n",
        "    a = 1\n   return a\n",
        "    a = 1\n   def inner():\n        return 1\n    return inner()\n",
    ],
)
def test_a_function_with_a_wrong_indent_in_its_middle_does_not_parse(body):
    """Its first half is not used."""
    notebook = read("def bad(x):\n" + body + GOOD)
    assert [names for _, _, *names in places(notebook)] == [["good"]]
    (problem,) = notebook.problems
    assert (problem.what, problem.first) == (Trouble.UNPARSED, 1)


MARIMO = """\
import marimo

app = marimo.App(width="medium")

with app.setup:
    import math

@app.cell
def _(mo):
    def good(x):
        return x + helper(x)
    y = good(1)
    return (good, y)

@app.function
def helper(x):
    return math.floor(1.5)

@app.cell(hide_code=True)
def __():
    import marimo as mo
    return mo,

if __name__ == "__main__":
    app.run()
"""


def test_the_functions_of_a_marimo_notebook_are_found():
    """Its cells are decorated functions; its setup and its functions are kept."""
    namespace = Namespace()
    notebook = read(MARIMO)
    namespace.run(select(notebook.statements, ["good"], KNOWN_NAMES).statements)
    assert (namespace.function("good")(1), notebook.problems, namespace.problems) == (2, [], [])
    assert (1, 10, "good") in places(notebook)


@pytest.mark.parametrize("magic", ["%%bash", "%%html", "%%javascript"])
def test_the_body_of_other_cell_magics_is_no_code(magic):
    """Cells in other languages define nothing, and are not a problem."""
    notebook = read(f"{magic}\n{GOOD}")
    assert (notebook.statements, notebook.problems) == ([], [])


@pytest.mark.parametrize("cell", ["", "\n\n", "   ", "# nothing", "%%time", "\ufeff", "\0"])
def test_cells_without_code(cell):
    """An empty cell has no statements that bind anything."""
    assert places(read(cell)) == []


@pytest.mark.parametrize(
    "cell",
    ["(" * 2000, "x = " + "-" * 10_000 + "1", "x" * 100_000, "if 1:\n" * 3, "\x1a\x1b", "é = ¿"],
    ids=["brackets", "minus", "name", "headless", "control", "symbols"],
)
def test_text_that_breaks_parsers_is_skipped(cell):
    """Hostile text affects only its own cell."""
    assert (2, 1, "good") in places(read(cell, GOOD))


def lines_of_traceback(error):
    """Return the files and lines that an error passed."""
    trace, lines = error.__traceback__, []
    while trace is not None:
        lines.append((trace.tb_frame.f_code.co_filename, trace.tb_lineno))
        trace = trace.tb_next
    return lines


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        ("def f():\n    x = 1\n    return x / 0\n", 3),
        ("%%time\ndef f():\n    return 1 / 0\n", 3),
        ("\n\n%%time\n\ndef f():\n    return 1 / 0\n", 6),
        ("!ls\ndef f():\n    return 1 / 0\n", 3),
        ("\n\n!ls\ndef f():\n    return 1 / 0\n", 5),
        ("%%time\nx = = 1\ndef f():\n    return 1 / 0\n", 4),
        ("x = = 1\n\ndef f():\n    return 1 / 0\n", 4),
    ],
)
def test_a_traceback_has_the_line_of_the_cell(cell, line):
    """An error inside a function is located by the cell's own line numbers."""
    namespace = Namespace()
    namespace.run(read("", cell).statements)
    with pytest.raises(ZeroDivisionError) as caught:
        namespace.function("f")()
    assert lines_of_traceback(caught.value)[-1] == ("<ipython-cell 2>", line)


# -- selection -------------------------------------------------------------------


NOTEBOOK = (
    "import numpy as np\nimport matplotlib.pyplot as plt",
    "X = np.zeros((2, 3))\nparameters = {'W1': 1}\nlearning_rate = 0.1",
    "def sigmoid(z):\n    return 1 / (1 + np.exp(-z))",
    "def forward(X, parameters):\n    learning_rate = 3\n    return sigmoid(parameters['W1'] @ X)",
    "for i in range(10000):\n    parameters = forward(X, parameters)",
    "plt.plot(X)",
    "assert forward(X, parameters) is not None",
)


def test_training_and_plots_are_not_selected():
    """Globals with the names of a function's parameters and variables are not needed."""
    assert chosen(["forward"], *NOTEBOOK) == [(1, 1), (3, 1), (4, 1)]


def test_a_global_that_a_function_reads_is_selected():
    """A function that reads a global gets everything that makes it."""
    cells = (*NOTEBOOK[:5], "def predict():\n    return parameters")
    assert chosen(["predict"], *cells) == [
        *((1, 1), (2, 1), (2, 2), (3, 1), (4, 1), (5, 1), (6, 1)),
    ]


@pytest.mark.parametrize(
    "needed",
    [
        "def helper(x):\n    return x",
        "helper = 3",
        "helper: int = 3",
        "helper = other = 3",
        "helper, _ = 1, 2",
        "[*helper] = 1, 2",
        "from math import pi as helper",
        "import math as helper",
        "class helper:\n    pass",
        "async def helper():\n    pass",
        "for helper in [1]:\n    pass",
        "with open('/dev/null') as helper:\n    pass",
        "if True:\n    helper = 1\nelse:\n    helper = 2",
        "try:\n    helper = 1\nexcept ValueError:\n    helper = 2",
        "print(helper := 3)",
        "[helper := x for x in range(3)]",
        "while (helper := 3) != 3:\n    pass",
        "if (helper := 3):\n    pass",
        "match 3:\n    case helper:\n        pass",
        "match [1]:\n    case [*helper]:\n        pass",
        "match {}:\n    case {**helper}:\n        pass",
    ],
)
def test_every_way_to_bind_a_name(needed):
    """A needed helper is found in whatever way it was bound."""
    assert chosen(["f"], "unneeded = 1", needed, "def f(x):\n    return helper") == [(2, 1), (3, 1)]


@pytest.mark.parametrize(
    "function",
    [
        "def f(x):\n    return helper(x)",
        "def f(x, y=helper):\n    return y",
        "def f(x, *, y=helper):\n    return y",
        "def f(x: helper):\n    return x",
        "def f(x) -> helper:\n    return x",
        "@helper\ndef f(x):\n    return x",
        "f = lambda x: helper",
        "f = helper",
        "f = [helper for _ in range(2)]",
        "f = {k: v for k, v in helper}",
        "class f(helper):\n    pass",
        "class f:\n    def __call__(self):\n        return helper",
        "@helper\nclass f:\n    pass",
        "def f(x):\n    def inner():\n        return helper\n    return inner()",
        "def f(x):\n    helper.count += 1",
        "def f(x):\n    return f'{helper}'",
        "def f(x):\n    try:\n        pass\n    except helper:\n        pass",
        "def f(x):\n    return [y for y in x if y in helper]",
    ],
)
def test_every_way_to_use_a_name(function):
    """A used name is needed wherever it occurs in the function."""
    assert chosen(["f"], "unneeded = 1", "helper = print", function)[:1] == [(2, 1)]


@pytest.mark.parametrize(
    "function",
    [
        "def f(helper):\n    return helper",
        "def f(*helper):\n    return helper",
        "def f(**helper):\n    return helper",
        "def f(x):\n    helper = x\n    return helper",
        "def f(x):\n    import helper\n    return helper",
        "def f(x):\n    for helper in x:\n        print(helper)",
        "def f(x):\n    return [helper for helper in x]",
        "f = lambda helper: helper",
        "def f(x):\n    def helper():\n        pass\n    return helper",
        "def f(x):\n    return x.helper",
        "def f(x):\n    return dict(helper=x)",
        "def f(x):\n    match x:\n        case [helper]:\n            return helper",
    ],
)
def test_a_local_name_needs_no_global(function):
    """A function's parameter or variable hides the global with the same name."""
    assert chosen(["f"], "helper = train()", function) == [(2, 1)]


@pytest.mark.parametrize(
    "change",
    [
        "config['a'] = 1",
        "config.a = 1",
        "config['a']['b'].c = 1",
        "config += [1]",
        "config.update(a=1)",
        "config.append(1)",
        "for i in range(3):\n    config.append(i)",
        "if True:\n    config.update(a=1)",
        "for key in 'ab':\n    config[key] = 1",
        "config['a'] += 1",
        "del config['a']",
    ],
)
def test_what_changes_a_needed_value_is_needed(change):
    """A statement that writes into a value that a function reads is run."""
    cells = ("config = make()", change, "other = []", "other.append(1)")
    assert chosen(["f"], *cells, "def f(x):\n    return config")[:2] == [(1, 1), (2, 1)]
    assert (4, 1) not in chosen(["f"], *cells, "def f(x):\n    return config")


@pytest.mark.parametrize("call", ["fill(config)", "set_up()"])
def test_a_call_that_fills_a_needed_value_runs(call):
    """If a call fills a global that an exercise reads, the call is run."""
    cells = (
        "config = {}",
        "def fill(target):\n    target['n'] = 3",
        "def set_up():\n    global config\n    config = {'n': 3}",
        call,
        "def f():\n    return config['n']",
    )
    assert (4, 1) in chosen(["f"], *cells)


def test_redefinitions_run_in_the_order_of_the_notebook():
    """The last definition of a name is the one that counts, and earlier ones still run."""
    cells = ("def f(x):\n    return 1", "k = 2", "def f(x):\n    return k", "k = 3")
    assert chosen(["f"], *cells) == [(1, 1), (2, 1), (3, 1), (4, 1)]


def test_star_imports_join_only_for_names_bound_nowhere():
    """`from numpy import *` is run when a needed name may come from it, and not otherwise."""
    cells = ("from numpy import *", "def f(x):\n    return len(x)", "def g(x):\n    return exp(x)")
    assert (chosen(["f"], *cells), chosen(["g"], *cells)) == ([(2, 1)], [(1, 1), (3, 1)])


def test_builtins_are_no_unresolved_names():
    """A name that Python or IPython provides is not missing."""
    cell = "def f(x):\n    display(x)\n    return sum(map(abs, x)), __name__, get_ipython()"
    assert unresolved(["f"], cell) == set()


def test_unresolved_names():
    """A name that nothing in the notebook binds is reported, including targets."""
    assert unresolved(["f", "g"], "def f(x):\n    return nowhere(x)") == {"g", "nowhere"}


def test_mutual_recursion_ends():
    """Functions that call each other need each other, once."""
    cells = ("def f(x):\n    return g(x)", "def g(x):\n    return f(x)")
    assert chosen(["f"], *cells) == [(1, 1), (2, 1)]


def test_class_attributes_hide_nothing():
    """A method sees the global, not the class attribute of the same name."""
    cells = ("rate = 1", "class Net:\n    rate = 2\n    def step(self):\n        return rate")
    assert chosen(["Net"], *cells) == [(1, 1), (2, 1)]
