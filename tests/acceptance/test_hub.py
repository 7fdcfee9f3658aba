"""A real JupyterHub: hand in from JupyterLab and from a terminal, and read the feedback."""

import re
from urllib.parse import parse_qs, urlsplit

import browsing
import httpx
import pytest
from courses import copy_of_the_course
from hubs import BIN, MAKER, PASSWORD, hub
from known_submissions import known
from serving import wait_until

pytestmark = pytest.mark.slow

NAME = "shallow_network"
SERVICE = "/services/backgrade"
ROSTER = "id,name,language\nada,Ada Lovelace,\nBen,Ben,\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Where the hub and its users keep everything."""
    return tmp_path_factory.mktemp("hub")


@pytest.fixture(scope="module")
def url(folder):
    """The address of a hub that serves the course."""
    course = copy_of_the_course(folder / "course")
    (course / "roster.csv").write_text(ROSTER, encoding="utf-8")
    (course / "serve.yaml").write_text("hub:\n  instructors: [teachers]\n", encoding="utf-8")
    with hub(folder, course) as url:
        yield url


@pytest.fixture(scope="module")
def chromium():
    """A chromium of this machine."""
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture
def browser(chromium):
    """Make browsers that have no cookies yet."""
    contexts = []

    def new():
        contexts.append(chromium.new_context(viewport={"width": 1280, "height": 800}))
        return contexts[-1].new_page()

    yield new
    for context in contexts:
        context.close()


def log_in(page, address, name):
    """Open a page of the service, and log in at the hub that it sends a stranger to."""
    page.goto(address)
    page.fill("#username_input", name)
    page.fill("#password_input", PASSWORD)
    page.click("#login_submit")
    page.wait_for_load_state()
    return page


def start_server(page, url, folder, name, case):
    """Start a user's server, with a notebook of the sample class in it."""
    home = folder / "home" / name
    home.mkdir(exist_ok=True)
    (home / f"{NAME}.ipynb").write_bytes(known(NAME, case).content())
    page.goto(f"{url}/hub/spawn")
    page.wait_for_url(f"**/user/{name}/**", timeout=120_000)
    return home


def test_from_jupyterlab_to_the_feedback(browser, url, folder):
    """A student presses the button, reads the receipt, and then which mistake it was."""
    page = log_in(browser(), f"{url}{SERVICE}/", "ada")
    start_server(page, url, folder, "ada", "gradients_not_averaged")
    page.goto(f"{url}/user/ada/lab/tree/{NAME}.ipynb?reset")
    page.click("button:has-text('Hand in'), jp-button:has-text('Hand in')", timeout=90_000)
    page.wait_for_selector(".jp-Dialog select")
    assert page.input_value(".jp-Dialog select") == f"A shallow neural network ({NAME})"
    page.click(".jp-Dialog .jp-mod-accept")
    page.wait_for_selector("text=A shallow neural network, attempt 1", timeout=60_000)
    with page.context.expect_page() as opened:
        page.click(".backgrade-feedback")
    feedback = opened.value
    feedback.wait_for_selector(".total", timeout=60_000)
    assert "Your gradients are sums over the samples" in feedback.inner_text("main")
    assert feedback.url == f"{url}{SERVICE}/work/{NAME}/attempts/1"


def test_from_a_terminal_to_the_feedback(browser, url, folder):
    """`autograder submit` in a terminal of the hub needs no link; a name's case does not matter."""
    page = log_in(browser(), f"{url}{SERVICE}/", "ben")
    home = start_server(page, url, folder, "ben", "as_taught")
    page.goto(f"{url}/user/ben/terminals/1")
    page.wait_for_selector(".xterm-helper-textarea", state="attached", timeout=60_000)
    page.wait_for_timeout(1000)  # until the shell has its prompt
    page.focus(".xterm-helper-textarea")
    page.keyboard.type(
        f"{BIN}/autograder submit {NAME} {NAME}.ipynb > receipt.txt 2>&1; touch done\n"
    )
    wait_until((home / "done").exists, "the command has ended")
    receipt = (home / "receipt.txt").read_text()
    assert receipt.startswith(f"handed in: {NAME}, attempt 1\n"), receipt
    page.goto(re.search(r"http://\S+", receipt)[0])
    page.wait_for_selector(".total", timeout=60_000)
    assert "70 of 80" in page.inner_text("main")
    assert "Ben" in page.inner_text("header.site")


