"""A service under a path of another site, as a hub has it."""

import re

import pytest
from serving import NOTEBOOK, Browser, add_person, served

from autograder.service.database.tables import Role
from autograder.service.web.errands import own_path
from autograder.service.web.site import Address

pytestmark = pytest.mark.processes

PATH = "/services/backgrade"


@pytest.fixture(scope="module")
def site(root):
    """The course, served under a path."""
    with served(root, path=PATH) as site:
        yield site


def test_every_link_is_under_the_path(ada):
    """Links, forms and redirects; nothing else of the host is asked for."""
    answer = ada.hand_in("powers", NOTEBOOK)
    assert answer.headers["location"] == f"{PATH}/work/powers/attempts/1"
    for path in ("/", "/work/powers", "/work/powers/attempts/1"):
        text = ada.get(path).text
        links = re.findall(r'(?:href|action|src)="(/[^"]*)"', text)
        assert len(links) >= 3
        assert [one for one in links if not one.startswith(f"{PATH}/")] == []


def test_every_link_of_staff_is_under_the_path(site, ada):
    """Also those that a template makes from parts."""
    add_person(site.engine.database, "ida", Role.INSTRUCTOR)
    ida = Browser(site).enter("ida")
    for path in ("/", "/class/powers", "/class/powers/tools", "/class/powers/regrade", "/people"):
        links = re.findall(r'(?:href|action|src)="(/[^"]*)"', ida.get(path).text)
        assert len(links) >= 5
        assert [one for one in links if not one.startswith(f"{PATH}/")] == []


def test_cookies_are_for_the_path_alone(site):
    """Another program of the host, such as a student's server, never gets to see them."""
    browser = Browser(site).enter("ada")
    (cookie,) = [one for one in browser.client.cookies.jar if one.name == "backgrade"]
    assert cookie.path == PATH
    assert Address("https://hub.example.edu/x").cookie == "__Secure-backgrade"
    assert Address("https://hub.example.edu").cookie == "__Host-backgrade"


def test_nothing_is_outside_the_path(site):
    """A path that only begins alike is not ours."""
    origin = site.address.origin
    for path in ("/", "/healthz", f"{PATH}x/healthz", PATH):
        assert Browser(site).client.get(origin + path).status_code == 404


@pytest.mark.parametrize(
    "wanted",
    [
        *("https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example"),
        *("javascript:alert(1)", "http:evil.example", "/\n/evil.example", "///evil.example", ""),
        *("work/powers", "/\t/evil.example", "https:///evil.example"),
    ],
)
def test_no_redirect_leads_elsewhere(wanted):
    """What comes after signing in is a page of ours."""
    assert own_path(wanted) == "/"


def test_a_page_of_ours_comes_after_signing_in():
    """The path alone is kept."""
    assert own_path("/work/powers?x=//evil.example#y") == "/work/powers"
