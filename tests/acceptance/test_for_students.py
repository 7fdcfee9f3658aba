"""What docs/for-students.md tells students to do, in a real JupyterLab and a real browser."""

import re
import shutil
from pathlib import Path

import desk
import nbformat
import pytest

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "for-students.md"
MAX_PICTURE_BYTES = 150 * 1024


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A JupyterLab with an untouched release and a solved one; a page and its address."""
    mine = desk.set_up(tmp_path_factory.mktemp("student") / "home")
    shutil.copytree(ROOT / "assignments" / desk.ASSIGNMENT, mine.work / "untouched")
    (mine.work / "solved").mkdir()
    nbformat.write(desk.solved(), mine.work / "solved" / f"{desk.ASSIGNMENT}.ipynb")
    with desk.jupyterlab(mine) as address, desk.browser_page() as page:
        yield page, address


def validated(lab, folder):
    """Open the notebook of a folder, press Validate, and return what the dialog says."""
    page, address = lab
    desk.open_notebook(page, address, f"{folder}/{desk.ASSIGNMENT}.ipynb")
    said = desk.validate(page)
    desk.close_dialog(page)
    return said


def test_validate_names_what_is_missing(lab):
    """In an untouched release, Validate names each exercise and question, in order."""
    said = validated(lab, "untouched")
    asked = re.compile(r"^(?:NotImplementedError: Exercise|You did not provide) .*", re.MULTILINE)
    assert asked.findall(said) == [
        "NotImplementedError: Exercise 1: write sigmoid",
        "NotImplementedError: Exercise 2: write initialize_parameters",
        "You did not provide a response.",
        "NotImplementedError: Exercise 3: write forward_propagation",
        "NotImplementedError: Exercise 4: write compute_cost",
        "NotImplementedError: Exercise 5: write backward_propagation",
        "NotImplementedError: Exercise 6: write update_parameters",
        "You did not provide a response.",
    ]


def test_validate_succeeds_on_a_solved_notebook(lab):
    """If all functions and answers are written, Validate has no complaint."""
    assert "Success! Your notebook passes all the tests." in validated(lab, "solved")


def test_pictures():
    """The documentation shows every picture that the script makes, and each is small."""
    shown = re.findall(r"\]\(images/(for-students-\w+\.png)\)", PAGE.read_text(encoding="utf-8"))
    pictures = {path.name: path for path in (ROOT / "docs" / "images").glob("for-students-*.png")}
    script = (ROOT / "docs" / "screenshots" / "for_students.py").read_text(encoding="utf-8")
    made = [f"for-students-{name}.png" for name in re.findall(r'save\(page, "(\w+)"', script)]
    assert sorted(shown) == sorted(made) == sorted(pictures)
    for path in pictures.values():
        assert path.stat().st_size <= MAX_PICTURE_BYTES, path.name
