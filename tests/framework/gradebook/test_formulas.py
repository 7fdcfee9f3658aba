"""Formulas as MathML: what is converted, what stays as it was typed, and what is harmless."""

import json
import re
from pathlib import Path

import pytest

from autograder.gradebook.formulas import MOST_CHARS, mathml
from autograder.gradebook.sanitise import shown

ROOT = Path(__file__).resolve().parents[3]
FORMULA = re.compile(r"\$\$.+?\$\$|\$(?=[^\s$])[^$]*?\$", re.DOTALL)


@pytest.mark.parametrize("notebook", sorted(ROOT.glob("solutions/*/*.ipynb")), ids=lambda p: p.stem)
def test_every_formula_of_the_course_is_converted(notebook):
    """No page of nbgrader needs a script from the network to draw a formula."""
    cells = json.loads(notebook.read_text())["cells"]
    texts = ["".join(c["source"]) for c in cells if c["cell_type"] == "markdown"]
    prose = [re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL) for text in texts]
    found = [formula for text in prose for formula in FORMULA.findall(text)]
    assert len(found) > 20
    assert [formula for formula in found if mathml(formula) is None] == []


def test_a_formula_holds_nothing_that_runs():
    """Text in a formula stays text, and no command makes a link, a class or a style."""
    made = mathml(r"$\text{<script>1</script>}\href{javascript:1}{x}\class{y}{z}\style{a:b}{c}$")
    assert made is None or not re.search("script|href|class|style=", made)
    assert "script" not in mathml(r"$\text{<script>1</script>}$")
    assert "href" not in mathml(r"$\href{javascript:1}{x}$")


@pytest.mark.parametrize(
    "formula",
    [
        *(r"$\frac{$", "$" + "{" * 900 + "$", "$" + "^" * 500 + "$", r"$\begin{matrix}$"),
        "$" + "x" * MOST_CHARS + "$",
    ],
)
def test_what_is_no_formula_stays_as_it_was_typed(formula):
    """A formula that is too long or cannot be converted is shown with its delimiters."""
    assert mathml(formula) is None
    assert formula in shown(f"here {formula}")


def test_amounts_of_money_are_no_formula():
    """Two dollar signs before numbers in a sentence are left unchanged."""
    assert "<math" not in shown("between $5 and $6")
    assert "<math" in shown("between $5$ and $6$")


@pytest.mark.processes
def test_formulas_of_the_release_are_drawn_in_nbgraders_pages():
    """The instructor's own cells stay Markdown until nbconvert makes the page."""
    import nbformat  # noqa: PLC0415 - loads most of Jupyter
    from nbconvert import HTMLExporter  # noqa: PLC0415
    from traitlets.config import Config  # noqa: PLC0415

    filters = {"markdown2html": "autograder.plugins.formulas.markdown2html"}
    exporter = HTMLExporter(config=Config({"HTMLExporter": {"filters": filters}}))
    release = nbformat.read(ROOT / "assignments/shallow_network/shallow_network.ipynb", 4)
    release.cells = [cell for cell in release.cells if "$" in cell.source][:6]
    page, _ = exporter.from_notebook_node(release)
    text = re.sub(r"<pre>.*?</pre>", "", page[page.index("<body") :], flags=re.DOTALL)
    assert text.count("<math") > 20
    assert [line for line in text.splitlines() if "$" in line] == []