def test_whoever_uses_the_browser_next_sees_nothing(browser, url):
    """After a logout at the hub, the next user of the browser is somebody else here too."""
    page = log_in(browser(), f"{url}{SERVICE}/", "ada")
    assert "Ada Lovelace" in page.inner_text("header.site")
    page.goto(f"{url}/hub/logout")
    log_in(page, f"{url}{SERVICE}/work/{NAME}/attempts/1", "ben")
    assert page.url == f"{url}{SERVICE}/work/{NAME}/attempts/1"
    assert "Ada" not in page.inner_text("body")
    assert "Ben" in page.inner_text("header.site")


def test_groups_of_the_hub_say_who_is_staff(browser, url):
    """A teacher sees the class; somebody who is not on the roster sees why not."""
    page = log_in(browser(), f"{url}{SERVICE}/", "tina")
    assert "People" in page.inner_text("header.site")
    page = log_in(browser(), f"{url}{SERVICE}/", "eve")
    assert "eve is not on the roster of this course." in page.inner_text("main")
    assert page.goto(f"{url}{SERVICE}/people").status == 403


def test_the_built_in_instructor_is_nobody_of_the_hub(browser, url):
    """A user who chose the name of the printed link's owner does not become that person."""
    page = log_in(browser(), f"{url}{SERVICE}/", "instructor")
    assert "not on the roster" in page.inner_text("main")


# -- attacks ----------------------------------------------------------------------------------


def test_nobody_is_made_to_enter_as_somebody_else(browser, url):
    """The way back of Ben's browser, with a code that still holds, is worth nothing in Ada's."""
    ben = browser()
    ben.goto(f"{url}{SERVICE}/")
    ben.context.clear_cookies(name=re.compile("errand"))
    ben.fill("#username_input", "ben")
    ben.fill("#password_input", PASSWORD)
    ben.click("#login_submit")
    ben.wait_for_url("**/oauth_callback?*")
    ada = log_in(browser(), f"{url}{SERVICE}/", "ada")
    assert ada.goto(ben.url).status == 403
    ada.goto(f"{url}{SERVICE}/")
    assert "Ada Lovelace" in ada.inner_text("header.site")


def test_a_way_back_is_used_once(browser, url):
    """The address with the code, taken from a history, lets nobody in."""
    page, back = browser(), []
    page.on("request", lambda one: back.append(one.url))
    log_in(page, f"{url}{SERVICE}/", "ada")
    back = [one for one in back if urlsplit(one).path == f"{SERVICE}/oauth_callback"]
    assert len(back) == 1
    assert page.goto(back[0]).status == 403
    assert httpx.get(back[0]).status_code == 403


def test_a_planted_visit_is_not_taken_over(browser, url):
    """Signing in makes a new secret, which scripts cannot read."""
    page = browser()
    page.context.add_cookies([{"name": "backgrade", "value": "hub.planted", "url": url + SERVICE}])
    log_in(page, f"{url}{SERVICE}/", "ada")
    kept = [one for one in page.context.cookies(f"{url}{SERVICE}/") if one["name"] == "backgrade"]
    (own,) = [one for one in kept if one["path"] == SERVICE]
    assert own["value"] != "hub.planted"
    assert own["httpOnly"]
    assert "backgrade" not in [one["name"] for one in page.context.cookies(f"{url}/user/ben/")]


def test_signing_in_leads_nowhere_else(url):
    """The hub is told an address of ours alone, and `next` is not passed on."""
    answer = httpx.get(f"{url}{SERVICE}/sign-in?next=https://evil.example/")
    asked = urlsplit(answer.headers["location"])
    assert answer.headers["location"].startswith(f"{url}/hub/api/oauth2/authorize?")
    assert parse_qs(asked.query)["redirect_uri"] == [f"{SERVICE}/oauth_callback"]
    assert parse_qs(asked.query)["code_challenge_method"] == ["S256"]
    assert "evil" not in answer.headers["location"]


@pytest.mark.parametrize(
    ("scopes", "status"),
    [(["read:users:name!user"], 401), (["access:services!service=backgrade"], 200)],
)
def test_a_token_must_give_access(browser, url, scopes, status):
    """A token of the hub that is for something else hands in nothing."""
    log_in(browser(), f"{url}/hub/home", "ada")
    asking = {"Authorization": f"token {MAKER}"}
    made = httpx.post(f"{url}/hub/api/users/ada/tokens", headers=asking, json={"scopes": scopes})
    token = {"Authorization": f"Bearer {made.json()['token']}"}
    assert httpx.get(f"{url}{SERVICE}/api/work", headers=token).status_code == status
