"""Pictures of what figures should look like."""

import base64
import io
import itertools
import re

import numpy as np
import pytest
from nbformat import v4
from PIL import Image

from autograder.gradebook.sanitise import shown
from autograder.release import targets
from autograder.release.targets import (
    MOST_BYTES,
    add_targets,
    pictures_of,
    shrunk,
    target_errors,
    target_mistakes,
)


def png(pixels):
    """Return an array of pixels as a PNG."""
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", pnginfo=None)
    return file.getvalue()


def wheel(width, height):
    """Return a picture with thousands of colours."""
    x, y = np.meshgrid(np.linspace(0, 255, width), np.linspace(0, 255, height))
    return np.stack([x, y, 255 - x], axis=-1).astype(np.uint8)


def figure(*pictures, name="plot"):
    """Return a target cell that drew pictures."""
    made = v4.new_code_cell("plt.show()", id=name, metadata={"tags": ["target"]})
    for picture in pictures:
        data = {"image/png": base64.b64encode(picture).decode(), "text/plain": "<Figure>"}
        made.outputs.append(v4.new_output("display_data", data))
    made.outputs.append(v4.new_output("stream", text="drawn"))
    return made


def notebook(*cells):
    """Return a notebook of these cells."""
    return v4.new_notebook(cells=list(cells))


@pytest.mark.parametrize(
    ("pixels", "size"),
    [
        (wheel(800, 60), (640, 48)),
        (wheel(90, 60), (90, 60)),
        (np.zeros((60, 80, 4), np.uint8), (80, 60)),
    ],
)
def test_a_picture_is_small(pixels, size):
    """A figure is at most as wide as a notebook's text, and has few bytes."""
    made = shrunk(png(pixels))
    with Image.open(io.BytesIO(made)) as picture:
        assert (picture.size, picture.mode) == (size, "P")
        is_white = picture.convert("RGB").getpixel((0, 0)) == (255, 255, 255)
    assert len(made) <= MOST_BYTES
    assert is_white == (pixels.shape[2] == 4)  # transparent
    assert made == shrunk(png(pixels))


def test_a_picture_of_many_bytes_is_narrower(monkeypatch):
    """Noise loses colours, and then width, until it is small enough."""
    most = MOST_BYTES // 7  # for a seventh of the pixels that would be too many
    monkeypatch.setattr(targets, "MOST_BYTES", most)
    noise = np.random.default_rng(1).integers(0, 255, (20, 500, 3), dtype=np.uint8)
    made = shrunk(png(noise))
    with Image.open(io.BytesIO(made)) as picture:
        assert (picture.size, len(made) <= most) == ((360, 14), True)


def test_a_picture_keeps_the_colours_of_thin_lines():
    """Two curves of a figure are still easy to distinguish in its small picture."""
    lines = np.array([[0, 114, 178], [213, 94, 0], [0, 158, 115], [204, 121, 167]])
    pixels = np.full((400, 1200, 3), 255, np.uint8)
    for k, (x, color) in enumerate(itertools.product(range(0, 1200, 4), lines)):
        y = 40 + k % 4 * 90 + round(30 * np.sin(x / 40))
        pixels[y : y + 3, x : x + 4] = color
    with Image.open(io.BytesIO(shrunk(png(pixels)))) as picture:
        seen = np.asarray(picture.convert("RGB")).reshape(-1, 3).astype(int)
    off = [np.abs(seen - color).sum(axis=1).min() for color in lines]
    assert max(off) < 30, off


def test_pictures_come_below_their_figures():
    """The reference's figure is folded below the release's cell, in a locked cell."""
    ran = notebook(figure(png(wheel(30, 20)), png(wheel(40, 20))), figure(name="idle"))
    release = notebook(v4.new_markdown_cell("Look", id="text"), figure(), figure(name="idle"))
    add_targets(release, pictures_of(ran))
    assert [cell.id for cell in release.cells] == ["text", "plot", "plot-target", "idle"]
    meta = release.cells[2].metadata
    assert (meta.editable, meta.nbgrader.locked, meta.nbgrader.grade) == (False, True, False)
    summary, *pictures, end = release.cells[2].source.split("\n\n")
    assert summary == "<details><summary>What it should look like</summary>"
    assert (len(pictures), end) == (2, "</details>")
    assert [reason[:11] for reason in target_errors(ran, release)] == ["cell 2: it "]
    del release.cells[2]
    assert len(list(target_errors(ran, release))) == 2


def test_targets_that_are_none():
    """A target must be code, with a name for its picture."""
    text = v4.new_markdown_cell("Look", metadata={"tags": ["target"]})
    book = notebook(text, figure())
    del book.cells[1]["id"]
    assert [said.partition(";")[0] for said in target_mistakes(book)] == [
        "cell 1: only code draws",
        "cell 2: a target needs an ID",
    ]


def test_a_target_in_formgrader():
    """It is shown although it has no name from nbgrader; anything but a picture is not."""
    release = notebook(figure())
    picture = shrunk(png(wheel(90, 60)))
    add_targets(release, {"plot": [picture]})
    page = shown(release.cells[1].source)
    assert page.startswith("<div><details><summary>What it should look like</summary>")
    (data,) = re.findall(r'<img src="data:image/png;base64,([^"]+)"', page)
    assert base64.b64decode(data) == picture
    odd = base64.b64encode(b"<script>" * 50).decode()
    assert odd not in shown(f"![x](data:image/png;base64,{odd})")
