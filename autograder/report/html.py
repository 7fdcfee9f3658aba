"""What all pages share: a style, templates that escape every text, and files written as a whole."""

from __future__ import annotations

from pathlib import Path

import jinja2

from autograder.files import write_or_explain


def environment(package: str) -> jinja2.Environment:
    """Return the environment of a package's templates, which may include `shared.css` of this one.

    An unknown name in a template is an error.
    """
    places = dict.fromkeys((package, "autograder.report"))
    return jinja2.Environment(
        loader=jinja2.ChoiceLoader([jinja2.PackageLoader(place) for place in places]),
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
