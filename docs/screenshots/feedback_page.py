"""Make the picture of README.md: the upper part of a student's page of feedback.

python docs/screenshots/feedback_page.py

Ada's notebook is the solution with one mistake. A chromium of this machine shows the page that
`autograder feedback` writes for her.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from desk import ASSIGNMENT, ROOT, browser_page, solved
from PIL import Image
from playwright.sync_api import FloatRect

PICTURE = ROOT / "docs" / "images" / "feedback-page.png"
RIGHT, WRONG = "m = X.shape[1]", "m = 1"  # gradients are not divided by the number of samples
SIZE = {"width": 760, "height": 1000}
MARGIN = 24
COLOURS = 128  # enough for a page of text, and a third of the bytes


def written(folder: Path) -> Path:
    """Grade Ada's notebook in a folder; return the page that she gets."""
    notebook = solved()
    for cell in notebook.cells:
        if "def backward_propagation" in cell.source:
            cell.source = cell.source.replace(RIGHT, WRONG)
    handed_in = folder / "ada" / f"{ASSIGNMENT}.ipynb"
    handed_in.parent.mkdir()
    nbformat.write(notebook, handed_in)
    results = ("--results", folder / "results")
    for command in (
        ("grade", ASSIGNMENT, handed_in.parent.parent, *results),
        ("feedback", ASSIGNMENT, *results, "--output", folder / "feedback"),
    ):
        subprocess.run(  # noqa: S603
            [sys.executable, "-m", "autograder", *map(str, command)],
            cwd=ROOT,
            env=os.environ | {"AUTOGRADER_SECRET": "the sample class's"},
            check=True,
        )
    return folder / "feedback" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.html"


def main() -> None:
    """Write the picture."""
    with tempfile.TemporaryDirectory() as folder, browser_page(scale=2) as page:
        page.set_viewport_size(SIZE)
        page.goto(written(Path(folder)).as_uri())
        table = page.locator("table").first.bounding_box()
        assert table is not None
        height = table["y"] + table["height"] + MARGIN
        clip: FloatRect = {"x": 0, "y": 0, "width": SIZE["width"], "height": height}
        picture = Image.open(io.BytesIO(page.screenshot(clip=clip, animations="disabled")))
    few_colours = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few_colours.save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
