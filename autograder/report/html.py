"""What all pages share: templates in which every text is escaped, and files written as a whole."""

from __future__ import annotations

from pathlib import Path

import jinja2

from autograder.files import write_or_explain


def environment(package: str) -> jinja2.Environment:
    """Return the environment of a package's templates; an unknown name in one is an error."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader(package),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def write_page(path: Path, html: str, option: str = "--output") -> None:
    """Write a page; somebody who reads it meanwhile sees the old one.

    Raises StorageError, which names the option that chooses another place.
    """
    advice = f"free the place or choose another with {option}, and run again"
    write_or_explain(path, html.encode("utf-8", "replace"), advice)
