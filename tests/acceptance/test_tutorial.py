"""A new course from `autograder init`, and docs/tutorial.md step by step."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from fences import FENCE

from autograder.course.new import Example, template_files

ROOT = Path(__file__).resolve().parents[2]
TUTORIAL = ROOT / "docs" / "tutorial.md"

STEP = re.compile(
    r"^(?:\*\*`(?P<name>[^`\n]+)`\*\*(?P<added>, at the end)?\n\n)?" + FENCE.pattern,
    FENCE.flags,
)
TIME = re.compile(r" *\d+\.\d (s|submissions/s)\b")


# -- a shell in a folder ------------------------------------------------------------------


class Shell:
    """Runs commands as a person types them: `cd` affects the next ones."""

    def __init__(self, folder):
        self.folder, self.home = folder, folder / ".home"
        programs = self.home / "bin"
        programs.mkdir(parents=True)
        for name in ("autograder", "nbgrader"):
            program = programs / name
            program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m {name} "$@"\n')
            program.chmod(0o755)
        path = [programs, Path(sys.executable).parent, os.environ["PATH"]]
        self.environment = os.environ | {
            "PATH": os.pathsep.join(map(str, path)),
            "PYTHONPATH": str(ROOT),
            **{f"JUPYTER_{kind}_DIR": str(self.home / kind) for kind in ("CONFIG", "DATA")},
        }
        self.environment.pop("AUTOGRADER_SECRET", None)  # a new course makes its own

    def run(self, command):
        """Run a command; return its exit code and all that it printed, without trailing spaces."""
        place = self.home / "pwd"
        done = subprocess.run(
            ["/bin/sh", "-c", f"{command}\ncode=$?; pwd >{shlex.quote(str(place))}; exit $code"],
            cwd=self.folder,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        self.folder = Path(place.read_text().strip())
        return done.returncode, [line.rstrip() for line in done.stdout.splitlines()]


@pytest.fixture
def shell(tmp_path):
    """A shell in an empty folder."""
    return Shell(tmp_path)


@pytest.fixture
def course(shell):
    """A shell in a course that was just started."""
    code, _ = shell.run("autograder init numerics && cd numerics")
    assert code == 0
    return shell


# -- autograder init ------------------------------------------------------------------------


def files_of(folder):
    """Return the files of a folder with their content."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder): path.read_bytes() for path in files}


def test_a_new_course_is_the_template(course):
    """A new course has the template's files and nbgrader_config.py, and nothing else."""
    files = template_files(Example.INTEGRATION)
    expected = {name: path.read_bytes() for name, path in files.items()}
    config = (ROOT / "nbgrader_config.py").read_bytes()
    assert files_of(course.folder) == expected | {Path("nbgrader_config.py"): config}
    assert Path(".gitignore") in expected


@pytest.mark.slow
def test_what_init_says_works(shell):
    """The commands that init prints grade the examples; the right one has full marks."""
    _, lines = shell.run("autograder init 'my course' 2>/dev/null")
    code, table = shell.run("\n".join(lines))
    assert code == 0, table
    assert re.search(r"^right +10 +10/10$", "\n".join(table), re.MULTILINE)


def test_an_empty_folder_will_do(shell):
    """A course may be started in an empty folder, also in the current one."""
    code, lines = shell.run("mkdir empty && cd empty && autograder init .")
    assert (code, (shell.folder / "course.yaml").exists()) == (0, True), lines


@pytest.mark.parametrize("name", ["full", "full/file", "."])
def test_nothing_is_overwritten(shell, name):
    """If the folder is not empty, nothing is written, and the message says what to do."""
    (shell.folder / "full").mkdir()
    (shell.folder / "full" / "file").write_text("mine")
    before = sorted(shell.folder.rglob("*"))
    code, (line,) = shell.run(f"autograder init {name}")
    assert code == 2
    assert line.startswith(f"autograder: {name} is not an empty folder: nothing was written")
    after = [path for path in sorted(shell.folder.rglob("*")) if path != shell.home / "pwd"]
    assert after == before


def test_a_folder_that_cannot_be_made(shell):
    """A folder below a file cannot be made, and one sentence says so."""
    (shell.folder / "file").write_text("mine")
    code, lines = shell.run("autograder init file/course")
    assert (code, lines) == (3, ["autograder: file/course: Not a directory"])


@pytest.mark.slow
def test_a_new_course_tests_itself(course):
    """Its examples get their verdicts from its own test."""
    code, lines = course.run("python -m pytest -q -p no:cacheprovider tests/test_submissions.py")
    assert code == 0, "\n".join(lines)


# -- the tutorial ---------------------------------------------------------------------------


def commands_in(block):
    """Return the commands in a console block, each with the output shown."""
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *lines = part.splitlines()
        yield command, lines


def on_any_day(lines):
    """Return lines as one text, without times."""
    return "".join(TIME.sub(" <time>", line) + "\n" for line in lines)


def assert_printed(actual, shown, command):
    """Compare what a command printed with what the page shows; `...` matches anything."""
    pattern = re.escape(on_any_day(shown)).replace("namespaces", "(?:namespaces|landlock)")
    pattern = re.sub(r"^\\\.\\\.\\\.\\?\n", r"(?:.*\\n)*?", pattern, flags=re.MULTILINE)
    pattern = pattern.replace(r"\.\.\.", ".*")
    told = on_any_day(line for line in actual if not line.startswith("isolation "))
    assert re.fullmatch(pattern, told), f"$ {command}\n{told}"


def test_a_shown_output_stands_for_what_was_printed():
    """Only omitted lines, omitted words and times may differ."""
    shown = ["one", "...", "at .../here, 1.2 s", "last"]
    assert_printed(["one", "at /tmp/here,  31.0 s", "last"], shown, "")
    assert_printed(["one", "two", "three", "at x/here, 0.0 s", "last"], shown, "")
    others = (["one", "at x/there, 0.0 s", "last"], ["one", "at x/here, 0.0 s", "last", "more"])
    for other in others:
        with pytest.raises(AssertionError):
            assert_printed(other, shown, "")


@pytest.mark.slow
def test_the_tutorial(shell):
    """Each file is written and each command typed as the page says; it prints what is shown."""
    text = TUTORIAL.read_text(encoding="utf-8")
    commands = 0
    for step in STEP.finditer(text):
        name, added, language, code = step.groups()
        if name:
            path = shell.folder / name
            before = path.read_text(encoding="utf-8") + "\n\n" if added else ""
            path.write_text(before + code, encoding="utf-8")
        elif language == "console":
            for command, shown in commands_in(code):
                status, printed = shell.run(command)
                assert_printed(printed, shown, command)
                assert status == ("not clean" in "\n".join(shown)), command
                commands += 1
    assert commands == text.count("\n$ ")
