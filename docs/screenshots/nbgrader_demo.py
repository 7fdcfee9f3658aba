"""An assignment's whole way through nbgrader, in a course of its own: release to export.

    python docs/screenshots/nbgrader_demo.py [--pictures docs/images]

Real commands, printed as they run: the release, two students who fetch and submit through
nbgrader's exchange, a Moodle export that is collected, grading into the gradebook, marks
by hand in formgrader, in a chromium of this machine, feedback and the export.
"""

from __future__ import annotations

import argparse
import datetime as dt
import shlex
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import nbformat
from desk import ASSIGNMENT, ROOT, Desk, browser_page, jupyterlab, set_up, solved
from nbformat import NotebookNode
from PIL import Image
from playwright.sync_api import Page

YESTERDAY = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1)  # so that some come late
NOTEBOOK = f"{ASSIGNMENT}.ipynb"
COURSE = """\
course: neural-networks
title: The mathematics of neural networks in NumPy
assignments:
  - name: shallow_network
    title: A shallow neural network
    due: {due}
    late:
      percent_per_day: 10
      most_percent: 50
"""
ROSTER = """\
id,first_name,last_name,email,moodle_id
ada,Ada,Lovelace,ada@example.org,101
ben,Ben,Okafor,ben@example.org,102
cleo,Cleo,Marchetti,cleo@example.org,103
dan,Dan,Ivanov,dan@example.org,104
"""
NOT_WRITTEN = ("### BEGIN SOLUTION", "### END SOLUTION", "raise NotImplementedError")
SUM_NOT_MEAN = (" / m", "")  # in backward_propagation: every gradient is m times too large
ANSWERS = {
    "ada": "Units that start alike get the same gradient, so they stay alike for ever: a layer "
    "of ten is then a layer of one. Random weights make them differ from the first step.",
    "ben": "Because otherwise the weights are zero.",
}


def student_notebook(name: str) -> NotebookNode:
    """Return what a student of the demo hands in."""
    notebook = solved()
    for cell in notebook.cells:
        lines = cell.source.splitlines(keepends=True)
        cell.source = "".join(line for line in lines if not line.lstrip().startswith(NOT_WRITTEN))
        if cell.id == "backward_propagation-solution" and name == "ben":
            cell.source = cell.source.replace(*SUM_NOT_MEAN)
        if cell.id == "compute_cost-solution" and name == "cleo":
            cell.source = "def compute_cost(A2, Y):\n    while True:\n        pass"
        if cell.metadata.nbgrader.get("grade_id") == "symmetry_question":
            cell.source = ANSWERS.get(name, cell.source)
    if name == "dan":  # a cell that went missing, and its function typed into the last one
        lost = next(c for c in notebook.cells if c.id == "sigmoid-solution")
        notebook.cells.remove(lost)
        notebook.cells.append(nbformat.v4.new_code_cell(lost.source))
    return notebook


def say(text: str) -> None:
    """Print before what a command prints."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def run(desk: Desk, *command: str, cwd: Path | None = None) -> None:
    """Run a command as a person would, and show it with what it says."""
    say(f"\n$ {shlex.join(command)}")
    subprocess.run(  # noqa: S603
        [sys.executable, "-m", *command],
        cwd=cwd or desk.work,
        env=desk.environment | {"AUTOGRADER_SECRET": "demo", "COLUMNS": "100"},
        check=True,
    )


def make_course(desk: Desk) -> None:
    """Copy the bundled course, with a due date and a late rule."""
    for part in (f"solutions/{ASSIGNMENT}", f"tests/graders/{ASSIGNMENT}"):
        shutil.copytree(ROOT / part, desk.work / part)
    due = f"{YESTERDAY}T23:59:00Z"
    (desk.work / "course.yaml").write_text(COURSE.format(due=due))
    (desk.work / "roster.csv").write_text(ROSTER)


def submit_through_exchange(desk: Desk, student: str) -> None:
    """Fetch and submit as a student does, from a folder of the student's own."""
    home = desk.work.parent / student
    home.mkdir()
    own = Desk(home, desk.environment | {"HOME": str(home), "USER": student, "LOGNAME": student})
    run(own, "nbgrader", "fetch_assignment", ASSIGNMENT)
    nbformat.write(student_notebook(student), home / ASSIGNMENT / NOTEBOOK)
    run(own, "nbgrader", "submit", ASSIGNMENT, f"--student={student}")


