"""The documentation promises nothing that the code does not do.

What a page says about the policy, the command line and the formats is compared with the code. The
course in docs/writing-graders.md is built and graded for real.
"""

import importlib
import io
import json
import re
import tomllib
from pathlib import Path

import courses
import msgspec
import nbformat
import pytest
import typer
import yaml
from fences import FENCE, NAMED_FENCE
from known_submissions import attacks
from rich.console import Console

from autograder import checks
from autograder.audit.run import audited
from autograder.cli.app import app
from autograder.confinement.places import HANDED_OUT, HOME
from autograder.course import folder, secret, settings
from autograder.course.new import TEMPLATE
from autograder.errors import CourseError
from autograder.grading.answers import ODD
from autograder.report.feedback import VERDICTS
from autograder.report.table import class_table
from autograder.results import format as results
from autograder.results.brief import row_of
from autograder.sandbox import policy

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
OWN = folder.find_course(ROOT)
PAGES = sorted({*DOCS.glob("*.md"), *DOCS.glob("how-it-works/*.md"), *ROOT.glob("*.md")})
PAGE_IDS = [str(page.relative_to(ROOT)) for page in PAGES]

LINK = re.compile(r"(?<!!)\[[^\]\n]*(?:\n[^\]\n]*)?\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")


def read(name):
    """Return a file of the project."""
    return (ROOT / name).read_text(encoding="utf-8")


def prose(text):
    """Return a page without its code blocks."""
    return FENCE.sub("", text)


def on_one_line(text):
    """Return text without line breaks and escaped bars, to compare only words."""
    return re.sub(r"\s+", " ", text.replace("\\|", "|"))


def anchors(page):
    """Return the anchors that GitHub makes of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", prose(page.read_text(encoding="utf-8")), re.MULTILINE)
    plain = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower() for heading in headings]
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in plain}


def blocks(language):
    """Return the code blocks of a language on all pages."""
    return [
        pytest.param(code, id=f"{name}-{number}")
        for page, name in zip(PAGES, PAGE_IDS, strict=True)
        for number, (tag, code) in enumerate(FENCE.findall(page.read_text(encoding="utf-8")))
        if tag == language
    ]


def struct_fields(*structs):
    """Return the name of each field together with its struct's name."""
    return [(struct.__name__, field) for struct in structs for field in struct.__struct_fields__]


# -- links and paths ---------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=PAGE_IDS)
def test_links_resolve(page):
    """Every relative link leads to an existing file and heading."""
    broken = []
    for pair in LINK.findall(prose(page.read_text(encoding="utf-8"))):
        link = "".join(pair)
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("name", ["docs/security.md", "CONTRIBUTING.md"])
def test_named_paths_exist(name):
    """Every project file that a page names exists."""
    named = re.findall(r"`((?:tests|autograder|docs)/[\w./-]*)`", read(name))
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=PAGE_IDS)
def test_no_machine_paths(page):
    """No page contains a path or host of the machine on which it was written."""
    found = re.findall(r"/(?:work|tmp|root|home)/\S+|file://\S+", page.read_text(encoding="utf-8"))
    assert found == []


def test_the_changelog_is_dated():
    """Unreleased changes come first; each version below has its date, the newest first."""
    first, *versions = re.findall(r"^## (.+)$", read("CHANGELOG.md"), re.MULTILINE)
    assert first == "[Unreleased]"
    days = [re.fullmatch(r"\[\d+\.\d+\.\d+\] - (\d{4}-\d\d-\d\d)", v)[1] for v in versions]
    assert days == sorted(days, reverse=True)


# -- how it works --------------------------------------------------------------------


def test_every_module_is_in_its_room():
    """The tables of rooms name every module of the package, and no other."""
    page = read("docs/how-it-works/modules.md")
    named = set(re.findall(r"^\| `([\w/]+)` \|", page, re.MULTILINE))
    package = ROOT / "autograder"
    files = [path for path in package.rglob("*.py") if not path.is_relative_to(TEMPLATE)]
    modules = {str(path.relative_to(package).with_suffix("")) for path in files}
    starts = {"__init__", "__main__"}
    assert named == {m for m in modules if m not in starts and not m.endswith("/__init__")}


