"""Notebooks in nbgrader's format, for tests of adopted courses."""

import json
from pathlib import Path


def code(text, **nbgrader):
    """Return a code cell, with what nbgrader says of it."""
    metadata = {"nbgrader": {"schema_version": 3, **nbgrader}} if nbgrader else {}
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": metadata,
        "outputs": [],
        "source": text,
    }


def prose(text, cell_type="markdown"):
    """Return a cell without code."""
    return {"cell_type": cell_type, "metadata": {}, "source": text}


def solution(name, text):
    """Return a cell that students write in."""
    return code(text, grade=False, grade_id=name, locked=False, solution=True, task=False)


def checked(name, text, points=1):
    """Return an autograded test cell."""
    return code(
        text, grade=True, grade_id=name, locked=True, points=points, solution=False, task=False
    )


def write(path, *cells):
    """Write a notebook; return its path."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    notebook = {
        "cells": list(cells),
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
        },
        "nbformat": 4,
        "nbformat_minor": 4,
    }
    path.write_text(json.dumps(notebook), encoding="utf-8")
    return path


def handed_in(path, source, /, **answers):
    """Write a submission: the source's cells, with other text in some of them, by grade_id."""
    cells = []
    for cell in source:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        text = answers.get(name, cell["source"])
        if text is not None:
            cells.append({**cell, "source": text})
    return write(path, *cells)
