"""The pairs that are worth a look as a page: one HTML file without scripts, for the instructor.

Code and names come from students. Everything is escaped, and the page's own policy
(Content-Security-Policy) allows no script and no request.
"""

from __future__ import annotations

from collections.abc import Sequence

from autograder.report.html import environment
from autograder.similarity.find import Similar
from autograder.similarity.side_by_side import PairView
from autograder.text import printable


def similar_page(title: str, similar: Similar, pairs: Sequence[PairView]) -> str:
    """Return the HTML of the page."""
    own = environment("autograder.similarity")
    own.filters["printable"] = printable
    template = own.get_template("similar.html.j2")
    return template.render(title=title, similar=similar, pairs=pairs)
