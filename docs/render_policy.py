"""Write the sandbox's policy into docs/security.md, between its two markers.

python docs/render_policy.py          # rewrite the page
python docs/render_policy.py --check  # exit 1 if the page is out of date
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from autograder.confinement.places import HANDED_OUT, HOME, SHARED_MEMORY
from autograder.course.settings import Limits
from autograder.sandbox import policy, syscalls
from autograder.student.budget import MAX_CALL_BYTES, MAX_SUBMISSION_BYTES
from autograder.wire.values import MAX_HEADER_BYTES, MAX_PAYLOAD_BYTES, MAX_TERMS

PAGE = Path(__file__).resolve().parent / "security.md"
BEGIN = "<!-- Written by docs/render_policy.py from autograder/sandbox: change it there. -->"
END = "<!-- End of what docs/render_policy.py wrote. -->"


def code(words: Iterable[object]) -> str:
    """Return words as code, with commas."""
    return ", ".join(f"`{word}`" for word in words)


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table."""
    lines = [heads, tuple("---" for _ in heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def files() -> str:
    """Return what can be read and written."""
    rows = [
        ("the Python that grades: its program, standard library and packages", "read", "the same"),
        ("each shared library that one of these loads", "read: that file alone", "the same"),
        (code(policy.SYSTEM_MOUNTS), "read, if they exist", "the same"),
        (
            "among the packages: `direct_url.json`, editable installs, paths in `.pth`, our own",
            "cannot be opened, because they show where a course is",
            "the same; their names can be listed",
        ),
        (
            f"`{policy.CODE_MOUNT}`: {code(policy.WORKER_MODULES)}",
            "read: those of our modules that run beside student code",
            "only in memory",
        ),
        (f"`{HANDED_OUT}`", "read: the files that course.yaml hands out", "copies in home"),
        (
            f"`{HOME}`: home and working folder",
            "read and write: in memory, `scratch_mib` large, with the files beside the notebook",
            "a folder to read, with the same files, under another name",
        ),
        ("`/proc`", "empty; so psutil, which needs it, is not there either", "not accessible"),
        (code(policy.DEVICES), "read and write", "the same"),
        (
            f"`{SHARED_MEMORY}`",
            "read and write: empty, private to one submission, `scratch_mib` large",
            "not accessible",
        ),
        ("anything else", "not there", "cannot be read or listed"),
    ]
    return table(("place", "namespaces", "landlock"), rows)


def environment() -> str:
    """Return the variables."""
    rows = ((f"`{name}`", f"`{value}`") for name, value in policy.ENVIRONMENT.items())
    return table(("variable", "value"), rows)


def system_calls() -> str:
    """Return the allowed calls by purpose, and those that landlock withholds."""
    rows = [(group, code(names)) for group, names in syscalls.ALLOWED.items()]
    conditions = [
        (f"`{name}`", ", ".join(dict.fromkeys(" and ".join(a.words for a in e) for e in every)))
        for name, every in syscalls.CONDITIONAL.items()
    ]
    return (
        table(("for", "system calls"), rows)
        + "\nThese are allowed only with one of these arguments:\n\n"
        + table(("system call", "argument"), conditions)
        + "\nThe landlock level does not allow these of them: "
        + code(sorted(syscalls.WITHHELD_WITHOUT_NAMESPACES))
        + ". It allows these only for the calling process itself: "
        + code(sorted(syscalls.OF_ITSELF_WITHOUT_NAMESPACES))
        + ".\n"
    )


def limits() -> str:
    """Return the limits and their defaults."""
    default = Limits()
    seconds = ("call_s", "exercise_s", "load_s", "total_s")
    rows = [
        (
            code(seconds),
            (
                "the submission's own time for a call, an exercise, loading, everything: CPU time "
                "and time asleep. It is measured outside, and ends the process. Within the limit "
                "of the exercise, a call may take a hundred times the reference's own time. By the "
                "clock on the wall, ten times as much"
            ),
            ", ".join(f"{getattr(default, name):g}" for name in seconds) + " s",
        ),
        (
            "CPU time",
            "of each process, ended by the kernel: `total_s` plus 5 seconds",
            f"{default.total_s + 5:g} s",
        ),
        (
            "`memory_mib`",
            "address space of each process beyond the interpreter's; with a cgroup, memory of all",
            f"{default.memory_mib} MiB",
        ),
        (
            "`processes`",
            "processes and threads together; the landlock level allows one",
            str(default.processes),
        ),
        ("`file_size_mib`", "one file", f"{default.file_size_mib} MiB"),
        ("`scratch_mib`", f"all of `{HOME}`; 4096 files", f"{default.scratch_mib} MiB"),
        ("open files", "of each process", str(policy.OPEN_FILES)),
        ("core dumps", "", "none"),
        (
            "one message to the grader",
            "outside arrays; in arrays",
            f"{MAX_HEADER_BYTES >> 20} MiB and {MAX_TERMS:,} values; {MAX_PAYLOAD_BYTES >> 20} MiB",
        ),
        (
            "all messages",
            "of one call; of a submission",
            f"{MAX_CALL_BYTES >> 20} MiB; {MAX_SUBMISSION_BYTES >> 20} MiB",
        ),
    ]
    return table(("limit", "of what", "default"), rows)


def render() -> str:
    """Return the part of the page that the policy decides."""
    parts = {
        "Files and devices": files(),
        "Environment": environment(),
        "Namespaces": f"The namespaces level makes new ones: {code(policy.NAMESPACES)}. "
        "The landlock level makes none.\n",
        "System calls": system_calls(),
        "Limits": limits(),
    }
    return "\n".join(f"### {title}\n\n{text}" for title, text in parts.items())


def main() -> None:
    """Rewrite the page, or check it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    old = PAGE.read_text(encoding="utf-8")
    before, _, rest = old.partition(BEGIN)
    _, _, after = rest.partition(END)
    new = f"{before}{BEGIN}\n\n{render()}\n{END}{after}"
    if parser.parse_args().check:
        sys.exit(old != new)
    PAGE.write_text(new, encoding="utf-8")


if __name__ == "__main__":
    main()
