"""From a learning platform in a real browser: open, hand in, and the grade arrives."""

import re
import signal
import subprocess

import browsing
import courses
import msgspec
import pytest
from courses import copy_of_the_course
from known_submissions import known
from platforms import listening, platform, settings
from serving import wait_until

pytestmark = pytest.mark.slow

NAME = "shallow_network"


@pytest.fixture(scope="module")
def chromium():
    """A chromium of this machine."""
    with browsing.chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def moodle(tmp_path_factory):
    """A platform at another site than the service: localhost is not 127.0.0.1."""
    course = copy_of_the_course(tmp_path_factory.mktemp("course"))
    (course / "roster.csv").write_text("id,name\nada,Ada Lovelace\nida,Ida\n", encoding="utf-8")
    listener = listening()
    url = f"http://localhost:{listener.getsockname()[1]}"
    (course / "serve.yaml").write_bytes(msgspec.yaml.encode(settings(url)))
    command = ("autograder", "serve", "--port", "0")
    process = courses.start(*command, cwd=course, stderr=subprocess.PIPE)
    try:
        address = re.search(r"http://[^;]+", next(process.stderr))[0]
        with platform(listener, address, "localhost") as config:
            yield config
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        process.stderr.close()


def test_from_the_platform_to_the_grade(chromium, moodle, tmp_path):
    """An instructor adds the link; a student opens it, hands in, and the platform has the grade."""
    teacher = chromium.new_context().new_page()
    teacher.goto(f"{moodle.url}/open?user=u9&what=choose")
    teacher.click("text=A shallow neural network")
    teacher.wait_for_selector("text=added")
    assert moodle.chosen[0]["custom"] == {"assignment": NAME}
    assert moodle.chosen[0]["lineItem"]["scoreMaximum"] == 80

    student = chromium.new_context().new_page()
    student.goto(f"{moodle.url}/open?user=u1&what={NAME}")
    student.wait_for_selector("text=Ada Lovelace")
    path = tmp_path / f"{NAME}.ipynb"
    path.write_bytes(known(NAME, "gradients_not_averaged").content())
    student.set_input_files("#notebook", path)
    student.click(".hand-in button")
    student.wait_for_selector(".total", timeout=60_000)
    wait_until(lambda: moodle.grades, "the grade has arrived")
    score = moodle.grades[-1]
    assert (score["userId"], score["scoreGiven"], score["scoreMaximum"]) == ("u1", 59, 80)
