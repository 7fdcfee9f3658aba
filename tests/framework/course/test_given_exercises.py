"""Exercises whose functions are handed out."""

import json

import pytest

from autograder.course.exercises import Exercise, given_exercises
from autograder.errors import CourseError

STUB = "def square(x):\n    ### BEGIN SOLUTION\n    return x * x\n    ### END SOLUTION"
ADAPTER = "import numpy\n\ndef square_use(x):\n    return square(x)"
EXERCISES = [Exercise("square", 2.0), Exercise("square_use", 1.0), Exercise("elsewhere", 1.0)]


@pytest.fixture
def source(tmp_path):
    """Return a function that writes a source notebook of cells: code, and whether a solution."""

    def write(*cells):
        path = tmp_path / "source.ipynb"
        path.write_text(
            json.dumps(
                {
                    "cells": [
                        {
                            "cell_type": "code",
                            "source": code.splitlines(keepends=True),
                            "metadata": {"nbgrader": {"solution": is_solution, "grade": False}},
                        }
                        for code, is_solution in cells
                    ]
                }
            )
        )
        return path

    return write


def test_what_only_a_handed_out_cell_defines_is_given(source):
    """A function of a solution cell is the student's, also if a given cell defines it too."""
    both = STUB.replace("square", "elsewhere")
    path = source((STUB, True), (ADAPTER, False), (both, True), (both, False))
    assert given_exercises(path, EXERCISES) == {"square_use"}


def test_without_solution_cells_nothing_is_given(source):
    """Such a notebook does not say which cells students write."""
    assert given_exercises(source((STUB, False), (ADAPTER, False)), EXERCISES) == frozenset()


@pytest.mark.parametrize("text", ["[]", "{", '{"cells": [{"source": ""}]}'])
def test_what_is_no_notebook_is_refused(tmp_path, text):
    """The error names the file."""
    path = tmp_path / "source.ipynb"
    path.write_text(text)
    with pytest.raises(CourseError, match=r"source\.ipynb: not a notebook of format 4"):
        given_exercises(path, EXERCISES)
