"""No text of a student's is executed by SymPy in the grader process."""

import importlib
import sys

import pytest
from notebooks import checked, code, handed_in, solution, write

from autograder.course.folder import find_course
from autograder.grading import pool
from autograder.grading.engine import ClassRun, grade_class
from autograder.grading.formula_texts import guard, is_formula
from autograder.submission.find import find_submissions

PATCHES = "exec('import sympy; sympy.Expr.__eq__ = lambda *_: True') or x"


@pytest.mark.parametrize(
    "text",
    [
        "x**2 + 3*x - 1",
        "sin(x)/y_1",
        "2.5e-3*\u00e4",
        "[x, y]",
        "5!",
        "x <= 3",
        "Integral(x, (x, 0, 1))",
    ],
)
def test_formulas_are_executed(text):
    """Numbers, names, operators and calls of functions of mathematics."""
    assert is_formula(text)


@pytest.mark.parametrize(
    "text",
    [
        PATCHES,
        *("__import__('os')", "exec(x)", "x.subs", "x1.subs(x, 2)", "x\nexec", "'x'", 'f"{x}"'),
        *(
            "lambda: 0",
            "(y := 3)",
            "x # y",
            "x; y",
            "getattr(x, y)",
            "\uff45xec(x)",
            "(" * 300,
            "x" * 20_000,
        ),
    ],
)
def test_code_is_no_formula(text):
    """Attributes, texts, statements, and what Python's own functions can do."""
    assert not is_formula(text)


def test_sympy_refuses_code(monkeypatch):
    """Through each of its doors, before and after it is imported."""
    sympy = pytest.importorskip("sympy")
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    for name in ("sympy.parsing.sympy_parser", "sympy.utilities.lambdify"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    guard()
    x = sympy.Symbol("x")
    for use in (sympy.simplify, sympy.expand, lambda text: sympy.diff(text, x), sympy.Matrix):
        assert use(["x + x"] if use is sympy.Matrix else "x + x") is not None
        with pytest.raises(TypeError, match="a text that is no formula"):
            use([PATCHES] if use is sympy.Matrix else PATCHES)
    lambdify = importlib.import_module("sympy.utilities.lambdify").lambdify
    assert lambdify(x, "x + 1")(2) == 3
    for expression in (PATCHES, [PATCHES]):
        with pytest.raises(TypeError, match="a text that is no formula"):
            lambdify(x, expression)


SOURCE = [
    code("import sympy as sp\nx = sp.Symbol('x')"),
    solution("square", "square = (x + 1)**2"),
    checked("square_test", "assert sp.expand(square) == x**2 + 2*x + 1"),
    solution("value", "value = x**2"),
    checked("value_test", "assert sp.lambdify(x, value)(3.0) == 9.0"),
]
SUBMISSIONS = {
    "right": {},
    "text": {"square": "square = '(x + 1)**2'", "value": "value = 'x**2'"},
    "patches": {"square": f"square = {PATCHES!r}", "value": "value = \"exec('1') or x * x\""},
    "symbol": {"value": "value = x**2 + sp.Symbol(\"(exec('1') or 0)\")"},
}


@pytest.mark.slow
@pytest.mark.processes
def test_a_text_for_a_formula(tmp_path, monkeypatch):
    """A formula as a text is judged as that formula; code costs its question, and nothing more."""
    pytest.importorskip("sympy")
    monkeypatch.setenv("AUTOGRADER_SECRET", "a secret for tests")
    write(tmp_path / "solutions/a/a.ipynb", *SOURCE)
    yaml = "course: c\ntitle: C\nassignments:\n- {name: a, title: A, graders: cells}\n"
    (tmp_path / "course.yaml").write_text(yaml, encoding="utf-8")
    for name, answers in SUBMISSIONS.items():
        handed_in(tmp_path / f"submitted/{name}/a/a.ipynb", SOURCE, **answers)
    folder = find_course(tmp_path)
    assignment = folder.course.assignment("a")
    submissions = find_submissions([folder.submitted()], "a", folder.submitted(), ["a"])
    run = ClassRun(folder, assignment, submissions, tmp_path / "results")
    results = {one.result.student: one.result for one in grade_class(run, jobs=1)}
    pool.graders.close()
    scores = {name: [e.score for e in one.exercises] for name, one in results.items()}
    assert scores == {
        "right": [1.0, 1.0],
        "text": [1.0, 1.0],
        "patches": [0.0, 0.0],
        "symbol": [1.0, 0.0],
    }
