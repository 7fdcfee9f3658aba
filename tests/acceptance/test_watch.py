"""`autograder watch`: from a push to a mark and an answer, over git's own http-backend.

The API of GitHub and GitLab is a double of the few addresses that are used; PyGithub and
python-gitlab are real.
"""

import json
import os
import re
import subprocess
import time
import urllib.parse

import pytest
import yaml
from courses import BIN, ROOT, run, start
from forges import TOKEN, git_host

pytestmark = pytest.mark.processes

COURSE = """\
course: tiny
title: A tiny course
assignments:
  - {name: powers, title: Powers}
"""
GRADER = '''
import pytest

pytestmark = pytest.mark.exercise("square")


def test_values(student):
    """Each number is squared"""
    assert student.square(7) == 49
'''
RIGHT = "def square(x):\n    return x * x"
WRONG = "def square(x):\n    return x + x"


def notebook(*sources, grade=False):
    """Return a notebook's bytes; with `grade`, that of the instructor."""
    cells = [
        {"cell_type": "code", "source": s, "metadata": {}, "outputs": [], "execution_count": None}
        for s in sources
    ]
    if grade:
        meta = {"grade": True, "solution": False, "grade_id": "square", "points": 4}
        cells.append({**cells[0], "source": "", "metadata": {"nbgrader": meta}})
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}).encode()


@pytest.fixture
def course(tmp_path):
    """A course with an exercise and two students."""
    root = tmp_path / "course"
    source, graders = root / "solutions" / "powers", root / "tests" / "graders" / "powers"
    source.mkdir(parents=True)
    graders.mkdir(parents=True)
    (source / "powers.ipynb").write_bytes(notebook(RIGHT, grade=True))
    (graders / "test_square.py").write_text(GRADER)
    (root / "course.yaml").write_text(COURSE)
    (root / "roster.csv").write_text("id,github\nada,adal\nben,benm\n")
    return root


@pytest.fixture
def host(tmp_path):
    """A git host with the repositories of both students."""
    (tmp_path / "host").mkdir()
    with git_host(tmp_path / "host") as running:
        running.commits = {
            "adal": running.push("powers-adal", {"powers.ipynb": notebook(RIGHT)}),
            "benm": running.push("powers-benm", {"powers.ipynb": notebook(WRONG)}),
        }
        yield running


@pytest.fixture
def watch(course, host):
    """Look once, with more options; the exit code must be this one."""

    def look(*options, code=0):
        template = f"{host.url}/git/{{assignment}}-{{github}}.git"
        words = ("watch", "powers", template, "--once", *options)
        return run("autograder", *words, cwd=course, code=code, GIT_TOKEN=TOKEN)

    return look


def result(course, student):
    """Return a stored result."""
    return json.loads((course / "results" / "powers" / f"{student}.json").read_text())


def github(host, kind):
    """Make the host answer as GitHub's API does; nothing was answered before."""
    for login, commit in host.commits.items():
        base = f"/git/powers-{login}"
        host.answers |= {
            f"GET /repos{base}/commits/{commit}": {
                "sha": commit,
                "url": f"{host.url}/repos{base}/commits/{commit}",
            },
            f"GET /repos{base}/commits/{commit}/comments": [],
            f"GET /repos{base}/commits/{commit}/check-runs": {"total_count": 0, "check_runs": []},
            f"POST /repos{base}/{kind.format(commit=commit)}": {"id": 1},
        }


def test_what_was_pushed_is_graded_once(course, watch, host):
    """Each repository is graded, a second look grades nothing, and a push one repository.

    The time of handing in is when the push was seen, not what the student's clock says.
    """
    first = watch()
    assert sorted(first.stdout.splitlines()) == ["ada: graded, 4 of 4", "ben: graded, 0 of 4"]
    stamp = (course / "submitted" / "ada" / "powers" / "timestamp.txt").read_text()
    assert stamp == result(course, "ada")["submission"]["submitted_at"]
    assert watch().stdout == ""
    host.push("powers-benm", {"powers.ipynb": notebook(RIGHT)})
    assert watch().stdout == "ben: graded, 4 of 4\n"
    assert result(course, "ben")["submission"]["submitted_at"].endswith("UTC")


def test_a_repository_that_cannot_be_graded_is_named(course, watch, host):
    """The others are graded, and the exit code says that something is missing."""
    host.push("powers-benm", {"powers.ipynb": b""}, links=[("notes.ipynb", "/etc/passwd")])
    (course / "roster.csv").write_text("id,github\nada,adal\nben,benm\ncy,cyy\ndee,\n")
    done = watch(code=1)
    assert "ada: graded, 4 of 4\n" in done.stdout
    assert "powers-cyy.git" in done.stderr
    assert "the roster lacks a column: dee" in done.stderr


def test_github_gets_one_comment_for_a_commit(course, watch, host):
    """It says what the student may see, in a block of code, and is not repeated."""
    github(host, "commits/{commit}/comments")
    way = ("--feedback", "github-comment", "--api", host.url)
    watch(*way)
    watch(*way)
    said = dict(host.posted)
    assert len(host.posted) == len(said) == 2
    path = f"/repos/git/powers-benm/commits/{host.commits['benm']}/comments"
    assert said[path]["body"].startswith("**Powers: 0 of 4**\n\n```text\n")
    assert "✗ Each number is squared" in said[path]["body"]
    assert "49" not in said[path]["body"]


