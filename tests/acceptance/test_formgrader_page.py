"""A hostile submission as nbgrader's formgrader shows it, in a real browser."""

import json
from pathlib import Path

import browsing
import nbformat
import pytest
from nbconvert import HTMLExporter
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config

from autograder.gradebook.files import notebook_bytes
from autograder.gradebook.graded_notebook import Judged, autograded_notebook
from autograder.submission.cells import read_whole_cells

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
RUN = "window.ran = 1; document.title = 'RAN'"
MARKDOWN = [
    f"[derivation](javascript:{RUN.replace(' ', '')})",
    f"[reference][1]\n\n[1]: javascript:{RUN.replace(' ', '')}",
    "[upper](JaVaScRiPt:window.ran=1) [entity](&#106;avascript:window.ran=1)",
    "[newline](java&#10;script:window.ran=1) [tab](java&Tab;script:window.ran=1)",
    "[data](data:text/html;base64,PHNjcmlwdD53aW5kb3cucmFuPTE8L3NjcmlwdD4=) [vb](vbscript:x)",
    "![image](javascript:window.ran=1) ![svg](data:image/svg+xml,<svg onload='window.ran=1'/>)",
    "<javascript:window.ran=1> <a href=' javascript:window.ran=1'>html</a>",
    "<img src=x onerror='window.ran=1'> <svg onload='window.ran=1'><script>window.ran=1</script>",
    "<iframe srcdoc='<script>top.ran=1</script>'></iframe> <math href='javascript:ran=1'>m</math>",
    "<form action='javascript:window.ran=1'><button>press</button></form> <style>*{color:red}",
    "$\\href{javascript:window.ran=1}{formula}$ $$\\url{javascript:window.ran=1}$$",
    '[title](https://a.invalid "x\\" onmouseover=\\"window.ran=1") # h" onclick="window.ran=1',
    "$<img src=x onerror='window.ran=1'>$ `$</code><img src=x onerror='window.ran=1'>$`",
    "<div><p>\n\n<script>window.ran=1</script>\n\n</p></div> <!-- --!><img src=x onerror=ran=1>",
    "<a href='$javascript:window.ran=1$'>aside</a> <a title='$\"onclick=\"window.ran=1$'>t</a>",
    "```python\n</code></pre><img src=x onerror='ran=1'>\n\n<script>ran=1</script>\n```",
    "<button class='btn full-credit' id='sigmoid'>Full credit</button>",
]
MIMES = (
    *("text/html", "image/svg+xml", "application/javascript", "text/latex", "text/markdown"),
    *("application/vnd.plotly.v1+json", "application/vnd.jupyter.widget-view+json"),
    *("image/png", "image/jpeg", "image/gif", "text/plain"),
)


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    """The page of formgrader for a submission with everything that might run."""
    folder = tmp_path_factory.mktemp("formgrader")
    script = "<img src=x onerror='window.ran=1'><script>window.ran=1</script>"
    data = dict.fromkeys(MIMES, script) | {"image/png": 'AA" onerror="window.ran=1'}
    outputs = [{"output_type": kind, "data": data} for kind in ("display_data", "execute_result")]
    outputs += [{"output_type": "stream", "name": script, "text": script}]
    outputs += [{"output_type": "error", "traceback": [script], "ename": script, "evalue": script}]
    attachments = {'x" onerror="window.ran=1': {"image/png": 'AA" onerror="window.ran=1'}}
    cells = [{"cell_type": "markdown", "metadata": {}, "source": text} for text in MARKDOWN]
    cells += [
        {"cell_type": "raw", "metadata": {}, "source": text} for text in (script, MARKDOWN[0])
    ]
    cells += [
        {"cell_type": "code", "metadata": {}, "source": script, "outputs": outputs},
        {
            "cell_type": "markdown",
            "metadata": {"nbgrader": {"grade_id": script, "points": script}, "tags": [script]},
            "source": '![a](attachment:x" onerror="window.ran=1)',
            "attachments": attachments,
        },
    ]
    notebook = {"cells": cells, "metadata": {"title": script}, "nbformat": 4, "nbformat_minor": 5}
    submitted = folder / "submitted.ipynb"
    submitted.write_text(json.dumps(notebook))
    whole = read_whole_cells(submitted, submitted.read_bytes())
    release = json.loads((ROOT / "assignments/shallow_network/shallow_network.ipynb").read_text())
    graded = autograded_notebook(whole, release, {"sigmoid": Judged(3.0, "seen")})
    (folder / "autograded.ipynb").write_bytes(notebook_bytes(graded))
    nbformat.validate(nbformat.read(folder / "autograded.ipynb", 4))
    config = Config()
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    config.HTMLExporter.filters = {"markdown2html": "autograder.plugins.formulas.markdown2html"}
    names = dict.fromkeys(("assignment_id", "notebook_id", "submission_id", "student"), "x")
    names |= {"index": 0, "total": 1, "base_url": "", "notebook_path": "x"}
    names |= {"first_name": None, "last_name": None}
    text, _ = HTMLExporter(config=config).from_filename(str(folder / "autograded.ipynb"), names)
    path = folder / "page.html"
    path.write_text(text)
    return path


def test_nothing_of_a_submission_runs(page):
    """Every link and every other element of the student's cells is clicked, and no script runs."""
    with browsing.chromium() as browser:
        tab = browser.new_page()
        dialogs = []
        tab.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        tab.route("http*://**", lambda route: route.abort())
        tab.goto(page.as_uri(), wait_until="domcontentloaded")
        clicked = tab.evaluate(
            """() => [...document.querySelectorAll('#notebook-container *')].map(e => {
                e.dispatchEvent(new MouseEvent('mouseover', {bubbles: true}));
                if (!(e.href || '').startsWith('http')) e.click?.();
                return e.tagName;
            })"""
        )
        tab.wait_for_timeout(200)
        assert len(clicked) > 100
        assert tab.evaluate("[window.ran ?? null, document.title]")[0] is None
        assert dialogs == []
        odd = tab.evaluate(
            """() => [...document.querySelectorAll('#notebook-container *')].flatMap(e =>
                [...e.attributes].filter(a => a.name.startsWith('on')
                    || /^\\s*(javascript|vbscript|data:text)/i.test(a.value)).map(a => a.value))"""
        )
        assert odd == []
        assert tab.evaluate("document.querySelectorAll('#notebook-container script').length") == 0
        # Without the network, formulas are still drawn.
        drawn = "[...document.querySelectorAll('math')].filter(m => m.getClientRects()[0].width)"
        assert tab.evaluate(f"{drawn}.length") >= 3
