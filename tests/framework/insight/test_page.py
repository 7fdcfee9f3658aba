import re
from html.parser import HTMLParser

import msgspec
import pytest
from simulated_class import simulated

from autograder.insight.anonymous import Words
from autograder.insight.classroom import Classroom

pytestmark = pytest.mark.processes
HOSTILE = "<script>alert(1)</script>\x1b[31m"


class Outline(HTMLParser):
    """Collects the elements of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.ids, self.links = [], [], []

    def handle_starttag(self, tag, attributes):
        """Note an element, its id and where it leads."""
        named = dict(attributes)
        self.tags.append(tag)
        self.ids += [named["id"]] if "id" in named else []
        leads = [named.get(key, "") for key in ("href", "xlink:href", "aria-labelledby")]
        self.links += [link.lstrip("#") for link in leads if link]


@pytest.fixture(scope="module")
def page():
    """The page of a class of 40, in which texts are hostile."""
    from autograder.insight.page import report_page  # noqa: PLC0415 - matplotlib takes a second
    from autograder.insight.report import make_report  # noqa: PLC0415 - so does pandas

    results = [
        msgspec.structs.replace(
            result,
            student=result.student + HOSTILE,
            exercises=[
                msgspec.structs.replace(
                    e,
                    diagnosis=HOSTILE,
                    tests=[msgspec.structs.replace(t, title=t.title + HOSTILE) for t in e.tests],
                )
                for e in result.exercises
            ],
            evidence={
                name: msgspec.structs.replace(one, code=f"{one.code}\nx{HOSTILE}")
                for name, one in result.evidence.items()
            },
        )
        for result in simulated(40)[0]
    ]
    names = tuple((result.student,) for result in results)
    absent = ("zoe" + HOSTILE,)
    known = Classroom("shallow_network", tuple(results), names=names, absent=absent)
    report = make_report(known, "A course", Words())
    return report, report_page(report)


def test_the_page_is_one_whole_file(page):
    """It has no script and no second file, its ids are unique, and its links lead somewhere."""
    outline = Outline()
    outline.feed(page[1])
    assert {"script", "link", "img", "iframe", "object"}.isdisjoint(outline.tags)
    assert outline.tags.count("svg") == 2
    assert len(outline.ids) == len(set(outline.ids))
    assert set(outline.links) <= set(outline.ids)
    assert "http" not in re.sub(r'"http://www\.w3\.org/[^"]*"|http-equiv', "", page[1])
    assert not re.search(r"#0\d0\d0\d\b", page[1])  # each placeholder has become a colour


def test_what_students_wrote_is_text(page):
    """Tags are escaped, and nothing that a terminal obeys is in it."""
    assert "&lt;script&gt;" in page[1]
    assert "<script>" not in page[1]
    assert "\x1b" not in page[1]


def test_the_numbers_of_the_page(page):
    """They are those of --json, and the three sentences are there."""
    report, html = page
    text = re.sub(r"<wbr>", "", html)
    shared = [one for one in report.unexplained if one.count > 1]
    assert len(shared) > 12
    for group in shared[:12]:
        assert f"<code>{group.name}</code></span> <span" in text
        assert f"{group.count} students</span>" in text
    for group in shared[12:]:
        assert f"<code>{group.name}</code>, {group.count} students" in text
    for test in report.tests:
        assert f'<td class="n">{test.answered}</td><td class="n">{test.passed}</td>' in text
    assert html.count("<li>") > len(report.monday) == 3
    assert len(text) < 400_000


def test_names_are_folded_away(page):
    """A student's name stands only in a folded list, so a class may be shown the page."""
    without = re.sub(r'<details class="names">.*?</details>', "", page[1], flags=re.DOTALL)
    assert "zoe" in page[1]
    assert not re.search(r"student\d{4}|zoe", without)
