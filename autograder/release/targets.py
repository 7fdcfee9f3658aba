"""Small pictures of the reference's figures, folded below their cells in a release.

A student whose code does not run yet sees what it should draw. The pictures are data URIs in
Markdown, which JupyterLab, JupyterLite, VS Code and Colab all show; Colab shows no attachments.
The same figure gives the same bytes, because Matplotlib's metadata is left out.
"""

from __future__ import annotations

import base64
import html
import io
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from nbformat import v4
from PIL import Image

from autograder.course.cells import is_target, name_of
from autograder.languages import Catalogue, say, translated
from autograder.release.notebook import Cell, place_of

MOST_BYTES = 25_000  # bytes of a picture, if possible
_WIDTHS = (640, 480, 360)  # pixels
_COLOURS = (64, 32, 16)
# The colour of a thin line is rare: a palette of the commonest colours would lose it. The palette
# is then moved towards the colours of the picture, until fewer pixels than this still change.
_QUANTIZED: Any = {
    "method": Image.Quantize.MAXCOVERAGE,
    "kmeans": 3000,
    "dither": Image.Dither.NONE,
}
_PICTURE = re.compile(r"!\[[^]]*\]\(data:image/png;base64,([A-Za-z0-9+/=]+)\)")
_META = {"grade": False, "locked": True, "schema_version": 3, "solution": False, "task": False}


def target_mistakes(notebook: Any) -> Iterator[str]:
    """Yield a sentence for each cell of a source notebook that cannot be a target."""
    for cell in filter(is_target, notebook.cells):
        if cell["cell_type"] != "code":
            yield f"{place_of(notebook, cell)}: only code draws; take the tag 'target' away"
        elif not name_of(cell):
            yield f"{place_of(notebook, cell)}: a target needs an ID; give it one"


def pictures_of(ran: Any) -> dict[str, list[bytes]]:
    """Return the figures of a notebook's target cells after it ran: small PNGs, by cell."""
    return {
        name_of(cell): [shrunk(base64.b64decode(png)) for png in _drawn(cell)]
        for cell in filter(is_target, ran.cells)
        if cell["cell_type"] == "code"
    }


def _drawn(cell: Cell) -> list[str]:
    data = [output["data"] for output in cell["outputs"] if "data" in output]
    return [one["image/png"] for one in data if "image/png" in one]


def shrunk(png: bytes) -> bytes:
    """Return a picture with few colours, no wider than a notebook's text."""
    with Image.open(io.BytesIO(png)) as opened:
        whole = opened.convert("RGBA")
    paper = Image.new("RGBA", whole.size, "white")
    flat = Image.alpha_composite(paper, whole).convert("RGB")
    made = b""
    for width in _WIDTHS:
        width = min(width, flat.width)  # noqa: PLW2901 - no picture grows
        size = width, max(1, round(flat.height * width / flat.width))
        small = flat.resize(size, Image.Resampling.LANCZOS)
        for colours in _COLOURS:
            file = io.BytesIO()
            small.quantize(colours, **_QUANTIZED).save(file, "PNG", optimize=True)
            made = file.getvalue()
            if len(made) <= MOST_BYTES:
                return made
    return made


def add_targets(
    release: Any, pictures: Mapping[str, Sequence[bytes]], catalogue: Catalogue | None = None
) -> None:
    """Put pictures below the cells of a release that draw them, titled in its language."""
    title = say("What it should look like")
    told = translated(title, catalogue) if catalogue else str(title)
    cells = []
    for cell in release.cells:
        cells.append(cell)
        if is_target(cell) and pictures.get(name_of(cell)):
            cells.append(_target(target_name(cell), pictures[name_of(cell)], told))
    release.cells = cells


def target_name(cell: Cell) -> str:
    """Return the name of the cell that shows what another cell should draw."""
    return f"{name_of(cell)}-target"


def _target(name: str, pictures: Sequence[bytes], title: str) -> Any:
    """Return a Markdown cell, locked in the way in which nbgrader locks given cells."""
    coded = (base64.b64encode(png).decode() for png in pictures)
    shown = [f"![{title}](data:image/png;base64,{data})" for data in coded]
    summary = f"<details><summary>{html.escape(title)}</summary>"
    return v4.new_markdown_cell(  # type: ignore[no-untyped-call]
        "\n\n".join([summary, *shown, "</details>"]),
        id=name,
        metadata={
            "deletable": False,
            "editable": False,
            "nbgrader": {"grade_id": name, **_META},
        },
    )


def target_errors(source: Any, release: Any) -> Iterator[str]:
    """Yield a sentence for each figure without a picture below it in the release."""
    below = {name_of(one): other for one, other in itertools.pairwise(release.cells)}
    for cell in filter(is_target, source.cells):
        found = below.get(name_of(cell))
        is_there = found is not None and name_of(found) == target_name(cell)
        if found is None or not is_there or not _PICTURE.search(found["source"]):
            yield (
                f"{place_of(source, cell)}: it is tagged 'target', and the release has no picture "
                "below it; let it draw a figure of Matplotlib's, and make the release again"
            )