def test_an_answer_that_is_there_is_not_repeated(watch, host, course):
    """Also if the run that gave it was killed before it could note that."""
    github(host, "commits/{commit}/comments")
    way = ("--feedback", "github-comment", "--api", host.url)
    watch(*way)
    for path, said in host.posted:
        host.answers[f"GET {path}"] = [{"id": 1, "body": said["body"]}]
    posted = len(host.posted)
    kept = course / ".autograder" / "watch" / "powers.json"
    seen = json.loads(kept.read_text())
    kept.write_text(json.dumps({a: {**one, "answered": ""} for a, one in seen.items()}))
    watch(*way)
    assert len(host.posted) == posted


def test_github_gets_a_check_run(watch, host):
    """It has the commit, and the feedback as its summary."""
    github(host, "check-runs")
    watch("--feedback", "github-check", "--api", host.url)
    runs = {said["head_sha"]: said for _, said in host.posted}
    assert runs.keys() == set(host.commits.values())
    one = runs[host.commits["adal"]]
    assert (one["status"], one["output"]["title"]) == ("completed", "Powers: 4 of 4")


def test_gitlab_gets_a_comment(watch, host):
    """It is a note on the commit."""
    for login, commit in host.commits.items():
        project = urllib.parse.quote(f"git/powers-{login}", safe="")
        path = f"/api/v4/projects/{project}/repository/commits/{commit}/comments"
        host.answers |= {f"GET {path}": [], f"POST {path}": {"note": "x"}}
    watch("--feedback", "gitlab-comment", "--api", host.url)
    assert len(host.posted) == 2
    assert all("Powers: " in said["note"] for _, said in host.posted)


def test_a_refused_answer_is_given_later(watch, host):
    """Marks are kept, the problem is named, and the next look answers."""
    way = ("--feedback", "github-comment", "--api", host.url)
    refused = watch(*way, code=1)
    assert "GitHub takes no answer for git/powers-adal" in refused.stderr
    assert "ada: graded" in refused.stdout
    github(host, "commits/{commit}/comments")
    assert watch(*way).stdout == ""
    assert len(host.posted) == 2


def test_a_watch_goes_on_until_it_is_stopped(course, host):
    """Without --once, later pushes are graded too."""
    template = f"{host.url}/git/{{assignment}}-{{github}}.git"
    words = ("watch", "powers", template, "--every", "1")
    process = start("autograder", *words, cwd=course, GIT_TOKEN=TOKEN)
    try:
        _until((course / "results" / "powers" / "ben.json").exists)
        host.push("powers-benm", {"powers.ipynb": notebook(RIGHT)})
        _until(lambda: result(course, "ben")["score"] == 4)
    finally:
        process.terminate()
        process.wait()


def _until(is_so):
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.2)
    raise AssertionError("it did not happen")


# -- the GitHub Action and the GitLab component ----------------------------------------------


@pytest.fixture
def job(course, tmp_path):
    """Run lines of a job as a runner does; what a runner alone can install is only noted."""
    stubs, noted = tmp_path / "stubs", tmp_path / "noted"
    stubs.mkdir()
    for name in ("sudo", "apt-get", "python"):
        (stubs / name).write_text(f'#!/bin/sh\necho "{name} $*" >> {noted}\n')
        (stubs / name).chmod(0o755)

    def steps(lines, **variables):
        path = f"{stubs}:{BIN}:{os.environ['PATH']}"
        for line in lines:
            done = subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", line],
                cwd=course,
                env={"PATH": path, "HOME": str(tmp_path), **variables},
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
        return noted.read_text()

    return steps


def test_the_github_action_grades(course, host, job):
    """Its steps, in their order and with their own variables, leave marks where they are kept."""
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    given = {name: one.get("default") for name, one in action["inputs"].items()} | {
        "assignment": "powers",
        "repositories": f"{host.url}/git/{{assignment}}-{{github}}.git",
        "secret": "a secret",
        "token": TOKEN,
    }
    for step in action["runs"]["steps"]:
        if "run" in step:
            noted = job([step["run"]], **_filled(step.get("env", {}), given))
    assert "python -m pip install --requirement requirements.txt" in noted
    assert result(course, "ada")["score"] == 4
    (kept,) = {s["with"]["path"] for s in action["runs"]["steps"] if "cache" in s.get("uses", "")}
    assert all((course / path).exists() for path in kept.split())


def _filled(variables, given):
    """Replace ${{ inputs.name }}."""
    return {
        name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: given[found[1]], text)
        for name, text in variables.items()
    }


def test_only_the_grading_step_has_secrets():
    """What installs packages sees neither the course's secret nor the token."""
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    holding = [s for s in action["runs"]["steps"] if "inputs.secret" in str(s) or "token" in str(s)]
    assert [step["name"] for step in holding] == ["Grade"]


def test_the_gitlab_component_grades(course, host, job):
    """Its script, with its own variables, leaves marks where they are kept."""
    text = (ROOT / "templates" / "grade.yml").read_text()
    spec, _ = yaml.safe_load_all(text)
    given = {name: one.get("default") for name, one in spec["spec"]["inputs"].items()} | {
        "assignment": "powers",
        "repositories": f"{host.url}/git/{{assignment}}-{{github}}.git",
    }
    text = re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda found: given[found[1]], text)
    _, jobs = yaml.safe_load_all(text)
    grade = jobs["grade-powers"]
    own = {name: value or "" for name, value in grade["variables"].items()}
    secrets = {"AUTOGRADER_SECRET": "a secret", "GIT_TOKEN": TOKEN}
    job([*grade["before_script"], *grade["script"]], **own, **secrets)
    assert result(course, "ben")["score"] == 0
    assert all((course / path).exists() for path in grade["cache"]["paths"])