def test_changes_have_a_place():
    """The table's modules contain what it names, and have tests."""
    page = read("CONTRIBUTING.md").partition("## Where a change goes")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| .+ \| `([\w/]+)` \| `(\w+)` \|$", page, re.MULTILINE)
    assert len(rows) >= 10
    for module, name in rows:
        assert hasattr(importlib.import_module(f"autograder.{module.replace('/', '.')}"), name)
        room = module.rpartition("/")[0]
        assert list((ROOT / "tests/framework" / room).glob("test_*.py")), module


def test_limits_are_the_defaults():
    """The time limits in the text are the code's defaults."""
    page = read("docs/how-it-works/decisions.md")
    table = dict(re.findall(r"^\| `(\w+_s)` \| .* \| (\d+) s \|$", page, re.MULTILINE))
    assert table == {
        name: f"{getattr(settings.Limits(), name):g}"
        for name in settings.Limits.__struct_fields__
        if name.endswith("_s")
    }


# -- audit ---------------------------------------------------------------------------


@pytest.mark.parametrize("assignment", [a.name for a in OWN.course.assignments])
def test_the_audits_are_of_these_graders(assignment):
    """The pages in docs/audit are clean, and belong to the present hidden tests and solutions."""
    page = read(f"docs/audit/{assignment}.md")
    now = audited(OWN, assignment)
    assert ("**Clean.**" in page, f"fingerprint {now}" in page) == (True, True), "run make audit"


def test_odd_answers_are_counted():
    """The transcript in docs/writing-graders.md has the right number of odd answers."""
    assert f"\n{len(ODD)} odd answers to every test" in read("docs/writing-graders.md")


def test_figures_of_the_readme():
    """README.md has the right numbers of attacks, mistakes and mutants."""
    audits = "".join(read(f"docs/audit/{a.name}.md") for a in OWN.course.assignments)
    mistakes = audits.count("| caught and named |\n")
    caught = re.findall(r"^\| together \|.* \| (\d+) \| 0 \|$", audits, re.MULTILINE)
    assert f"{len(attacks())} attacks" in read("README.md")
    assert f"{mistakes} known mistakes" in read("README.md")
    assert f"{sum(map(int, caught)):,} mutants" in read("README.md")


# -- security ------------------------------------------------------------------------


def test_the_page_is_as_the_policy_says():
    """docs/security.md is what docs/render_policy.py writes."""
    script = ROOT / "docs" / "render_policy.py"
    done = courses.run("python", script, "--check")
    assert done.returncode == 0, "run make docs"


def test_places_of_the_sandbox_are_named():
    """docs/security.md names the places of our code, handed-out files and the scratch folder."""
    page = read("docs/security.md")
    for place in (policy.CODE_MOUNT, HANDED_OUT, HOME):
        assert f"`{place}`" in page
    assert f"user {policy.NOBODY}" in page


# -- the command line -----------------------------------------------------------------


COMMANDS = typer.main.get_command(app).commands


def test_the_command_reference_is_current():
    """docs/commands.md is what docs/render_commands.py writes."""
    script = ROOT / "docs" / "render_commands.py"
    done = courses.run("python", script, "--check")
    assert done.returncode == 0, "run make docs"


def test_every_command_has_a_section():
    """docs/command-line.md has a section for each command, and no other."""
    page = read("docs/command-line.md")
    assert typer.main.get_command(app).help in page
    assert set(re.findall(r"^## autograder (\w+)$", page, re.MULTILINE)) == set(COMMANDS)


def test_examples_use_real_options():
    """Every `--option` of an `autograder` command in a page exists."""
    known = {"--help"} | {o for c in COMMANDS.values() for p in c.params for o in p.opts}
    wrong = []
    command = rf"autograder (?:{'|'.join(COMMANDS)})\b[^\n`|;]*"
    for page in PAGES:
        text = page.read_text(encoding="utf-8").replace("\\\n", " ")
        for line in re.findall(command, text):
            wrong += [
                option for option in re.findall(r"(?<!\S)--[\w-]+", line) if option not in known
            ]
    assert wrong == []


# -- feedback --------------------------------------------------------------------------


def cells_of(page, first):
    """Return the rows of the table with this first heading, each as its cells."""
    table = read(page).partition(f"\n| {first} |")[2].partition("\n\n")[0]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table.split("\n")[2:]]


def as_yaml(value):
    """Return a value as course.yaml has it, formatted as code."""
    return f"`{str(value).lower()}`"


