"""Make what a student wrote safe to show: nothing in it runs, and nothing misleads.

The submission is hostile, and pages are opened in the instructor's session. Markdown is converted
to HTML here, and only harmless elements of it are kept: links to the web, pictures whose bytes
are pictures, formulas as MathML. A formula that cannot be drawn stays as it was typed, without
commands that make links.
"""

from __future__ import annotations

import base64
import binascii
import functools
import html
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from autograder.gradebook import formulas

MOST_CHARS = 6_000  # of a cell that is rendered: some texts make Markdown parsers slow
_SIGNATURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
_EMPTY = base64.b64encode(_SIGNATURES["image/png"]).decode()
_MOST_PICTURE_CHARS = 4 << 20

# The elements that mistune makes, and those that people write into Markdown.
_TAGS = {
    *("p", "br", "hr", "div", "span", "blockquote", "pre", "code", "a", "img"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"),
    *("em", "strong", "b", "i", "u", "s", "del", "ins", "sub", "sup", "mark", "kbd", "small"),
    *("table", "thead", "tbody", "tr", "th", "td"),
    *("details", "summary"),
}
_ATTRIBUTES = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "ol": {"start"},
}
_VALUES = {  # the allowed values of an attribute
    ("a", "href"): re.compile(r"(https?://|mailto:)[^\s]*", re.IGNORECASE),
    ("img", "src"): re.compile(
        r"https?://[^\s]*|data:image/(png|jpeg);base64,[A-Za-z0-9+/]*=*|[\w-]+\.(png|jpe?g|gif)",
        re.IGNORECASE,
    ),
    ("img", "width"): re.compile(r"\d{1,4}"),
    ("img", "height"): re.compile(r"\d{1,4}"),
    ("ol", "start"): re.compile(r"\d{1,9}"),
}
_SCHEMES = {"http", "https", "mailto", "data", "attachment"}
# Commands with which a formula makes links, classes, names or styles, or loads packages that do.
_ACTIVE_TEX = re.compile(
    r"\\(?=(?:href|url|class|cssId|style|require|html[A-Za-z]*|data|mmlToken|bbox|unicode)"
    r"(?![A-Za-z]))"
)
# A formula is not Markdown: it is replaced by a number, and put back afterwards.
_FORMULA = re.compile(
    r"\$\$.+?\$\$|\$(?=[^\s$])[^$]*?(?<=\S)\$(?!\d)|\\\\\[.+?\\\\\]|\\\\\(.+?\\\\\)|\\begin\{(\w+\*?)\}.*?\\end\{\1\}",
    re.DOTALL,
)
_OPEN, _CLOSE = "\ue000", "\ue001"  # private-use characters, which no text contains
_ASIDE = re.compile(f"{_OPEN}(\\d+){_CLOSE}")
_WHERE_ASIDE = re.compile(
    f"<code[^>]*>.*?</code>|<[^>]*>|{_OPEN}(?P<number>\\d+){_CLOSE}", re.DOTALL
)
# A picture in the text is not Markdown either: it becomes an attachment.
_EMBEDDED = re.compile(r"data:(image/(?:png|jpeg));base64,([A-Za-z0-9+/]{100,}=*)")
_BLANK_LINES = re.compile(r"\n(?:[ \t\r\f\v]*\n)+")


def shown(markdown: str, attachments: object = None, *, most_chars: int = MOST_CHARS) -> str:
    """Return Markdown as harmless HTML, in a single block that Markdown leaves unchanged.

    Attached pictures are part of it. A text longer than `most_chars`, without its pictures, is
    shown as it was typed.
    """
    if not markdown.strip():
        return ""
    if chars_of(markdown) > most_chars:
        page = f"<pre>{html.escape(markdown)}</pre>"
    else:
        page = _rendered(markdown.translate({ord(_OPEN): None, ord(_CLOSE): None}), attachments)
    page = _ACTIVE_TEX.sub("\\\\\N{WORD JOINER}", page)
    # A blank line would end the block, and the text after it would be Markdown again.
    return _BLANK_LINES.sub(lambda m: "&#10;" * (m[0].count("\n") - 1) + "\n", f"<div>{page}</div>")


def chars_of(markdown: str) -> int:
    """Return how long a text is without the pictures in it."""
    return len(_EMBEDDED.sub("", markdown))


def _rendered(markdown: str, attachments: object) -> str:
    attached = dict(attachments) if isinstance(attachments, dict) else {}
    aside: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        aside.append(match[0])
        return f"{_OPEN}{len(aside) - 1}{_CLOSE}"

    def put_back(match: re.Match[str]) -> str:
        if match["number"] is None:  # a tag or code, which contains no formula
            return _ASIDE.sub(lambda inside: html.escape(aside[int(inside[1])]), match[0])
        formula = aside[int(match["number"])]
        return formulas.mathml(formula) or html.escape(formula)

    def attach(match: re.Match[str]) -> str:
        name = f"embedded-{len(attached)}"
        attached[name] = {match[1]: match[2]}
        return f"attachment:{name}"

    text = _EMBEDDED.sub(attach, markdown)
    page = _markdown().render(_FORMULA.sub(put_aside, text))
    return _cleaned(_WHERE_ASIDE.sub(put_back, page), pictures(attached))


@functools.cache
def _markdown() -> Any:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - few commands show a notebook

    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    markdown.validateLink = _any_link  # type: ignore[method-assign] # all are looked at later
    return markdown


def _any_link(url: str) -> bool:  # noqa: ARG001 - the parser's signature
    return True


def pictures(attachments: object) -> dict[str, dict[str, str]]:
    """Return a cell's attached pictures, by name, in the form that Jupyter uses."""
    found: dict[str, dict[str, str]] = {}
    for name, data in attachments.items() if isinstance(attachments, dict) else ():
        kept = picture(data) if isinstance(data, dict) else {}
        found[str(name)] = kept or {"image/png": _EMPTY}  # nbconvert fails without one
    return found


def picture(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the pictures in an output's or attachment's data: base 64 of a picture's bytes."""
    kept = {}
    for kind, signature in _SIGNATURES.items():
        text = data.get(kind)
        if isinstance(text, list) and all(isinstance(line, str) for line in text):
            text = "".join(text)
        if not isinstance(text, str) or len(text) > _MOST_PICTURE_CHARS:
            continue
        text = "".join(text.split())
        try:
            if base64.b64decode(text, validate=True).startswith(signature):
                kept[kind] = text
        except (binascii.Error, ValueError):
            continue
    return kept


def _cleaned(page: str, attached: dict[str, dict[str, str]]) -> str:
    """Return HTML with only harmless elements and attributes."""
    import nh3  # noqa: PLC0415 - with the course extra

    def kept(tag: str, attribute: str, value: str) -> str | None:
        if (tag, attribute) == ("img", "src") and value.startswith("attachment:"):
            data = attached.get(unquote(value.removeprefix("attachment:")), {})
            value = next((f"data:{kind};base64,{text}" for kind, text in data.items()), "")
        pattern = _VALUES.get((tag, attribute))
        return value if pattern is None or pattern.fullmatch(value) else None

    return nh3.clean(
        page,
        tags=_TAGS | formulas.TAGS,
        clean_content_tags=set(),  # a script's content is shown as text
        attributes=_ATTRIBUTES | formulas.ATTRIBUTES,
        attribute_filter=kept,
        url_schemes=_SCHEMES,
        link_rel="noopener noreferrer",
    )