def moodle_export(folder: Path, students: dict[str, str]) -> Path:
    """Write the zip that Moodle's "Download all submissions" gives."""
    path = folder / "moodle_export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for student, name in students.items():
            moment = (*YESTERDAY.timetuple()[:3], 20, 15, 0)
            member = zipfile.ZipInfo(f"{name}_assignsubmission_file_/{NOTEBOOK}", moment)
            archive.writestr(member, nbformat.writes(student_notebook(student)))
    return path


def grade(desk: Desk) -> None:
    """Go from the release to a gradebook with the marks of the tests."""
    run(desk, "autograder", "init")
    run(desk, "autograder", "release", ASSIGNMENT)
    run(desk, "nbgrader", "db", "student", "import", "roster.csv")
    run(desk, "nbgrader", "release_assignment", ASSIGNMENT)
    for student in ("ada", "ben"):
        submit_through_exchange(desk, student)
    run(desk, "nbgrader", "collect", ASSIGNMENT)
    export = moodle_export(desk.work, {"cleo": "Cleo Marchetti_103", "dan": "Dan Ivanov_104"})
    run(desk, "autograder", "collect", ASSIGNMENT, export.name, "--timezone", "UTC")
    run(desk, "autograder", "grade", ASSIGNMENT)


def save(page: Page, path: Path) -> None:
    """Write what the page shows as a small PNG."""
    page.screenshot(path=path, animations="disabled")
    picture = Image.open(path).convert("RGB").quantize(128, dither=Image.Dither.NONE)
    picture.save(path, optimize=True)
    say(f"picture: {path}")


def mark_by_hand(page: Page, address: str, pictures: Path) -> None:
    """Look through formgrader, and mark Ada's first question in it."""
    page.goto(f"{address}/formgrader/manage_assignments")
    page.locator("td.num-submissions a", has_text="4").wait_for()
    save(page, pictures / "nbgrader-assignments.png")
    open_submission(page, address, "ben")
    cell = page.locator(
        ".nbgrader_cell", has=page.locator("#backward_propagation-solution-comment")
    )
    comment = cell.locator("textarea")
    comment.wait_for()
    page.wait_for_function("box => box.placeholder", arg=comment.element_handle())
    comment.evaluate("box => scrollTo(0, box.getBoundingClientRect().top + scrollY - 300)")
    save(page, pictures / "nbgrader-submission.png")
    open_submission(page, address, "ada")
    question = page.locator(".nbgrader_cell", has=page.locator("#symmetry_question"))
    question.locator("#symmetry_question").fill("4.5")
    question.locator("#symmetry_question").press("Tab")
    question.locator("textarea").fill("Well seen. What would zero biases do?")
    question.locator("textarea").press("Tab")
    page.locator(".score-saved:visible, .comment-saved:visible").first.wait_for()
    question.scroll_into_view_if_needed()
    page.wait_for_timeout(1500)  # until formgrader has saved both
    save(page, pictures / "nbgrader-by-hand.png")


def open_submission(page: Page, address: str, student: str) -> None:
    """Open a student's notebook in formgrader, from the list of submissions."""
    page.goto(f"{address}/formgrader/manage_students/{student}/{ASSIGNMENT}")
    page.locator("table a", has_text=ASSIGNMENT).first.click()
    page.locator("#notebook-container").first.wait_for()


def show_export(page: Page, address: str, pictures: Path) -> None:
    """Show the exported marks in JupyterLab."""
    page.set_viewport_size({"width": 1700, "height": 330})
    page.goto(f"{address}/lab/tree/grades.csv")
    page.locator(".jp-CSVViewer-grid").wait_for()
    page.keyboard.press("Control+b")  # close the file browser, which takes the table's place
    page.wait_for_timeout(1500)
    save(page, pictures / "nbgrader-export.png")


def main() -> None:
    """Run the demo."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pictures", type=Path, default=ROOT / "docs" / "images")
    pictures = parser.parse_args().pictures.resolve()
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        desk = set_up(Path(name))
        desk = desk._replace(environment=desk.environment | {"PYTHONPATH": str(ROOT)})
        make_course(desk)
        grade(desk)
        with jupyterlab(desk) as address, browser_page() as page:
            mark_by_hand(page, address, pictures)
            run(desk, "nbgrader", "generate_feedback", ASSIGNMENT)
            run(desk, "nbgrader", "release_feedback", ASSIGNMENT)
            run(desk, "nbgrader", "export")
            say((desk.work / "grades.csv").read_text())
            show_export(page, address, pictures)


if __name__ == "__main__":
    main()
