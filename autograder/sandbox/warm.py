"""The code that a warm interpreter starts with, and the reason if it did not start."""

from __future__ import annotations

import contextlib
import subprocess

from autograder.sandbox.bubblewrap import ALLOW_NAMESPACES, NO_NAMESPACES

# Nothing is imported before the grader has sent something, so a spare sandbox costs little.
_WAIT = (
    "import select; control = select.poll(); control.register(int(sys.argv[1]), select.POLLIN); "
    "control.poll()[0][1] & select.POLLHUP and sys.exit(); del control, select; "
)
_WORKER = "import runpy; runpy.run_module('autograder.worker', run_name='__main__', alter_sys=True)"


def bootstrap(root: str) -> str:
    """Return the code that waits for a setup, and then runs the worker from a folder."""
    return f"import sys; {_WAIT}sys.path.insert(0, {root!r}); {_WORKER}"


def why_not_started(process: subprocess.Popen[bytes]) -> str:
    """Return the reason in a sentence, and end the process."""
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(1)
    process.kill()
    status = process.wait()
    said = ""
    if process.stderr is not None:
        with process.stderr:
            said = process.stderr.read().decode("utf-8", "replace").strip()
    last = said.splitlines()[-1] if said else f"it ended with status {status}"
    if "landlock" in said:
        return f"sandbox: the kernel's Landlock refused ({last}); run autograder doctor"
    if "could not confine" in said:
        return f"sandbox: {last}; run autograder doctor"
    if "namespace" in said or "uid map" in said or "Operation not permitted" in said:
        return f"{NO_NAMESPACES} ({last}); {ALLOW_NAMESPACES}"
    return f"sandbox: the isolated interpreter did not start ({last}); run autograder doctor"