def test_rules_of_feedback():
    """docs/feedback.md has each rule with its values and its default, and no other."""
    kinds = {bool: (True, False)}
    kinds |= {one: tuple(one) for one in (settings.ShownTests, settings.Shown)}
    expected = [
        [f"`{f.name}`", ", ".join(map(as_yaml, kinds[f.type])), as_yaml(f.default)]
        for f in msgspec.structs.fields(settings.Feedback)
    ]
    assert [row[:3] for row in cells_of("docs/feedback.md", "rule")] == expected


def test_verdicts_of_feedback():
    """docs/feedback.md has the words for each outcome."""
    named = {row[2]: row[0] for row in cells_of("docs/feedback.md", "verdict")}
    assert named == {f"`{outcome}`": words for outcome, words in VERDICTS.items()}


# -- the result file ------------------------------------------------------------------


RESULT_STRUCTS = (
    results.SubmissionResult,
    results.SubmissionInfo,
    results.ExerciseResult,
    results.HandMark,
    results.TestResult,
    results.EngineInfo,
)


@pytest.mark.parametrize(("struct", "field"), struct_fields(*RESULT_STRUCTS))
def test_fields_are_documented(struct, field):
    """docs/result-format.md has a row for each field of the result file."""
    title = {
        "SubmissionResult": "### The submission",
        "SubmissionInfo": "### `submission`",
        "ExerciseResult": "### `exercises[]`",
        "HandMark": "### `by_hand[]`",
        "TestResult": "### `exercises[].tests[]`",
        "EngineInfo": "### `engine`",
    }[struct]
    section = read("docs/result-format.md").partition(f"\n{title}\n")[2].partition("\n##")[0]
    assert f"\n| `{field}` | " in section


@pytest.mark.parametrize("outcome", [*results.Outcome, *results.SubmissionOutcome])
def test_outcomes_are_documented(outcome):
    """docs/result-format.md explains each outcome."""
    assert f"\n| `{outcome}` | " in read("docs/result-format.md")


def test_example_is_a_result():
    """The example in docs/result-format.md can be read as a result, completely."""
    ((_, text),) = [b for b in FENCE.findall(read("docs/result-format.md")) if b[0] == "json"]
    result = msgspec.json.decode(text, type=results.SubmissionResult)
    assert json.loads(msgspec.json.encode(result)) == json.loads(text)
    assert result.schema == results.SCHEMA


# -- code blocks ----------------------------------------------------------------------


@pytest.mark.parametrize("code", blocks("yaml"))
def test_yaml_blocks(code, tmp_path):
    """Every YAML block parses, and one that begins with `course:` is a course.yaml."""
    assert isinstance(yaml.safe_load(code), dict)
    if code.startswith("course:"):
        (tmp_path / settings.COURSE_FILE).write_text(code, encoding="utf-8")
        assert folder.find_course(tmp_path).course.assignments


def test_every_setting_is_shown(tmp_path):
    """The full course.yaml of docs/writing-graders.md shows every setting and the defaults."""
    page = read("docs/writing-graders.md").partition("\n## course.yaml\n")[2]
    code = FENCE.findall(page)[0][1]
    shown = yaml.safe_load(code)
    (assignment,) = shown["assignments"]
    assert set(shown) == set(settings.Course.__struct_fields__)
    assert set(assignment) == set(settings.Assignment.__struct_fields__)
    assert msgspec.convert(assignment["limits"], settings.Limits) == settings.Limits()
    assert set(assignment["limits"]) == set(settings.Limits.__struct_fields__)
    assert msgspec.convert(assignment["feedback"], settings.Feedback) == settings.Feedback()
    assert set(assignment["feedback"]) == set(settings.Feedback.__struct_fields__)
    default = settings.Assignment(name="averages", title="Averages")
    assert (assignment["run"], assignment["carry_forward"]) == (default.run, default.carry_forward)


