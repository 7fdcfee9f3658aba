"""Markdown in nbgrader's pages, with formulas that need no script from the network."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from autograder.gradebook.formulas import mathml

# Code or a tag, or a formula between tags.
_IN_HTML = re.compile(
    r"<(code|pre)\b.*?</\1>|<[^>]*>|\$\$[^<]+?\$\$|\$(?=[^\s$])[^$<]*?(?<=\S)\$(?!\d)", re.DOTALL
)


class _Renderer(IPythonRenderer):
    """Writes a formula as MathML; one that cannot be converted stays as nbconvert writes it."""

    def block_html(self, html: str) -> str:
        return super().block_html(_with_formulas(html))

    def block_math(self, body: str) -> str:
        return mathml(f"$${body}$$") or super().block_math(body)

    def inline_math(self, body: str) -> str:
        return mathml(f"${body}$") or super().inline_math(body)

    def latex_environment(self, name: str, body: str) -> str:
        formula = f"\\begin{{{name}}}{body}\\end{{{name}}}"
        return mathml(formula) or super().latex_environment(name, body)


def _with_formulas(html: str) -> str:
    """Convert the formulas in an author's HTML, for example in the summary of a hint."""

    def converted(match: re.Match[str]) -> str:
        return match[0] if match[0].startswith("<") else mathml(match[0]) or match[0]

    return _IN_HTML.sub(converted, html)


@pass_context
def markdown2html(context: Any, source: str) -> str:
    """Return a cell's Markdown as HTML; replaces nbconvert's filter of the same name."""
    cell = context.get("cell", {})
    path = context.get("resources", {}).get("metadata", {}).get("path", "")
    renderer = _Renderer(escape=False, attachments=cell.get("attachments", {}), path=path)
    return MarkdownWithMath(renderer=renderer).render(source)
