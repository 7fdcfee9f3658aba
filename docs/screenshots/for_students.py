"""Make the pictures of docs/for-students.md: a student's way from fetching to feedback.

python docs/screenshots/for_students.py

A real JupyterLab with nbgrader, in a chromium of this machine. Pictures hold no part of
the notebook's text with Chinese terms, for which a bare machine has no font.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import nbformat
from desk import (
    ASSIGNMENT,
    ROOT,
    Desk,
    browser_page,
    close_dialog,
    jupyterlab,
    open_notebook,
    release,
    set_up,
    solved,
    validate,
)
from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page

IMAGES = ROOT / "docs" / "images"
NOTEBOOK = f"{ASSIGNMENT}/{ASSIGNMENT}.ipynb"
COLOURS = 128  # enough for a user interface, and a third of the bytes
LISTS = "#nbgrader-assignment-list"

# A first try with its sign lost: the visible check says so.
FIRST_TRY = "    return 1 / (1 + np.exp(np.asarray(z)))"
# Passes all visible checks; the hidden ones see that W2 repeats the values of W1.
SAME_DRAWS = ("    rng = np.random.default_rng(0)\n", "")
SAME_SEED = ("rng.standard", "np.random.default_rng(0).standard")


def save(page: Page, name: str, clip: FloatRect | None = None) -> None:
    """Write what the page shows, or a part of it, as a small PNG."""
    picture = Image.open(io.BytesIO(page.screenshot(clip=clip, animations="disabled")))
    few_colours = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few_colours.save(IMAGES / f"for-students-{name}.png", optimize=True)


def around(*parts: Locator) -> FloatRect:
    """Return the rectangle that holds these parts of the page."""
    boxes = [box for part in parts if (box := part.bounding_box())]
    left, top = (min(box[side] for box in boxes) for side in ("x", "y"))
    right = max(box["x"] + box["width"] for box in boxes)
    bottom = max(box["y"] + box["height"] for box in boxes)
    return {"x": left, "y": top, "width": right - left, "height": bottom - top}


def released() -> dict[str, str]:
    """Return the source of each cell of the release, by its id, in their order."""
    notebook = nbformat.read(ROOT / "assignments" / NOTEBOOK, as_version=4)
    return {each.id: each.source for each in notebook.cells}


def cell(page: Page, cell_id: str) -> Locator:
    """Return a cell of the open notebook by its id in the release."""
    place = list(released()).index(cell_id)
    return page.locator(".jp-NotebookPanel:visible .jp-Cell").nth(place)


def run(page: Page, cell_id: str) -> None:
    """Run a cell with Ctrl+Enter; return when it has finished."""
    cell(page, cell_id).locator(".jp-InputArea-prompt").click()
    page.keyboard.press("Control+Enter")
    page.locator(".jp-Notebook-ExecutionIndicator:visible[data-status=idle]").wait_for()
    cell(page, cell_id).locator(".jp-InputArea-prompt", has_text="[*]").wait_for(state="detached")


def assignment_list(page: Page) -> Locator:
    """Open nbgrader's tab of assignments from its menu."""
    page.locator(".lm-MenuBar-item", has_text="Nbgrader").click()
    page.locator(".lm-Menu-item", has_text="Assignment List").click()
    page.locator(f"{LISTS} .list_item").first.wait_for()
    return page.locator(LISTS)


def fetch(page: Page, address: str) -> None:
    """Fetch the assignment; the picture is of the button."""
    page.goto(f"{address}/lab")
    lists = assignment_list(page)
    save(page, "fetch", around(lists.locator("#assignments")))
    lists.locator("#released_assignments_list button", has_text="Fetch").click()
    lists.locator("#fetched_assignments_list .list_item").first.wait_for()


def work(page: Page, address: str) -> None:
    """Write an exercise with a mistake in it, and see what check and Validate say."""
    open_notebook(page, address, NOTEBOOK)
    head, _, _ = released()["sigmoid-solution"].partition("    # Your code here")
    cell(page, "sigmoid-solution").locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(head + FIRST_TRY)
    for each in ("imports", "sigmoid-solution"):
        run(page, each)
    written = cell(page, "sigmoid-solution")
    written.evaluate("cell => cell.scrollIntoView({block: 'center'})")
    save(page, "exercise", around(written))
    run(page, "sigmoid")
    said = cell(page, "sigmoid").locator(".jp-OutputArea")
    said.locator("span", has_text="AssertionError").last.scroll_into_view_if_needed()
    save(page, "check", around(said))
    validate(page)
    found = page.locator("#validation-message").get_by_text("Exercise 2: write")
    found.last.scroll_into_view_if_needed()
    window, dialog = page.locator("#jp-top-panel"), page.locator(".jp-Dialog-content")
    save(page, "validate", around(window, dialog))
    close_dialog(page)


def hand_in(page: Page, address: str, desk: Desk) -> None:
    """Submit a notebook that passes Validate."""
    notebook = solved()
    for each in notebook.cells:
        if each.id == "initialize_parameters-solution":
            each.source = each.source.replace(*SAME_DRAWS).replace(*SAME_SEED)
    nbformat.write(notebook, desk.work / NOTEBOOK)
    page.goto(f"{address}/lab")
    lists = assignment_list(page)
    lists.locator("#fetched_assignments_list button", has_text="Submit").click()
    lists.locator("#submitted_assignments_list .list_item").first.wait_for()
    page.mouse.move(0, 0)
    save(page, "submit", around(lists.locator("#assignments")))


def feedback(page: Page, desk: Desk, folder: Path) -> None:
    """Grade what was handed in; the picture is of the page that the student gets."""
    handed_in = folder / "submitted" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.ipynb"
    handed_in.parent.mkdir(parents=True)
    handed_in.write_bytes((desk.work / NOTEBOOK).read_bytes())
    places = ("--results", str(folder / "results"))
    for arguments in (
        ("grade", ASSIGNMENT, str(folder / "submitted"), *places),
        ("feedback", ASSIGNMENT, *places, "--output", str(folder / "feedback")),
    ):
        subprocess.run(  # noqa: S603
            [sys.executable, "-m", "autograder", *arguments],
            cwd=ROOT,
            env=os.environ | {"AUTOGRADER_SECRET": "pictures"},
            check=True,
        )
    page.goto((folder / "feedback" / "ada" / ASSIGNMENT / f"{ASSIGNMENT}.html").as_uri())
    save(page, "feedback")


def main() -> None:
    """Write all pictures."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = set_up(folder)
        release(desk)
        with jupyterlab(desk) as address, browser_page(scale=1.25) as page:
            fetch(page, address)
            work(page, address)
            hand_in(page, address, desk)
            feedback(page, desk, folder)


if __name__ == "__main__":
    main()
