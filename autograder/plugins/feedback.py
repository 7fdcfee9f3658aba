"""nbgrader's feedback pages, by course.yaml's rules."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import HTMLExporter
from traitlets import default

from autograder.course.folder import find_course
from autograder.report.feedback import held_sentence
from autograder.report.held import limited_until
from autograder.report.words import language_of, tell
from autograder.results.store import ResultStore


class FeedbackExporter(HTMLExporter):
    """Write nbgrader's page, or only its date while course.yaml holds feedback back."""

    @default("extra_template_basedirs")
    def _no_templates_of_others(self) -> list[str]:
        """Take no templates from the current folder, as nbconvert would."""
        return []

    def from_notebook_node(
        self, nb: Any, resources: dict[str, Any] | None = None, **kw: Any
    ) -> Any:
        """Return the page of a graded notebook."""
        told = (resources or {}).get("nbgrader", {})
        folder = find_course(Path.cwd())
        chosen = folder.course.assignment(told["assignment"])
        result = ResultStore(folder.results(), chosen.name).load(told["student"])
        catalogue = folder.catalogue_in(result.language if result else "")
        self.language_code = language_of(catalogue).partition("-")[0]  # it knows no regions
        until = limited_until(chosen, dt.datetime.now(dt.UTC))
        if until is not None:
            text = tell(held_sentence(until), catalogue)
            cell = nbformat.from_dict({"cell_type": "markdown", "metadata": {}, "source": text})  # type: ignore[no-untyped-call]
            nb = nbformat.from_dict({**nb, "cells": [cell]})  # type: ignore[no-untyped-call]
        return super().from_notebook_node(nb, resources, **kw)