def test_error_of_course_yaml(tmp_path):
    """A wrong value in course.yaml gives the message that docs/writing-graders.md shows."""
    text = "course: a\ntitle: b\nassignments:\n- {name: c, title: d, limits: {memory_mib: 6}}\n"
    (tmp_path / settings.COURSE_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(CourseError) as caught:
        folder.find_course(tmp_path)
    assert f"\nautograder: {caught.value}\n" in read("docs/writing-graders.md")


def test_workflows_use_the_names_of_the_project():
    """The jobs of docs/ci.md install this project and run on a supported Python."""
    project = tomllib.loads(read("pyproject.toml"))["project"]
    page = read("docs/ci.md")
    assert "autograder" in project["scripts"]
    requirements = read("autograder/course/template/integration/requirements.txt").splitlines()
    assert requirements[-1] == f"{project['name']}[course]"
    assert page.count("pip install --requirement requirements.txt") == 2
    assert project["requires-python"] == ">=3.11"
    assert f"{secret.VARIABLE}: ${{{{ secrets.{secret.VARIABLE} }}}}" in page


def test_every_check_is_documented():
    """docs/writing-graders.md has a row or a sentence, and an example, for each check."""
    page = read("docs/writing-graders.md")
    example = dict(NAMED_FENCE.findall(page))["tests/graders/averages/test_every_check.py"]
    ours = [
        name
        for name, value in vars(checks).items()
        if getattr(value, "__module__", "").startswith(checks.__name__)
    ]
    assert ours
    for name in ours:
        assert f"`{name}(" in prose(page), name
        assert f"{name}(" in example, name


def test_every_promise_has_its_tests():
    """Each row of docs/security.md's promises names existing tests."""
    _, _, after = read("docs/security.md").partition("## What is promised, and how it is tested")
    rows = [row for row in after.partition("\n## ")[0].splitlines() if row.startswith("| ")][1:]
    assert len(rows) > 20
    for row in rows:
        promise, where = row.strip("| ").rsplit(" | ", 1)
        files = re.findall(r"`((?:tests|benchmarks)/[\w/]+(?:\.py)?)`", where)
        assert files or "the same" in where, promise
        assert [file for file in files if not (ROOT / file).exists()] == [], promise
        for name in re.findall(r"`(test_\w+)`", where):
            assert any(f"def {name}(" in read(file) for file in files if file.endswith(".py")), name


# -- the course of writing-graders.md -----------------------------------------------------


@pytest.fixture(scope="module")
def tiny_course(tmp_path_factory):
    """The course of docs/writing-graders.md, each block in the file that its name says."""
    root = tmp_path_factory.mktemp("statistics")
    for name, code in NAMED_FENCE.findall(read("docs/writing-graders.md")):
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(code, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def marks(tiny_course):
    """Grade the page's students, before the page's last grader is added."""
    last = tiny_course / "tests/graders/averages/test_every_check.py"
    text = last.read_text(encoding="utf-8")
    last.unlink()
    try:
        return run(tiny_course, "grade", "averages", "--json", "--jobs", 1)
    finally:
        last.write_text(text, encoding="utf-8")


def run(folder, *arguments):
    """Run `autograder ... --json` in a folder and return the results."""
    done = courses.run("autograder", *arguments, cwd=folder, code=0)
    return msgspec.json.decode(done.stdout, type=list[results.SubmissionResult])


def test_tiny_course_notebook_is_valid(tiny_course):
    """The source notebook on the page is a valid notebook."""
    path = tiny_course / "solutions/averages/averages.ipynb"
    nbformat.validate(nbformat.read(path, as_version=4))


@pytest.mark.slow
def test_tiny_course_gets_the_marks_of_the_page(marks):
    """The students of the page get the marks in its table."""
    table = read("docs/writing-graders.md").partition("$ autograder grade averages\n")[2]
    console = Console(width=180, file=io.StringIO())
    console.print(class_table(map(row_of, marks)))
    actual = [line.rstrip() for line in console.file.getvalue().splitlines()]
    assert actual == table.partition("\n```")[0].splitlines()


def test_tiny_course_carries_forward(marks):
    """Ben pays for his mean once, as the page says."""
    (ben,) = [r for r in marks if r.student == "ben"]
    by_name = {e.name: e for e in ben.exercises}
    assert not any(t.carried_forward for t in by_name["mean"].tests)
    assert any(t.carried_forward for t in by_name["variance"].tests)


@pytest.mark.slow
def test_tiny_course_solution_passes_every_check(tiny_course):
    """The page's solution gets full marks, also from the grader that uses every check."""
    (result,) = run(tiny_course, "grade", "averages", "solutions/averages/averages.ipynb", "--json")
    assert (result.score, result.max_score) == (10.0, 10.0)
    assert any("test_every_check" in t.id for e in result.exercises for t in e.tests)


@pytest.mark.slow
def test_tiny_course_with_plain_pytest(tiny_course):
    """The page's graders also run on their own, and show their author a failure."""
    options = ("--submission", "submitted/ben.py")
    done = courses.run("pytest", "tests/graders/averages", *options, cwd=tiny_course, code=1)
    assert "CheckFailed: the value of the mean is wrong" in done.stdout
